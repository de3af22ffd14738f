"""Says quickly which phrases may stand in a text at all, so that exact matching is paid only for those.

A phrase needs certain words; the gate looks up which of all needed words the text holds. With google-re2 one pass of a pattern
set answers that; without it the text's own words are looked up. Both may let too much through and never too little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from features.phrases import Sequence as PhraseSequence
from features.phrases import needed
from features.profile import Profile

_MOST_GROUPS: Final = 2
_WORD: Final = re.compile(r"\w+")
_STEM_LENGTHS: Final = range(2, 11)


class Gate:
    """Built once over all phrases; `candidates` names those worth a closer look, by their index."""

    def __init__(self, sequences: Sequence[PhraseSequence], profile: Profile) -> None:
        groups = [_rarest(needed(sequence)) for sequence in sequences]
        self._always = [index for index, chosen in enumerate(groups) if not chosen]
        self._groups: dict[frozenset[str], int] = {}
        self._by_first: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for index, chosen in enumerate(groups):
            if chosen:
                numbers = [self._groups.setdefault(group, len(self._groups)) for group in chosen]
                self._by_first[numbers[0]].append((numbers[-1], index))
        self._of_key: defaultdict[str, set[int]] = defaultdict(set)
        for group, number in self._groups.items():
            for key in group:
                self._of_key[key].add(number)
        keys = sorted(self._of_key)
        self._finder = _SetFinder(keys) if profile is Profile.FULL else _WordFinder(keys)

    def candidates(self, folded: str) -> Iterable[int]:
        """The phrases of which all needed words stand somewhere in the text."""
        present: set[int] = set()
        for key in self._finder.keys_in(folded):
            present |= self._of_key[key]
        yield from self._always
        for first in present:
            for last, index in self._by_first.get(first, ()):
                if last in present:
                    yield index


def _rarest(groups: list[frozenset[str]]) -> list[frozenset[str]]:
    usable = [keys for group in groups if (keys := _keys(group))]
    return sorted(usable, key=_commonness)[:_MOST_GROUPS]


def _keys(group: frozenset[str]) -> frozenset[str]:
    """What to look up for a group of words, or nothing if one of them cannot be looked up (`*geld`)."""
    keys: set[str] = set()
    for word in group:
        body = word.removesuffix("*")
        parts = [part for part in re.split(r"[\W_]+", body) if part]
        if not parts or body.startswith("*") or "*" in body:
            return frozenset()
        if len(parts) == 1 and parts[0] == body:
            keys.add(word)
        else:
            keys |= {parts[0], "".join(parts) + ("*" if word.endswith("*") else "")}
    return frozenset(keys)


def _commonness(group: frozenset[str]) -> float:
    return sum(3.0 ** -min(len(key.rstrip("*")), 7) for key in group)


class _WordFinder:
    """Looks up the text's words and their beginnings."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._words = {key for key in keys if key.isascii() and not key.endswith("*")}
        self._stems = {key[:-1]: key for key in keys if key.endswith("*")}
        self._parts = [key for key in keys if not key.isascii() and not key.endswith("*")]
        self._lengths = sorted({len(stem) for stem in self._stems} & set(_STEM_LENGTHS))
        self._long = [stem for stem in self._stems if len(stem) not in _STEM_LENGTHS]

    def keys_in(self, folded: str) -> Iterable[str]:
        words = set(_WORD.findall(folded))
        yield from words & self._words
        beginnings = {word[:length] for word in words for length in self._lengths}
        yield from (self._stems[stem] for stem in beginnings & self._stems.keys())
        yield from (self._stems[stem] for stem in self._long if stem in folded)
        yield from (part for part in self._parts if part in folded)


class _SetFinder:
    """One pass of a google-re2 pattern set."""

    def __init__(self, keys: Sequence[str]) -> None:
        import re2

        self._keys = list(keys)
        options = re2.Options()
        options.max_mem = 64 << 20
        self._set = re2.Set.SearchSet(options)
        for key in self._keys:
            self._set.Add(_bounded(key))
        self._set.Compile()

    def keys_in(self, folded: str) -> Iterable[str]:
        return [self._keys[number] for number in self._set.Match(folded) or ()] if self._keys else []


def _bounded(key: str) -> str:
    body = key.rstrip("*")
    escaped = re.escape(body)
    if not body.isascii():
        return escaped
    return rf"\b{escaped}" if key.endswith("*") else rf"\b{escaped}\b"
