"""Finds thousands of runs of words in one pass: a finite automaton over words, made deterministic as texts are met.

Each word of a text is one step, whatever the number of runs; a step that was made before costs a look-up. Nothing is tried twice:
no text is slow. States are numbers, and what is known of them stands in lists, which fit into a processor's memory. Many threads
may read at once; one at a time learns.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Final

from features.matching.network import Network, Place
from features.matching.phrases import Node

MOST_STATES: Final = 50_000
MOST_STEPS: Final = 500_000
"""States and steps between them that are remembered; they bound the memory of a process, which then begins anew."""
_BITS: Final = 1024
_OUTSET: Final = 0


class _Group:
    """Some places in which a text can be at once, and where each symbol leads from them."""

    __slots__ = ("_onward", "places")

    def __init__(self, places: frozenset[Place]) -> None:
        self.places = places
        self._onward: dict[int, set[Place]] | None = None

    def onward(self, symbols: frozenset[int]) -> frozenset[Place]:
        """The places behind a word that stands for some symbols."""
        if self._onward is None:
            self._onward = {}
            for place in self.places:
                for symbol, targets in place.onward.items():
                    self._onward.setdefault(symbol, set()).update(targets)
        return frozenset().union(*(self._onward[symbol] for symbol in symbols & self._onward.keys()))


class States:
    """What is known of the states of an automaton, by their numbers. A state is where a text is after a word."""

    def __init__(self, start: Place) -> None:
        self.ends: dict[int, dict[int, list[int]]] = {}
        """For each run that was met, the states in which it ends and its lengths there."""
        self.bits = [0]
        """The bits of the watched sets of runs of which one ends there."""
        self.filed: list[list[tuple[int, ...] | None]] = [[None], [None]]
        """For each tier, what is filed under the runs that end there."""
        self.following: list[dict[int, int]] = [{}]
        """The state after one more word, by its kind."""
        self.groups: list[tuple[_Group, ...]] = [(_Group(frozenset({start})),)]
        """The places: in runs that begin with the last word, and in runs that began before."""
        self.numbers: dict[tuple[frozenset[Place], ...], int] = {(): _OUTSET}
        self.steps = 0
        """How many steps are remembered."""

    @property
    def are_too_many(self) -> bool:
        """Whether it is time to begin anew."""
        return len(self.following) > MOST_STATES or self.steps > MOST_STEPS


class Automaton:
    """All runs of some phrases."""

    def __init__(self, language: str = "") -> None:
        self._network = Network(language)
        self._bits: defaultdict[int, int] = defaultdict(int)
        self._filed: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
        self._known: States | None = None
        self._learning = Lock()

    def add(self, run: Sequence[Node]) -> int:
        """Take up a run of plain nodes; returns its number."""
        self._known = None
        return self._network.add(run)

    def watch(self, runs: frozenset[int]) -> int:
        """A bit that is set wherever one of some runs ends, so that much can be asked of a stretch of words at once.

        Bits are few, so that they are read fast, and shared: one that is set says that a run may be there.
        """
        self._known = None
        bit = 1 << zlib.crc32(repr(sorted(runs)).encode()) % _BITS if runs else 0
        for run in runs:
            self._bits[run] |= bit
        return bit

    def file(self, run: int, number: int, tier: int = 0) -> None:
        """Have a number at hand wherever a run ends; of a tier (0 or 1) of those that are asked for together."""
        self._known = None
        self._filed[tier].setdefault(run, []).append(number)

    @property
    def known(self) -> States:
        """All that was found out so far."""
        known = self._known
        if known is None or known.are_too_many:
            known = self._known = States(self._network.start)
        return known

    def read(self, words: Sequence[str]) -> tuple[States, list[int]]:
        """Where a text is after each of its words, and what is known of such states."""
        known, state, states = self.known, _OUTSET, []
        following = known.following
        for kind in self._network.symbols.kinds_of(words):
            after = following[state].get(kind)
            if after is None:
                with self._learning:
                    after = self._lead_on(known, state, kind)
            state = after
            states.append(state)
        return known, states

    def _lead_on(self, known: States, state: int, kind: int) -> int:
        """The state after one more word; remembered. Another thread may have learnt it just now: that changes nothing."""
        symbols = self._network.symbols.members[kind]
        begun = known.groups[_OUTSET][0].onward(symbols)
        going_on = frozenset[Place]().union(*(group.onward(symbols) for group in known.groups[state] if state != _OUTSET))
        places = tuple(group for group in (begun, going_on) if group)
        if places not in known.numbers:
            known.numbers[places] = self._enter(known, places)
        known.following[state][kind] = known.numbers[places]
        known.steps += 1
        return known.numbers[places]

    def _enter(self, known: States, places: Iterable[frozenset[Place]]) -> int:
        """Take up a new state."""
        number = len(known.following)
        lengths: defaultdict[int, list[int]] = defaultdict(list)
        bits = 0
        for run, length in sorted({end for group in places for place in group for end in place.ends}):
            lengths[run].append(length)
            bits |= self._bits.get(run, 0)
        for run, found in lengths.items():
            known.ends.setdefault(run, {})[number] = found
        known.bits.append(bits)
        for tier, filed in zip(known.filed, self._filed, strict=True):
            tier.append(_filed_under(lengths, filed))
        known.groups.append(tuple(map(_Group, places)))
        known.following.append({})
        return number


def _filed_under(runs: Iterable[int], filed: Mapping[int, Iterable[int]]) -> tuple[int, ...] | None:
    return tuple(sorted({number for run in runs for number in filed.get(run, ())})) or None
