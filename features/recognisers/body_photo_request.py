"""Pictures or measures of an applicant's body that the work does not need.

A modelling, casting or artists' agency that gives its name asks for a full-length picture as a matter of course; it needs no
swimwear or less at a first contact, so those count all the same. A portrait on a CV is custom in many countries and counts
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence, EvidenceState
from features.reading import Reading

INDICATOR: Final = "body_photo_request"
_REQUEST: Final = "body_photo"
_TRADE: Final = "image_trade"
_BARE: Final = re.compile(r"underwear|lingerie|bikini|nude|naked|topless|without|bra\b|breast|intimate|erotic|sexy|panties|thong")
_NAME: Final = re.compile(
    r"\b[A-Z][\w&'’-]+(?: [A-Z&][\w&'’-]*){0,3} (?:Model|Casting|Talent|Management|Agency|Productions?|Studios?|Pictures)\b"
)


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Requests and their denials, without what a named agency asks for its trade."""
    found = reading.phrases.of(_REQUEST)
    if not found:
        return
    excused = bool(reading.phrases.shown(_TRADE)) and _is_named(reading)
    for item in found:
        words = reading.folded[item.span.start : item.span.end]
        if item.state is EvidenceState.PRESENT and excused and not _BARE.search(words):
            continue
        yield reading.evidence(item.span, indicator=INDICATOR, rule=item.rule, state=item.state)


def _is_named(reading: Reading) -> bool:
    return bool(reading.posting.hiring_organization.name.strip()) or bool(_NAME.search(reading.text))
