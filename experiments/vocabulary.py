"""Writes `features/text/vocabulary.txt`: the words that the packs look for, which are those worth disguising."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from features.matching.library import Library, library
from features.matching.phrases import Choice, Near, Node, Word
from features.text.vocabulary import FILE

_LEAST: Final = {"zh": 2, "ar": 3, "ur": 3}
"""Letters of the shortest word that is taken up; shorter ones would be read into codes and abbreviations."""
_USUAL_LEAST: Final = 4
_CHINESE: Final = re.compile("[\u3400-\u9fff]{2,4}")


def vocabulary(active: Library) -> str:
    """One line a language: its words in order, `*` behind stems."""
    lines = (f"{language}: {' '.join(sorted(_words_of(active, language)))}\n" for language in sorted(active.languages))
    return "".join(lines)


def write() -> int:
    """Write the file; returns how many words it holds."""
    text = vocabulary(library())
    FILE.write_text(text, encoding="utf-8")
    return len(text.split())


def _words_of(active: Library, language: str) -> set[str]:
    least = _LEAST.get(language, _USUAL_LEAST)
    return {
        word
        for pack in active.packs(language)
        for phrase in pack.phrases
        if phrase.use == "present"
        for written in _written(phrase.sequence)
        for word in _taken_up(written, language)
        if len(word.rstrip("*")) >= least
    }


def _taken_up(written: str, language: str) -> list[str]:
    if language == "zh":
        return _CHINESE.findall(written)
    return [written] if written.rstrip("*").isalpha() else []


def _written(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Word):
            yield node.text
        elif isinstance(node, Choice):
            for option in node.options:
                yield from _written(option)
        elif isinstance(node, Near):
            yield from _written((*node.one, *node.other))
