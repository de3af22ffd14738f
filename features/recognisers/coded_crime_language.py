"""Emoji that stand for drugs or weapons beside words of carrying, riding or running.

A single leaf or parcel is decoration: two different ones of the code must stand beside a word of carrying, and a named shop or
firm is left alone. Words of the code are phrases of the pack; the emoji are a first list, to be reviewed with practitioners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "coded_crime_language"
_EMOJI: Final = (
    "\U0001f50c\u2744\U0001f343\U0001f33f\U0001f48a\U0001f36d\U0001f36c"
    "\U0001f341\U0001f489\U0001f52b\U0001f977\U0001f42b\U0001f9ca\U0001f4e6"
)
_CODE: Final = re.compile(f"[{_EMOJI}]")
_CARRIER: Final = re.compile(r"\b(?:rider|driver|runner|courier|deliver|drop|pick ?up|moped|bike|boys|soldier|mission)\w*")


def recognise(reading: Reading) -> Iterator[Evidence]:
    """A code of two or more emoji beside a word of carrying."""
    if reading.posting.hiring_organization.name or not any(emoji in reading.text for emoji in _EMOJI):
        return
    codes = list(_CODE.finditer(reading.text))
    if len({code.group() for code in codes}) > 1 and _CARRIER.search(reading.folded):
        span = Span(codes[0].start(), codes[0].end())
        note = "emoji that often stand for drugs, beside a word of carrying"
        yield reading.evidence(span, indicator=INDICATOR, rule="emoji_code", note=note)
