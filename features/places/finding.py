"""Places that a posting names: countries, regions and larger cities, each with the role that its sentence gives it.

A country never raises a score by itself; places serve pay plausibility, licence rules and named conjunctions. Names and cue
words stand in `places.toml`, written from general knowledge; country codes are those of ISO 3166-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from features.places.data import language_of, lines, place_data, spellings
from features.places.gazetteer import NamedPlace, PlaceKind, Proof, fold, gazetteer
from features.places.roles import PlaceRole, cues_for
from features.places.search import Named, search
from features.spans import Span
from features.text.words import LETTERS, word_set

__all__ = ["Place", "PlaceKind", "PlaceRole", "countries_of", "place_words", "places_in"]

_LISTED: Final = re.compile(
    r"[ \n,/&+•|-]{0,3}(?:and|or|und|oder|et|ou|y|o|i|și|si|és|ve|và|и|та|або|или|و|和)?[ \n,/&+•|-]{0,3}"
)
_STATE: Final = re.compile(
    r",? (A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
    r"\b(?! ?[a-z])"
)
_APPOSED: Final = frozenset({", ", " (", " - ", "/"})
_CANADIAN: Final = re.compile(r",? (?:ON|BC|AB|MB|NB|NS|QC|SK|PEI)\b(?! ?[a-z])")
_NEAR_THE_STATE: Final = frozenset(
    LETTERS.findall(
        "atlanta savannah augusta macon marietta alpharetta columbus athens roswell valdosta tifton usa alabama florida tennessee"
    )
)
"""With these in a text, Georgia is the state."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of text that names a place. `country` is an ISO 3166-1 alpha-2 code, or empty for what is no single country."""

    start: int
    end: int
    name: str
    country: str
    kind: PlaceKind
    role: PlaceRole = PlaceRole.UNKNOWN


def places_in(text: str, folded: str, language: str = "en", workplaces: tuple[Span, ...] = ()) -> tuple[Place, ...]:
    """The places that a text names.

    `workplaces` are stretches, such as the field of the job's location, that name only those.
    """
    language = language_of(language, folded)
    found: list[Place] = []
    doubtful: Place | None = None
    for named, meant in _meant(search(folded, language), language):
        role = _role(folded, named, language, found[-1:], workplaces)
        place = Place(named.start, named.end, meant.name, _country(text, named, meant), meant.kind, role)
        if _proven(text, folded, named, meant, role) or _is_apposed(text, found[-1:], place):
            if doubtful and _is_apposed(text, [doubtful], place):
                found.append(doubtful)
            found.append(place)
            doubtful = None
        else:
            doubtful = place if meant.proof is Proof.CONTEXT else None
    return tuple(found)


def _meant(found: Iterable[Named], language: str) -> Iterator[tuple[Named, NamedPlace]]:
    """Each name with the place it means in that language."""
    names = gazetteer()
    for named in found:
        place = names.spellings.get(named.spelling) or names.unspaced.get(named.spelling)
        if place and place.read_in(language):
            yield named, place


def _is_apposed(text: str, before: list[Place], place: Place) -> bool:
    """Whether a place stands beside another of its own country: "Cologne, Germany", "Amman, Jordan"."""
    return any(
        last.country == place.country != ""
        and text[last.end : place.start] in _APPOSED
        and text[last.start].isupper()
        and text[place.start].isupper()
        for last in before
    )


def countries_of(places: Iterable[Place]) -> tuple[str, ...]:
    """The distinct country codes, those where the work is first, then destinations, then the rest."""
    order = (PlaceRole.WORKPLACE, PlaceRole.DESTINATION, PlaceRole.UNKNOWN, PlaceRole.ORIGIN)
    ranked = sorted(places, key=lambda place: order.index(place.role))
    return tuple(dict.fromkeys(place.country for place in ranked if place.country))


@cache
def place_words() -> frozenset[str]:
    """The single words that name a place or part of a country ("lanka"), for masking, without ordinary words."""
    names = gazetteer().spellings
    unsure = {name for name, place in names.items() if place is None or place.proof >= Proof.CONTEXT or place.languages}
    parts = {fold(word) for line in lines(place_data()["country"]["en"]) for word in LETTERS.findall(line[3:]) if len(word) > 3}
    ordinary = {fold(word) for word in spellings(place_data()["ambiguous"]["ordinary_parts"])}
    return frozenset({name for name in names if " " not in name} | set(gazetteer().unspaced) | (parts - ordinary)) - unsure


def _role(folded: str, named: Named, language: str, before: list[Place], workplaces: tuple[Span, ...]) -> PlaceRole:
    """From the field, the ending, the words around, or the place it is listed with."""
    if any(span.start <= named.start < span.end for span in workplaces):
        return PlaceRole.WORKPLACE
    if named.role:
        return PlaceRole(named.role)
    if before and _LISTED.fullmatch(folded, before[0].end, named.start):
        return before[0].role
    return cues_for(language).role_at(folded, named.start, named.end)


def _proven(text: str, folded: str, named: Named, place: NamedPlace, role: PlaceRole) -> bool:
    """Whether an ordinary word shows what it must: a capital letter, and for the most ordinary a role in the sentence too."""
    written = text[named.start : named.end]
    match place.proof:
        case Proof.NONE:
            return True
        case Proof.CAPITALS:
            return written.isupper() and _is_acronym(text, named, role)
        case Proof.CONTEXT if role is PlaceRole.UNKNOWN or _SURNAME.match(text, named.end):
            return False
    return written[0].isupper() and not (place.country == "GE" and _NEAR_THE_STATE & word_set(folded))


def _is_acronym(text: str, named: Named, role: PlaceRole) -> bool:
    """Not "CONTACT US": two letters need a role or an article, and no word in capitals before."""
    before = text[max(0, named.start - 12) : named.start]
    told = named.end - named.start > 2 or role is not PlaceRole.UNKNOWN or before.endswith(("the ", "The "))
    return told and not _SHOUTED.search(before)


_SHOUTED: Final = re.compile(r"[A-Z]{3,}[ ,]+$")
_SURNAME: Final = re.compile(r" [A-Z][a-z]")


def _country(text: str, named: Named, place: NamedPlace) -> str:
    """A city's country, unless a state of the United States or Canada follows: "Athens, GA" is not Greek, "Berlin, DE" stays."""
    if place.kind is not PlaceKind.CITY:
        return place.country
    if (state := _STATE.match(text, named.end)) and state[1] != place.country:
        return "US"
    return "CA" if _CANADIAN.match(text, named.end) else place.country
