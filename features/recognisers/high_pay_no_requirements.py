"""Much money, or a changed life, for which nothing is asked.

Either half is in thousands of honest adverts; only together do they say that the money is not for the work (VCK20 found one such
sign in nearly every advert it read). The promise is worded ("easy money", "change your life") or an amount well above the local
wage for such work; what is not asked is experience, language, training or papers. An advert that elsewhere asks for experience is
left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.recognisers.pay_above_market import compared, note_on
from features.spans import Span

INDICATOR: Final = "high_pay_no_requirements"
PROMISE: Final = "high_pay_promise"
NOTHING_ASKED: Final = "nothing_asked"
_WELL_PAID: Final = 2.0
"""Times the mean wage of such work there from which an amount is a promise by itself."""


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The promise, and what is not asked, where both are there."""
    asked = reading.phrases.of(NOTHING_ASKED)
    nothing = reading.phrases.shown(NOTHING_ASKED)
    if not nothing or len(nothing) < len(asked):
        return
    promises = list(_promises(reading))
    if promises:
        yield from promises
        yield reading.evidence(nothing[0].span, indicator=INDICATOR, rule=nothing[0].rule, note="nothing is asked for the pay")


def _promises(reading: Reading) -> Iterator[Evidence]:
    for found in reading.phrases.shown(PROMISE)[:2]:
        yield reading.evidence(found.span, indicator=INDICATOR, rule=found.rule, note="the promise")
    for pay, ratio in compared(reading):
        if ratio.ratio >= _WELL_PAID and ratio.low_ratio >= _WELL_PAID / 2 and ratio.period_stated:
            span = Span(pay.start, pay.end)
            yield reading.evidence(span, indicator=INDICATOR, rule="well_paid", note=note_on(ratio))
            return
