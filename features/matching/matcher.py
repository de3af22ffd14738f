"""Finds the phrases of all active packs in a reading, at exact places."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from typing import Final

from features.matching.automaton import MOST_STATES, State
from features.matching.packs import CLAIMING_USES, CONTEXT_SECTIONS, Pack, Phrase, packs
from features.matching.planner import Planner
from features.matching.plans import Plan
from features.matching.signs import Sign
from features.matching.text import Sentence, Text
from features.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at a stretch of the joined text."""

    span: Span
    phrase: Phrase


class Matcher:
    """All phrases of some packs, planned once."""

    def __init__(self, active: Sequence[Pack]) -> None:
        self.phrases = [phrase for pack in active for phrase in pack.phrases]
        planner = Planner()
        self._plans = [planner.plan(phrase.sequence) for phrase in self.phrases]
        self._automaton = planner.automaton
        self.drawers = frozenset(map(_drawer_of, self.phrases))
        self._filed = {drawer: _Drawer() for drawer in self.drawers}
        for number, (phrase, plan) in enumerate(zip(self.phrases, self._plans, strict=True)):
            self._filed[_drawer_of(phrase)].file(number, plan)

    def read(self, folded: str) -> Matches:
        """A lower-case text, ready to be asked for its phrases."""
        return Matches(self, Text(folded, self._automaton))

    def hits(self, text: Text, drawer: str) -> list[Hit]:
        """Every phrase of one drawer in a text, in the text's order."""
        found = (hit for sentence, number in self.worth_trying(text, drawer) for hit in self.try_one(sentence, number))
        return sorted(found, key=lambda hit: (hit.span, hit.phrase.section, hit.phrase.rule))

    def worth_trying(self, text: Text, drawer: str) -> Iterator[tuple[Sentence, int]]:
        """The phrases of a drawer, by their numbers, and the sentences that hold all the words each needs."""
        filed = self._filed.get(drawer)
        return filed.of(text) if filed else iter(())

    def try_one(self, sentence: Sentence, number: int) -> Iterator[Hit]:
        """The places of one phrase in a sentence."""
        phrase = self.phrases[number]
        plan = self._plans[number]
        spans = plan.spans(sentence) if plan.may_stand(sentence) else ()
        return (Hit(sentence.characters(*span), phrase) for span in spans)


class _Drawer:
    """Phrases that are asked for together, filed under their least common parts."""

    def __init__(self) -> None:
        self._by_run: defaultdict[int, list[int]] = defaultdict(list)
        self._by_sign: defaultdict[Sign, list[int]] = defaultdict(list)
        self._needs: dict[int, int] = {}
        self._by_state = _ByState(self._by_run)

    def file(self, number: int, plan: Plan) -> None:
        """Put a phrase under its least common parts, and note all the runs it needs."""
        for run in plan.needed[0].runs:
            self._by_run[run].append(number)
        for sign in plan.needed[0].signs:
            self._by_sign[sign].append(number)
        self._needs[number] = plan.bits

    def of(self, text: Text) -> Iterator[tuple[Sentence, int]]:
        """The phrases of which a part stands in a sentence, with the other words they need."""
        for sentence, numbers in self._filed(text):
            bits = text.bits(sentence)
            for number in numbers:
                if self._needs[number] & ~bits == 0:
                    yield text.sentence(sentence), number

    def _filed(self, text: Text) -> Iterator[tuple[int, Iterable[int]]]:
        """Phrases filed under what stands in a sentence, by its number."""
        words = [(place, numbers) for place, numbers in enumerate(map(self._by_state.__getitem__, text.states)) if numbers]
        for sentence, group in groupby(words, lambda word: bisect_right(text.firsts, word[0]) - 1):
            yield sentence, frozenset().union(*(numbers for _, numbers in group))
        for sign, signed in self._by_sign.items():
            if sign.may_stand(text):
                yield from ((number, signed) for number in text.sentences if sign.may_stand(text.sentence(number)))


class _ByState(dict[State, frozenset[int]]):
    """The phrases filed under the runs that end at a state; worked out when a text first comes there."""

    def __init__(self, by_run: Mapping[int, Iterable[int]]) -> None:
        super().__init__()
        self._by_run = by_run

    def __missing__(self, state: State) -> frozenset[int]:
        if len(self) > MOST_STATES:
            self.clear()
        self[state] = frozenset(number for ends in state.ended for run in ends for number in self._by_run.get(run, ()))
        return self[state]


class Matches:
    """The phrases of one text, each kind looked for only when it is asked for: what no claim is made of needs no denial."""

    def __init__(self, matcher: Matcher, text: Text) -> None:
        self._matcher = matcher
        self.text = text

    @property
    def folded(self) -> str:
        """The text itself, lower case."""
        return self.text.folded

    @cached_property
    def claims(self) -> list[Hit]:
        """Phrases that show or contradict an indicator or a signal."""
        return self._matcher.hits(self.text, _CLAIMS)

    @cached_property
    def context(self) -> list[Hit]:
        """Denials, warnings and offers."""
        return self._matcher.hits(self.text, _CONTEXT)

    def exemptions(self, section: str) -> list[Hit]:
        """What says that a phrase of this section is something else."""
        return self._matcher.hits(self.text, section)


_CLAIMS: Final = "claims"
_CONTEXT: Final = "context"


def _drawer_of(phrase: Phrase) -> str:
    if phrase.section in CONTEXT_SECTIONS:
        return _CONTEXT
    return _CLAIMS if phrase.use in CLAIMING_USES else phrase.section


@cache
def matcher() -> Matcher:
    """The matcher over the packs that come with the project."""
    return Matcher(packs())
