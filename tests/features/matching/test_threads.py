"""One matcher serves all threads of a server, and learns its states while they read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest

from features.matching.automaton import Automaton
from features.matching.phrases import parse

RUNS = ["pay [the] visa fee", "(visa|fee) now", "send the passport", "the (visa|passport) [fee] now", "pa*", "now pay"]
WORDS = ["pay", "the", "visa", "fee", "now", "send", "passport", "party"]
TEXTS = [list(words) for words in permutations(WORDS, 4)]


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def found(automaton: Automaton, words: list[str], runs: list[int]) -> list[tuple[int, int]]:
    known, states = automaton.read(words)
    return [(run, index) for run in runs for index, state in enumerate(states) if state in known.ends.get(run, {})]


def built() -> tuple[Automaton, list[int]]:
    automaton = Automaton()
    return automaton, [automaton.add(parse(run)) for run in RUNS]


@pytest.mark.usefixtures("hasty")
def test_threads_that_read_at_once_find_what_one_alone_finds() -> None:
    alone, runs = built()
    expected = [found(alone, words, runs) for words in TEXTS]
    for _ in range(5):
        shared, runs = built()
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda words, shared=shared, runs=runs: found(shared, words, runs), TEXTS)) == expected
