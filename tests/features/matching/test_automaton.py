from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.matching import automaton as module
from features.matching.automaton import Automaton
from features.matching.phrases import Choice, Node, Word, parse

RUNS = [
    "pay the fee",
    "pay [a|the] fee*",
    "(pay|send it) [now] fee",
    "the (the|pay) [the] fee",
    "[now] pay",
    "(pay [the]|send) (fee|it now)",
]
WORDS = st.lists(st.sampled_from(["pay", "the", "a", "fee", "fees", "send", "it", "now", "x"]), max_size=12)


def places(automaton: Automaton, run: int, words: Sequence[str]) -> set[tuple[int, int]]:
    known, states = automaton.read(words)
    ends = known.ends.get(run, {})
    return {(index - length + 1, index) for index, state in enumerate(states) for length in ends.get(state, ())}


def said(nodes: Sequence[Node]) -> Iterator[tuple[str, ...]]:
    """Everything a run can say, one way after the other."""
    for choice in product(*(list(_ways(node)) for node in nodes)):
        yield tuple(word for way in choice for word in way)


def _ways(node: Node) -> Iterator[tuple[str, ...]]:
    if isinstance(node, Word):
        yield (node.text,)
    elif isinstance(node, Choice):
        for option in node.options:
            yield from said(option)
        if node.optional:
            yield ()


def fits(way: Sequence[str], words: Sequence[str]) -> bool:
    return len(way) == len(words) and all(
        word == text or (text.endswith("*") and word.startswith(text[:-1])) for text, word in zip(way, words, strict=True)
    )


@given(WORDS)
def test_runs_are_found_exactly_where_they_stand(words: list[str]) -> None:
    automaton = Automaton()
    numbers = [automaton.add(parse(run)) for run in RUNS]
    for number, run in zip(numbers, RUNS, strict=True):
        expected = {
            (first, last)
            for first in range(len(words))
            for last in range(first, len(words))
            if any(fits(way, words[first : last + 1]) for way in said(parse(run)))
        }
        assert places(automaton, number, words) == expected


@pytest.mark.parametrize("bound", ["MOST_STATES", "MOST_STEPS"])
@given(words=WORDS)
def test_forgetting_what_it_learnt_changes_nothing(words: list[str], bound: str) -> None:
    kept, forgetful = Automaton(), Automaton()
    numbers = [(kept.add(parse(run)), forgetful.add(parse(run))) for run in RUNS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, bound, 1)
        for one, other in numbers:
            assert places(kept, one, words) == places(forgetful, other, words)


def test_a_break_between_two_words_parts_a_run() -> None:
    automaton = Automaton()
    run = automaton.add(parse("pay fee"))
    assert places(automaton, run, ["pay", ".", "fee"]) == set()


def test_a_watched_set_shows_where_one_of_its_runs_ends() -> None:
    automaton = Automaton()
    pay, fee, _ = (automaton.add(parse(run)) for run in ("pay", "visa fee", "now"))
    bit = automaton.watch(frozenset({pay, fee}))
    assert automaton.watch(frozenset({fee, pay})) == bit
    assert automaton.watch(frozenset()) == 0
    known, states = automaton.read(["pay", "visa", "fee", "now"])
    assert [bool(known.bits[state] & bit) for state in states] == [True, False, True, False]


def test_what_is_filed_under_a_run_is_at_hand_where_it_ends() -> None:
    automaton = Automaton()
    run = automaton.add(parse("visa [processing] fee"))
    automaton.file(run, 7)
    automaton.file(run, 8, tier=1)
    known, states = automaton.read(["visa", "processing", "fee", "now"])
    assert [[tier[state] for tier in known.filed] for state in states] == [[None] * 2, [None] * 2, [(7,), (8,)], [None] * 2]
