"""Frames: phrases that say only that some things stand near each other (`passport ~ kept`).

Each thing is a list of words and short phrases. Its places in a text are found once, for all frames that name it, and compared;
no regular expression has to try one list at every place of another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from features.gate import Filing, Text, filing
from features.phrase_patterns import regex_of
from features.phrases import NEAR_WORDS, Choice, Near, Word
from features.phrases import Sequence as PhraseSequence
from features.spans import Span

_WORD: Final = re.compile(r"\w+")
_SENTENCE_END: Final = re.compile(r"[.!?;](?=\s|$)|[。！？；\n\x1e]")
_FARTHEST: Final = 26 * NEAR_WORDS
"""Characters beyond which no `NEAR_WORDS` words reach."""


def parts_of(sequence: PhraseSequence) -> tuple[PhraseSequence, ...]:
    """The things that a frame names, or nothing where a phrase is no frame."""
    if len(sequence) != 1 or not isinstance(sequence[0], Near):
        return ()
    near = sequence[0]
    return (near.one, *(parts_of(near.other) or (near.other,)))


class _Option:
    """One word or short phrase of a part, compiled when it is first tried."""

    def __init__(self, sequence: PhraseSequence, filed: Filing) -> None:
        self._sequence = sequence
        self._filed = filed
        word = sequence[0]
        self._is_plain = len(sequence) == 1 and isinstance(word, Word) and {word.text} == filed.keys
        """One word as it is looked up: where it stands is known already."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _WORD if self._is_plain else regex_of(self._sequence)

    def at(self, text: Text, place: int) -> Span:
        """The stretch at a place of its rarest word, or an empty one."""
        start = place if self._is_plain else max(0, place - self._filed.reach)
        end = place + self._filed.width + 1
        match = self._pattern.search(text.folded, start, end)
        if match is None or (match.end() == end < len(text.folded) and text.folded[end].isalnum()):
            return Span(0, 0)
        return Span(*match.span())


class Part:
    """One thing that frames name."""

    def __init__(self, sequence: PhraseSequence) -> None:
        self._by_key: defaultdict[str, list[_Option]] = defaultdict(list)
        self._everywhere: list[re.Pattern[str]] = []
        for option in _options(sequence):
            filed = filing(option)
            if filed is None:
                self._everywhere.append(regex_of(option))
            else:
                for key in filed.keys:
                    self._by_key[key].append(_Option(option, filed))

    @property
    def keys(self) -> frozenset[str]:
        """Every word that has to be looked up for it."""
        return frozenset(self._by_key)

    def spans(self, text: Text) -> list[Span]:
        """Where it stands, in order."""
        found = {Span(*match.span()) for pattern in self._everywhere for match in pattern.finditer(text.folded)}
        for key in text.keys & self._by_key.keys():
            for option in self._by_key[key]:
                found.update(option.at(text, place) for place in text.places(key))
        return sorted(span for span in found if span.end > span.start)


def _options(sequence: PhraseSequence) -> Iterator[PhraseSequence]:
    if len(sequence) == 1 and isinstance(sequence[0], Choice) and not sequence[0].optional:
        for option in sequence[0].options:
            yield from _options(option)
    else:
        yield sequence


def near_each_other(folded: str, parts: Sequence[Sequence[Span]]) -> list[Span]:
    """The stretches that hold one place of each part, next to next in a chain, in one sentence and few words apart."""
    found = list(parts[-1])
    for spans in reversed(parts[:-1]):
        found = sorted({joined for span in spans for joined in _with_neighbours(folded, span, found)})
    return found


def _with_neighbours(folded: str, span: Span, others: Sequence[Span]) -> Iterator[Span]:
    """The span with the nearest of the others on each side, where they are near enough."""
    index = bisect_left(others, Span(span.end, span.end))
    if index < len(others) and _is_near(folded, span.end, others[index].start):
        yield Span(span.start, others[index].end)
    before = next((other for other in reversed(others[max(0, index - 8) : index]) if other.end <= span.start), None)
    if before is not None and _is_near(folded, before.end, span.start):
        yield Span(before.start, span.end)


def _is_near(folded: str, start: int, end: int) -> bool:
    if end - start > _FARTHEST:
        return False
    between = folded[start:end]
    return not _SENTENCE_END.search(between) and len(_WORD.findall(between)) <= NEAR_WORDS
