"""An offer addressed to people displaced by war or disaster, with a room, a ride, photographs or cash.

Being displaced is what is read, never a nationality. Most offers of help are honest (OSCE22), so a public body, a charity or a
known organisation in the text stops it, and so do posts whose work is to serve displaced people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "crisis_targeting"
_READER: Final = "displaced_reader"
_PROMISE: Final = "displaced_promise"
_PUBLIC: Final = "public_help"
_PROMISED: Final = re.compile(
    r"\b(?:rooms?|beds?|bunks?|cabin|roof|mattress|lodging|place to (?:stay|sleep)|warm (?:house"
    r"|place)|taxi|the crossing|white van|my car"
    r"|our van|minibus|salon|atelier|ranch|kiln|massage|adverts|photos?|modelling|(?:small|good"
    r"|easy|light) work|whole families|hotel"
    r"|come (?:tonight|now|alone|at night)|(?:cash|money) (?:today|tonight|same day))\b"
)


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Whom it addresses and what it promises, where nobody public stands behind it."""
    addressed = reading.phrases.shown(_READER)
    if not addressed or reading.phrases.shown(_PUBLIC) or (promised := _promised(reading)) is None:
        return
    yield reading.evidence(addressed[0].span, indicator=INDICATOR, rule=addressed[0].rule, note="whom it addresses")
    yield reading.evidence(promised, indicator=INDICATOR, rule="promise", note="what it promises them")


def _promised(reading: Reading) -> Span | None:
    if phrases := reading.phrases.shown(_PROMISE):
        return phrases[0].span
    word = _PROMISED.search(reading.folded)
    return Span(word.start(), word.end()) if word else None
