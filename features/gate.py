"""Says quickly where in a text a phrase may stand at all, so that exact matching is paid only there.

A phrase needs certain words, near each other. It is filed under its rarest ones; where one of those stands in the text, the other
words it needs are looked for in a window no wider than the phrase. Scripts without blanks have no words to look up: their parts
are found by one pass of a google-re2 pattern set where it is installed, else one by one. The gate may let too much through and
never too little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from features.blocks import Blocks
from features.phrase_patterns import needed, width_of
from features.phrases import Sequence as PhraseSequence
from features.profile import Profile
from features.rarity import KIND_KEYS, commonness, keys_of
from features.spans import Span

if TYPE_CHECKING:
    import re2

_WORD: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_DIGIT: Final = re.compile(r"\d")
_MOST_WORDS_REMEMBERED: Final = 1 << 16
_TOO_COMMON: Final = 3.0
_FEWEST_FOR_BLOCKS: Final = 200


class Gate:
    """Built once over all phrases, each of which belongs to a drawer: only the drawers that are asked for are searched."""

    def __init__(self, sequences: Sequence[tuple[str, PhraseSequence]], profile: Profile, also: Iterable[str] = ()) -> None:
        self._drawers: defaultdict[str, _Drawer] = defaultdict(_Drawer)
        known = set(also)
        for number, (drawer, sequence) in enumerate(sequences):
            known |= self._drawers[drawer].add(number, sequence)
        self._keys = _Keys(known, profile)
        if profile is Profile.FULL:
            for opened in self._drawers.values():
                opened.use_blocks()

    def open(self, folded: str) -> Text:
        """Look a text's words up, once for all drawers."""
        return Text(folded, self._keys)

    def windows(self, text: Text, drawer: str) -> Iterator[tuple[int, list[Span]]]:
        """Each phrase of a drawer that may stand in the text, by its number, with the stretches in which it may, in order."""
        return self._drawers[drawer].windows(text) if drawer in self._drawers else iter(())


class _Drawer:
    """Phrases filed under their rarest words."""

    def __init__(self) -> None:
        self._filed: dict[int, Filing] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        self._blocks: Blocks | None = None

    def use_blocks(self) -> None:
        """From now on ask for all phrases at once, where there are enough of them to make it worth while."""
        if len(self._filed) >= _FEWEST_FOR_BLOCKS:
            self._blocks = Blocks([(number, (item.keys, *item.others), item.width) for number, item in self._filed.items()])

    def add(self, number: int, sequence: PhraseSequence) -> set[str]:
        """File one phrase; gives all the words that have to be looked up for it."""
        place = filing(sequence)
        if place is None:
            self._always.append(number)
            return set()
        self._filed[number] = place
        for key in place.keys:
            self._by_key[key].append(number)
        return set(place.keys).union(*place.others)

    def windows(self, text: Text) -> Iterator[tuple[int, list[Span]]]:
        """Where which of them may stand."""
        yield from ((number, [Span(0, len(text.folded))]) for number in self._always)
        for number in self._candidates(text):
            item = self._filed[number]
            if windows := [window for key in item.keys & text.keys for window in text.around(key, item)]:
                yield number, _joined(windows)

    def _candidates(self, text: Text) -> Iterable[int]:
        if self._blocks:
            return self._blocks.may_stand(text)
        possible = {number for key in text.keys & self._by_key.keys() for number in self._by_key[key]}
        return (number for number in possible if not any(text.keys.isdisjoint(other) for other in self._filed[number].others))


@dataclass(frozen=True, slots=True)
class Filing:
    """A phrase's rarest words, what else it needs, how far before those words it may begin, how wide it may be."""

    keys: frozenset[str]
    others: tuple[frozenset[str], ...]
    reach: int
    width: int


