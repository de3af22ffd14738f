"""All runs of words that phrases name, as places to go through word by word.

A run is a part of a phrase without gaps: words, one of several, perhaps a word. Every run begins at the same place; a word leads
on from a place to those behind it. Places behind different numbers of words are different, so the end of a run tells its length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from features.matching.phrases import Choice, Node, Word
from features.matching.symbols import Symbols
from features.matching.tokens import LOOSE, outline, words_in


class Place:
    """A place within runs, so many words behind their beginning."""

    __slots__ = ("ends", "onward")

    def __init__(self) -> None:
        self.onward: defaultdict[int, list[Place]] = defaultdict(list)
        """The places behind, by the symbol that leads there."""
        self.ends: list[tuple[int, int]] = []
        """The runs that end here, by number, and their lengths in words."""


_Front: TypeAlias = dict[int, list[Place]]
"""The places reached, by how many words lead there."""


class Network:
    """The places of all runs."""

    def __init__(self, language: str = "") -> None:
        self.symbols = Symbols(language)
        self.start = Place()
        self._count = 0

    def add(self, run: Sequence[Node]) -> int:
        """Take up a run of plain nodes; returns its number."""
        number, self._count = self._count, self._count + 1
        for length, places in self._through({0: [self.start]}, run).items():
            if length:
                for place in places:
                    place.ends.append((number, length))
        return number

    def _through(self, front: _Front, nodes: Iterable[Node]) -> _Front:
        for node in nodes:
            front = self._beyond(front, node)
        return front

    def _beyond(self, front: _Front, node: Node) -> _Front:
        """The places behind a node."""
        if isinstance(node, Word):
            return self._led(front, [node.text])
        reached: _Front = {}
        if isinstance(node, Choice):
            single = [option[0].text for option in node.options if len(option) == 1 and isinstance(option[0], Word)]
            longer = [option for option in node.options if len(option) > 1 or not isinstance(option[0], Word)]
            for behind in (self._led(front, single), *(self._through(front, option) for option in longer)):
                _join(behind, reached)
            if node.optional:
                _join(front, reached)
        return reached

    def _led(self, front: _Front, written: Iterable[str]) -> _Front:
        """The places behind one of several words, each perhaps written in several ways."""
        reached: _Front = {}
        ways = {way for text in written for way in spellings(text)}
        if short := {way[0] for way in ways if len(way) == 1}:
            _join(self._step(front, short), reached)
        for way in sorted(way for way in ways if len(way) > 1):
            behind = front
            for word in way:
                behind = self._step(behind, {word})
            _join(behind, reached)
        return reached

    def _step(self, front: _Front, words: Iterable[str]) -> _Front:
        symbol = self.symbols.number(words)
        behind: _Front = {}
        for length, places in front.items():
            target = Place()
            behind[length + 1] = [target]
            for place in places:
                place.onward[symbol].append(target)
        return behind


def _join(more: _Front, reached: _Front) -> None:
    for length, places in more.items():
        reached[length] = [*reached.get(length, ()), *places]


@lru_cache(maxsize=20_000)
def spellings(written: str) -> list[tuple[str, ...]]:
    """A word of a phrase as texts may write it: an apostrophe or a hyphen left out, or standing between two words."""
    apart = tuple(words_in(outline(written.strip("*").replace("*", "")))[:-1])
    if not apart:
        return []
    before, after = "*" * written.startswith("*"), "*" * written.endswith("*")
    is_unspaced = all(len(word) == 1 and not word.isascii() for word in apart)
    ways = {apart} if is_unspaced or LOOSE in apart else {apart, ("".join(apart),)}
    return sorted((before + way[0], *way[1:-1], way[-1] + after) if len(way) > 1 else (before + way[0] + after,) for way in ways)
