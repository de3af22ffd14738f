"""People under eighteen who are sought for work that is risky, hidden or far from home.

Lawful youth work names an age too: sixteen for a lifeguard, thirteen for a paper round. So an age counts by itself only below sixteen and
outside what the law lets children do (apprenticeship, permit, guardian); sixteen and seventeen count beside fast cash, parcels, night,
modelling, massage or a bed far from home (EUMINOR). What remains unclear goes to a person in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.requirement import Requirement, RequirementKind
from features.spans import Span

INDICATOR: Final = "minor_recruitment"
_LAWFUL: Final = "under_sixteen_lawful"
_RISK: Final = "youth_risk"
_ADULT: Final = 18
_YOUTH: Final = 16
_NEAR: Final = 250


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Ages below eighteen that the work around them makes a worry; the phrases of the pack speak for themselves."""
    if not any(digit in reading.folded for digit in ("10", "11", "12", "13", "14", "15", "16", "17")):
        return
    ages = [item for item in reading.requirements if _is_below(item, _ADULT)]
    if not ages or reading.phrases.shown(_LAWFUL):
        return
    risks = reading.phrases.shown(_RISK)
    for item in ages:
        if any(abs(risk.span.start - item.start) < _NEAR for risk in risks):
            note = "an age under eighteen, beside work that is fast, hidden or far from home"
            yield reading.evidence(Span(item.start, item.end), indicator=INDICATOR, rule="age_under_eighteen", note=note)


def _is_below(item: Requirement, age: int) -> bool:
    youngest = item.low if item.low is not None else item.high
    return item.kind is RequirementKind.AGE and youngest is not None and youngest < age
