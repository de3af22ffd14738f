"""What a review found, as a notice or a statement may say it: the reviewer's indicators, and the posting's own words for each.

Nothing is said that no person accepted. Quotes are short, on one line, and without personal data; characters that would not be
seen are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from features.evidence import Evidence, EvidenceState
from features.indicators import Catalogue
from features.posting import Posting
from features.reading import Reading
from labelling.review import ReviewEvent, ReviewState, Verdict
from models.assessment import IndicatorAssessment
from serving.console.shown import visible
from serving.dossier import Dossier
from serving.exports.personal_data import Finding, findings_in, redacted, without
from serving.problem_kinds import NOT_DECIDED, PERSONAL_DATA
from serving.problems import Fault, ProblemError, pointer

MOST_QUOTES: Final = 3
"""Quotes for each indicator, and as many against it."""
LONGEST_QUOTE: Final = 240
_LOOKED_AT: Final = 2_000
"""Characters of one piece of evidence that are read before it is cut to a quote."""
_AROUND: Final = 300
"""Characters before and after it that are read too."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One indicator in words, with quotes that show it and quotes that speak against it."""

    indicator: str
    name: str
    definition: str
    quotes: tuple[str, ...]
    against: tuple[str, ...]
    as_a_whole: bool = False
    """Whether it is seen in no words, but in a whole field or in what is missing."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A posting that a person found risky, and why."""

    posting: Posting
    decision: ReviewEvent
    reasons: tuple[Reason, ...]
    """What the reviewer accepted."""
    contradicted: tuple[Reason, ...]
    """What the posting's words deny; it speaks for the posting."""


def reviewed(dossier: Dossier, words: Catalogue) -> Reviewed:
    """What the last decision found, in the words of a catalogue. Raises `ProblemError` where none found the posting risky."""
    decision = _decision(dossier)
    _refuse_personal_data(dossier, decision)
    assessed = dossier.assessed.assessment.indicators if dossier.assessed else ()
    seen = {item.indicator: item for item in assessed}
    quoting = _Quoting(dossier.assessed_posting)
    accepted = _accepted(decision, assessed)
    denied = [item.indicator for item in assessed if item.state is EvidenceState.CONTRADICTED and item.indicator not in accepted]
    return Reviewed(
        posting=dossier.assessed_posting,
        decision=decision,
        reasons=tuple(_reasons(accepted, words, seen, quoting)),
        contradicted=tuple(_reasons(denied, words, seen, quoting)),
    )


def line(text: str) -> str:
    """A text on one line, with the characters named that would not be seen."""
    return " ".join(visible(text).split())


def shortened(text: str, most: int) -> str:
    """The beginning of a text that is too long."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _decision(dossier: Dossier) -> ReviewEvent:
    decision = dossier.review.decision
    if decision is None or dossier.review.state is not ReviewState.CLOSED or decision.verdict is not Verdict.RISKY:
        raise ProblemError(NOT_DECIDED)
    return decision


def _refuse_personal_data(dossier: Dossier, decision: ReviewEvent) -> None:
    """A reviewer's words are theirs: they are sent back rather than changed."""
    place = pointer("review", "events", dossier.events.index(decision), "reason")
    if found := findings_in(decision.reason):
        raise ProblemError(PERSONAL_DATA, "", [Fault(told(finding), pointer=place) for finding in found])


def told(finding: Finding) -> str:
    """What was found and where, without repeating it."""
    return f"{finding.kind.capitalize()} at characters {finding.start} to {finding.end}."


def _accepted(decision: ReviewEvent, assessed: Iterable[IndicatorAssessment]) -> tuple[str, ...]:
    """The indicators that the reviewer confirmed; those shown and not rejected where they confirmed none by name."""
    if decision.accepted:
        return decision.accepted
    present = (item.indicator for item in assessed if item.state is EvidenceState.PRESENT)
    return tuple(name for name in present if name not in decision.rejected)


def _reasons(
    wanted: Iterable[str], words: Catalogue, seen: Mapping[str, IndicatorAssessment], quoting: _Quoting
) -> Iterator[Reason]:
    """In the catalogue's order. What a later catalogue no longer holds is called by its id."""
    order = {name: place for place, name in enumerate(words)}
    for name in sorted(dict.fromkeys(wanted), key=lambda item: (order.get(item, len(order)), item)):
        found = seen[name].evidence if name in seen else ()
        known = words.get(name)
        yield Reason(
            indicator=name,
            name=known.name if known else name,
            definition=known.definition if known else "",
            quotes=quoting.quotes(found, EvidenceState.PRESENT),
            against=quoting.quotes(found, EvidenceState.CONTRADICTED),
            as_a_whole=any(item.state is EvidenceState.PRESENT and item.start == item.end for item in found),
        )


class _Quoting:
    """Quotes of one posting. A contact is recognised with what stands around it, so that a quote of its half hides it too."""

    def __init__(self, posting: Posting) -> None:
        self._posting = posting

    @cached_property
    def _countries(self) -> tuple[str, ...]:
        return Reading(self._posting).countries

    def quotes(self, found: Iterable[Evidence], state: EvidenceState) -> tuple[str, ...]:
        """What this evidence quotes, each wording once."""
        quotes = (self.quote(evidence) for evidence in found if evidence.state is state)
        return tuple(islice(dict.fromkeys(filter(None, quotes)), MOST_QUOTES))

    def quote(self, evidence: Evidence) -> str:
        """The words of one piece of evidence; empty where it speaks of a whole field, or of its absence."""
        start, end = evidence.start, min(evidence.end, evidence.start + _LOOKED_AT)
        first = max(0, start - _AROUND)
        text = self._posting.text_of(evidence.field)[first : end + _AROUND]
        quote = without(text, findings_in(text, self._countries), start - first, end - first)
        return shortened(line(redacted(quote, self._countries)), LONGEST_QUOTE)
