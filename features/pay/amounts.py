"""Amounts and ranges: one or two terms, the period that follows, and whether a number without a currency is money at all."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from features.pay.clause import wage_named_near
from features.pay.lexicon import limits, periods
from features.pay.money import REGULAR, PayPeriod
from features.pay.terms import Term
from features.spans import Span

MAX_LOOKED_AT: Final = 45
"""How many candidates of one text are looked at closely."""

_REACH: Final = 28
_GAP: Final = 24
_YEARS: Final = (1900, 2060)
_FORMS: Final = frozenset({401.0, 403.0, 457.0, 1099.0})
"""Numbers of American pension plans and tax forms that stand beside words of pay."""
_LEAST_BARE: Final = 100.0
_LEAST_IN_FIELD: Final = 5.0
_MOST_BARE: Final = 1e9
_MILLION: Final = 1e6
_WIDEST: Final = 60
"""A range whose upper end is more times the lower is two numbers ("Band 3 - £19,737")."""
_PLURALS: Final = frozenset({"hours", "hrs", "days", "weeks", "wks", "months", "years", "yrs"})
_LIKELY_LEAST: Final = {PayPeriod.MONTH: 200.0, PayPeriod.YEAR: 3000.0}
_ALONE: Final = re.compile(
    r"\s{0,2}(?:$|[^\w\s%°:]|\n|左|起|以|元|每|到|至|底|包|不|加"
    r"|plus\b|and\b|or\b|depending|based|per\b|gross|net|brut|pro\b|doe\b|a month)"
)
"""What may follow a bare figure of pay; a word that is counted ("500 employees") may not."""
_HOW_OFTEN: Final = re.compile(
    r"[ \u00a0]{0,2}(?:/|per |a |each |p[acw./]|monthly|每|на |в |за |al |por |par |pro |na |pe |w |mỗi |perbulan)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One or two terms that make an amount or range. `reach` is where the figures end, `end` where their period ends."""

    low: Term
    high: Term
    end: int
    period: PayPeriod

    @property
    def start(self) -> int:
        """Where it begins, currency included."""
        return self.low.start

    @property
    def reach(self) -> int:
        """Where the figures and their currency end; the period may follow."""
        return self.high.end

    @property
    def is_range(self) -> bool:
        """Whether both ends are written."""
        return self.low is not self.high

    @property
    def marked(self) -> Term | None:
        """The term that names the currency."""
        return self.low if self.low.currency else self.high if self.high.currency else None

    @property
    def factor(self) -> float:
        """The larger power of ten."""
        return max(self.low.factor, self.high.factor)


def amounts_in(terms: Iterator[Term], folded: str, field: Span | None) -> Iterator[Amount]:
    """The amounts and ranges that are money, in order; within `field` a bare number is. Terms are made only as asked for."""
    looked, following = 0, next(terms, None)
    while (low := following) and looked < MAX_LOOKED_AT:
        following = next(terms, None)
        high = following if following and _is_range(folded, low, following) else low
        if high is not low:
            following = next(terms, None)
        low, high = _same_scale(low, high)
        in_field = field is not None and field.covers(Span(low.start, high.end))
        if _may_be_money(folded, low, high, in_field=in_field):
            looked += 1
            yield from _amount(folded, low, high, marked=bool(low.currency or high.currency) or in_field)


def _is_range(folded: str, low: Term, high: Term) -> bool:
    if high.start - low.end > _GAP or (low.currency and high.currency and low.currency != high.currency):
        return False
    position = _period_after(folded, low.end, marked=True)[1] if low.currency or low.factor > 1 else low.end
    between, known = folded[position : high.start], limits()
    if known.to.fullmatch(between):
        return bool(low.currency) or low.value * max(low.factor, high.factor) * _WIDEST > high.amount
    if between.strip() == "/":
        return bool(low.currency and high.currency)
    before = folded[max(0, low.start - _REACH) : low.start][::-1]
    return bool(known.both.fullmatch(between) and known.between.match(before))


def _same_scale(low: Term, high: Term) -> tuple[Term, Term]:
    """Gives the lower end the upper one's power of ten where only that is written: "3-5k", "15 - 20 triệu", "$150-175,000"."""
    if low is high:
        return low, low
    factor = high.factor if low.factor == 1 and low.value < high.value * 2 else low.factor
    if factor == 1 and low.currency and 10 <= low.value < 1000 and low.value * 1000 <= high.value < low.value * 10_000:
        factor = 1000.0
    return replace(low, factor=factor, implied=low.implied or high.implied), high


def _may_be_money(folded: str, low: Term, high: Term, *, in_field: bool) -> bool:
    if low.currency or high.currency:
        return True
    return _stands_alone(folded, high, _LEAST_IN_FIELD) if in_field else _may_be_bare(folded, low, high)


def _amount(folded: str, low: Term, high: Term, *, marked: bool) -> Iterator[Amount]:
    period, end = (high.period, high.end) if high.period in REGULAR else _period_after(folded, high.end, marked=marked)
    amount = Amount(low, high, end, period)
    if marked or _is_bare_pay(folded, amount):
        yield amount


def _may_be_bare(folded: str, low: Term, high: Term) -> bool:
    """Whether a number without a currency is worth a closer look: a cheap test that most numbers of an advert fail."""
    if high.value in _FORMS or (high.factor == 1 and _is_year(low) and _is_year(high)):
        return False
    if high.factor == 1 and high.value < _LEAST_IN_FIELD:
        return False
    return high.factor > 1 or _stands_alone(folded, high, _LEAST_BARE) or bool(_HOW_OFTEN.match(folded, high.end))


def _is_year(term: Term) -> bool:
    return _YEARS[0] <= term.value <= _YEARS[1]


def _stands_alone(folded: str, high: Term, least: float) -> bool:
    if high.factor > 1:
        return True
    figure = least <= high.value < _MOST_BARE
    return figure and bool(
        _ALONE.match(folded, high.end) or folded.startswith("+", high.end) or limits().least_after.match(folded, high.end)
    )


def _is_bare_pay(folded: str, amount: Amount) -> bool:
    """Whether a period or the words around a number without a currency make it pay."""
    if _ALONE.match(folded, amount.end) and _is_likely(amount):
        return True
    return amount.high.amount >= _LEAST_IN_FIELD and wage_named_near(folded, amount.start, amount.reach)


def _is_likely(amount: Amount) -> bool:
    """Whether a period makes a figure pay by itself: "2500/month", "50k an hour", but not "3 million daily"."""
    in_thousands = amount.period in REGULAR and (1000 <= amount.factor < _MILLION or bool(amount.high.implied))
    return in_thousands or (amount.factor == 1 and amount.high.amount >= _LIKELY_LEAST.get(amount.period, math.inf))


def _period_after(folded: str, end: int, *, marked: bool) -> tuple[PayPeriod, int]:
    """The period that follows, and where it ends. A bare unit ("40 hours") is a period only after money ("15 EUR hour")."""
    known = periods()
    match = known.after.match(folded, end)
    if match is None or (match["bare"] and (not marked or match["bare"] in _PLURALS)):
        return PayPeriod.UNKNOWN, end
    word = match["unit"] or match["alone"] or match["bare"]
    period = known.alone.get(word) if match["alone"] else known.units.get(word)
    return period or _stemmed(word), match.end()


def _stemmed(word: str) -> PayPeriod:
    """The period of an inflected unit, which the table lists with a star."""
    starred = ((stem, period) for stem, period in periods().units.items() if stem.endswith("*"))
    return next((period for stem, period in starred if word.startswith(stem[:-1])), PayPeriod.UNKNOWN)
