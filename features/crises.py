"""Which crises a posting has to do with: it names a term of a pack for a crisis, or leads along one of its corridors.

It marks postings for people to find and moves no probability: where somebody comes from or goes to says nothing about an offer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from features.matching.library import library
from features.places.roles import PlaceRole

if TYPE_CHECKING:
    from features.matching.packs import Pack
    from features.reading import Reading

TERM: Final = "crisis_term"
_THERE: Final = (PlaceRole.DESTINATION, PlaceRole.WORKPLACE)


def crises_of(reading: Reading) -> tuple[str, ...]:
    """The names of the crises, in order."""
    packs = library().crises(reading.heard)
    return tuple(sorted({pack.crisis.name for pack in packs if pack.crisis and _has_to_do_with(reading, pack)}))


def _has_to_do_with(reading: Reading, pack: Pack) -> bool:
    terms = {phrase.rule for phrase in pack.phrases if phrase.section == TERM}
    if any(found.rule in terms for found in reading.phrases.shown(TERM)):
        return True
    origins = {place.country for place in reading.places if place.role is PlaceRole.ORIGIN}
    targets = {place.country for place in reading.places if place.role in _THERE}
    return pack.crisis is not None and any(start in origins and end in targets for start, end in pack.crisis.corridors)
