"""The text that a page without markup is about, by trafilatura, which sees to it that menus and footers stay out."""

from __future__ import annotations

import re
from typing import Final

from features.text.markup import text_of_html

MAX_TAGS: Final = 20_000
"""A page with more is not searched for its main part: nested tables take trafilatura seconds for each 10,000."""

_TABLE: Final = re.compile(r"[^\S\n]*\|[^\S\n]*")
_BLANK: Final = re.compile(r"\n\s*\n")


def main_text(page: str) -> str:
    """The main text of a page, its lines apart; all of its text where that cannot be told. Fetches nothing."""
    if page.count("<") > MAX_TAGS:
        return text_of_html(page)
    from trafilatura import extract  # a second to import, and few sources need it

    try:
        found = extract(page, favor_recall=True, include_comments=False)
    except Exception:  # it raises whatever its parsers do
        found = text_of_html(page)
    return _without_tables(found or "")


def _without_tables(text: str) -> str:
    """Take off the bars that trafilatura draws tables with, empty ones too."""
    lines = (_TABLE.sub(" ", line).strip() if line.startswith("|") else line.rstrip() for line in text.split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()
