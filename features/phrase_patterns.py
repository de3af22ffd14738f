"""What a phrase looks like to a machine: a regular expression, its greatest width, and the words it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from features.phrases import KINDS, NEAR_WORDS, Choice, Gap, Kind, Near, Node, Sequence, Word, is_mandatory

_Tree: TypeAlias = "dict[str, _Tree]"
_BREAK: Final = r"(?:[^\w.!?;\n\x1e]{1,3}|[^\S\n]?\n[^\S\n]?(?=\w))"
_GAP_WORD: Final = r"(?:[,:)'\"]{0,2}[^\S\n]{1,2}+[^\s\x1e]{1,30}+(?<![.!?;]))"
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED_BREAK: Final = r"[^\w.!?;。！？；\n\x1e]{0,3}"
_UNSPACED_GAP: Final = r"[^.!?;。！？；\n\x1e]"


def regex_of(sequence: Sequence) -> re.Pattern[str]:
    """The phrase as a regular expression over lower-case normalised text. Linear in practice: gaps are short and bounded."""
    if any(_UNSPACED.search(word) for word in words_of(sequence)):
        return re.compile(_joined(sequence, _UNSPACED_BREAK, lambda most: rf"{_UNSPACED_GAP}{{0,{most * 3}}}?"))
    return re.compile(rf"(?<!\w){_joined(sequence, _BREAK, lambda most: rf'{_GAP_WORD}{{0,{most}}}?')}(?!\w)")


def _joined(sequence: Sequence, between: str, gap: Callable[[int], str]) -> str:
    first = next(index for index, node in enumerate(sequence) if is_mandatory(node)) if any(map(is_mandatory, sequence)) else 0
    parts = []
    for index, node in enumerate(sequence):
        if isinstance(node, Gap):
            parts.append(gap(node.most))
            continue
        source = _source(node, between, gap)
        piece = source if index == first else source + between if index < first else between + source
        parts.append(f"(?:{piece})?" if isinstance(node, Choice) and node.optional else piece)
    return "".join(parts)


def _source(node: Word | Choice | Near | Kind, between: str, gap: Callable[[int], str]) -> str:
    if isinstance(node, Kind):
        return KINDS[node.name]
    if isinstance(node, Word):
        return _word(node.text)
    if isinstance(node, Near):
        orders = ((*node.one, Gap(NEAR_WORDS), *node.other), (*node.other, Gap(NEAR_WORDS), *node.one))
        return f"(?:{'|'.join(_joined(order, between, gap) for order in orders)})"
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
        elif isinstance(node, Near):
            yield from words_of((*node.one, *node.other))
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
    if isinstance(node, Near):
        return width_of((*node.one, Gap(NEAR_WORDS), *node.other))
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
        elif isinstance(node, Kind):
            found.append(Needed(frozenset({f"{{{node.name}}}"}), before))
        elif isinstance(node, Near):
            both = (*needed(node.one, commonness), *needed(node.other, commonness))
            found += [Needed(item.words, before + width) for item in both]
        elif isinstance(node, Choice) and not node.optional:
            options = [needed(option, commonness) for option in node.options]
            if all(options):
                chosen = [min(option, key=lambda item: commonness(item.words)) for option in options]
                found.append(Needed(frozenset().union(*(item.words for item in chosen)), before + width))
        before += width
    return found
