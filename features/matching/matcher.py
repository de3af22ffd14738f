"""Finds the phrases of a language in a text, at exact places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, TypeAlias

from features.matching.packs import CLAIMING_USES, CONTEXT_SECTIONS, Pack, Phrase
from features.matching.planner import Planner
from features.matching.signs import Literal
from features.matching.text import Text
from features.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at a stretch of the joined text, in a sentence, by its number."""

    span: Span
    phrase: Phrase
    sentence: int


_FIRST: Final = 0
_LATER: Final = 1
"""Tiers: claims are looked for in every text; what is said around them, where there are any."""
WorthTrying: TypeAlias = defaultdict[str, list[tuple[int, int]]]


class Matcher:
    """All phrases of some packs of one language, planned once."""

    def __init__(self, active: Sequence[Pack], language: str = "") -> None:
        self.phrases = [phrase for pack in active for phrase in pack.phrases]
        planner = Planner(language)
        self._plans = [planner.plan(phrase.sequence) for phrase in self.phrases]
        self._automaton = planner.automaton
        self._drawer_of = [_drawer_of(phrase) for phrase in self.phrases]
        self._by_sign: defaultdict[Literal, list[int]] = defaultdict(list)
        self._needs = [plan.bits if len(plan.needed) > 1 else 0 for plan in self._plans]
        """The bits of what each phrase needs besides that under which it is filed."""
        for number, plan in enumerate(self._plans):
            for run in plan.needed[0].runs:
                self._automaton.file(run, number, self._tier_of(number))
            for sign in plan.needed[0].signs:
                self._by_sign[sign].append(number)

    def _tier_of(self, number: int) -> int:
        return _FIRST if self._drawer_of[number] == _CLAIMS else _LATER

    def read(self, folded: str) -> Matches:
        """A lower-case text, ready to be asked for its phrases."""
        return Matches(self, Text(folded, self._automaton))

    def worth_trying(self, text: Text, tier: int) -> WorthTrying:
        """The phrases of each drawer, by their numbers, of which all words that each needs may stand in a sentence."""
        found: WorthTrying = defaultdict(list)
        needs, drawer_of = self._needs, self._drawer_of
        for sentence, filed in text.gathered(tier):
            missing = 0
            for number in filed:
                if need := needs[number]:
                    missing = missing or ~text.bits(sentence)
                    if need & missing:
                        continue
                found[drawer_of[number]].append((sentence, number))
        for sign, numbers in self._by_sign.items():
            if sign.may_stand(text.folded):
                for number in numbers:
                    if self._tier_of(number) == tier:
                        found[drawer_of[number]] += [(sentence, number) for sentence in text.sentences]
        return found

    def all_worth_trying(self, text: Text) -> Iterator[tuple[int, int]]:
        """Sentence and phrase, by their numbers, of every drawer."""
        for tier in (_FIRST, _LATER):
            yield from chain.from_iterable(self.worth_trying(text, tier).values())

    def try_one(self, text: Text, sentence: int, number: int) -> list[Hit]:
        """The places of one phrase in a sentence."""
        opened = text.sentence(sentence)
        spans = self._plans[number].spans(opened)
        return [Hit(opened.characters(*span), self.phrases[number], sentence) for span in spans]


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
        return self._hits(self._matcher.worth_trying(self.text, _FIRST)[_CLAIMS])

    @cached_property
    def _later(self) -> WorthTrying:
        return self._matcher.worth_trying(self.text, _LATER)

    @cached_property
    def context(self) -> list[Hit]:
        """Denials, warnings and offers."""
        return self._hits(self._later[_CONTEXT])

    def exemptions(self, hit: Hit) -> list[Hit]:
        """What says, in the sentence of a hit, that a phrase of its section is something else."""
        key = (hit.phrase.section, hit.sentence)
        if key not in self._exemptions:
            beside = self.text.clauses_of(hit.sentence)
            self._exemptions[key] = self._hits([pair for pair in self._later[hit.phrase.section] if pair[0] in beside])
        return self._exemptions[key]

    def _hits(self, worth: Iterable[tuple[int, int]]) -> list[Hit]:
        """What is found of some phrases, in the text's order."""
        found = [hit for sentence, number in worth for hit in self._matcher.try_one(self.text, sentence, number)]
        return sorted(found, key=lambda hit: (hit.span, hit.phrase.section, hit.phrase.rule))


_CLAIMS: Final = "claims"
_CONTEXT: Final = "context"


def _drawer_of(phrase: Phrase) -> str:
    if phrase.section in CONTEXT_SECTIONS:
        return _CONTEXT
    return _CLAIMS if phrase.use in CLAIMING_USES else phrase.section
