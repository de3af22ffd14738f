"""How a published text is shown: tags hidden, character references resolved, invisible characters made visible.

The store keeps a text as it was published, and evidence quotes that. Here it is cut into pieces that together are exactly the
published text, each with what a page shows for it. Nothing of the text is ever rendered as markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from features.text.tags import BLOCKS, CELLS, DROPPED, INLINE

_BIDI_AND_ZERO_WIDTH: Final = "\u00ad\u061c\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

_SPECIAL: Final = re.compile(
    r"(?P<tag><!--[^<>]*>|</?(?P<name>[a-zA-Z][a-zA-Z0-9:]{0,11})(?P<rest>\s[^<>]*|/)?>)"
    # Markup that was itself escaped, as some boards' interfaces send it.
    r"|(?P<escaped>&lt;/?(?P<inner>[a-zA-Z][a-zA-Z0-9:]{0,11})(?P<more>\s[^<>]{0,400}?|/)?&gt;)"
    r"|(?P<reference>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<hidden>[{_BIDI_AND_ZERO_WIDTH}{_CONTROLS}\U000e0000-\U000e007f]"
    # Joiners and direction marks shape Persian, Indic scripts and emoji; between plain letters they only hide a word.
    r"|(?<=[A-Za-z0-9])[\u200c-\u200f]+(?=[A-Za-z0-9]))"
)
_HIDDEN: Final = re.compile(f"[{_BIDI_AND_ZERO_WIDTH}{_CONTROLS}]")
_PARAGRAPHS: Final = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the published text, and what is shown for it."""

    source: str
    shown: str
    hidden: bool = False
    """Whether `shown` names a character that would not be seen."""
    pull: str = ""
    """Which way a word that is looked at moved the score, where this is one: raises or lowers."""
    labels: tuple[str, ...] = ()
    """Names by which the page refers to the words that begin here."""

    def tail(self, length: int) -> Piece:
        """What is left when the first `length` characters of the source were shown already."""
        if self.source == self.shown:
            return Piece(self.source[length:], self.shown[length:])
        return Piece(self.source[length:], self.shown if length == 0 else "")

    def head(self, length: int) -> Piece:
        """The first `length` characters of the source; a replacement is shown with them, whole."""
        return Piece(self.source[:length], self.source[:length] if self.source == self.shown else self.shown, self.hidden)


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text into what is shown as it is and what is shown otherwise. The sources joined are the text."""
    reached, ending = 0, "\n\n"
    for match in _SPECIAL.finditer(text):
        if reached < match.start():
            yield (plain := Piece(text[reached : match.start()], text[reached : match.start()]))
            ending = (ending + plain.shown.rstrip(" \t\r"))[-2:]
        yield (special := _special(match, ending))
        ending = (ending + special.shown)[-2:]
        reached = match.end()
    if reached < len(text):
        yield Piece(text[reached:], text[reached:])


def shown_text(text: str) -> str:
    """A text as it is shown, in one piece."""
    return "".join(piece.shown for piece in pieces(text)).strip()


def visible(text: str) -> str:
    """A text that is no markup, such as a reviewer's, with the characters named that would not be seen."""
    return _HIDDEN.sub(lambda match: _named("", match.group()).shown, text)


def _special(match: re.Match[str], ending: str) -> Piece:
    """What is shown for a tag, a reference or an invisible character, after text that ends so."""
    source = match.group()
    if match["hidden"]:
        return _named(source, source)
    if match["reference"]:
        return _resolved(source)
    name = (match["name"] or match["inner"] or "").lower()
    if name and not _is_tag(name, match["rest"] or match["more"] or ""):
        return Piece(source, html.unescape(source))
    return Piece(source, _trace(name, ending, closes=source.startswith(("</", "&lt;/"))))


def _is_tag(name: str, rest: str) -> bool:
    """Whether this is markup, as the reader holds it: a known element, with nothing after its name but what sets attributes."""
    known = name in BLOCKS or name in CELLS or name in INLINE or name in DROPPED
    return known and ("=" in rest or not rest.strip(" /\t\r\n"))


def _trace(name: str, ending: str, *, closes: bool) -> str:
    """What a tag leaves: a paragraph begins after an empty line, a block on a new line, and no two breaks add up to more."""
    if name in CELLS:
        return " "
    if name == "br":
        return "" if ending == "\n\n" else "\n"
    wanted = 0 if name not in BLOCKS else 2 if name in _PARAGRAPHS and not closes else 1
    return "\n" * max(0, wanted - (len(ending) - len(ending.rstrip("\n"))))


def _resolved(reference: str) -> Piece:
    """A character reference as its character, which may itself be invisible."""
    character = html.unescape(reference)
    return _named(reference, character) if _HIDDEN.search(character) else Piece(reference, character)


def _named(source: str, characters: str) -> Piece:
    """Characters that would not be seen, by their code points."""
    return Piece(source, " ".join(f"U+{ord(character):04X}" for character in characters), hidden=True)
