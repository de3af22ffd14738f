"""What each phrase costs on ordinary adverts and what it finds in the examples: candidates for repair.

A phrase is tried in each sentence that holds all the words it needs; one that is tried in many adverts and found in none should
name a rarer word, or go.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from experiments.benchmark import adverts
from experiments.examples import FOLDER
from features.matching.library import library
from features.matching.matcher import Matcher
from features.reading import Reading
from features.records.formats import read_postings


@dataclass(frozen=True, slots=True)
class PhraseCost:
    """One phrase: in how many sentences of an ordinary advert it is tried, microseconds an advert, hits there and in examples."""

    section: str
    use: str
    rule: str
    tried: float
    microseconds: float
    hits: int
    found: int


def phrase_costs(count: int = 300) -> list[PhraseCost]:
    """Every phrase that is tried at all, the dearest first."""
    matcher = Matcher(library().packs("en"), "en")
    tried, spent, hits = _counted(matcher, (Reading(posting).folded for posting in adverts(count)))
    _, _, found = _counted(matcher, _example_texts())
    costs = [
        PhraseCost(
            phrase.section,
            phrase.use,
            phrase.rule,
            tried[number] / count,
            1e6 * spent[number] / count,
            hits[number],
            found[number],
        )
        for number, phrase in enumerate(matcher.phrases)
        if tried[number]
    ]
    return sorted(costs, key=lambda cost: -cost.microseconds)


def _counted(matcher: Matcher, texts: Iterable[str]) -> tuple[Counter[int], Mapping[int, float], Counter[int]]:
    tried: Counter[int] = Counter()
    spent: defaultdict[int, float] = defaultdict(float)
    hits: Counter[int] = Counter()
    for matches in map(matcher.read, texts):
        for sentence, number in matcher.all_worth_trying(matches.text):
            start = time.perf_counter()
            hits[number] += len(matcher.try_one(matches.text, sentence, number))
            spent[number] += time.perf_counter() - start
            tried[number] += 1
    return tried, spent, hits


def _example_texts() -> Iterator[str]:
    for path in sorted(FOLDER.glob("en_[do]*.jsonl")):
        for record in read_postings(path):
            if record.posting is not None:
                yield Reading(record.posting).folded


def report(most: int = 40) -> str:
    """The dearest phrases, for the terminal."""
    costs = phrase_costs()
    lines = [
        f"{cost.microseconds:7.1f} µs {cost.tried:6.3f} {cost.hits:4} {cost.found:4}  {cost.section}.{cost.use}: {cost.rule[:90]}"
        for cost in costs[:most]
    ]
    return "\n".join(
        ["an advert   tried hits found in examples", *lines, f"{sum(cost.microseconds for cost in costs):.0f} µs in all"]
    )
