"""Which occupation a posting names, coarsely: the ISCO-08 major group and a sector.

Titles are words of a table (`occupations.toml`) that a native speaker can extend. Groups follow ISCO-08 (ILO 2012),
judged by title alone, and so are no more than a first guess at skill level: they scale a wage baseline.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, TypeVar

from features.text.normalise import lower

_T = TypeVar("_T")

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SINGLE: Final = re.compile(r"[^\W\d_]+")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_CUT: Final = re.compile(
    r"[|,;()\[\]/•–—:]| - |\b(?:for|at|in|with|to|of|de|di|do|da|du|des|del|der|für|bei|im|para|pour|для|на|в|у|w|ve|untuk|cho"
    r"|tại|na|za|u)\b"
)
"""Where a title's first part may end: what follows says where or for whom."""
_SOUGHT: Final = re.compile(
    r"looking for|hiring|we need|needed|wanted|vacanc|position|require|as an? |job:|ищем|требу|нуж[нд]|шука|потріб|търс|tražimo"
    r"|потреб|potrzebu|poszuku|zatrudni|busca|se necesita|procura|precisa|cerc|caut|angaj|such[et]|gesucht|recherch|recrut|aran"
    r"|arıyor|keres|tuyển|cần|dibutuhkan|dicari|lowongan|مطلوب|نبحث|ضرورت|درکار|招|聘|诚邀"
)
"""Words that introduce whom a text seeks."""
_HEAD: Final = 600
_AFTER_SOUGHT: Final = 70
_SHORT: Final = 400
_MAX_WORDS: Final = 60
_LONGEST: Final = 4


@dataclass(frozen=True, slots=True)
class Occupation:
    """A job title at `start:end` of the title (of the text, where `in_title` is false): its ISCO-08 group, 0 to 9, and sector."""

    group: int
    sector: str
    start: int
    end: int
    name: str = ""
    in_title: bool = True


@dataclass(frozen=True, slots=True)
class _Kind:
    group: int
    sector: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Words to what they name: whole words and phrases, stems, and words of scripts without spaces."""

    words: Mapping[str, _Kind]
    stems: Mapping[str, _Kind]
    lengths: tuple[int, ...]
    heads: frozenset[str]
    unspaced: re.Pattern[str]


@cache
def _titles() -> _Table:
    data = tomllib.loads((files("features") / "occupations.toml").read_text(encoding="utf-8"))
    titles = ((word, _Kind(entry["group"], entry["sector"])) for entry in data["titles"] for word in entry["words"])
    return _table(titles)


def _table(entries: Iterable[tuple[str, _Kind]]) -> _Table:
    listed: dict[str, _Kind] = {}
    for word, kind in entries:
        listed.setdefault(word, kind)
    stems = {word[:-1]: kind for word, kind in listed.items() if word.endswith("*")}
    unspaced = sorted((word for word in listed if _UNSPACED.match(word)), key=len, reverse=True)
    return _Table(
        words={word: kind for word, kind in listed.items() if not word.endswith("*")},
        stems=stems,
        lengths=tuple(sorted({len(stem) for stem in stems}, reverse=True)),
        heads=frozenset(word.split(" ", 1)[0] for word in listed if " " in word),
        unspaced=re.compile("|".join(map(re.escape, unspaced))),
    )


@lru_cache(maxsize=16384)
def _title_kind(words: str) -> _Kind | None:
    table = _titles()
    if words in table.words:
        return table.words[words]
    return next((table.stems[words[:size]] for size in table.lengths if words[:size] in table.stems), None)


def occupation_of(title: str, text: str = "") -> Occupation | None:
    """The occupation that a title names; failing that, the one a text says it seeks. `text` may hold the title."""
    return _in_title(title) or _in_text(text)


def _in_title(title: str) -> Occupation | None:
    found = list(_named(lower(title)))
    if not found:
        return None
    cut = next((match.start() for match in _CUT.finditer(lower(title)) if match.start() >= found[0].end), len(title))
    return max((item for item in found if item.start < cut), key=_weight)


def _weight(item: Occupation) -> tuple[bool, int, int]:
    return item.sector != "other", item.name.count(" "), item.start


def _in_text(text: str) -> Occupation | None:
    folded = lower(text[:_HEAD])
    sought = _SOUGHT.search(folded)
    if sought is None:
        return next(_named(folded, in_title=False), None) if len(text) < _SHORT else None
    start = sought.start()
    return next(_named(folded[start : sought.end() + _AFTER_SOUGHT], start, in_title=False), None)


def _named(folded: str, offset: int = 0, *, in_title: bool = True) -> Iterator[Occupation]:
    """The titles in a stretch of text, in order, the longest phrase at each place."""
    if _UNSPACED.search(folded):
        yield from (_occupation(folded, span, offset, in_title=in_title) for span in _unspaced(folded))
    words = list(_WORD.finditer(folded))[:_MAX_WORDS]
    index = 0
    while index < len(words):
        size = _phrase_length(words, index)
        if size:
            yield _occupation(folded, (words[index].start(), words[index + size - 1].end()), offset, in_title=in_title)
        index += size or 1


def _unspaced(folded: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _titles().unspaced.finditer(folded))


def _phrase_length(words: list[re.Match[str]], index: int) -> int:
    """How many words from `index` on make a title; 0 where none do."""
    longest = min(_LONGEST, len(words) - index) if words[index].group() in _titles().heads else 1
    for size in range(longest, 0, -1):
        if _title_kind(" ".join(match.group() for match in words[index : index + size])):
            return size
    return 0


def _occupation(folded: str, span: tuple[int, int], offset: int, *, in_title: bool) -> Occupation:
    written = folded[span[0] : span[1]]
    name = written if _UNSPACED.match(written) else " ".join(_WORD.findall(written))
    kind = _title_kind(name) or _Kind(9, "other")
    return Occupation(kind.group, kind.sector, span[0] + offset, span[1] + offset, name, in_title)
