"""The catalogue of indicators: what each one means, where it comes from, how strong it is alone and what counts against it.

The text is in `indicators.toml`, which a reader who does not program can check and correct. Forms and policies are plain words
here, because `features` is the ground floor; `models.policy` gives them their types.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

PATH: Final = Path(__file__).with_name("indicators.toml")

FORMS: Final = ("labour", "sexual", "domestic_servitude", "criminal_activities", "child", "fraud")
POLICIES: Final = ("recruitment_fraud", "exploitation_risk", "criminal_recruitment")


class CatalogueError(ValueError):
    """The catalogue cannot be used; the message names the entry and the key that is wrong."""


class Strength(StrEnum):
    """How far an indicator goes alone: weak and moderate need another group; strong is worth a review."""

    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"


class Level(StrEnum):
    """Where an indicator can be seen."""

    TEXT = "text"
    METADATA = "metadata"
    POSTER = "poster"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that names an indicator, and how far it was read for this catalogue."""

    name: str
    title: str
    year: str
    link: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of deceptive recruitment, in words for a reviewer."""

    id: str
    name: str
    group: str
    definition: str
    why: str
    """Why it matters to a worker."""
    advice: str
    """What to check before believing it."""
    strength: Strength
    level: tuple[Level, ...]
    forms: tuple[str, ...]
    policies: tuple[str, ...]
    sources: tuple[Source, ...]
    against: tuple[str, ...]
    """What counts against it (counter-evidence)."""
    status: str
    """How far it has been tested."""
    always_review: bool = False
    """Whether a person sees it whatever a model scores."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue(Mapping[str, Indicator]):
    """Indicators by id in the order of the file, with the titles of their groups and their sources."""

    indicators: Mapping[str, Indicator]
    groups: Mapping[str, str]
    sources: Mapping[str, Source]
    version: str
    """First 12 hexadecimal digits of the SHA-256 of the file."""

    def __getitem__(self, key: str) -> Indicator:
        """The indicator of this id."""
        return self.indicators[key]

    def __iter__(self) -> Iterator[str]:
        """Ids, in the order of the file."""
        return iter(self.indicators)

    def __len__(self) -> int:
        """How many indicators there are."""
        return len(self.indicators)


@cache
def catalogue() -> Catalogue:
    """The catalogue that lies beside this file, read once."""
    return read_catalogue(PATH.read_text(encoding="utf-8"))


def read_catalogue(text: str) -> Catalogue:
    """A catalogue from TOML, or `CatalogueError` with the entry and the key that are wrong."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"catalogue: not TOML: {error}") from error
    groups = {letter: _text("groups", {letter: title}, letter) for letter, title in _table(document, "groups").items()}
    sources = {name: _source(name, entry) for name, entry in _table(document, "sources").items()}
    return Catalogue(
        indicators=MappingProxyType(_indicators(document, groups, sources)),
        groups=MappingProxyType(groups),
        sources=MappingProxyType(sources),
        version=hashlib.sha256(text.encode()).hexdigest()[:12],
    )


def _indicators(document: Mapping[str, Any], groups: Mapping[str, str], sources: Mapping[str, Source]) -> dict[str, Indicator]:
    entries = document.get("indicator")
    if not isinstance(entries, list) or not entries:
        raise CatalogueError("catalogue: 'indicator': no entries")
    indicators: dict[str, Indicator] = {}
    for number, entry in enumerate(entries, start=1):
        indicator = _indicator(f"indicator {number}", entry, groups, sources)
        if indicator.id in indicators:
            raise CatalogueError(f"{indicator.id}: 'id': given twice")
        indicators[indicator.id] = indicator
    return indicators


def _indicator(place: str, entry: Mapping[str, Any], groups: Mapping[str, str], sources: Mapping[str, Source]) -> Indicator:
    name = _text(place, entry, "id")
    _refuse_unknown_keys(name, entry, Indicator.__dataclass_fields__)
    return Indicator(
        id=name,
        name=_text(name, entry, "name"),
        group=_one_of(name, entry, "group", groups),
        definition=_text(name, entry, "definition"),
        why=_text(name, entry, "why"),
        advice=_text(name, entry, "advice"),
        strength=Strength(_one_of(name, entry, "strength", tuple(Strength))),
        level=tuple(Level(word) for word in _words(name, entry, "level", tuple(Level))),
        forms=_words(name, entry, "forms", FORMS),
        policies=_words(name, entry, "policies", POLICIES),
        sources=tuple(sources[word] for word in _words(name, entry, "sources", sources)),
        against=_words(name, entry, "against"),
        status=_text(name, entry, "status"),
        always_review=_flag(name, entry, "always_review"),
    )


def _source(name: str, entry: Any) -> Source:
    if not isinstance(entry, dict):
        raise CatalogueError(f"{name}: 'sources': not a table")
    _refuse_unknown_keys(name, entry, Source.__dataclass_fields__)
    title, year, link, read = (_text(name, entry, key) for key in ("title", "year", "link", "read"))
    return Source(name=name, title=title, year=year, link=link, read=read)


def _table(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = document.get(key)
    if not isinstance(table, dict) or not table:
        raise CatalogueError(f"catalogue: '{key}': no such table")
    return table


def _refuse_unknown_keys(name: str, entry: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for key in entry:
        if key not in known:
            raise CatalogueError(f"{name}: '{key}': unknown key")


def _text(name: str, entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CatalogueError(f"{name}: '{key}': no text")
    return value


def _one_of(name: str, entry: Mapping[str, Any], key: str, known: Mapping[str, Any] | Sequence[str]) -> str:
    value = _text(name, entry, key)
    if value not in known:
        raise CatalogueError(f"{name}: '{key}': '{value}' is not one of {', '.join(known)}")
    return value


def _words(
    name: str, entry: Mapping[str, Any], key: str, known: Mapping[str, Any] | Sequence[str] | None = None
) -> tuple[str, ...]:
    values = entry.get(key)
    if not isinstance(values, list) or not values or len(set(map(str, values))) < len(values):
        raise CatalogueError(f"{name}: '{key}': not a list of different words")
    for value in values:
        if known is None:
            _text(name, {key: value}, key)
        else:
            _one_of(name, {key: value}, key, known)
    return tuple(values)


def _flag(name: str, entry: Mapping[str, Any], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise CatalogueError(f"{name}: '{key}': neither true nor false")
    return value
