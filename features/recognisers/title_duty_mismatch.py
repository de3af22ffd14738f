"""Duties that belong to another kind of work than the title.

Only pairs that tell are compared: an office, household, care or hospitality title with duties of company and looks; waiting at
tables with drinking beside the guests; office, sales, support or language work with chats that lead strangers to invest or play.
Titles that say such work openly (hostess, escort, dancer, model) fit their duties and are left alone: openly described adult work
is no indicator.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.requirements.finding import RequirementKind, requirements_of
from features.spans import Span

INDICATOR: Final = "title_duty_mismatch"
_OFFICE: Final = frozenset(
    {"office", "sales", "customer_support", "it", "finance", "education", "health", "other", "transport", "security"}
)
_HOME: Final = frozenset(
    {"care", "domestic", "cleaning", "hospitality", "beauty_massage", "agriculture", "factory", "warehouse", "construction"}
)
PAIRS: Final = (
    ("companion_duties", _OFFICE | _HOME, "being company"),
    (
        "drinking_duties",
        frozenset({"hospitality", "office", "other", "domestic", "care", "cleaning", "sales"}),
        "drinking with guests",
    ),
    (
        "lure_chat_duties",
        frozenset({"office", "sales", "customer_support", "it", "education", "other", "hospitality", "finance"}),
        "luring by chat",
    ),
)
"""A signal of the packs, the titles' sectors that it does not belong to, and what the duty is in a word."""


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The words for duties that do not fit the title."""
    shown = [(reading.phrases.shown(signal), sectors, duty) for signal, sectors, duty in PAIRS]
    if not any(found for found, _, _ in shown) and not reading.phrases.shown("skill_waived"):
        return
    occupation = reading.occupation
    if occupation is None:
        return
    for found, sectors, duty in shown:
        if found and occupation.sector in sectors and (occupation.in_title or duty != "luring by chat"):
            note = f'{duty}, under the title "{occupation.name}"'
            yield reading.evidence(found[0].span, indicator=INDICATOR, rule=found[0].rule, note=note)
    if occupation.sector in {"office", "finance", "customer_support"}:
        yield from _looks_instead_of_skill(reading)


def _looks_instead_of_skill(reading: Reading) -> Iterator[Evidence]:
    """Measurements asked where the skill of the title is said not to matter."""
    waived = reading.phrases.shown("skill_waived")
    measured = requirements_of(reading.folded, RequirementKind.MEASUREMENTS)[:1] if waived else ()
    for item in measured:
        span = Span(item.start, item.end)
        yield reading.evidence(
            span, indicator=INDICATOR, rule="looks_not_skill", note="measured, and the title's skill is waived"
        )
