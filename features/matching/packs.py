"""Phrase packs: what people of one language write when they show, or deny, an indicator. See `features/packs/en.toml`.

A pack is a TOML file. Each `[phrases.NAME]` holds phrases (see `features.phrases`) for one indicator of the catalogue, or for a
signal that only counts in combination and is read by a recogniser:

    present        what shows it
    contradicted   what denies it ("we charge no fee")
    unless         what looks like it and is not: a hit that overlaps one of these is dropped ("college fees")
    not_beside     what in the same sentence says that it is something else ("we reimburse")
    negatable      false where the denial is part of the phrase itself ("no interview"), so that a "no" before it says nothing

`[lists]` are words that phrases share, `[negation]` and `[awareness]` say how the language denies, warns and offers. A file is
named after its language, `hu.toml`; a language whose pack would be too long for one may have parts, `en.money.toml`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from features.matching.phrases import Choice, Lists, Near, Node, PhraseError, Sequence, Word, parse
from features.origins import identity_phrases
from features.text.spelling import forms_of

FOLDER: Final = Path(__file__).parents[1] / "packs"
CLAIMING_USES: Final = ("present", "contradicted")
_CORRIDOR: Final = re.compile(r"([A-Z]{2}) ?> ?([A-Z]{2})")
_KEYS: Final = (*CLAIMING_USES, "unless", "not_beside")
_CONTEXTS: Final = {"negation": ("near", "far", "after", "except"), "awareness": ("warning", "topic", "telling", "offer")}

CONTEXT_SECTIONS: Final = frozenset(_CONTEXTS)


class PackError(ValueError):
    """A pack cannot be used; the message names the file, the section and what is wrong."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: the section it stands in, what it does there, and how it is written."""

    section: str
    use: str
    written: str
    sequence: Sequence = field(repr=False, compare=False)
    language: str = ""
    negatable: bool = True

    @property
    def rule(self) -> str:
        """Names the phrase in evidence: its language and its own words."""
        return f"{self.language}:{self.written}"


@cache
def words_named(phrase: Phrase) -> frozenset[str]:
    """Every word that a phrase names, also in lists, in each form that a text may hold it."""
    return frozenset(form for word in _words_in(phrase.sequence) for form in forms_of(word, phrase.language))


def _words_in(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Word):
            yield node.text.strip("*")
        elif isinstance(node, Choice):
            for option in node.options:
                yield from _words_in(option)
        elif isinstance(node, Near):
            yield from _words_in((*node.one, *node.other))


@dataclass(frozen=True, slots=True)
class Crisis:
    """What a pack for a crisis watches besides its phrases: its name, and between which countries people move (ISO 3166-1)."""

    name: str
    corridors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """All phrases of one language."""

    language: str
    version: str
    digest: str
    phrases: tuple[Phrase, ...]
    expires: date | None = None
    """The last day on which it counts; packs for a crisis have one."""
    crisis: Crisis | None = None


def read_pack(path: Path) -> Pack:
    """Read one file. Raises PackError."""
    try:
        raw = path.read_bytes()
        data = tomllib.loads(raw.decode())
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.name}: {error}") from error
    if unknown := data.keys() - {"language", "version", "expires", "crisis", "corridors", "lists", "phrases", *_CONTEXTS}:
        raise PackError(f"{path.name}: unknown sections {sorted(unknown)}")
    language = data.get("language", "")
    if not language:
        raise PackError(f"{path.name}: `language` is missing")
    if language != language_of(path):
        raise PackError(f"{path.name}: `language` is {language!r}, but the file is named after {language_of(path)!r}")
    expires = data.get("expires")
    if expires is not None and type(expires) is not date:
        raise PackError(f"{path.name}: `expires` must be a day, such as 2027-01-31")
    lists = _lists(path.name, language, data.get("lists", {}))
    return Pack(
        language=language,
        version=str(data.get("version", "")),
        digest=hashlib.sha256(raw).hexdigest(),
        phrases=(*_phrases(path.name, language, data.get("phrases", {}), lists), *_context(path.name, language, data, lists)),
        expires=expires,
        crisis=_crisis(path.name, data),
    )


def _crisis(name: str, data: Mapping[str, object]) -> Crisis | None:
    if "crisis" not in data:
        if "corridors" in data:
            raise PackError(f"{name}: `corridors` belong to a `crisis`, which has no name here")
        return None
    if "expires" not in data:
        raise PackError(f"{name}: a pack for a crisis must say when it `expires`")
    corridors = []
    for corridor in _strings(f"{name}: corridors", data.get("corridors", ())):
        match = _CORRIDOR.fullmatch(corridor)
        if match is None:
            raise PackError(f"{name}: corridor {corridor!r} is not written like 'UA > PL'")
        corridors.append((match[1], match[2]))
    return Crisis(str(data["crisis"]), tuple(corridors))


def _lists(name: str, language: str, lists: Mapping[str, object]) -> Lists:
    built_in = {"identity": peoples} if (peoples := identity_phrases(language)) else {}
    return Lists(built_in | {key: _strings(f"{name}: [lists] {key}", value) for key, value in lists.items()})


def _phrases(name: str, language: str, sections: Mapping[str, Mapping[str, object]], lists: Lists) -> Iterable[Phrase]:
    for section, entries in sections.items():
        where = f"{name}: [phrases.{section}]"
        if unknown := entries.keys() - {*_KEYS, "negatable"}:
            raise PackError(f"{where}: unknown keys {sorted(unknown)}")
        negatable = bool(entries.get("negatable", True))
        for use in _KEYS:
            yield from _parsed(where, section, use, entries.get(use, ()), language, lists, negatable)


def _context(name: str, language: str, data: Mapping[str, Mapping[str, object]], lists: Lists) -> Iterable[Phrase]:
    for section, uses in _CONTEXTS.items():
        entries = data.get(section, {})
        where = f"{name}: [{section}]"
        if unknown := entries.keys() - set(uses):
            raise PackError(f"{where}: unknown keys {sorted(unknown)}")
        for use in uses:
            yield from _parsed(where, section, use, entries.get(use, ()), language, lists, False)


def _parsed(
    where: str, section: str, use: str, entries: object, language: str, lists: Lists, negatable: bool
) -> Iterable[Phrase]:
    for written in _strings(f"{where} {use}", entries):
        try:
            sequence = parse(written, lists)
        except PhraseError as error:
            raise PackError(f"{where}: {error}") from error
        yield Phrase(section, use, written, sequence, language, negatable)


def _strings(where: str, entries: object) -> tuple[str, ...]:
    if not isinstance(entries, list | tuple) or not all(isinstance(entry, str) for entry in entries):
        raise PackError(f"{where}: expected a list of phrases")
    return tuple(entries)


def language_of(path: Path) -> str:
    """The language that a file is named after."""
    return path.name.partition(".")[0]
