"""Work as host, masseuse, companion or assistant that hints at intimate service without saying so.

Concealment is what counts. Adult work that is openly described is no indicator, licensed massage and care of the elderly are
other work, and "you do not sit with customers" contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading

INDICATOR: Final = "sexual_service_ambiguity"
_HINT: Final = "intimate_hint"
_OPEN: Final = "open_adult_work"


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The hints and their denials, unless the work is openly described."""
    found = reading.phrases.of(_HINT)
    if not found or reading.phrases.shown(_OPEN):
        return
    for item in found:
        yield reading.evidence(item.span, indicator=INDICATOR, rule=item.rule, state=item.state)
