"""A number with the currency and the power of ten that stand beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from features.pay.lexicon import UNSPACED, Money, money
from features.pay.money import PayPeriod
from features.pay.numbers import WORDED, numbers_in, value_of, worded_value

MAX_NUMBERS: Final = 120
"""How many numbers of one text are looked at; an ordinary advert holds fewer than a hundred."""

_REACH: Final = 20
_GAP: Final = " \u00a0\u202f:"
_AFTER: Final = " \u00a0\u202f+,.-–—"
_NEED_CURRENCY: Final = frozenset({"m", "mm", "b", "bn", "bin", "mil", "mila", "mille", "tis", "cr", "mii", "grand"})
"""Multipliers that are other words too, and so count only beside a currency."""
_LARGE_FIGURES: Final = 100_000
_JOINED_BEFORE: Final = frozenset("+#@_/.-")


@dataclass(frozen=True, slots=True)
class Term:
    """One amount: `start:end` with its signs, the digits at `digits`, and what stands beside them."""

    start: int
    end: int
    digits: int
    value: float
    factor: float = 1.0
    currency: str = ""
    sure: bool = False
    implied: str = ""
    period: PayPeriod = PayPeriod.UNKNOWN

    @property
    def amount(self) -> float:
        """The value with its power of ten."""
        return round(self.value * self.factor, 4)


@dataclass(frozen=True, slots=True)
class _Scan:
    """A text under search, with what is known for it."""

    text: str
    folded: str
    countries: Sequence[str]
    known: Money

    def currency(self, start: int, end: int, amount: float = math.inf) -> tuple[str, bool]:
        """The currency that these characters name, and whether it is sure; empty where they name none here."""
        mark = self.known.marks.get(self.folded[start:end])
        if mark is None or amount < mark.least or (mark.capitals and not self.text[start:end].isupper()):
            return "", False
        return mark.resolve(self.countries)


def terms_in(text: str, folded: str, countries: Sequence[str] = ()) -> Iterator[Term]:
    """The numbers of a text that could be amounts, in order. A sign between two numbers belongs to the first that can take it."""
    scan, taken = _Scan(text, folded, countries, money()), 0
    for start, end, value in _numbers(folded):
        term = _term(scan, start, end, value, taken)
        if term is not None:
            taken = term.end
            yield term


def _numbers(folded: str) -> Iterator[tuple[int, int, float]]:
    digits = ((*match.span(), value_of(match.group())) for match in islice(numbers_in(folded), MAX_NUMBERS))
    found = [(start, end, value) for start, end, value in digits if value is not None]
    if "hundred" in folded or "thousand" in folded:
        words = ((*match.span(), worded_value(match.group())) for match in islice(WORDED.finditer(folded), MAX_NUMBERS))
        found = sorted([*found, *((start, end, value) for start, end, value in words if value is not None)])
    return iter(found)


def _term(scan: _Scan, start: int, end: int, value: float, taken: int) -> Term | None:
    before = scan.folded[start - 1] if start else " "
    left = None if before in "\n\r" else _left(scan, start, taken)
    if left is None and start and not _may_begin(scan.folded, start, before):
        return None
    return _with_right(scan, start, end, value, left)


def _may_begin(folded: str, start: int, before: str) -> bool:
    """Whether a number may stand here: not within a word or a code, but after a dash it may end a range ("2k-3k")."""
    if before.isalpha():
        return bool(UNSPACED.match(before))
    if before not in _JOINED_BEFORE or start == 1 or folded[start - 2].isspace():
        return True
    further = folded[start - 2]
    return before == "-" and (not further.isalpha() or further == "k" or bool(UNSPACED.match(further)))


def _left(scan: _Scan, start: int, taken: int, *, last: bool = False) -> tuple[int, str, bool] | None:
    """Where a currency to the left begins, the currency, and whether it is sure."""
    before = scan.folded[max(taken, start - _REACH) : start]
    beside, hints = before.rstrip(_GAP), scan.known.left_hints
    if not (beside[-2:] in hints or beside[-1:] in hints):
        return None
    match = scan.known.left.match(before[::-1])
    if match is None:
        return None
    begin = start - match.end()
    currency, sure = scan.currency(begin, begin + len(match.group().lstrip(_GAP)))
    if not currency:
        return None
    # "USD $500": a sure name before a shared sign settles it.
    further = _left(scan, begin, taken, last=True) if not last and not scan.folded[start - 1].isalnum() else None
    return further if further and further[2] else (begin, currency, sure)


def _with_right(scan: _Scan, start: int, end: int, value: float, left: tuple[int, str, bool] | None) -> Term:
    if left is None and not _may_follow(scan.folded[end : end + 6].lstrip(_AFTER), scan.known):
        return Term(start, end, start, value)
    begin, currency, sure = left or (start, "", False)
    factor, word, end = _factor(scan, end, value, currency)
    match = scan.known.right.match(scan.folded, end)
    if match is not None:
        named, named_sure = scan.currency(*match.span(1), amount=value * factor)
        if named:
            # A currency on both sides ("$ 900 USD") is named best by the one that is sure.
            currency, sure = (currency, sure) if sure else (named, named_sure)
            end = match.end()
    known = scan.known
    period = PayPeriod(known.implied_periods.get(word, PayPeriod.UNKNOWN))
    return Term(begin, end, start, value, factor, currency, sure, known.implied.get(word, ""), period)


def _may_follow(after: str, known: Money) -> bool:
    first, second = after[:1], after[1:2]
    if after[:2] in known.right_hints or UNSPACED.match(first):
        return True
    return first in known.right_hints and (not second.isalpha() or bool(UNSPACED.match(second)))


def _factor(scan: _Scan, end: int, value: float, currency: str) -> tuple[float, str, int]:
    match = scan.known.multiplier.match(scan.folded, end)
    if match is None:
        return 1.0, "", end
    word, after = match.group(1), match.end()
    if word in _NEED_CURRENCY and not currency and not scan.known.right.match(scan.folded, after):
        return 1.0, "", end
    if word == "w" and not UNSPACED.search(scan.folded[max(0, end - 8) : end + 8]):
        return 1.0, "", end
    # "35,000k" is a slip of the pen for 35k.
    doubled = word == "k" and value >= 1000 and scan.known.months.get(currency, 1.0) < _LARGE_FIGURES
    return (1.0 if doubled else scan.known.factors[word]), word, after
