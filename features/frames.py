"""Frames: phrases that say only that some things stand near each other (`passport ~ kept`).

Each thing is a list of words and short phrases. Its places in a text are found once, for all frames that name it, and compared;
no regular expression has to try one list at every place of another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from features.gate import Text, filing
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


class Part:
    """One thing that frames name."""

    def __init__(self, sequence: PhraseSequence) -> None:
        self._by_key: defaultdict[str, list[tuple[int, int, re.Pattern[str] | None]]] = defaultdict(list)
        self._everywhere: list[re.Pattern[str]] = []
        for option in _options(sequence):
            self._add(option)

    @property
    def keys(self) -> frozenset[str]:
        """Every word that has to be looked up for it."""
        return frozenset(self._by_key)

    def _add(self, option: PhraseSequence) -> None:
        pattern = None if len(option) == 1 and isinstance(option[0], Word) else regex_of(option)
        filed = filing(option)
        if filed is None:
            self._everywhere.append(regex_of(option))
            return
        for key in filed.keys:
            plain = pattern is None and key.rstrip("*") == option[0].text.rstrip("*")  # type: ignore[union-attr]
            self._by_key[key].append((filed.reach, filed.width, None if plain else pattern or regex_of(option)))

    def spans(self, text: Text) -> list[Span]:
        """Where it stands, in order."""
        found = {Span(*match.span()) for pattern in self._everywhere for match in pattern.finditer(text.folded)}
        for key in text.keys & self._by_key.keys():
            for reach, width, pattern in self._by_key[key]:
                found.update(self._at(text, at, reach, width, pattern) for at in text.places(key))
        return sorted(span for span in found if span.end > span.start)

    def _at(self, text: Text, at: int, reach: int, width: int, pattern: re.Pattern[str] | None) -> Span:
        """The stretch at one place, or an empty one."""
        match = (pattern or _WORD).search(text.folded, at if pattern is None else max(0, at - reach), at + width + 1)
        if match is None or (match.end() == at + width + 1 < len(text.folded) and pattern is not None):
            return Span(0, 0)
        return Span(*match.span())


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
