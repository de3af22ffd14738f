"""Ticket, visa, bed, board and more, all promised at once.

The employer paying is the norm of fair recruitment (ILO 2019), and one or two of these are ordinary; three and more of them in
one advert are how a person comes to depend on one hand for everything. Weak alone: it counts only beside another group.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading

INDICATOR: Final = "all_inclusive_package"
PARTS: Final = {
    "free_flight": "journey",
    "free_visa": "visa",
    "free_housing": "lodging",
    "free_meals": "meals",
    "free_transport": "transport",
    "free_insurance": "insurance",
    "free_documents": "documents",
}
_EVERYTHING: Final = "everything_paid"
_ENOUGH: Final = 3
_WORTH: Final = 2
"""How many parts "everything is paid" stands for."""
_OF_A_MOVE: Final = frozenset({"free_flight", "free_visa", "free_housing"})
"""Without one of these it is the canteen and the health insurance of an ordinary firm."""


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Each part of the package, where there are enough of them."""
    parts = {part: found[0] for part in PARTS if (found := reading.phrases.shown(part))}
    everything = reading.phrases.shown(_EVERYTHING)
    if len(parts) + _WORTH * len(everything) < _ENOUGH or not (everything or _OF_A_MOVE & parts.keys()):
        return
    note = "together: " + ", ".join([*(PARTS[part] for part in parts), *(["everything"] if everything else [])])
    for item in (*parts.values(), *everything[:1]):
        yield reading.evidence(item.span, indicator=INDICATOR, rule=item.rule, note=note)
