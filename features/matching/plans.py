"""How a phrase is put together: runs of words, signs, and what may stand between them.

Only runs are looked for in every text. A phrase is looked at in the sentences that hold all it needs, and its parts are then
compared by their places; parts that phrases share are found once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from features.matching.automaton import Automaton
from features.matching.phrases import NEAR_WORDS
from features.matching.signs import Literal, Sign
from features.matching.text import Sentence, Spans

_MOST_SPANS: Final = 60
"""Times that one part is heard in one sentence: only hostile texts repeat one more often."""


@dataclass(frozen=True, slots=True)
class Needed:
    """Runs and signs of which a sentence must hold one, the bit that says whether it holds a run, and how common they are."""

    runs: frozenset[int]
    bit: int
    signs: frozenset[Literal]
    share: float


class Plan(ABC):
    """Something to be found in a sentence."""

    def __init__(self, needed: Iterable[Needed]) -> None:
        self.needed = tuple(sorted(needed, key=lambda item: item.share))
        """Everything that a sentence must hold, wherever, the least common first."""
        self.bits = 0
        """The bits of all runs without which it cannot stand there."""
        for item in self.needed:
            self.bits |= 0 if item.signs else item.bit

    def spans(self, sentence: Sentence) -> Spans:
        """Where it stands, in order."""
        found = sentence.found.get(self)
        if found is None:
            found = sentence.found[self] = sorted(set(islice(self._spans(sentence), _MOST_SPANS)))
        return found

    @abstractmethod
    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]: ...


class Run(Plan):
    """Words one after the other, which the automaton finds."""

    def __init__(self, number: int, share: float, automaton: Automaton) -> None:
        runs = frozenset({number})
        super().__init__([Needed(runs, automaton.watch(runs), frozenset(), share)])
        self._number = number

    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        return sentence.places_of(self._number)


class Signed(Plan):
    """Something told by its shape, looked for where what it needs is found."""

    def __init__(self, sign: Sign, needed: Iterable[Needed]) -> None:
        super().__init__(needed)
        self._sign = sign

    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        return sentence.places_of_sign(self._sign)


class AnyOf(Plan):
    """One of several."""

    def __init__(self, options: Sequence[Plan], automaton: Automaton) -> None:
        common = set(options[0].needed).intersection(*(option.needed for option in options[1:]))
        first = [option.needed[0] for option in options]
        runs, signs = (frozenset().union(*sets) for sets in zip(*((item.runs, item.signs) for item in first), strict=True))
        super().__init__(common or [Needed(runs, automaton.watch(runs), signs, sum(item.share for item in first))])
        self._options = options

    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        for option in self._options:
            if option.bits & sentence.bits == option.bits:
                yield from option.spans(sentence)


class Chain(Plan):
    """One behind the other, with at most so many words between; none means that they are neighbours."""

    def __init__(self, plans: Sequence[Plan], gaps: Sequence[int]) -> None:
        super().__init__(needed for plan in plans for needed in plan.needed)
        self._plans = plans
        self._gaps = gaps

    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        behind = self._plans[-1].spans(sentence)
        for plan, gap in zip(reversed(self._plans[:-1]), reversed(self._gaps), strict=True):
            if not behind:
                break
            behind = sorted(_joined(plan.spans(sentence), behind, gap * sentence.characters_a_word))
        return iter(behind)


class Beside(Plan):
    """Two near each other, in either order."""

    def __init__(self, one: Plan, other: Plan) -> None:
        super().__init__((*one.needed, *other.needed))
        self._one, self._other = one, other

    def _spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        others, most = self._other.spans(sentence), NEAR_WORDS * sentence.characters_a_word
        for span in self._one.spans(sentence):
            yield from _joined([span], others, most)
            index = bisect_left(others, span)
            before = next((other for other in reversed(others[max(0, index - 8) : index]) if other[1] < span[0]), None)
            if before is not None and span[0] - before[1] - 1 <= most:
                yield before[0], span[1]


def _joined(spans: Spans, others: Spans, gap: int) -> Iterator[tuple[int, int]]:
    """Each span with the next of the others behind it (all that start there), if it is near enough."""
    for first, last in spans:
        index = bisect_left(others, (last + 1,))
        if index < len(others):
            start = others[index][0]
            while start - last - 1 <= gap and index < len(others) and others[index][0] == start:
                yield first, others[index][1]
                index += 1
