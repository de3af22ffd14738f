"""Makes a plan of each phrase: runs of plain words for the automaton, and what holds them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from features.matching.automaton import Automaton
from features.matching.phrases import Choice, Gap, Kind, Near, Node, Word, parse
from features.matching.phrases import Sequence as PhraseSequence
from features.matching.plans import AnyOf, Beside, Chain, Needed, Plan, Run, Signed
from features.matching.rarity import share_of_run
from features.matching.signs import is_plain, kind, literal

_FIGURE: Final = f"({'|'.join(letter + digit for letter in ('', 'n', 'r') for digit in '0123456789')})*"
"""How words begin that may hold a figure; naira and rand are written before it ("n5000")."""
_FIGURE_SHARE: Final = 50.0
"""Figures stand everywhere: a phrase is looked for by its words, however common."""
_LITERAL_SHARE: Final = 100.0
"""Looking for signs costs more than looking for words, however rare they are."""
_VAST: Final = 300
"""A list of more entries, such as the names of all peoples, is one run that all phrases share, never a part of longer ones."""


class Planner:
    """Plans phrases; parts that are written alike are one."""

    def __init__(self, language: str = "") -> None:
        self.automaton = Automaton(language)
        self._plans: dict[PhraseSequence, Plan] = {}
        self._figures = Run(self.automaton.add(parse(_FIGURE)), _FIGURE_SHARE, self.automaton)

    def plan(self, sequence: PhraseSequence) -> Plan:
        """How a phrase is found."""
        if sequence not in self._plans:
            self._plans[sequence] = self._any_of([self._chain(places) for places in _variants(list(_places(sequence)))])
        return self._plans[sequence]

    def _chain(self, places: Sequence[_Place]) -> Plan:
        plans = [self._single(place.nodes) for place in places]
        return Chain(plans, [place.gap for place in places[1:]]) if len(plans) > 1 else plans[0]

    def _single(self, nodes: PhraseSequence) -> Plan:
        return self._run(nodes) if all(map(_is_plain, nodes)) else self._other(nodes[0])

    def _run(self, nodes: PhraseSequence) -> Plan:
        if nodes not in self._plans:
            self._plans[nodes] = Run(self.automaton.add(nodes), share_of_run(nodes), self.automaton)
        return self._plans[nodes]

    def _other(self, node: Node) -> Plan:
        if isinstance(node, Kind):
            return Signed(kind(node.name), self._figures.needed)
        if isinstance(node, Word):
            sign = literal(node.text)
            return Signed(sign, [Needed(frozenset(), 0, frozenset({sign}), _LITERAL_SHARE)])
        if isinstance(node, Near):
            return Beside(self.plan(node.one), self.plan(node.other))
        if isinstance(node, Choice) and _is_vast(node):
            return self._run((node,))
        if isinstance(node, Choice):
            plain = tuple(option for option in node.options if all(map(_is_plain, option)))
            others = [self.plan(option) for option in node.options if option not in plain]
            return self._any_of([self._single((Choice(plain),)), *others] if plain else others)
        raise TypeError(f"{node} is found between others only")

    def _any_of(self, plans: Sequence[Plan]) -> Plan:
        return plans[0] if len(plans) == 1 else AnyOf(plans, self.automaton)


@dataclass(frozen=True, slots=True)
class _Place:
    """A run, or one node that is none, and the words that may stand before it."""

    nodes: PhraseSequence
    gap: int
    may_be_missing: bool


def _places(sequence: PhraseSequence) -> Iterator[_Place]:
    run: list[Node] = []
    gap = 0
    for node in sequence:
        if _is_plain(node):
            run.append(node)
            continue
        if run:
            yield _run(run, gap)
            run, gap = [], 0
        if isinstance(node, Gap):
            gap += node.most
        else:
            optional = isinstance(node, Choice) and node.optional
            yield _Place((Choice(node.options) if isinstance(node, Choice) else node,), gap, optional)
            gap = 0
    if run:
        yield _run(run, gap)


def _run(nodes: Sequence[Node], gap: int) -> _Place:
    return _Place(tuple(nodes), gap, all(isinstance(node, Choice) and node.optional for node in nodes))


def _variants(places: Sequence[_Place]) -> Iterable[list[_Place]]:
    """With and without each place that may be missing."""
    for chosen in product(*([True, False] if place.may_be_missing else [True] for place in places)):
        kept: list[_Place] = []
        gap = 0
        for place, is_there in zip(places, chosen, strict=True):
            gap += place.gap
            if is_there:
                kept.append(_Place(place.nodes, gap, False))
                gap = 0
        if kept:
            yield kept


def _is_plain(node: Node) -> bool:
    """Whether it is nothing but words, one after the other, and no vast list of them."""
    if isinstance(node, Word):
        return is_plain(node.text)
    if not isinstance(node, Choice) or len(node.options) > _VAST:
        return False
    return all(_is_plain(inner) for option in node.options for inner in option)


def _is_vast(node: Choice) -> bool:
    """Whether it is a vast list of nothing but words."""
    return len(node.options) > _VAST and all(_is_plain(inner) for option in node.options for inner in option)
