"""Pay that lies several times above what such work earns where it is to be done.

Lures name sums that no local employer could pay for the work (IOM, EURES). What is ordinary depends on the country, so a country
counts here through its wages and in no other way, and the note says which baseline, of which year, an amount was measured
against. The thresholds are generous: skilled work spreads widely around its mean, and where several countries are named the best
paid one is taken; an hourly wage in dollars is read against the United States too. Commission, piece rates and pay without a
readable period are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.pay import Pay, PayPeriod, PayRole
from features.pay.money import REGULAR
from features.places.finding import PlaceRole
from features.reading import Reading
from features.spans import Span
from features.wages import PayRatio, plausibility

INDICATOR: Final = "pay_above_market"
_UNSKILLED: Final = 3.0
_FROM: Final[tuple[float, ...]] = (8.0, 10.0, 8.0, 8.0, *[_UNSKILLED] * 6)
_UNKNOWN: Final = 6.0
"""How many times the mean wage of its ISCO group (0 to 9) an offer must be; managers and professionals spread the most."""
_GUESSED: Final = 1.5
"""An amount whose period had to be guessed must lie so much higher."""
_AMBIGUOUS: Final = 2.0
"""So must one in a currency that had to be guessed, for skilled work or where the local money is a dollar too."""
_DOLLARS: Final = frozenset({"USD", "HKD", "SGD", "AUD", "NZD", "CAD", "TWD", "CNY", "MXN", "ARS", "CLP", "COP"})
_EXPLAINED: Final = re.compile(
    r"\b(?:ote|on[- ]target|commissions?|uncapped|bonus\w*|equity|shares|package|turnover|revenue|sales of|per project)\b"
)
_REACH: Final = 60
_MOST: Final = 8


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The wages that lie far above what this work earns there."""
    for pay, ratio in compared(reading):
        if _is_far_above(ratio, _threshold(reading, pay, ratio)) and not _is_explained(reading, pay):
            yield reading.evidence(Span(pay.start, pay.end), indicator=INDICATOR, rule="above_baseline", note=note_on(ratio))


def compared(reading: Reading) -> Iterator[tuple[Pay, PayRatio]]:
    """Each wage with how it compares with the best paid of the countries where the work may be."""
    wages = [pay for pay in reading.pay if pay.role is PayRole.WAGE and pay.period in REGULAR][:_MOST]
    if not wages:
        return
    group = reading.occupation.group if reading.occupation else None
    places = _countries(reading)
    for pay in wages:
        hourly_dollars = pay.currency == "USD" and pay.period is PayPeriod.HOUR
        at = (*places, "US") if hourly_dollars else places
        ratios = [ratio for country in at if (ratio := plausibility(pay, country, group))]
        if ratios:
            yield pay, min(ratios, key=lambda item: item.ratio)


def note_on(ratio: PayRatio) -> str:
    """What an amount was measured against, for a reviewer."""
    return f"{ratio.ratio:g} times the {ratio.baseline}; the country counts only for its level of pay"


def _countries(reading: Reading) -> tuple[str, ...]:
    """Where the work may be: the places said to be so, else every place that is not where people come from."""
    at_work = [p.country for p in reading.places if p.role in (PlaceRole.WORKPLACE, PlaceRole.DESTINATION) and p.country]
    named = at_work or [place.country for place in reading.places if place.role is not PlaceRole.ORIGIN and place.country]
    return tuple(dict.fromkeys(named)) or ("",)


def _is_far_above(ratio: PayRatio, times: float) -> bool:
    """Of a range, the lower end must be high too: statistics and commission plans give ranges that begin at an ordinary wage."""
    return ratio.ratio >= times and ratio.low_ratio >= times / 2


def _threshold(reading: Reading, pay: Pay, ratio: PayRatio) -> float:
    group = reading.occupation.group if reading.occupation else None
    times = _UNKNOWN if group is None else _FROM[group]
    unclear = not pay.currency_sure and (times > _UNSKILLED or ratio.currency in _DOLLARS)
    return times * (1.0 if ratio.period_stated else _GUESSED) * (_AMBIGUOUS if unclear else 1.0)


def _is_explained(reading: Reading, pay: Pay) -> bool:
    return bool(_EXPLAINED.search(reading.folded, max(0, pay.start - _REACH), pay.end + _REACH))
