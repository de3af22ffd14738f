"""HTML met inside a text that is read: which tags break a line, which go, and where entities are decoded.

Names are those of the HTML Living Standard's elements and of the obsolete ones still met in adverts. Anything else between angle
brackets ("<name>", "<3", "a < b") is the author's own words and stays.
"""

from __future__ import annotations

import html
import re
from typing import Final

from features.rewriting import Draft, Edit

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

_TOKEN: Final = re.compile(
    r"<!--|</?([a-zA-Z][a-zA-Z0-9:]{0,11})(\s[^<>]*|/)?>"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});|&(?:nbsp|amp|lt|gt|quot)(?![a-zA-Z0-9=])"
)
_CLOSING: Final = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in DROPPED} | {"": re.compile("-->")}


def see_through_markup(draft: Draft) -> None:
    """Turn tags into line breaks or nothing, and entities into what they stand for; twice when the markup itself was escaped."""
    escaped = "&lt;" in draft.text or "&#60;" in draft.text
    draft.rewrite(_edits(draft.text))
    if escaped and "<" in draft.text:
        draft.rewrite(_edits(draft.text))


def _edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    at, unclosed = 0, set[str]()
    for token in _TOKEN.finditer(text):
        if token.start() < at:
            continue
        edit = _edit(text, token, unclosed)
        if edit:
            edits.append(edit)
            at = edit[1]
    return edits


def _edit(text: str, token: re.Match[str], unclosed: set[str]) -> Edit | None:
    whole = token[0]
    if whole[0] == "&":
        decoded = html.unescape(whole)
        return None if decoded == whole else (token.start(), token.end(), decoded)
    name = (token[1] or "").lower()
    if (whole == "<!--" or name in DROPPED) and whole[1] != "/":
        return _dropped(text, token, name, unclosed)
    new = _left_by(name, token[2] or "")
    return None if new is None else (token.start(), token.end(), new)


def _dropped(text: str, token: re.Match[str], name: str, unclosed: set[str]) -> Edit | None:
    """A comment or script with its contents; one that never closes is looked for once only, and loses its tag alone."""
    closing = None if name in unclosed else _CLOSING[name].search(text, token.end())
    if closing:
        return token.start(), closing.end(), " "
    unclosed.add(name)
    return (token.start(), token.end(), "") if name else None


def _left_by(name: str, rest: str) -> str | None:
    """What a tag leaves in the text; none when it is no tag. A name with words after it that set nothing is the author's own."""
    if rest.strip(" /\t\r\n") and "=" not in rest:
        return None
    if name in BLOCKS:
        return "\n"
    if name in CELLS:
        return " "
    return "" if name in INLINE or name in DROPPED else None
