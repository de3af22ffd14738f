"""All packs that are active, by language; each language's are read and planned when a text of it is first met.

Besides the packs that come along, `RECRUITMENT_RISK_PACKS` may name a folder of further ones: packs for a crisis, or an office's
own. A running process looks into it now and then, so that a pack counts without a restart, and stops counting on the day it
expires. A pack there that cannot be read is left out, with a warning; the others go on.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Final

from features.matching.matcher import Matcher, Matches
from features.matching.packs import FOLDER, Pack, PackError, language_of, read_pack
from features.text.hearing import heard

FURTHER: Final = "RECRUITMENT_RISK_PACKS"
"""The environment variable for the folder of further packs."""
_EVERY: Final = 5.0
"""Seconds between two looks into the folder."""
_VERSION: Final = re.compile(rb'^version *= *"([^"]*)"', re.MULTILINE)
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file as it was when it was last looked at."""

    path: Path
    changed: int
    """Nanoseconds, as the file system says."""
    comes_along: bool


class Library:
    """The packs of some files, and a matcher for each language that was met."""

    def __init__(self, files: Sequence[PackFile], today: date) -> None:
        self.files = tuple(files)
        self.today = today
        self._by_language: defaultdict[str, list[PackFile]] = defaultdict(list)
        for file in self.files:
            self._by_language[language_of(file.path)].append(file)
        self.languages = frozenset(self._by_language)
        self._matchers: dict[str, Matcher] = {}
        self._crises: dict[str, list[Pack]] = {}
        self._making = Lock()

    @cached_property
    def version(self) -> str:
        """Names exactly these packs: the newest version and a digest over all."""
        return _version(self.files)

    def packs(self, language: str) -> list[Pack]:
        """The packs of a language that count today. Raises PackError for one that comes along."""
        return [pack for file in self._by_language[language] for pack in _read(file, self.today)]

    def all_packs(self) -> Iterator[Pack]:
        """The packs of every language that count today; reads them all."""
        for language in sorted(self.languages):
            yield from self.packs(language)

    def matcher(self, language: str) -> Matcher:
        """What finds the phrases of a language."""
        found = self._matchers.get(language)
        if found is None:
            with self._making:
                found = self._matchers.get(language) or Matcher(self.packs(language), language)
                self._matchers[language] = found
        return found

    def is_as(self, other: Library) -> bool:
        """Whether the same packs count in both."""
        return self.files == other.files and self.today == other.today

    def take_over(self, earlier: Library) -> None:
        """Keep the matchers of languages whose packs are the same as before."""
        for language, found in earlier._matchers.items():
            if earlier.today == self.today and earlier._by_language[language] == self._by_language.get(language):
                self._matchers[language] = found

    def heard(self, folded: str) -> tuple[str, ...]:
        """The languages, of those that have packs, that a lower-case text may be in."""
        return heard(folded, self.languages)

    def read(self, folded: str, languages: Iterable[str] | None = None) -> list[Matches]:
        """A lower-case text, ready to be asked for the phrases of some languages, by default of each that it may be in."""
        chosen = self.heard(folded) if languages is None else languages
        return [self.matcher(language).read(folded) for language in chosen]

    def crises(self, languages: Iterable[str]) -> list[Pack]:
        """The packs for a crisis in some languages."""
        return [pack for language in languages for pack in self._crises_in(language)]

    def _crises_in(self, language: str) -> list[Pack]:
        if language not in self._crises:
            self._crises[language] = [pack for pack in self.packs(language) if pack.crisis]
        return self._crises[language]


def _read(file: PackFile, today: date) -> Iterator[Pack]:
    try:
        pack = _parsed(file)
    except PackError as error:
        if file.comes_along:
            raise
        _LOG.warning("pack left out: %s", error)
        return
    if pack.expires is None or today <= pack.expires:
        yield pack


@cache
def _parsed(file: PackFile) -> Pack:
    return read_pack(file.path)


def _version(files: Sequence[PackFile]) -> str:
    contents = [raw for file in files if (raw := _contents(file)) is not None]
    newest = max((found[1].decode() for raw in contents if (found := _VERSION.search(raw))), default="0")
    digest = hashlib.sha256("".join(sorted(hashlib.sha256(raw).hexdigest() for raw in contents)).encode()).hexdigest()
    return f"{newest}+{digest[:8]}"


def _contents(file: PackFile) -> bytes | None:
    """Nothing for a further pack that is gone, or may not be read: it does not count either."""
    try:
        return file.path.read_bytes()
    except OSError:
        if file.comes_along:
            raise
        return None


def files_in(folder: Path, *, comes_along: bool = False) -> list[PackFile]:
    """The packs of a folder, as they are now; one that vanishes while it is looked at is left out."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        with suppress(FileNotFoundError):
            found.append(PackFile(path, path.stat().st_mtime_ns, comes_along))
    return found


class _Shelf:
    """The library of this process, renewed when the folder of further packs, or the day, is another."""

    def __init__(self) -> None:
        self._own: list[PackFile] = files_in(FOLDER, comes_along=True)
        self._library = Library(self._files(), _today())
        self._looked_at = time.monotonic()
        self._looking = Lock()

    def library(self) -> Library:
        """The packs that count now."""
        if time.monotonic() - self._looked_at > _EVERY:
            with self._looking:
                self._looked_at = time.monotonic()
                self._look()
        return self._library

    def _files(self) -> list[PackFile]:
        folder = os.environ.get(FURTHER)
        return [*self._own, *(files_in(Path(folder)) if folder else ())]

    def _look(self) -> None:
        renewed = Library(self._files(), _today())
        if not renewed.is_as(self._library):
            renewed.take_over(self._library)
            self._library = renewed


def _today() -> date:
    return datetime.now(UTC).date()


@cache
def _shelf() -> _Shelf:
    return _Shelf()


def library() -> Library:
    """The packs that count now: those that come along and those of the folder that `RECRUITMENT_RISK_PACKS` names."""
    return _shelf().library()
