"""Finds the phrases of all active packs in a reading, at exact places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from features.matching.automaton import MOST_STATES, State
from features.matching.packs import CLAIMING_USES, CONTEXT_SECTIONS, Pack, Phrase, packs
from features.matching.planner import Planner
from features.matching.plans import Plan
from features.matching.signs import Sign
from features.matching.text import Text
from features.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at a stretch of the joined text, in a sentence, by its number."""

    span: Span
    phrase: Phrase
    sentence: int


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

    def hits(self, text: Text, drawer: str, sentences: Iterable[int] | None = None) -> list[Hit]:
        """Every phrase of one drawer in a text, or in some of its sentences, in the text's order."""
        numbers = text.sentences if sentences is None else sentences
        found = [
            hit
            for number in numbers
            for phrase in self.worth_trying(text, drawer, number)
            for hit in self.try_one(text, phrase, number)
        ]
        return sorted(found, key=lambda hit: (hit.span, hit.phrase.section, hit.phrase.rule))

    def worth_trying(self, text: Text, drawer: str, sentence: int) -> list[int]:
        """The phrases of a drawer, by their numbers, of which all words that each needs stand in a sentence."""
        filed = self._filed.get(drawer)
        return filed.worth_trying(text, sentence) if filed else []

    def try_one(self, text: Text, phrase: int, sentence: int) -> list[Hit]:
        """The places of one phrase in a sentence."""
        opened = text.sentence(sentence)
        spans = self._plans[phrase].spans(opened)
        return [Hit(opened.characters(*span), self.phrases[phrase], sentence) for span in spans]


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

    def worth_trying(self, text: Text, sentence: int) -> list[int]:
        """The phrases of which a part stands in a sentence, with the other words they need."""
        by_state, needs = self._by_state, self._needs
        first, last = text.words_of(sentence)
        filed: set[int] = set()
        for state in text.states[first:last]:
            if numbers := by_state[state]:
                filed.update(numbers)
        for sign, signed in self._by_sign.items():
            if sign.may_stand(text.sentence(sentence)):
                filed.update(signed)
        if not filed:
            return []
        missing = ~text.bits(sentence)
        return [number for number in filed if not needs[number] & missing]


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
        self._exemptions: dict[tuple[str, int], list[Hit]] = {}

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

    def exemptions(self, hit: Hit) -> list[Hit]:
        """What says, in the sentence of a hit, that a phrase of its section is something else."""
        key = (hit.phrase.section, hit.sentence)
        if key not in self._exemptions:
            self._exemptions[key] = self._matcher.hits(self.text, hit.phrase.section, (hit.sentence,))
        return self._exemptions[key]


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
