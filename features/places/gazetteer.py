"""The names of countries, regions and larger cities, as `places.toml` writes them, ready to be looked up word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, Final

from features.places.data import lines, place_data, spellings
from features.text.normalise import lower
from features.text.words import LETTERS, UNSPACED

_SHORTEST_PLAIN: Final = 5
"""Shorter names without their accents are too often other words."""
_SPELT_OUT: Final = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "ə": "e"})


class PlaceKind(StrEnum):
    """What sort of place a name means."""

    COUNTRY = "country"
    CITY = "city"
    REGION = "region"
    ZONE = "zone"


class Proof(IntEnum):
    """What a name must show, beyond its letters, to be taken for a place: the more ordinary the word, the more."""

    NONE = 0
    CAPITAL = 1
    CONTEXT = 2
    CAPITALS = 3


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that a spelling may mean."""

    name: str
    country: str
    kind: PlaceKind
    proof: Proof = Proof.NONE
    languages: frozenset[str] = frozenset()

    def read_in(self, language: str) -> bool:
        """Whether the spelling means this place in a text of that language."""
        return not self.languages or language in self.languages


@dataclass(frozen=True)
class Gazetteer:
    """Spellings by their words; `None` marks a phrase that only looks like a place ("turkey breast")."""

    spellings: Mapping[str, NamedPlace | None]
    unspaced: Mapping[str, NamedPlace]
    longest: Mapping[str, int] = field(init=False)
    seconds: Mapping[str, frozenset[str]] = field(init=False)
    words: frozenset[str] = field(init=False)
    pairs: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Derives the look-up tables: the longest name by first word, all words, and unspaced names by first two characters."""
        longest: dict[str, int] = {}
        pairs: dict[str, list[str]] = {}
        for spelling in self.spellings:
            first, *rest = spelling.split()
            longest[first] = max(longest.get(first, 0), len(rest) + 1)
        for name in sorted(self.unspaced, key=len, reverse=True):
            pairs.setdefault(name[:2], []).append(name)
        object.__setattr__(self, "seconds", _second_words(self.spellings))
        object.__setattr__(self, "longest", longest)
        object.__setattr__(self, "words", frozenset(word for spelling in self.spellings for word in spelling.split()))
        object.__setattr__(self, "pairs", {pair: tuple(names) for pair, names in pairs.items()})


def _second_words(spellings: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each first word that is no name by itself, the words of which one must follow."""
    seconds: dict[str, set[str]] = {}
    for first, *rest in (spelling.split() for spelling in spellings):
        seconds.setdefault(first, set()).add(rest[0] if rest else "")
    return {first: frozenset(follow) for first, follow in seconds.items() if "" not in follow}


def fold(name: str) -> str:
    """As the text of a reading is folded."""
    return lower(unicodedata.normalize("NFKC", name))


def plain(name: str) -> str:
    """A folded Latin name without its accents, as people type it on the wrong keyboard."""
    decomposed = unicodedata.normalize("NFD", name.translate(_SPELT_OUT))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


def is_latin(name: str) -> bool:
    """Whether the name is written in Latin letters."""
    return all(character < "\u0370" or "\u1e00" <= character < "\u2020" for character in name)


@cache
def gazetteer() -> Gazetteer:
    """All names, read once; of two places with one spelling the earlier stands: English first, then countries."""
    data = place_data()
    named: dict[str, NamedPlace | None] = {_key(phrase): None for phrase in spellings(data["not_places"]["phrases"])}
    unspaced: dict[str, NamedPlace] = {}
    for written, place in _named(data):
        for spelling in _variants(written):
            if UNSPACED.match(spelling):
                unspaced.setdefault(spelling, place)
            elif (key := _key(spelling)) not in named:
                named[key] = _qualified(key, place)
    return Gazetteer(named, unspaced)


def _key(spelling: str) -> str:
    return " ".join(LETTERS.findall(fold(spelling)))


def _named(data: Mapping[str, Any]) -> Iterator[tuple[str, NamedPlace]]:
    """Every spelling with its place."""
    english = {line[:2]: line[3:].split("|")[0] for line in lines(data["country"]["en"])}
    for block in data["country"].values():
        for line in lines(block):
            place = NamedPlace(english[line[:2]], line[:2], PlaceKind.COUNTRY)
            yield from ((written, place) for written in line[3:].split("|"))
    for kind in (PlaceKind.ZONE, PlaceKind.CITY, PlaceKind.REGION):
        for country, block in data[kind].items():
            yield from _blocks(block, "" if kind is PlaceKind.REGION else country, kind)


def _blocks(block: str, country: str, kind: PlaceKind) -> Iterator[tuple[str, NamedPlace]]:
    for line in lines(block):
        written = line.split("|")
        place = NamedPlace(written[0], country, kind)
        yield from ((name, place) for name in written)


def _variants(written: str) -> Iterable[str]:
    """A name as written and as typed in haste: without accents or, in Arabic script, with the particles written on to it."""
    name = fold(written)
    if is_latin(name):
        return dict.fromkeys((name, plain(name))) if len(name) >= _SHORTEST_PLAIN else (name,)
    if "\u0600" <= name[0] <= "\u06ff":
        return (name, *(particle + name for particle in "بلوف"), *(("لل" + name[2:],) if name.startswith("ال") else ()))
    return dict.fromkeys((name, name.replace("ё", "е")))


def _qualified(key: str, place: NamedPlace) -> NamedPlace:
    """The place with the proof, and only in the languages, that its spelling needs where it is an ordinary word too."""
    proof = next((proof for proof, keys in _ambiguous() if key in keys), Proof.NONE)
    languages = frozenset(place_data()["ambiguous"]["languages"].get(key, "").split())
    return replace(place, proof=proof, languages=languages) if proof or languages else place


@cache
def _ambiguous() -> tuple[tuple[Proof, frozenset[str]], ...]:
    blocks = place_data()["ambiguous"]
    proofs = ((Proof.CAPITALS, "acronym"), (Proof.CONTEXT, "context"), (Proof.CAPITAL, "capital"))
    return tuple((proof, frozenset(_key(name) for name in spellings(blocks[name_of]))) for proof, name_of in proofs)
