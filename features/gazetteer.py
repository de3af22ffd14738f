"""The names of countries, regions and larger cities, as `places.toml` writes them, ready to be looked up word by word."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from features.words import LETTERS, UNSPACED

_FILE: Final = Path(__file__).with_name("places.toml")
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
        object.__setattr__(self, "longest", longest)
        object.__setattr__(self, "words", frozenset(word for spelling in self.spellings for word in spelling.split()))
        object.__setattr__(self, "pairs", {pair: tuple(names) for pair, names in pairs.items()})


def fold(name: str) -> str:
    """Lower case, character by character."""
    return "".join(low if len(low := character.lower()) == 1 else low[0] for character in unicodedata.normalize("NFKC", name))


def plain(name: str) -> str:
    """A folded Latin name without its accents, as people type it on the wrong keyboard."""
    decomposed = unicodedata.normalize("NFD", name.translate(_SPELT_OUT))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f"))


def is_latin(name: str) -> bool:
    """Whether the name is written in Latin letters."""
    return all(character < "\u0370" or "\u1e00" <= character < "\u2020" for character in name)


@cache
def gazetteer() -> Gazetteer:
    """All names, read once."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    spellings: dict[str, NamedPlace | None] = {}
    unspaced: dict[str, NamedPlace] = {}
    for written, place in _named(data):
        for spelling in _variants(written):
            if UNSPACED.match(spelling):
                unspaced.setdefault(spelling, place)
            else:
                _add(spellings, " ".join(LETTERS.findall(spelling)), place, data["ambiguous"])
    spellings.update((" ".join(LETTERS.findall(fold(phrase))), None) for phrase in lines(data["not_places"]["phrases"]))
    return Gazetteer(spellings, unspaced)


def lines(block: str) -> list[str]:
    """The lines of a block of the data file that say something."""
    return [line.strip() for line in block.splitlines() if line.strip()]


def _named(data: Mapping[str, Any]) -> Iterator[tuple[str, NamedPlace]]:
    """Every spelling with its place; earlier ones win, so English comes first and cities after countries."""
    english = {line[:2]: line[3:].split("|")[0] for line in lines(data["country"]["en"])}
    for language, block in data["country"].items():
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
    """A name as written, without accents, and, in Arabic script, with the particles that are written on to it."""
    name = fold(written)
    if is_latin(name):
        return dict.fromkeys((name, plain(name)))
    if "\u0600" <= name[0] <= "\u06ff":
        return (name, *(particle + name for particle in "بلوف"), *(("لل" + name[2:],) if name.startswith("ال") else ()))
    return (name,)


def _add(spellings: dict[str, NamedPlace | None], key: str, place: NamedPlace, ambiguous: Mapping[str, Any]) -> None:
    """Enters a spelling, with the proof and the languages that ordinary words need."""
    if key in spellings:
        return
    proof = Proof.CONTEXT if key in _split(ambiguous["context"]) else Proof.CAPITAL if key in _split(ambiguous["capital"]) else Proof.NONE
    languages = frozenset(ambiguous["languages"].get(key, "").split())
    spellings[key] = NamedPlace(place.name, place.country, place.kind, proof, languages)


@cache
def _split(block: str) -> frozenset[str]:
    return frozenset(fold(name.strip()) for line in lines(block) for name in line.split("|"))
