"""An offer addressed to people displaced by war or disaster, with a room, a ride, photographs or cash.

Being displaced is what is read, never a nationality. Most offers of help are honest (OSCE22), so a public body, a charity or a
known organisation in the text stops it, and so do posts whose work is to serve displaced people.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading

INDICATOR: Final = "crisis_targeting"
_READER: Final = "displaced_reader"
_PROMISE: Final = "displaced_promise"
_PUBLIC: Final = "public_help"


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Whom it addresses and what it promises, where nobody public stands behind it."""
    addressed, promised = reading.phrases.shown(_READER), reading.phrases.shown(_PROMISE)
    if not addressed or not promised or reading.phrases.shown(_PUBLIC):
        return
    yield reading.evidence(addressed[0].span, indicator=INDICATOR, rule=addressed[0].rule, note="whom it addresses")
    yield reading.evidence(promised[0].span, indicator=INDICATOR, rule=promised[0].rule, note="what it promises them")
