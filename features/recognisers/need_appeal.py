"""Hardship as the way in: the reader is asked whether they are in debt, without papers or without a home.

The pack names hardships; asked of the reader ("In debt?", "No papers?") they are an appeal. The same words about clients,
tenants or patients are somebody's daily work, and schemes of named bodies say whom they serve and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading

INDICATOR: Final = "need_appeal"
_HARDSHIP: Final = "hardship"
_PUBLIC: Final = "public_help"
_ASKED: Final = re.compile(r"[^.!?؟۔。\n\x1e]{0,25}[?؟]")
_ANSWERED: Final = re.compile(
    r"[^.\n\x1e]{0,40}\b(?:no problem|not a problem|never mind"
    r"|we (?:don'?t|do not) (?:care|mind|ask|check)|still take you|we take you|is ok\b)"
)


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Hardships that the reader is asked about."""
    found = reading.phrases.shown(_HARDSHIP)
    if not found or reading.phrases.shown(_PUBLIC):
        return
    for item in found:
        if _ASKED.match(reading.folded, item.span.end) or _ANSWERED.match(reading.folded, item.span.end):
            note = "a hardship the reader is asked about"
            yield reading.evidence(item.span, indicator=INDICATOR, rule=item.rule, note=note)