def filing(sequence: PhraseSequence) -> Filing | None:
    """Under which words a phrase is filed, or None where it has none that can be looked up."""
    usable = [(keys, item) for item in needed(sequence, commonness) if (keys := keys_of(item))]
    if not usable:
        return None
    (rarest, item), *rest = sorted(usable, key=lambda pair: commonness(pair[0]))
    others = tuple(keys for keys, _ in rest if commonness(keys) < _TOO_COMMON)
    return Filing(rarest, others, item.reach, width_of(sequence))


class Text:
    """One text, the keys it holds, and where they stand."""

    def __init__(self, folded: str, keys: _Keys) -> None:
        self.folded = folded
        self.part_spans: dict[int, list[Span]] = {}
        """Where the parts of frames stand, as far as asked."""
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(folded):
            self._starts[match.group()].append(match.start())
        self._words_of: dict[str, list[str]] = keys.stems_among(self._starts)
        self._starts.update(keys.parts_in(folded))
        self.keys = self._starts.keys() | self._words_of.keys() | (KIND_KEYS.keys() if _DIGIT.search(folded) else set())

    def around(self, key: str, item: Filing) -> list[Span]:
        """The stretches around a key's places that hold everything else that a phrase needs."""
        others = [[self.places(other) for other in self.keys & group] for group in item.others]
        windows = (Span(max(0, at - item.reach), min(len(self.folded), at + item.width + 1)) for at in self.places(key))
        return [window for window in windows if all(any(_stands_in(at, window) for at in group) for group in others)]

    def places(self, key: str) -> list[int]:
        """Where a key stands, in order."""
        if key in KIND_KEYS and key not in self._starts:
            self._starts[key] = [match.start() for match in KIND_KEYS[key].finditer(self.folded)]
        if key not in self._starts:
            self._starts[key] = sorted(start for word in self._words_of[key] for start in self._starts[word])
        return self._starts[key]


def _stands_in(places: Sequence[int], window: Span) -> bool:
    index = bisect_left(places, window.start)
    return index < len(places) and places[index] < window.end


def _joined(windows: list[Span]) -> list[Span]:
    """In order, those that touch made one."""
    joined: list[Span] = []
    for window in sorted(windows):
        if joined and window.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, window.end))
        else:
            joined.append(window)
    return joined


class _Keys:
    """Which of all words, and beginnings of words, that phrases need a text holds."""

    def __init__(self, known: Iterable[str], profile: Profile) -> None:
        stems = {key[:-1] for key in known if key.endswith("*")}
        self._stems = stems
        self._lengths = sorted({len(stem) for stem in stems})
        self._stems_of = lru_cache(_MOST_WORDS_REMEMBERED)(self._look_up)
        self._parts = [key for key in known if _UNSPACED.match(key)]
        self._set = _pattern_set(self._parts) if self._parts and profile is Profile.FULL else None

    def stems_among(self, words: Iterable[str]) -> dict[str, list[str]]:
        """The stems that words begin with, written with a `*`, and those words."""
        found: dict[str, list[str]] = {}
        for word in words:
            for stem in self._stems_of(word):
                found.setdefault(stem, []).append(word)
        return found

    def _look_up(self, word: str) -> tuple[str, ...]:
        return tuple(f"{word[:length]}*" for length in self._lengths if length <= len(word) and word[:length] in self._stems)

    def parts_in(self, folded: str) -> Iterator[tuple[str, list[int]]]:
        """The parts that a text in a script without blanks holds, and where."""
        if self._parts and _UNSPACED.search(folded):
            present = self._parts if self._set is None else [self._parts[number] for number in self._set.Match(folded) or ()]
            for part in present:
                if starts := [match.start() for match in re.finditer(re.escape(part.rstrip("*")), folded)]:
                    yield part, starts


def _pattern_set(parts: Iterable[str]) -> re2.Set:
    import re2

    pattern_set = re2.Set.SearchSet()
    for part in parts:
        pattern_set.Add(re2.escape(part.rstrip("*")))
    pattern_set.Compile()
    return pattern_set
