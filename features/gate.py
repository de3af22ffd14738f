"""Says quickly where in a text a phrase may stand at all, so that exact matching is paid only there.

A phrase needs certain words, near each other. The text's words are looked up once; a phrase whose two rarest words do not stand
within its own width of each other is never tried. Scripts without blanks have no words to look up: their parts are found by one
pass of a google-re2 pattern set where it is installed, else one by one. The gate may let too much through and never too little.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from features.phrase_patterns import Needed, needed, width_of
from features.phrases import Sequence as PhraseSequence
from features.profile import Profile
from features.spans import Span

if TYPE_CHECKING:
    import re2

_WORD: Final = re.compile(r"\w+")
_RARE: Final = 0.002
_MOST_WORDS_REMEMBERED: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A phrase by its rarest words (group `first`) and the next rarest (`second`, the same if there is but one)."""

    phrase: int
    first: int
    second: int
    reach: int
    width: int


class Gate:
    """Built once over all phrases."""

    def __init__(self, sequences: Sequence[PhraseSequence], profile: Profile) -> None:
        self._groups: dict[frozenset[str], int] = {}
        self._by_first: defaultdict[int, list[_Anchor]] = defaultdict(list)
        self._always: list[int] = []
        for number, sequence in enumerate(sequences):
            self._add(number, sequence)
        self._finder = _Finder(self._groups, profile)

    def _add(self, number: int, sequence: PhraseSequence) -> None:
        usable = [(keys, item) for item in needed(sequence, _commonness) if (keys := _keys(item))]
        if not usable:
            self._always.append(number)
            return
        chosen = sorted(usable, key=lambda pair: _commonness(pair[0]))[:2]
        first, second = (self._groups.setdefault(keys, len(self._groups)) for keys, _ in (chosen[0], chosen[-1]))
        self._by_first[first].append(_Anchor(number, first, second, chosen[0][1].reach, width_of(sequence)))

    def windows(self, folded: str) -> Iterator[tuple[int, list[Span]]]:
        """Each phrase that may stand in the text, by its number, with the stretches in which it may."""
        places = self._finder.places(folded)
        whole = Span(0, len(folded))
        yield from ((number, [whole]) for number in self._always)
        for first in places.groups & self._by_first.keys():
            for anchor in self._by_first[first]:
                if anchor.second in places.groups and (found := _windows(anchor, places, len(folded))):
                    yield anchor.phrase, found


def _windows(anchor: _Anchor, places: _Places, length: int) -> list[Span]:
    """The stretches around the first group's words that hold a word of the second, joined where they touch."""
    second = places.of(anchor.second)
    found: list[Span] = []
    for position in places.of(anchor.first):
        start, end = max(0, position - anchor.reach), min(length, position + anchor.width + 1)
        index = bisect_left(second, start)
        if index == len(second) or second[index] >= end:
            continue
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found


def _keys(item: Needed) -> frozenset[str]:
    """What to look up for a set of words, or nothing if one of them cannot be looked up (`*geld`)."""
    keys: set[str] = set()
    for word in item.words:
        body = word.removesuffix("*")
        parts = [part for part in re.split(r"[\W_]+", body) if part]
        if not parts or "*" in body or not body[0].isalnum():
            return frozenset()
        if len(parts) == 1 and parts[0] == body:
            keys.add(word)
        else:
            keys |= {parts[0], "".join(parts) + ("*" if word.endswith("*") else "")}
    return frozenset(keys)


def _commonness(group: frozenset[str]) -> float:
    """About how many of a group's words an ordinary posting holds."""
    return sum(_share(key) for key in group)


@cache
def _share(key: str) -> float:
    shares = _shares()
    if not key.endswith("*"):
        return shares.get(key, _RARE)
    return _RARE + sum(share for word, share in shares.items() if word.startswith(key[:-1]))


@cache
def _shares() -> dict[str, float]:
    """How common words are in ordinary postings; made by `recruitment-risk measure words`."""
    table: dict[str, float] = json.loads(Path(__file__).with_name("word_shares.json").read_text(encoding="utf-8"))
    return table


class _Places:
    """Where words stand in one text, gathered by group only when a group is asked for."""

    def __init__(self, starts: Mapping[str, list[int]], words: Mapping[int, list[str]]) -> None:
        self._starts = starts
        self._words = words
        self._gathered: dict[int, list[int]] = {}
        self.groups = words.keys()

    def of(self, group: int) -> list[int]:
        """The places of a group's words, in the text's order."""
        if group not in self._gathered:
            self._gathered[group] = sorted(start for word in self._words[group] for start in self._starts[word])
        return self._gathered[group]


class _Finder:
    """Looks up a text's words, and their beginnings, among the words of all groups."""

    def __init__(self, groups: Mapping[frozenset[str], int], profile: Profile) -> None:
        self._of_word: defaultdict[str, list[int]] = defaultdict(list)
        self._of_stem: defaultdict[str, list[int]] = defaultdict(list)
        of_part: defaultdict[str, list[int]] = defaultdict(list)
        for group, number in groups.items():
            for key in group:
                table = of_part if _is_unspaced(key) else self._of_stem if key.endswith("*") else self._of_word
                table[key.rstrip("*")].append(number)
        self._lengths = sorted({len(stem) for stem in self._of_stem})
        self._groups_of = lru_cache(_MOST_WORDS_REMEMBERED)(self._look_up)
        self._parts = _Parts(of_part, profile)

    def places(self, folded: str) -> _Places:
        """Where the words of each group stand."""
        starts: defaultdict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(folded):
            starts[match.group()].append(match.start())
        words: defaultdict[int, list[str]] = defaultdict(list)
        for word in starts:
            for number in self._groups_of(word):
                words[number].append(word)
        for part, numbers, places in self._parts.found(folded):
            starts[part] = places
            for number in numbers:
                words[number].append(part)
        return _Places(starts, words)

    def _look_up(self, word: str) -> tuple[int, ...]:
        numbers = set(self._of_word.get(word, ()))
        for length in self._lengths:
            numbers.update(self._of_stem.get(word[:length], ()))
        return tuple(numbers)


def _is_unspaced(key: str) -> bool:
    return bool(re.match(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]", key))


class _Parts:
    """Finds parts of running text in scripts that leave no blanks."""

    def __init__(self, of_part: Mapping[str, Sequence[int]], profile: Profile) -> None:
        self._of_part = of_part
        self._names = list(of_part)
        self._set = _pattern_set(self._names) if self._names and profile is Profile.FULL else None

    def found(self, folded: str) -> Iterator[tuple[str, Sequence[int], list[int]]]:
        """Each part that the text holds, the groups it belongs to, and where it stands."""
        for name in self._present(folded) if self._names else ():
            yield name, self._of_part[name], [match.start() for match in re.finditer(re.escape(name), folded)]

    def _present(self, folded: str) -> list[str]:
        if self._set is None:
            return [name for name in self._names if name in folded]
        return [self._names[number] for number in self._set.Match(folded) or ()]


def _pattern_set(names: Iterable[str]) -> re2.Set:
    import re2

    pattern_set = re2.Set.SearchSet()
    for name in names:
        pattern_set.Add(re2.escape(name))
    pattern_set.Compile()
    return pattern_set
