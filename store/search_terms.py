"""The words of a posting as search compares them, and of a query: the same in every database and every language.

Letters lose case, width and the marks that stand above or below them; vowel signs stay. A run of a script that puts no spaces
between words (Han, Kana, Thai, Lao, Khmer, Myanmar; Hangul too, whose words carry their endings) becomes pairs of neighbouring
characters, and its last character alone: "abc" is "ab", "bc", "c". So any part of a run is found as the pairs that it has, one
after the other, and a single character as the beginning of a pair. A symbol such as an emoji is a word of its own. No word holds
anything that a full-text engine would take for an operator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

MAX_TEXT: Final = 20_000
"""How many characters of a posting are indexed."""
MAX_QUERY: Final = 1_000
"""How many characters of a query count; the rest says nothing."""
MAX_TERM: Final = 64
"""Longer words are cut, in postings and queries alike."""
BOUNDARY: Final = "."
"""Stands between two fields, so that no phrase runs from one into the other. It is never a term."""

_WORD, _PAIRED, _SYMBOL, _OTHER = "wps "
_RUNS: Final = re.compile("w+|p+|s")
_MARKUP: Final = re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>")
_QUOTATION: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PARTS: Final = re.compile(r'"(?P<phrase>[^"]*)(?:"|$)(?P<star>\*?)|(?P<word>[^\s"]+)')
_HIGHEST_KEPT: Final = 9
"""Combining classes up to this are part of how a word is spelt: nukta, voicing, virama. Those above are accents and points."""

_ALIKE: Final = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ی": "ي", "ى": "ي", "ک": "ك"}
"""Letters that are written for each other, for want of the right keyboard, and that Unicode does not take apart."""

_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # signs that stand for Han
    (0x3040, 0x30FF),  # Kana
    (0x3130, 0x318F),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms that must stand one after the other; of the last one the beginning is enough where `prefix` says so."""

    terms: tuple[str, ...]
    prefix: bool = False


class _Kinds(dict[int, str]):
    """What kind each character is of, found out once."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(code)
        return kind


class _Kept(dict[int, int | str | None]):
    """Each character as itself, or as nothing where it is left out of words."""

    def __missing__(self, code: int) -> int | str | None:
        kept = self[code] = None if _is_left_out(chr(code)) else code
        return kept


_KINDS: Final = _Kinds()
_KEPT: Final = _Kept({ord(one): other for one, other in _ALIKE.items()})


def document_terms(texts: Iterable[str]) -> str:
    """What is indexed of these texts, each term between spaces, up to `MAX_TEXT` characters of them in this order."""
    room = MAX_TEXT
    fields: list[str] = []
    for text in texts:
        fields.append(" ".join(terms_of(unescape(_MARKUP.sub(" ", text[:room])))))
        room -= len(text[:room])
    return f" {f' {BOUNDARY} '.join(filter(None, fields))} "


def terms_of(text: str) -> list[str]:
    """The terms of a text, in order."""
    return [term for kind, run in _runs(text) for term in (_pairs(run) if kind == _PAIRED else (run[:MAX_TERM],))]


def parse_query(query: str) -> tuple[Clause, ...]:
    """What a query asks for: all of these must occur. Whatever is written, it is words; none where it holds no word."""
    found = (_clause(part) for part in _PARTS.finditer(query[:MAX_QUERY].translate(_QUOTATION)))
    return tuple(dict.fromkeys(clause for clause in found if clause is not None))


def _clause(part: re.Match[str]) -> Clause | None:
    word, phrase = part["word"], part["phrase"]
    runs = list(_runs(phrase if word is None else word))
    if not runs:
        return None
    *before, (kind, last) = runs
    terms = [term for one, run in before for term in (_pairs(run) if one == _PAIRED else (run[:MAX_TERM],))]
    prefix = part["star"] == "*" if word is None else word.endswith("*")
    if kind != _PAIRED:
        return Clause((*terms, last[:MAX_TERM]), prefix)
    # The text may go on where the query ends, so the last character alone is not asked for, unless it is all there is.
    return Clause((*terms, *(_pairs(last)[:-1] or [last])), len(last) == 1)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    folded = fold(text)
    kinds = folded.translate(_KINDS)
    for run in _RUNS.finditer(kinds):
        yield kinds[run.start()], folded[run.start() : run.end()]


def fold(text: str) -> str:
    """A text without case, width, accents, and what cannot be seen."""
    return unicodedata.normalize(
        "NFC", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()).translate(_KEPT)
    )


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run))]


def _is_left_out(character: str) -> bool:
    if unicodedata.combining(character) > _HIGHEST_KEPT or unicodedata.category(character) == "Cf":
        return True
    return character == "\N{ARABIC TATWEEL}" or "\N{VARIATION SELECTOR-1}" <= character <= "\N{VARIATION SELECTOR-16}"


def _kind(code: int) -> str:
    category = unicodedata.category(chr(code))
    if category[0] in "LNM":
        return _PAIRED if any(first <= code <= last for first, last in _UNSPACED) else _WORD
    return _SYMBOL if category == "So" else _OTHER
