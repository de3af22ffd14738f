"""How long each rule takes on 10,000 hostile characters: every phrase of every pack, every stage of a reading and recogniser."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from math import inf
from typing import Final

from features.gathering import evidence_of
from features.matching.library import library
from features.matching.matcher import Matcher
from features.matching.text import Text
from features.posting import Posting, PostingKind
from features.profile import Profile
from features.reading import Reading
from features.recognisers import RECOGNISERS
from features.text.words import digit_runs, word_set, words_and_numbers

LENGTH: Final = 10_000
SLOWEST_MS: Final = 5.0
"""What no rule may take longer than."""
_WORDS: Final = (
    *("pay ", "fee, ", "no ", "passport ", "send me ", "you must ", "from to ", "girls ", "visa ", "whatsapp "),
    *("+4 ", "$1 ", "1", "12:00 ", "18-", "a@", "t.me/", "http://", "a.b.", "W h ", "((", "<b>", "&lt;"),
    *("\u200b", "е", "💰", "\n", " ", "“", "🇩", "١", "中"),
    *("us ", "US ", "Paris ", "from india to ", "girl 25 ", "€5 ", "a@b.c ", "+49 170 1234567 ", "http://a.b ", "@a ", "1 "),
    *("monday ", "nurse ", "indian ", "🇽🇽 ", "🇩🇪🇽🇽 ", "W h a t ", "c4sh ", "ра6ота ", "a\u0336", "①② ", "“a” ", "ﬁ"),
    *(
        "14 hours a day ",
        "18-25 years old ",
        "telegram @ab_c ",
        "t.me/abc ",
        "a at b dot com ",
        "one two ",
        "5% ",
        "two hundred ",
    ),
    *(
        "start 3 march ",
        "£5k per week ",
        "girls only ",
        "attractive girl ",
        "send photo ",
        "中国",
        "招聘 100元 ",
        "فيزا ",
        "a. ",
        "1.1.2027 ",
    ),
    *("IT60X0542811101000000123456 ", "4111 1111 1111 1111 ", "07700 900456 ", "tel 5551234 ", "wa.me/4915112345 ", "a-b-c-d "),
)
STAGES: Final = (
    *("fields", "folded", "language", "places", "countries", "contacts", "messenger_mentions", "pay", "percentages"),
    *("identity_terms", "requirements", "schedule", "occupation", "dates"),
)
"""What a reading makes out, each after what it needs."""


def hostile_texts() -> Iterator[str]:
    """Repetitions that make careless patterns try everything."""
    for word in _WORDS:
        yield (word * (LENGTH // len(word) + 1))[:LENGTH]
    yield ("you must pay " + "the " * LENGTH)[:LENGTH]
    yield ("india nepal kenya ghana peru chile " + "call 0770 090045 " * LENGTH)[:LENGTH]
    yield " ".join(word.strip() for word in _WORDS * LENGTH)[:LENGTH]


def slowest_rules(most: int = 15) -> list[tuple[float, str, str]]:
    """Milliseconds, rule and the text it was slowest on, the slowest first."""
    worst: dict[str, tuple[float, str]] = {}
    for text in hostile_texts():
        rules = ((rule, _milliseconds(step)) for rule, step in _rules(text))
        for rule, spent in (*_stages(text), *rules):
            if spent > worst.get(rule, (0.0, ""))[0]:
                worst[rule] = (spent, text[:20])
    return sorted(((spent, rule, repr(text)) for rule, (spent, text) in worst.items()), reverse=True)[:most]


def report() -> str:
    """The slowest rules, and whether all stay within the bound."""
    slowest = slowest_rules()
    verdict = "all within" if slowest[0][0] <= SLOWEST_MS else "NOT within"
    lines = [f"{spent:7.2f} ms  {rule}  on {text}" for spent, rule, text in slowest]
    return "\n".join([f"slowest rules on {LENGTH:,} hostile characters ({verdict} {SLOWEST_MS} ms)", *lines])


def _rules(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    reading = Reading(Posting(id="hostile", description=text))
    tool = library().matcher("en")
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


def _postings(text: str) -> Iterator[tuple[str, Posting]]:
    """The text as a message, and where some stage reads more into it."""
    yield "", Posting(id="hostile", kind=PostingKind.SOCIAL_POST, description=text)
    yield " of a title", Posting(id="hostile", title=text)
    yield " of a salary", Posting(id="hostile", base_salary=text)


def _stages(text: str) -> Iterator[tuple[str, float]]:
    """Each stage with its milliseconds: the best of three fresh readings, of which each remembers nothing of another."""
    for (where, posting), profile in product(_postings(text), Profile):
        best: dict[str, float] = {}
        for _ in range(3):
            reading = Reading(posting, profile)
            for remembered in (words_and_numbers, word_set, digit_runs):
                remembered.cache_clear()
            for stage in STAGES:
                best[stage] = min(best.get(stage, inf), _once(partial(getattr, reading, stage)))
        yield from ((f"stage {stage}{where} ({profile})", spent) for stage, spent in best.items())


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
        times.append(_once(step))
        if times[-1] < 1:
            break
    return min(times)


def _once(step: Callable[[], object]) -> float:
    start = time.thread_time()
    step()
    return 1000 * (time.thread_time() - start)
