"""The little language that packs are written in: a phrase as a person would write it, with a few marks.

    pay [a|the] (registration|visa) fee     words; one of several; perhaps a word
    recruit*, (train|host)*                 any ending (and `*geld`: any beginning)
    train(er|ing), fee(s)                   one of these endings; perhaps this ending
    send .. passport                        up to four words between, within the sentence
    pay ... before                          up to six
    passport ~ kept                         near each other in either order: up to eight words between, in a sentence
    {fee} of {money}                        a list of the pack, or a kind built in: {money} {number} {percent} {identity},
                                            {young} (an age of 16 to 30, a range up to 35), {teen} (10 to 17),
                                            {long_day} (12 to 20 hours), {long_week} (72 to 126 hours)

Capitals do not matter, an apostrophe or a hyphen may be missing, and whatever stands between two words may be a blank, a comma or
a single line break, never the end of a sentence. Phrases in scripts that leave no blanks (Chinese, Thai) are written without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias


class PhraseError(ValueError):
    """A phrase of a pack cannot be read; the message quotes it and says where."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, `*` at either side for any letters there."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words that do not matter."""

    most: int


@dataclass(frozen=True)
class Choice:
    """One of several sequences; an optional one may be left out."""

    options: tuple[Sequence, ...]
    optional: bool = False

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: long lists stand in many phrases."""
        return hash((self.options, self.optional))


@dataclass(frozen=True, slots=True)
class Near:
    """Two sequences near each other, in either order."""

    one: Sequence
    other: Sequence


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is told by its shape, such as an amount of money."""

    name: str


Node: TypeAlias = "Word | Gap | Choice | Near | Kind"
Sequence: TypeAlias = tuple[Node, ...]

KINDS: Final = ("number", "percent", "money", "young", "teen", "long_day", "long_week")
"""Kinds that are told by their shape; see `features.matching.signs`."""

NEAR_WORDS: Final = 8
"""The most words between two that are only near each other."""
_TOKEN: Final = re.compile(r"\.{2,3}|[()\[\]|~]|\{\w+\}|[^\s()\[\]|{}~]+")
_STEM_WITH_ENDINGS: Final = re.compile(r"([^\s()\[\]|{}~*]+)\(([^\s()\[\]{}~]+)\)")
"""`jelentkez(z|ni)`: what stands before the bracket belongs to each; a single ending may be missing, as in `fee(s)`."""
_GAPS: Final = {"..": 4, "...": 6}


class Lists:
    """The lists of a pack, each read once."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._entries = entries
        self._read: dict[str, Choice] = {}

    def named(self, name: str, phrase: str, seen: tuple[str, ...]) -> Choice:
        """One entry of a list. Raises PhraseError for a list that is not there or names itself."""
        if name not in self._entries:
            raise PhraseError(f"phrase {phrase!r}: there is no list {{{name}}}")
        if name in seen:
            raise PhraseError(f"phrase {phrase!r}: list {{{name}}} names itself")
        if name not in self._read:
            self._read[name] = Choice(tuple(self._entry(entry, (*seen, name)) for entry in self._entries[name]))
        return self._read[name]

    def _entry(self, entry: str, seen: tuple[str, ...]) -> Sequence:
        return _sequence(_tokens(entry), entry, self, seen)


def parse(phrase: str, lists: Lists | None = None) -> Sequence:
    """Read a phrase. Raises PhraseError for unbalanced marks, unknown lists, or a phrase that could match anything."""
    tokens = _tokens(phrase)
    sequence = _sequence(tokens, phrase, lists or Lists({}), ())
    if (rest := next(tokens, None)) is not None:
        raise PhraseError(f"phrase {phrase!r}: unexpected {rest!r}")
    if not any(is_mandatory(node) for node in sequence):
        raise PhraseError(f"phrase {phrase!r} has no word that must stand there")
    return sequence


class _Tokens(Iterator[str]):
    """The marks and words of a phrase, with a look at the next one."""

    def __init__(self, phrase: str) -> None:
        self.left = list(reversed(_TOKEN.findall(phrase)))

    def __next__(self) -> str:
        if not self.left:
            raise StopIteration
        return str(self.left.pop())

    @property
    def ahead(self) -> str:
        return self.left[-1] if self.left else ""


def _endings(found: re.Match[str]) -> str:
    stem, endings = found[1], found[2].split("|")
    return f"({'|'.join(stem + ending for ending in (endings if len(endings) > 1 else ['', *endings]))})"


def _tokens(phrase: str) -> _Tokens:
    phrase = _STEM_WITH_ENDINGS.sub(_endings, phrase)
    if bare := re.sub(_TOKEN, "", phrase).strip():
        raise PhraseError(f"phrase {phrase!r}: cannot read {bare!r}")
    return _Tokens(phrase)


def _sequence(tokens: _Tokens, phrase: str, lists: Lists, seen: tuple[str, ...]) -> Sequence:
    nodes: list[Node] = []
    while tokens.ahead not in {"", ")", "]", "|", "~"}:
        nodes.append(_node(next(tokens), tokens, phrase, lists, seen))
    if not nodes:
        raise PhraseError(f"phrase {phrase!r}: an empty place")
    if isinstance(nodes[0], Gap) or isinstance(nodes[-1], Gap):
        raise PhraseError(f"phrase {phrase!r}: a gap needs a word on both sides")
    if tokens.ahead != "~":
        return tuple(nodes)
    next(tokens)
    return (Near(tuple(nodes), _sequence(tokens, phrase, lists, seen)),)


def _node(token: str, tokens: _Tokens, phrase: str, lists: Lists, seen: tuple[str, ...]) -> Node:
    if token in _GAPS:
        return Gap(_GAPS[token])
    if token in {"(", "["}:
        return _choice(token, tokens, phrase, lists, seen)
    if token.startswith("{"):
        name = token[1:-1]
        return Kind(name) if name in KINDS else lists.named(name, phrase, seen)
    if token.strip("*") == "":
        raise PhraseError(f"phrase {phrase!r}: {token!r} would match every word")
    return Word(token.lower())


def _choice(opening: str, tokens: _Tokens, phrase: str, lists: Lists, seen: tuple[str, ...]) -> Choice:
    closing = {"(": ")", "[": "]"}[opening]
    options = [_sequence(tokens, phrase, lists, seen)]
    while (token := next(tokens, "")) == "|":
        options.append(_sequence(tokens, phrase, lists, seen))
    if token != closing:
        raise PhraseError(f"phrase {phrase!r}: {opening!r} is not closed")
    if tokens.ahead == "*":
        next(tokens)
        options = [_with_any_ending(option) for option in options]
    return Choice(tuple(options), optional=opening == "[")


def _with_any_ending(option: Sequence) -> Sequence:
    """`(train|host)*` means `(train*|host*)`."""
    last = option[-1]
    return (*option[:-1], Word(f"{last.text}*")) if isinstance(last, Word) else option


def is_mandatory(node: Node) -> bool:
    """Whether something must stand there."""
    return not isinstance(node, Gap) and not (isinstance(node, Choice) and node.optional)
