"""HTML to text with its paragraphs, for descriptions that a page carries as markup (schema.org JobPosting and the like).

Blocks are parted by an empty line, list items begin with "- ", cells of a table row share a line. Broken markup gives what text
there is. The tokens come from one linear pass (`features.text.tags`): Python's own parser takes minutes on 90,000 times "<a ".
"""

from __future__ import annotations

import html
import re
from typing import Final

from features.text.tags import BLOCKS, CELLS, Markup, markup_in

_LINES: Final = frozenset(("br", "tr", "dt", "dd", "option"))
_LISTS: Final = frozenset(("ul", "ol", "menu", "dl"))
_BLANKS: Final = re.compile(r"[^\S\n]+")
_WHITESPACE: Final = re.compile(r"\s+")
_BESIDE_BREAK: Final = re.compile(r" ?(\n+) ?")
_PARAGRAPH: Final = re.compile(r"\n{3,}")


class _Writer:
    """Writes words and breaks; knows how deep in lists it is, and whether a bullet still waits for its words."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._depth = 0
        self._bullet: int | None = None

    def words(self, text: str) -> None:
        if text and not text.isspace():
            self._bullet = None
        elif not text or (self.pieces and self.pieces[-1].endswith("\n")):
            return
        self.pieces.append(text)

    def tag(self, token: Markup) -> None:
        if token.name == "li":
            self._item(token.closing)
        elif token.name in _LISTS:
            self._depth = max(0, self._depth + (-1 if token.closing else 1))
            self._break("\n" if self._depth > (0 if token.closing else 1) else "\n\n")
        elif token.name in CELLS:
            self.pieces.append(" ")
        elif token.name in BLOCKS and not (token.closing and token.name in _LINES):
            self._break("\n" if token.name in _LINES or self._depth else "\n\n")

    def _item(self, closing: bool) -> None:
        """An item without words leaves nothing."""
        if self._bullet is not None:
            del self.pieces[self._bullet :]
            self._bullet = None
        if not closing:
            self._bullet = len(self.pieces)
            self.pieces.append("- " if self.pieces and self.pieces[-1].endswith("\n") else "\n- ")

    def _break(self, lines: str) -> None:
        """Blocks within an item are parted by a line only; a bullet keeps its words beside it."""
        begun = bool(self._depth and lines == "\n" and self.pieces and self.pieces[-1].endswith("\n"))
        if self._bullet is None and not begun:
            self.pieces.append(lines)


def text_of_html(markup: str) -> str:
    """The text of a piece of HTML; plain text comes back as it is, with entities decoded. Escaped markup counts as markup."""
    tokens = list(markup_in(markup))
    if _has_tags(markup, tokens):
        return _written(markup, tokens)
    plain = html.unescape(markup)
    tokens = list(markup_in(plain)) if "<" in plain else []
    return _written(plain, tokens) if _has_tags(plain, tokens) else plain


def _has_tags(markup: str, tokens: list[Markup]) -> bool:
    return any(markup[token.start] == "<" for token in tokens)


def _written(markup: str, tokens: list[Markup]) -> str:
    """Line breaks of the source mean nothing where tags break lines, and stay where only words are marked."""
    blanks = _WHITESPACE if any(token.name in BLOCKS for token in tokens) else _BLANKS
    writer, at = _Writer(), 0
    for token in tokens:
        writer.words(blanks.sub(" ", markup[at : token.start]))
        if token.name:
            writer.tag(token)
        else:
            writer.words(token.text)
        at = token.end
    writer.words(blanks.sub(" ", markup[at:]))
    return _tidy("".join(writer.pieces))


def _tidy(text: str) -> str:
    return _PARAGRAPH.sub("\n\n", _BESIDE_BREAK.sub(r"\1", _BLANKS.sub(" ", text))).strip()
