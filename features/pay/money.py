"""What an amount of money in an advert says: how much, in which currency, how often, and what it is for.

Monthly figures are for comparing, not for accounting. They take a 40-hour week and a full year: 2,080 hours / 12 = 173.33 hours,
261 working days / 12 = 21.75 days, 365.25 days / 7 / 12 = 4.345 weeks a month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class PayPeriod(StrEnum):
    """How often an amount is paid. `ONCE` is said to be a single payment; `UNKNOWN` is not said and could not be guessed."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    YEAR = "year"
    PIECE = "piece"
    TRIP = "trip"
    ONCE = "once"
    UNKNOWN = "unknown"


class PayRole(StrEnum):
    """What an amount is for, from the words around it. `OTHER` is money no worker is paid or charged: turnover, prices."""

    WAGE = "wage"
    COMMISSION = "commission"
    BONUS = "bonus"
    ADVANCE = "advance"
    DEDUCTION = "deduction"
    FEE = "fee"
    DEPOSIT = "deposit"
    PENALTY = "penalty"
    OTHER = "other"
    UNKNOWN = "unknown"


PER_MONTH: Final[Mapping[PayPeriod, float]] = MappingProxyType(
    {
        PayPeriod.HOUR: 173.33,
        PayPeriod.DAY: 21.75,
        PayPeriod.WEEK: 4.345,
        PayPeriod.FORTNIGHT: 4.345 / 2,
        PayPeriod.MONTH: 1.0,
        PayPeriod.YEAR: 1 / 12,
    }
)
"""How many of each period a full-time month holds."""

REGULAR: Final = frozenset(PER_MONTH)
"""The periods that recur, and so can be made monthly."""


@dataclass(frozen=True, slots=True)
class Pay:
    """An amount or range at `text[start:end]`. An exact amount has `low == high`; "up to" has only `high`, "from" only `low`.

    `currency` is ISO 4217, or "" when not stated; `currency_sure` is false where a sign that several countries share was settled
    by the posting's countries or by its most common meaning. `period_stated` is false for a guessed or unknown period.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    currency: str = ""
    currency_sure: bool = False
    period: PayPeriod = PayPeriod.UNKNOWN
    period_stated: bool = False
    role: PayRole = PayRole.UNKNOWN
    gross: bool | None = None

    def monthly(self) -> tuple[float | None, float | None]:
        """Low and high of a full-time month in the same currency; nothing for piece rates, single or unknown payments."""
        factor = PER_MONTH.get(self.period)
        return (None, None) if factor is None else (_times(self.low, factor), _times(self.high, factor))


def _times(amount: float | None, factor: float) -> float | None:
    return None if amount is None else round(amount * factor, 2)


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share at `text[start:end]`, such as a commission of 10 %. `value` is in percent."""

    start: int
    end: int
    value: float
    role: PayRole = PayRole.OTHER
