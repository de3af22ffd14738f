"""People under eighteen who are sought for work that is risky, hidden or far from home.

Lawful youth work names an age too: sixteen for a lifeguard, thirteen for a paper round. So an age, or a reader at school,
counts beside fast cash, parcels, night, modelling, massage or a bed far from home (EUMINOR), and not where the text names what
the law lets children do (apprenticeship, permit, guardian). What remains unclear goes to a person in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.requirements.finding import Requirement, RequirementKind, requirements_of
from features.spans import Span

INDICATOR: Final = "minor_recruitment"
_LAWFUL: Final = "under_sixteen_lawful"
_RISK: Final = "youth_risk"
_SCHOOL: Final = "school_reader"
_ADULT: Final = 18
_NEAR: Final = 250


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Ages below eighteen and readers at school whom the work makes a worry; the phrases of the pack speak for themselves."""
    risks = reading.phrases.shown(_RISK)
    if not risks or reading.phrases.shown(_LAWFUL):
        return
    ages = [
        Span(item.start, item.end) for item in requirements_of(reading.folded, RequirementKind.AGE) if _is_below(item, _ADULT)
    ]
    for span in (*ages, *(found.span for found in reading.phrases.shown(_SCHOOL))):
        if any(abs(risk.span.start - span.start) < _NEAR for risk in risks):
            note = "under eighteen or at school, beside work that is fast, hidden or far from home"
            yield reading.evidence(span, indicator=INDICATOR, rule="under_eighteen", note=note)


def _is_below(item: Requirement, age: int) -> bool:
    youngest = item.low if item.low is not None else item.high
    return item.kind is RequirementKind.AGE and youngest is not None and youngest < age
