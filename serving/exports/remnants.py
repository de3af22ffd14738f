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
_RUN: Final = re.compile(r"(?<!\w)(?<!\d[.,])(?:(?:\+|\(\+?)[ ]?)?\d(?:[ ().\-–/]{0,3}\d){7,21}(?!\w)")
_DAYS: Final = (rf"(?<!\d)(?<!\d{by})\d{{1,2}}{by}\d{{1,2}}{by}(?:19|20)?\d\d(?!{by}?\d)" for by in ("-", r"\.", "/"))
_MOMENT: Final = re.compile(
    "|".join(_DAYS) + r"|(?<!\d)\d{1,2} \d{1,2} (?:19|20)\d\d(?! ?\d)"
    r"|(?<!\d)(?:19|20)\d\d([-./ ]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\1?\d)"
    r"|(?<!\d)(?<!\d[-./])[012]?\d[.:]?[0-5]\d[ ]?[-–/][ ]?[012]?\d[.:]?[0-5]\d(?![-./]?\d)"
)
"""A date, or hours of work."""
_SUM: Final = re.compile(
    r"[1-9]\d{0,2}(?:[ .]\d{3})+(?:[ ]?[-–/][ ]?[1-9]\d{0,2}(?:[ .]\d{3})+)?"  # by thousands, and from one to another
    r"|[1-9]\d{0,6}[ ]?[-–/][ ]?\d{1,7}|[1-9]\d*000"
)
_MADE_UP: Final = re.compile(r"(?<!\w)(?=\w{0,40}[\d_])[^\W\d_]\w{4,40}(?!\w)")
_NEAR: Final = 40
_FEWEST: Final = 8


def handles_in(text: str) -> Iterator[Span]:
    """Whatever is written with "@" before a name."""
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield Span(*found.span())


def accounts_after(text: str, mention: int) -> Iterator[Span]:
    """A word that looks made up, soon after a messenger was named: "my telegram is boss_man"."""
    if found := _MADE_UP.search(text, mention, mention + _NEAR):
        yield Span(*found.span())


def long_numbers_in(text: str) -> Iterator[Span]:
    """Eight digits or more that are no sum, date or time: of a telephone, an account, a document."""
    for found in _RUN.finditer(text):
        if _is_somebody_s(found.group()):
            yield Span(*found.span())


def _is_somebody_s(written: str) -> bool:
    rest = _MOMENT.sub(" ", written)
    return sum(map(str.isdigit, rest)) >= _FEWEST and not _SUM.fullmatch(rest.strip())
