"""Places that a posting names: countries, regions and larger cities, each with the role that its sentence gives it.

A country never raises a score by itself; places serve pay plausibility, licence rules and named conjunctions. Names and cue
words stand in `places.toml`, written from general knowledge; country codes are those of ISO 3166-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from features.gazetteer import NamedPlace, PlaceKind, Proof, gazetteer
from features.place_data import language_of
from features.place_roles import PlaceRole, cues_for
from features.place_search import Named, search
from features.profile import Profile
from features.spans import Span
from features.words import word_set

__all__ = ["Place", "PlaceKind", "PlaceRole", "countries_of", "place_words", "places_in"]

_LISTED: Final = re.compile(r"[\s,/&+•|-]{0,3}(?:and|or|und|oder|et|ou|y|o|i|și|si|és|ve|và|и|та|або|или|و|和)?[\s,/&+•|-]{0,3}")
_STATE: Final = re.compile(
    r",? (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b(?! ?[a-z])"
)
_CANADIAN: Final = re.compile(r",? (?:ON|BC|AB|MB|NB|NS|QC|SK|PEI)\b(?! ?[a-z])")
_STATES_NEAR_GEORGIA: Final = frozenset(
    [
        "atlanta",
        "savannah",
        "augusta",
        "macon",
        "marietta",
        "alpharetta",
        "columbus",
        "athens",
        "roswell",
        "valdosta",
        "tifton",
        "usa",
        "alabama",
        "florida",
        "tennessee",
        "carolina",
    ]
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of text that names a place. `country` is an ISO 3166-1 alpha-2 code, or empty for what is no single country."""

    start: int
    end: int
    name: str
    country: str
    kind: PlaceKind
    role: PlaceRole = PlaceRole.UNKNOWN


def places_in(
    text: str, folded: str, profile: Profile, language: str = "en", workplaces: tuple[Span, ...] = ()
) -> tuple[Place, ...]:
    """The places that a text names. `workplaces` are stretches, such as the field of the job's location, that name only those."""
    language = language_of(language, folded)
    found: list[Place] = []
    doubtful: Place | None = None
    for named in search(folded, language, by_spacy=profile is Profile.FULL):
        meant = gazetteer().spellings.get(named.spelling) or gazetteer().unspaced.get(named.spelling)
        if meant is None or not meant.read_in(language):
            continue
        role = _role(folded, named, language, found[-1:], workplaces)
        place = Place(named.start, named.end, meant.name, _country(text, named, meant), meant.kind, role)
        if not _proven(text, folded, named, meant, role):
            doubtful = place if text[named.start].isupper() and meant.proof is Proof.CONTEXT else None
            continue
        if doubtful and place.kind is PlaceKind.COUNTRY and text[doubtful.end : place.start] in {", ", " (", " - ", "/"}:
            found.append(doubtful)
        found.append(place)
        doubtful = None
    return tuple(found)


def countries_of(places: Iterable[Place]) -> tuple[str, ...]:
    """The distinct country codes, those where the work is first, then destinations, then the rest."""
    order = (PlaceRole.WORKPLACE, PlaceRole.DESTINATION, PlaceRole.UNKNOWN, PlaceRole.ORIGIN)
    ranked = sorted(places, key=lambda place: order.index(place.role))
    return tuple(dict.fromkeys(place.country for place in ranked if place.country))


@cache
def place_words() -> frozenset[str]:
    """The single words that name a place, for masking; ordinary words that also name one are not among them."""
    single = {
        word for word, place in gazetteer().spellings.items() if place and " " not in word and place.proof is not Proof.CONTEXT
    }
    return frozenset(single | set(gazetteer().unspaced))


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
    return written[0].isupper() and not (place.country == "GE" and _STATES_NEAR_GEORGIA & word_set(folded))


def _is_acronym(text: str, named: Named, role: PlaceRole) -> bool:
    """Not "CONTACT US": two letters need a role or an article, and no word in capitals before."""
    before = text[max(0, named.start - 12) : named.start]
    told = named.end - named.start > 2 or role is not PlaceRole.UNKNOWN or before.endswith(("the ", "The "))
    return told and not _SHOUTED.search(before)


_SHOUTED: Final = re.compile(r"[A-Z]{3,}[ ,]+$")
_SURNAME: Final = re.compile(r" [A-Z][a-z]")


def _country(text: str, named: Named, place: NamedPlace) -> str:
    """A city's country, unless a state of the United States or Canada follows: Athens, GA is not in Greece."""
    if place.kind is not PlaceKind.CITY:
        return place.country
    if _STATE.match(text, named.end):
        return "US"
    return "CA" if _CANADIAN.match(text, named.end) else place.country
