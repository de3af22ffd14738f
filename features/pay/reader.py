"""Amounts and ranges of money in a text, and what each is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from features.pay.amounts import Amount, amounts_in
from features.pay.clause import Sense, sense_of
from features.pay.guess import guess_period
from features.pay.lexicon import limits, money
from features.pay.money import REGULAR, Pay, PayPeriod, PayRole
from features.pay.terms import terms_in
from features.spans import Span
from features.text.normalise import lower
from features.text.words import digit_runs

MAX_AMOUNTS: Final = 30
"""How many amounts of one text are read; the rest of a price list is left alone."""

_REACH: Final = 28
_FAR: Final = 3
_MILLION: Final = 1e6
_STRONG_CURRENCY: Final = 100_000
"""Where a common monthly wage is below this, a figure in millions is no wage."""


def pay_in(
    text: str, folded: str | None = None, *, countries: Sequence[str] = (), salary_span: Span | None = None
) -> tuple[Pay, ...]:
    """Every amount of money in a text, in order, with what it is for.

    `folded` is the text in lower case, character by character. `countries` (ISO 3166, two letters) settle signs that several
    countries share. Within `salary_span`, the posting's own field for pay, a bare number is pay too.
    """
    folded = lower(text) if folded is None else folded
    if not (digit_runs(folded) or "hundred" in folded or "thousand" in folded):
        return ()
    amounts = amounts_in(terms_in(text, folded, countries), folded, salary_span)
    return tuple(_pays(folded, islice(amounts, MAX_AMOUNTS), salary_span, bare_year=not countries))


def _pays(folded: str, amounts: Iterable[Amount], field: Span | None, *, bare_year: bool) -> Iterator[Pay]:
    floor = 0
    for amount, ceiling in _with_next(list(amounts)):
        in_field = field is not None and field.covers(Span(amount.start, amount.reach))
        sense = sense_of(folded, amount.start, amount.reach, floor, ceiling)
        floor = amount.end
        yield _pay(folded, amount, sense, in_field=in_field, bare_year=bare_year and in_field)


def _with_next(amounts: list[Amount]) -> Iterator[tuple[Amount, int | None]]:
    """Each amount with where the next begins: the words beyond belong to that."""
    for index, amount in enumerate(amounts):
        yield amount, amounts[index + 1].start if index + 1 < len(amounts) else None


def _pay(folded: str, amount: Amount, sense: Sense, *, in_field: bool, bare_year: bool) -> Pay:
    marked = amount.marked
    currency, sure = (marked.currency, marked.sure) if marked else (amount.high.implied, False)
    period = amount.period if amount.period is not PayPeriod.UNKNOWN else sense.period
    role = _role(amount, sense, period, in_field=in_field)
    low, high = _ends(folded, amount)
    stated = period is not PayPeriod.UNKNOWN
    if not stated and role is PayRole.WAGE:
        period = guess_period(low, high, currency, bare=bare_year)
    return Pay(amount.start, amount.end, low, high, currency, sure, period, stated, role, sense.gross)


def _role(amount: Amount, sense: Sense, period: PayPeriod, *, in_field: bool) -> PayRole:
    if _is_in_millions(amount):
        return PayRole.OTHER
    paid = in_field or period in REGULAR
    if sense.role is PayRole.UNKNOWN or (paid and sense.distance > _FAR):
        return PayRole.WAGE if paid else sense.role
    return sense.role


def _is_in_millions(amount: Amount) -> bool:
    marked = amount.marked
    return amount.factor >= _MILLION and marked is not None and money().months.get(marked.currency, 1.0) < _STRONG_CURRENCY


def _ends(folded: str, amount: Amount) -> tuple[float | None, float | None]:
    low, high = amount.low.amount, amount.high.amount
    if amount.is_range:
        return min(low, high), max(low, high)
    known = limits()
    before = folded[max(0, amount.start - _REACH) : amount.start][::-1]
    if known.most.match(before) or known.most_after.match(folded, amount.end):
        return None, high
    open_ended = "+" in folded[amount.high.digits : amount.reach + 1] or known.least.match(before)
    if open_ended or any(known.least_after.match(folded, at) for at in (amount.reach, amount.end)):
        return low, None
    return low, high
