"""Which words a phrase means: a word by itself, any that begins, ends or goes on so (`recruit*`, `*geld`, `*pass*`), or a list.

Each distinct set of words is a symbol. A word of a text is looked up once and stands for all symbols that it belongs to; words
that belong to the same ones are of one kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Final

from features.text.spelling import forms_of, lookups_of

_MOST_KNOWN: Final = 100_000
"""Words whose kind is remembered; a stream of made-up words must not fill the memory."""
_NOT_MET: Final = -1
_LONGEST_WORD: Final = 60
"""Letters of a word within which parts of it are looked for; only hostile words are longer."""


class Symbols:
    """All sets of words that the phrases of a language name, by number."""

    def __init__(self, language: str = "") -> None:
        self._language = language
        self._numbers: dict[frozenset[str], int] = {}
        self._exact: defaultdict[str, set[int]] = defaultdict(set)
        self._beginnings: defaultdict[str, set[int]] = defaultdict(set)
        self._endings: defaultdict[str, set[int]] = defaultdict(set)
        self._parts: defaultdict[str, set[int]] = defaultdict(set)
        self._longest = 0
        self._kinds: dict[frozenset[int], int] = {frozenset(): 0}
        self.members: list[frozenset[int]] = [frozenset()]
        """The symbols that words of each kind stand for."""
        self._known: dict[str, int] = {}
        self._learning = Lock()

    def number(self, words: Iterable[str]) -> int:
        """The symbol for a set of words, `*` at their end or beginning (or both) for any letters."""
        chosen = frozenset(words)
        if chosen not in self._numbers:
            self._numbers[chosen] = len(self._numbers)
            self._known.clear()
            for word in chosen:
                self._enter(word, self._numbers[chosen])
        return self._numbers[chosen]

    def _enter(self, word: str, number: int) -> None:
        table = self._table_for(word.startswith("*"), word.endswith("*"))
        for form in forms_of(word.strip("*"), self._language):
            table[form].add(number)
            self._longest = max(self._longest, len(form))

    def _table_for(self, any_beginning: bool, any_ending: bool) -> defaultdict[str, set[int]]:
        if any_beginning:
            return self._parts if any_ending else self._endings
        return self._beginnings if any_ending else self._exact

    def kinds_of(self, words: Sequence[str]) -> list[int]:
        """The kind of each of some words; words of no symbol are of kind 0."""
        known = self._known
        kinds = [known.get(word, _NOT_MET) for word in words]
        if _NOT_MET in kinds:
            with self._learning:
                return [self._kind_of(word) if kind == _NOT_MET else kind for word, kind in zip(words, kinds, strict=True)]
        return kinds

    def _kind_of(self, word: str) -> int:
        members = frozenset(number for written in lookups_of(word, self._language) for number in self._meant_by(written))
        kind = self._kinds.setdefault(members, len(self._kinds))
        if kind == len(self.members):
            self.members.append(members)
        if len(self._known) < _MOST_KNOWN:
            self._known[word] = kind
        return kind

    def _meant_by(self, word: str) -> set[int]:
        found = set(self._exact.get(word, ()))
        for length in range(1, min(len(word), self._longest) + 1):
            found.update(self._beginnings.get(word[:length], ()))
            found.update(self._endings.get(word[-length:], ()))
        if self._parts:
            for start in range(min(len(word), _LONGEST_WORD)):
                for end in range(start + 1, min(len(word), _LONGEST_WORD) + 1):
                    found.update(self._parts.get(word[start:end], ()))
        return found
