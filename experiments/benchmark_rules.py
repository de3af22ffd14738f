"""How long each rule takes on 10,000 hostile characters: every phrase of every pack and every recogniser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from features.gathering import evidence_of
from features.packs import packs
from features.phrase_patterns import regex_of
from features.posting import Posting
from features.reading import Reading
from features.recognisers import RECOGNISERS

LENGTH: Final = 10_000
SLOWEST_MS: Final = 5.0
"""What no rule may take longer than."""
_WORDS: Final = (
    *("pay ", "fee, ", "no ", "passport ", "send me ", "you must ", "from to ", "girls ", "visa ", "whatsapp "),
    *("+4 ", "$1 ", "1", "12:00 ", "18-", "a@", "t.me/", "http://", "a.b.", "W h ", "((", "<b>", "&lt;"),
    *("\u200b", "е", "💰", "\n", " ", "“", "🇩", "١", "中"),
)


def hostile_texts() -> Iterator[str]:
    """Repetitions that make careless patterns try everything."""
    for word in _WORDS:
        yield (word * (LENGTH // len(word) + 1))[:LENGTH]
    yield ("you must pay " + "the " * LENGTH)[:LENGTH]
    yield " ".join(word.strip() for word in _WORDS * LENGTH)[:LENGTH]


def slowest_rules(most: int = 15) -> list[tuple[float, str, str]]:
    """Milliseconds, rule and the text it was slowest on, the slowest first."""
    worst: dict[str, tuple[float, str]] = {}
    for text in hostile_texts():
        for rule, step in _rules(text):
            spent = _milliseconds(step)
            if spent > worst.get(rule, (0.0, ""))[0]:
                worst[rule] = (spent, text[:12])
    return sorted(((spent, rule, repr(text)) for rule, (spent, text) in worst.items()), reverse=True)[:most]


def report() -> str:
    """The slowest rules, and whether all stay within the bound."""
    slowest = slowest_rules()
    verdict = "all within" if slowest[0][0] <= SLOWEST_MS else "NOT within"
    lines = [f"{spent:7.2f} ms  {rule}  on {text}" for spent, rule, text in slowest]
    return "\n".join([f"slowest rules on {LENGTH:,} hostile characters ({verdict} {SLOWEST_MS} ms)", *lines])


def _rules(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    reading = Reading(Posting(id="hostile", description=text))
    folded = reading.folded
    for phrase in (phrase for pack in packs() for phrase in pack.phrases):
        pattern = regex_of(phrase.sequence)
        yield f"phrase {phrase.rule}", lambda pattern=pattern: list(pattern.finditer(folded))  # type: ignore[misc]
    evidence_of(reading)
    for recogniser in RECOGNISERS:
        name = getattr(recogniser, "__name__", "").rpartition(".")[2]
        yield f"recogniser {name}", lambda recogniser=recogniser: list(recogniser.recognise(reading))  # type: ignore[misc]


def _milliseconds(step: Callable[[], object]) -> float:
    """The best of three: other work on the machine only ever adds."""
    times = []
    for _ in range(3):
        start = time.thread_time()
        step()
        times.append(1000 * (time.thread_time() - start))
        if times[-1] < 1:
            break
    return min(times)
