"""Where sentences end: spaCy's blank pipelines in the full profile, a pattern in the light one, and one set of second thoughts.

Adverts are made of lines: a line break, a bullet and a field break always end a sentence. Within a line, both profiles
propose ends (spaCy's sentencizer, or a pattern) and the same rules refuse those after an abbreviation, an initial or a list
number. Scripts without blanks between words are split by the pattern in both profiles: spaCy needs dictionaries for them that
are not installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from features.profile import Profile
from features.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

_BREAKS: Final = "\n\r\x0b\x0c\x1e\x85\u2028\u2029"
_BULLETS: Final = "\u2022\u25cf\u25aa\u25a0\u25e6\u2023\u25ba\u27a4\u2713\u2714\u2705"
_LINE: Final = re.compile(f"[^{_BREAKS}{_BULLETS}]+|[{_BULLETS}]+[^{_BREAKS}{_BULLETS}]*")
_CLOSING: Final = "\"'\u201d\u2019\u00bb)\\]\u300d\u300f\uff09"
_CLOSED: Final = _CLOSING.replace("\\", "") + " "
_ATTACHED: Final = re.compile(f"[.!?\u2026\u3002\u061f\u06d4][{_CLOSING}]*$")
_EAST: Final = "\u3040-\u30ff\u4e00-\u9fff"
_END: Final = re.compile(
    f"(?<![.!?\u2026])[.!?\u2026]++[{_CLOSING}]*+(?=\\s)"
    f"|(?<![0-9.!?\u2026])[.!?\u2026]++[{_CLOSING}]*+(?=[{_EAST}])"
    "|(?<=[a-z\u00df-\u00ff\u0430-\u045f]{2})[.!?](?=[A-Z\u00c0-\u00de\u0410-\u042f][a-z\u00df-\u00ff\u0430-\u045f])"
    f"|[\u3002\uff01\uff1f\uff61\u061f\u06d4\u0964\u0965]+[{_CLOSING}]*"
)
_LAST_WORD: Final = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*|\d+)\.$")
_MAX_LINE: Final = 2_000
_REACH: Final = 800
_MANY_STRINGS: Final = 500_000
_UNBROKEN: Final = re.compile(r"\S{200}")
_DENSE: Final = frozenset(("zh", "ja", "th", "lo", "km", "my", "bo"))
_WITHOUT_PIPELINE: Final = frozenset(("vi", "ko", "bs", "ka", "so", "be", "mn", "und"))

_LEADING_WORDS: Final = """
mr mrs ms dr prof st no nr fr sr sra srta mme mlle hr herr ing mag dipl e.g eg i.e ie z.b d.h u.a bzw ca approx appr max
min incl inkl excl exkl vs cf p.ex sog ggf evtl tel fig art str ul al pl ev pr np tzn tj m.in kb stb dl op num núm aprox
av prc ул пр им тел т.е напр см стр г.н р-н кв обл тов гр std mln mld tys vb örn bkz бр чл
"""

_EITHER_WORDS: Final = """
etc a.m p.m am pm inc ltd co corp jr usw gmbh kft s.r.o d.o.o z.o.o itp stb руб тыс т.п т.д др чел
"""

_LEADING: Final = frozenset(_LEADING_WORDS.split())
"""Abbreviations that something follows: a dot after them ends no sentence."""

_EITHER: Final = frozenset(_EITHER_WORDS.split())
"""Abbreviations that may also end a sentence: they do when a capital follows."""


def sentences(text: str, language: str, profile: Profile) -> tuple[Span, ...]:
    """The sentences of a text, without the blanks around them."""
    return tuple(span for line in _LINE.finditer(text) for span in _in_line(line[0], line.start(), language, profile))


def sentence_at(text: str, offset: int, language: str, profile: Profile) -> Span:
    """The sentence around an offset; an empty span where there is none. Of an endless line, only its neighbourhood is read."""
    low, high = max(0, offset - _REACH), min(len(text), offset + _REACH)
    start = max((text.rfind(sign, low, offset) + 1 for sign in _BREAKS), default=0) or _blank_before(text, low)
    ends = [place for sign in _BREAKS if (place := text.find(sign, offset, high)) >= 0]
    end = min(ends, default=high)
    found = [span for span in _at(text[start:end], start, language, profile) if span.start <= offset < span.end]
    return found[0] if found else Span(offset, offset)


def _at(part: str, start: int, language: str, profile: Profile) -> Iterator[Span]:
    for line in _LINE.finditer(part):
        yield from _in_line(line[0], start + line.start(), language, profile)


def _blank_before(text: str, low: int) -> int:
    """Where to begin in a long line: at the next word."""
    return 0 if low == 0 else text.find(" ", low, low + _REACH) + 1 or low


def _in_line(line: str, start: int, language: str, profile: Profile) -> Iterator[Span]:
    at = 0
    for end in (*(end for end in _ends(line, language, profile) if _is_end(line, end)), len(line)):
        piece = line[at:end]
        if inner := piece.strip():
            left = start + at + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(inner))
        at = max(at, end)


def _ends(line: str, language: str, profile: Profile) -> list[int]:
    """Proposed ends within a line, in order; a line without a sign that ends sentences needs no tokens."""
    ends = [found.end() for found in _END.finditer(line)]
    if not ends or profile is Profile.LIGHT or language in _DENSE or len(line) > _MAX_LINE or _UNBROKEN.search(line):
        return ends
    return sorted({*ends, *_spacy_ends(line, language)})


def _is_end(line: str, end: int) -> bool:
    """Not after an abbreviation, an initial or a list number, and not before a small letter."""
    rest = line[end : end + 40].lstrip()
    before = line[max(0, end - 24) : end].rstrip(_CLOSED)
    if not rest or not before.endswith((".", "\u2026")):
        return True
    if rest[0].islower():
        return False
    word = _LAST_WORD.search(before)
    return word is None or not _is_abbreviation(word[1].lower(), rest)


def _is_abbreviation(word: str, rest: str) -> bool:
    if word in _EITHER:
        return not rest[0].isupper()
    return word in _LEADING or (len(word) == 1 and word.isalpha()) or (len(word) < 3 and word.isdigit())


def _spacy_ends(line: str, language: str) -> list[int]:
    """Ends that spaCy's sentencizer proposes, with the sign right before them (not an opening quotation mark, say)."""
    pipeline = _pipeline("xx" if language in _WITHOUT_PIPELINE else language)
    ends = [sentence.end_char for sentence in pipeline(line).sents]
    if len(pipeline.vocab.strings) > _MANY_STRINGS:
        _pipeline.cache_clear()
    return [end for end in ends if _ATTACHED.search(line, max(0, end - 8), end)]


@cache
def _pipeline(language: str) -> Pipeline:
    """A blank pipeline; it remembers every word it ever saw, so it is made anew when those are many."""
    import spacy

    try:
        pipeline = spacy.blank(language)
    except ImportError:
        return _pipeline("xx")
    pipeline.add_pipe("sentencizer")
    return pipeline
