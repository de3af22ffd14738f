"""A period for an amount that states none, from what people commonly earn in its currency.

The bands are wide and lean towards the longer period, so that a guess makes an amount look ordinary rather than striking.
"""

from __future__ import annotations

from typing import Final

from features.pay.lexicon import money
from features.pay.money import PayPeriod

_HOUR: Final = (0.0015, 0.0115)
_MONTH_LEAST: Final = 0.15
_YEAR_LEAST: Final = 4.5
_YEAR_LEAST_WHERE_USUAL: Final = 1.5
_YEAR_MOST: Final = 80.0
_YEARLY: Final = frozenset({"USD", "GBP", "CAD", "AUD", "NZD"})
"""Currencies of countries where salaries are commonly stated by the year."""
_BARE_YEAR: Final = (10_000.0, 400_000.0)


def guess_period(low: float | None, high: float | None, currency: str, *, bare: bool = False) -> PayPeriod:
    """Hour, month or year where the amount suits one; `bare` says that a figure of no currency may be taken for a yearly one."""
    amounts = [amount for amount in (low, high) if amount is not None]
    if not amounts:
        return PayPeriod.UNKNOWN
    middle = sum(amounts) / len(amounts)
    month = money().months.get(currency)
    if month is None:
        return PayPeriod.YEAR if bare and not currency and _within(middle, _BARE_YEAR) else PayPeriod.UNKNOWN
    return guess_against(middle / month, currency)


def guess_against(ratio: float, currency: str) -> PayPeriod:
    """The period of an amount that is `ratio` times a common monthly wage in its currency."""
    year = _YEAR_LEAST_WHERE_USUAL if currency in _YEARLY else _YEAR_LEAST
    bands = ((PayPeriod.HOUR, _HOUR), (PayPeriod.MONTH, (_MONTH_LEAST, year)), (PayPeriod.YEAR, (year, _YEAR_MOST)))
    return next((period for period, band in bands if _within(ratio, band)), PayPeriod.UNKNOWN)


def _within(value: float, band: tuple[float, float]) -> bool:
    return band[0] <= value < band[1]
