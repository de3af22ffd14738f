"""HTML met inside a text that is read: which tags break a line, which go, and where entities are decoded.

Names are those of the HTML Living Standard's elements and of the obsolete ones still met in adverts. Anything else between angle
brackets ("<name>", "<3", "a < b") is the author's own words and stays.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from features.text.rewriting import Draft

_BLOCKS_NAMES: Final = """
address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3
h4 h5 h6 head header hgroup hr html li main menu nav ol option p pre section select summary table tbody tfoot thead title tr
ul
"""

BLOCKS: Final = frozenset(_BLOCKS_NAMES.split())
"""Elements that begin a new line."""

CELLS: Final = frozenset(("td", "th", "img", "input", "button", "iframe"))
"""Elements that part two words on one line."""

_INLINE_NAMES: Final = """
a abbr acronym b base bdi bdo big caption cite code col colgroup data del dfn em embed font i ins kbd label legend link mark
meta nobr noscript object optgroup output param picture q rp rt ruby s samp small source span strike strong sub sup svg
textarea time tt u var video wbr o:p
"""

INLINE: Final = frozenset(_INLINE_NAMES.split())
"""Elements that leave no trace in the text."""

DROPPED: Final = frozenset(("script", "style", "template"))
"""Elements whose contents nobody reads."""

_TAG: Final = r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,11})(\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+|\s[^<>]*+|/)?>"
_ENTITY: Final = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});|&(?:nbsp|amp|lt|gt|quot)(?![a-zA-Z0-9=])"
_TOKEN: Final = re.compile(rf"{_TAG}|{_ENTITY}|<!--|<!\[CDATA\[|\]\]>|<[!?][a-zA-Z][^<>]*+>")
_CLOSING: Final = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in DROPPED} | {"": re.compile("-->")}


class Markup(NamedTuple):
    """A tag, an entity, or a stretch that nobody reads; `name` is empty unless it is a tag."""

    start: int
    end: int
    name: str
    closing: bool
    text: str
    """What an entity stands for, or empty."""


def markup_in(text: str) -> Iterator[Markup]:
    """All markup of a text, in one pass: what has no end is looked for once only."""
    at, unclosed = 0, set[str]()
    for found in _TOKEN.finditer(text):
        if found.start() >= at and (token := _token(text, found, unclosed)):
            yield token
            at = token.end


def _token(text: str, found: re.Match[str], unclosed: set[str]) -> Markup | None:
    start, end = found.span()
    if text[start] == "&":
        decoded = html.unescape(found[0])
        return None if decoded == found[0] else Markup(start, end, "", False, decoded)
    name = (found[2] or "").lower()
    if found[0] == "<!--" or (name in DROPPED and not found[1]):
        return _dropped(text, found, name, unclosed)
    if not name:
        return Markup(start, end, "", False, "")
    return Markup(start, end, name, bool(found[1]), "") if _is_tag(name, found[3] or "") else None


def _dropped(text: str, found: re.Match[str], name: str, unclosed: set[str]) -> Markup | None:
    """A comment or script with its contents; one that never closes loses its tag alone."""
    closing = None if name in unclosed else _CLOSING[name].search(text, found.end())
    if closing:
        return Markup(found.start(), closing.end(), "", False, " ")
    unclosed.add(name)
    return Markup(*found.span(), "", False, "") if name else None


def _is_tag(name: str, rest: str) -> bool:
    """A known name, with attributes or nothing after it: a name with other words after it is the author's own."""
    return (name in BLOCKS or name in INLINE or name in CELLS or name in DROPPED) and ("=" in rest or not rest.strip(" /\t\r\n"))


def left_by(token: Markup) -> str:
    """What stays of it on a line that keeps its offsets."""
    if token.name in BLOCKS:
        return "\n"
    return " " if token.name in CELLS else token.text


def see_through_markup(draft: Draft) -> None:
    """Turn tags into line breaks or nothing, and entities into what they stand for; twice when the markup itself was escaped."""
    escaped = "&lt;" in draft.text or "&#60;" in draft.text
    draft.rewrite([(token.start, token.end, left_by(token)) for token in markup_in(draft.text)])
    if escaped and "<" in draft.text:
        draft.rewrite([(token.start, token.end, left_by(token)) for token in markup_in(draft.text)])
