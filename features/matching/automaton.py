"""Finds thousands of runs of words in one pass: a finite automaton over words, made deterministic as texts are met.

A run is a part of a phrase without gaps: words, one of several, perhaps a word. Each word of a text is one step,
whatever the number of runs; a step that was made before costs a look-up. Nothing is tried twice, so no text is slow.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Final, TypeAlias

from features.matching.phrases import Choice, Node, Word
from features.matching.symbols import Symbols
from features.matching.tokens import LOOSE, outline, words_in

MOST_STATES: Final = 50_000
"""States that are remembered; the memory of a process is bounded by it."""
_BITS: Final = 1024


class _Place:
    """A place within runs, so many words behind their beginning."""

    __slots__ = ("ends", "onward")

    def __init__(self) -> None:
        self.onward: defaultdict[int, list[_Place]] = defaultdict(list)
        self.ends: list[tuple[int, int]] = []


_Front: TypeAlias = dict[int, list[_Place]]
"""The places reached, by how many words lead there."""


class Group:
    """Some places in which a text can be at once: which runs end there, and where each symbol leads."""

    __slots__ = ("_onward", "_places", "ends")

    def __init__(self, places: frozenset[_Place]) -> None:
        self._places = places
        self._onward: dict[int, set[_Place]] | None = None
        self.ends: dict[int, tuple[int, ...]] = {}
        """The lengths, in words, of each run that ends there."""
        for place in places:
            for run, length in place.ends:
                self.ends[run] = (*self.ends.get(run, ()), length)

    @property
    def onward(self) -> dict[int, set[_Place]]:
        """The places behind, by symbol; put together when a text first goes on from here."""
        if self._onward is None:
            self._onward = {}
            for place in self._places:
                for symbol, targets in place.onward.items():
                    self._onward.setdefault(symbol, set()).update(targets)
        return self._onward


class State(dict[int, "State"]):
    """Where a text is after a word: in runs that begin with it and in runs that began before. The next word leads on."""

    __slots__ = ("_automaton", "bits", "ended", "filed", "groups")
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __init__(self, automaton: Automaton, *groups: Group) -> None:
        super().__init__()
        self._automaton = automaton
        self.groups = groups
        self.ended = tuple(group.ends for group in groups if group.ends)
        """The runs that end here, and their lengths."""
        runs = [run for ends in self.ended for run in ends]
        self.bits = reduce(or_, map(automaton.bits_of, runs), 0)
        """The bits of the watched sets of runs of which one ends here."""
        self.filed = {tier: numbers for tier in automaton.filed if (numbers := automaton.filed_under(runs, tier))}
        """What is filed under the runs that end here, by tier."""

    def __missing__(self, kind: int) -> State:
        return self._automaton.lead_on(self, kind)


class Automaton:
    """All runs of some phrases."""

    def __init__(self) -> None:
        self._symbols = Symbols()
        self._start = _Place()
        self._count = 0
        self._bits: defaultdict[int, int] = defaultdict(int)
        self.filed: dict[int, dict[int, list[int]]] = {}
        """What is filed, by tier and run."""
        self._forget()

    def add(self, run: Sequence[Node]) -> int:
        """Take up a run of plain nodes; returns its number."""
        number, self._count = self._count, self._count + 1
        front: _Front = {0: [self._start]}
        for node in run:
            front = self._beyond(front, node)
        for length, places in front.items():
            if length:
                for place in places:
                    place.ends.append((number, length))
        self._forget()
        return number

    def watch(self, runs: frozenset[int]) -> int:
        """A bit that is set wherever one of some runs ends, so that much can be asked of a stretch of words at once.

        Bits are few, so that they are read fast, and shared: one that is set says that a run may be there.
        """
        bit = 1 << zlib.crc32(repr(sorted(runs)).encode()) % _BITS if runs else 0
        for run in runs:
            self._bits[run] |= bit
        self._forget()
        return bit

    def bits_of(self, run: int) -> int:
        """The bits of every watched set that a run belongs to."""
        return self._bits.get(run, 0)

    def file(self, run: int, number: int, tier: int = 0) -> None:
        """Have a number at hand wherever a run ends; of a tier of those that are asked for together."""
        self.filed.setdefault(tier, {}).setdefault(run, []).append(number)
        self._forget()

    def filed_under(self, runs: Iterable[int], tier: int) -> tuple[int, ...]:
        """The numbers of a tier that are filed under any of some runs."""
        return tuple({number for run in runs for number in self.filed[tier].get(run, ())})

    def _beyond(self, front: _Front, node: Node) -> _Front:
        """The places behind a node."""
        reached: _Front = {}
        if isinstance(node, Word):
            self._lead([node.text], front, reached)
        elif isinstance(node, Choice):
            single = [option[0].text for option in node.options if len(option) == 1 and isinstance(option[0], Word)]
            self._lead(single, front, reached)
            for option in node.options:
                if len(option) > 1 or not isinstance(option[0], Word):
                    self._join(self._through(front, option), reached)
            if node.optional:
                self._join(front, reached)
        return reached

    def _through(self, front: _Front, option: Iterable[Node]) -> _Front:
        for node in option:
            front = self._beyond(front, node)
        return front

    def _lead(self, written: Iterable[str], front: _Front, reached: _Front) -> None:
        """Lead from a front by one of several words, each perhaps written in several ways."""
        ways = {way for text in written for way in spellings(text)}
        if short := {way[0] for way in ways if len(way) == 1}:
            self._join(self._step(front, short), reached)
        for way in sorted(way for way in ways if len(way) > 1):
            behind = front
            for word in way:
                behind = self._step(behind, {word})
            self._join(behind, reached)

    def _step(self, front: _Front, words: Iterable[str]) -> _Front:
        symbol = self._symbols.number(words)
        behind: _Front = {}
        for length, places in front.items():
            target = _Place()
            behind[length + 1] = [target]
            for place in places:
                place.onward[symbol].append(target)
        return behind

    def _join(self, more: _Front, reached: _Front) -> None:
        for length, places in more.items():
            reached[length] = [*reached.get(length, ()), *places]

    def _forget(self) -> None:
        self._groups: dict[frozenset[_Place], Group] = {}
        self._states: dict[tuple[Group, ...], State] = {}
        self._outset = State(self, self._group(frozenset({self._start})))

    def states(self, words: Sequence[str]) -> list[State]:
        """Where a text is after each of its words."""
        state = self._outset
        return [state := state[kind] for kind in self._symbols.kinds_of(words)]

    def lead_on(self, state: State, kind: int) -> State:
        """The state after one more word; remembered in the state before it."""
        if len(self._states) > MOST_STATES:
            self._forget()
        symbols = self._symbols.members[kind]
        begun = self._led(self._outset.groups, symbols)
        going_on = self._led(state.groups, symbols) if state.groups != self._outset.groups else frozenset[_Place]()
        groups = tuple(self._group(places) for places in (begun, going_on) if places)
        if groups not in self._states:
            self._states[groups] = State(self, *groups) if groups else self._outset
        state[kind] = self._states[groups]
        return state[kind]

    @staticmethod
    def _led(groups: Iterable[Group], symbols: frozenset[int]) -> frozenset[_Place]:
        """The places behind a word: none behind one of no symbol, such as a break."""
        return frozenset().union(*(group.onward[symbol] for group in groups for symbol in symbols & group.onward.keys()))

    def _group(self, places: frozenset[_Place]) -> Group:
        if places not in self._groups:
            self._groups[places] = Group(places)
        return self._groups[places]


@lru_cache(maxsize=20_000)
def spellings(written: str) -> list[tuple[str, ...]]:
    """A word of a phrase as texts may write it: an apostrophe or a hyphen left out, or standing between two words."""
    apart = tuple(words_in(outline(written.strip("*").replace("*", "")))[:-1])
    if not apart:
        return []
    before, after = "*" * written.startswith("*"), "*" * written.endswith("*")
    ways = {apart} if _is_unspaced(apart) or LOOSE in apart else {apart, ("".join(apart),)}
    return sorted((before + way[0], *way[1:-1], way[-1] + after) if len(way) > 1 else (before + way[0] + after,) for way in ways)


def _is_unspaced(apart: Sequence[str]) -> bool:
    return all(len(word) == 1 and not word.isascii() for word in apart)
