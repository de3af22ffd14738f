"""Which words a phrase means: a word by itself, any word that begins or ends so (`recruit*`, `*geld`), or any of a list.

Each distinct set of words is a symbol. A word of a text is looked up once and stands for all symbols that it belongs to; words
that belong to the same ones are of one kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Final

_MOST_KNOWN: Final = 100_000
"""Words whose kind is remembered; a stream of made-up words must not fill the memory."""
_NOT_MET: Final = -1


class Symbols:
    """All sets of words that phrases name, by number."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._exact: defaultdict[str, set[int]] = defaultdict(set)
        self._beginnings: defaultdict[str, set[int]] = defaultdict(set)
        self._endings: defaultdict[str, set[int]] = defaultdict(set)
        self._longest = 0
        self._kinds: dict[frozenset[int], int] = {frozenset(): 0}
        self.members: list[frozenset[int]] = [frozenset()]
        """The symbols that words of each kind stand for."""
        self._known: dict[str, int] = {}
        self._learning = Lock()

    def number(self, words: Iterable[str]) -> int:
        """The symbol for a set of words, `*` at their end or beginning for any letters."""
        chosen = frozenset(words)
        if chosen not in self._numbers:
            self._numbers[chosen] = len(self._numbers)
            for word in chosen:
                self._enter(word, self._numbers[chosen])
        return self._numbers[chosen]

    def _enter(self, word: str, number: int) -> None:
        bare = word.strip("*")
        table = self._beginnings if word.endswith("*") else self._endings if word.startswith("*") else self._exact
        table[bare].add(number)
        self._longest = max(self._longest, len(bare))
        self._known.clear()

    def kinds_of(self, words: Sequence[str]) -> list[int]:
        """The kind of each of some words; words of no symbol are of kind 0."""
        known = self._known
        kinds = [known.get(word, _NOT_MET) for word in words]
        if _NOT_MET in kinds:
            with self._learning:
                return [self._kind_of(word) if kind == _NOT_MET else kind for word, kind in zip(words, kinds, strict=True)]
        return kinds

    def _kind_of(self, word: str) -> int:
        found = set(self._exact.get(word, ()))
        for length in range(1, min(len(word), self._longest) + 1):
            found.update(self._beginnings.get(word[:length], ()))
            found.update(self._endings.get(word[-length:], ()))
        members = frozenset(found)
        kind = self._kinds.setdefault(members, len(self._kinds))
        if kind == len(self.members):
            self.members.append(members)
        if len(self._known) < _MOST_KNOWN:
            self._known[word] = kind
        return kind
