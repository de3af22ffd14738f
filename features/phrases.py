"""The little language that packs are written in: a phrase as a person would write it, with a few marks.

    pay [a|the] (registration|visa) fee     words; one of several; perhaps a word
    recruit*, (train|host)*                 any ending (and `*geld`: any beginning)
    send .. passport                        up to three words between
    pay ... before                          up to six words between, within the sentence
    {fee} of {money}                        a list of the pack, or a kind built in: {money} {number} {percent} {identity}

Capitals do not matter, an apostrophe or a hyphen may be missing, and whatever stands between two words may be a blank, a comma or
a single line break, never the end of a sentence. Phrases in scripts that leave no blanks (Chinese, Thai) are written without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

Lists: TypeAlias = Mapping[str, tuple[str, ...]]


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


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an optional one may be left out."""

    options: tuple[Sequence, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is told by its shape, such as an amount of money."""

    name: str


Node: TypeAlias = "Word | Gap | Choice | Kind"
Sequence: TypeAlias = tuple[Node, ...]
_Tree: TypeAlias = "dict[str, _Tree]"

_CURRENCY: Final = (
    r"(?:[$€£¥₹₽₴₺]|us\$|(?:usd|usdt|eur|gbp|inr|php|aed|sar|ngn|kes|pln|ron|huf|thb|myr|sgd|cad|aud|btc|euros?|dollars?|pounds?"
    r"|rupees|rs\.?|pesos|dirhams?|riyals?|naira|baht|ringgit|quid|bucks)(?!\w))"
)
_NUMBER: Final = r"\d[\d.,' ]{0,12}(?:\d|k\b)|\d ?k\b|\d"
KINDS: Final[Mapping[str, str]] = {
    "number": rf"(?:{_NUMBER})",
    "percent": r"\d{1,3}(?:[.,]\d+)? ?(?:%|per ?cent)",
    "money": rf"(?:{_CURRENCY} ?(?:{_NUMBER})|(?:{_NUMBER}) ?{_CURRENCY})",
}
"""What a shape looks like, as a regular expression over lower-case text."""

_BREAK: Final = r"(?:[^\w.!?;\n\x1e]{1,3}|[^\S\n]?\n[^\S\n]?(?=\w))"
_GAP_WORD: Final = r"(?:[^\S\n]{1,2}[^\s\x1e]{1,30}(?<![.!?;]))"
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED_BREAK: Final = r"[^\w.!?;。！？；\n\x1e]{0,3}"
_UNSPACED_GAP: Final = r"[^.!?;。！？；\n\x1e]"
_TOKEN: Final = re.compile(r"\.{2,3}|[()\[\]|]|\{\w+\}|[^\s()\[\]|{}]+")
_GAPS: Final = {"..": 3, "...": 6}


def parse(phrase: str, lists: Lists | None = None) -> Sequence:
    """Read a phrase. Raises PhraseError for unbalanced marks, unknown lists, or a phrase that could match anything."""
    tokens = _tokens(phrase)
    sequence = _sequence(tokens, phrase, lists or {}, ())
    if (rest := next(tokens, None)) is not None:
        raise PhraseError(f"phrase {phrase!r}: unexpected {rest!r}")
    if not any(_mandatory(node) for node in sequence):
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


def _tokens(phrase: str) -> _Tokens:
    if bare := re.sub(_TOKEN, "", phrase).strip():
        raise PhraseError(f"phrase {phrase!r}: cannot read {bare!r}")
    return _Tokens(phrase)


def _sequence(tokens: _Tokens, phrase: str, lists: Lists, seen: tuple[str, ...]) -> Sequence:
    nodes: list[Node] = []
    while tokens.ahead not in {"", ")", "]", "|"}:
        nodes.append(_node(next(tokens), tokens, phrase, lists, seen))
    if not nodes:
        raise PhraseError(f"phrase {phrase!r}: an empty place")
    if isinstance(nodes[0], Gap) or isinstance(nodes[-1], Gap):
        raise PhraseError(f"phrase {phrase!r}: a gap needs a word on both sides")
    return tuple(nodes)


def _node(token: str, tokens: _Tokens, phrase: str, lists: Lists, seen: tuple[str, ...]) -> Node:
    if token in _GAPS:
        return Gap(_GAPS[token])
    if token in {"(", "["}:
        return _choice(token, tokens, phrase, lists, seen)
    if token.startswith("{"):
        return _named(token[1:-1], phrase, lists, seen)
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


def _named(name: str, phrase: str, lists: Lists, seen: tuple[str, ...]) -> Node:
    if name in KINDS:
        return Kind(name)
    if name not in lists:
        raise PhraseError(f"phrase {phrase!r}: there is no list {{{name}}}")
    if name in seen:
        raise PhraseError(f"phrase {phrase!r}: list {{{name}}} names itself")
    return Choice(tuple(_sequence(_tokens(entry), entry, lists, (*seen, name)) for entry in lists[name]))


def _mandatory(node: Node) -> bool:
    return not isinstance(node, Gap) and not (isinstance(node, Choice) and node.optional)


def regex_of(sequence: Sequence) -> re.Pattern[str]:
    """The phrase as a regular expression over lower-case normalised text. Linear in practice: gaps are short and bounded."""
    if any(_UNSPACED.search(word) for word in words_of(sequence)):
        return re.compile(_joined(sequence, _UNSPACED_BREAK, lambda most: rf"{_UNSPACED_GAP}{{0,{most * 3}}}?"))
    return re.compile(rf"(?<!\w){_joined(sequence, _BREAK, lambda most: rf'{_GAP_WORD}{{0,{most}}}?')}(?!\w)")


def _joined(sequence: Sequence, between: str, gap: Callable[[int], str]) -> str:
    first = next(index for index, node in enumerate(sequence) if _mandatory(node)) if any(map(_mandatory, sequence)) else 0
    parts = []
    for index, node in enumerate(sequence):
        if isinstance(node, Gap):
            parts.append(gap(node.most))
            continue
        source = _source(node, between, gap)
        piece = source if index == first else source + between if index < first else between + source
        parts.append(f"(?:{piece})?" if isinstance(node, Choice) and node.optional else piece)
    return "".join(parts)


def _source(node: Word | Choice | Kind, between: str, gap: Callable[[int], str]) -> str:
    if isinstance(node, Kind):
        return KINDS[node.name]
    if isinstance(node, Word):
        return _word(node.text)
    if all(len(option) == 1 and isinstance(option[0], Word) for option in node.options):
        return trie_of([option[0].text for option in node.options if isinstance(option[0], Word)])
    return f"(?:{'|'.join(_joined(option, between, gap) for option in node.options)})"


def _word(text: str) -> str:
    return "".join(_CHARACTER.get(character) or re.escape(character) for character in text)


_ANY_LETTERS: Final = 14
_CHARACTER: Final = {"*": rf"\w{{0,{_ANY_LETTERS}}}", "'": "'?", "-": "[- ]?"}


def trie_of(words: list[str]) -> str:
    """Alternatives that share their beginnings, so that a long list costs hardly more than one word."""
    tree: _Tree = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return _trie_source(tree)


def _trie_source(tree: _Tree) -> str:
    parts = [_word(character) + _trie_source(branch) for character, branch in tree.items() if character]
    if not parts:
        return ""
    if "" in tree:
        return f"(?:{'|'.join(parts)})?"
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def words_of(sequence: Sequence) -> Iterator[str]:
    """Every word that the phrase names."""
    for node in sequence:
        if isinstance(node, Word):
            yield node.text
        elif isinstance(node, Choice):
            for option in node.options:
                yield from words_of(option)


_KIND_WIDTH: Final = 48
_BREAK_WIDTH: Final = 3
_GAP_WORD_WIDTH: Final = 32


def width_of(sequence: Sequence) -> int:
    """The most characters that a phrase can cover."""
    return sum(_width(node) + _BREAK_WIDTH for node in sequence)


def _width(node: Node) -> int:
    if isinstance(node, Word):
        return len(node.text) + _ANY_LETTERS * node.text.count("*")
    if isinstance(node, Gap):
        return node.most * _GAP_WORD_WIDTH
    if isinstance(node, Kind):
        return _KIND_WIDTH
    return max(width_of(option) for option in node.options)


@dataclass(frozen=True, slots=True)
class Needed:
    """Words of which the text must hold one for a phrase to stand there, at most `reach` characters behind the phrase's start."""

    words: frozenset[str]
    reach: int


def needed(sequence: Sequence, commonness: Callable[[frozenset[str]], float] = len) -> list[Needed]:
    """A set of words for each place of the phrase that cannot be left out; of several words, the least common."""
    found, before = [], 0
    for node in sequence:
        width = _width(node) + _BREAK_WIDTH
        if isinstance(node, Word):
            found.append(Needed(frozenset({node.text}), before))
        elif isinstance(node, Choice) and not node.optional:
            options = [needed(option, commonness) for option in node.options]
            if all(options):
                chosen = [min(option, key=lambda item: commonness(item.words)) for option in options]
                found.append(Needed(frozenset().union(*(item.words for item in chosen)), before + width))
        before += width
    return found
