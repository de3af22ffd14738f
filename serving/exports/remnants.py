"""What no reader of contacts takes for one, and what yet may reach or name somebody: a net behind the readers.

The readers look for contacts that a posting gives and must not mistake prices for numbers; they also stop counting in a text
made to cost time. Here the other mistake is the worse one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.spans import Span

_HANDLE: Final = re.compile(r"[\w.+%-]{0,64}@[\w-][\w.-]{0,252}")
_RUN: Final = re.compile(r"(?<![\w.,])(?:\+|\(\+?)?[ ]?\d(?:[ ().\-–/]{0,3}\d){7,21}(?!\w)")
_DATE: Final = r"(?:\d{1,2}([-./ ])\d{1,2}\1\d{2,4}|\d{4}([-./ ]?)\d{1,2}\2\d{1,2})"
_NOT_A_NUMBER: Final = re.compile(
    rf"{_DATE}(?!\d).*"
    r"|[012]?\d[.:]?[0-5]\d[ ]?[-–/][ ]?[012]?\d[.:]?[0-5]\d.*"  # opening hours
    r"|[1-9]\d{0,2}(?:[ .]\d{3})+(?:[ ]?[-–/][ ]?[1-9]\d{0,2}(?:[ .]\d{3})+)?"  # sums, and from one to another
    r"|[1-9]\d{0,6}[ ]?[-–/][ ]?\d{1,7}"
    r"|[1-9]\d*000",
    re.DOTALL,
)


def handles_in(text: str) -> Iterator[Span]:
    """Whatever is written with "@" before a name."""
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield Span(*found.span())


def long_numbers_in(text: str) -> Iterator[Span]:
    """Eight digits or more that are no sum, date or time: of a telephone, an account, a document."""
    for found in _RUN.finditer(text):
        if not _NOT_A_NUMBER.fullmatch(found.group().strip()):
            yield Span(*found.span())
