"""How long each rule takes on 10,000 hostile characters: every phrase of every pack and every recogniser."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from features.gathering import evidence_of
from features.matching.matcher import Matcher, matcher
from features.matching.text import Text
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
    tool = matcher()
    yield "finding which phrases are worth trying", partial(_find, tool, reading.folded)
    matches = tool.read(reading.folded)
    worth: defaultdict[int, list[int]] = defaultdict(list)
    for sentence, number in tool.all_worth_trying(matches.text):
        worth[number].append(sentence)
    for number, sentences in worth.items():
        yield f"phrase {tool.phrases[number].rule}", partial(_try, tool, number, matches.text, sentences)
    evidence_of(reading)
    for recogniser in RECOGNISERS:
        name = getattr(recogniser, "__name__", "").rpartition(".")[2]
        yield f"recogniser {name}", partial(_exhaust, recogniser.recognise, reading)


def _find(tool: Matcher, folded: str) -> None:
    deque(tool.all_worth_trying(tool.read(folded).text), maxlen=0)


def _try(tool: Matcher, number: int, text: Text, sentences: Iterable[int]) -> None:
    for sentence in sentences:
        text.sentence(sentence).found.clear()
        tool.try_one(text, sentence, number)


def _exhaust(step: Callable[..., Iterable[object]], *given: object) -> None:
    deque(step(*given), maxlen=0)


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
