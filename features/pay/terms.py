"""A number with the currency and the power of ten that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from features.pay.lexicon import UNSPACED, Mark, Money, money
from features.pay.money import PayPeriod
from features.pay.numbers import NUMBER, WORDED, value_of, worded_value

MAX_NUMBERS: Final = 400
"""How many numbers of one text are looked at; an ordinary advert holds fewer than a hundred."""

_REACH: Final = 16
_GAP: Final = " \u00a0\u202f:"
_AFTER: Final = " \u00a0\u202f+,.-–—"
_MILLIONS: Final = frozenset({"m", "mm", "b", "bn"})
_JOINED_BEFORE: Final = frozenset("+#@_/.-")


@dataclass(frozen=True, slots=True)
class Term:
    """One amount: `start:end` with its signs, the digits at `digits`, and what stands beside them."""

    start: int
    end: int
    digits: int
    value: float
    factor: float = 1.0
    mark: Mark | None = None
    implied: str = ""
    period: PayPeriod = PayPeriod.UNKNOWN

    @property
    def amount(self) -> float:
        """The value with its power of ten."""
        return round(self.value * self.factor, 4)


def terms_in(text: str, folded: str) -> Iterator[Term]:
    """The numbers of a text that could be amounts, in order. A sign between two numbers belongs to the first that can take it."""
    known, taken = money(), 0
    for start, end, value in _numbers(folded):
        term = _term(text, folded, (start, end), value, known, taken)
        if term is not None:
            taken = term.end
            yield term


def _numbers(folded: str) -> Iterator[tuple[int, int, float]]:
    digits = ((*match.span(), value_of(match.group())) for match in islice(NUMBER.finditer(folded), MAX_NUMBERS))
    found = [(start, end, value) for start, end, value in digits if value is not None]
    if "hundred" in folded or "thousand" in folded:
        words = ((*match.span(), worded_value(match.group())) for match in islice(WORDED.finditer(folded), MAX_NUMBERS))
        found = sorted([*found, *((start, end, value) for start, end, value in words if value is not None)])
    return iter(found)


def _term(text: str, folded: str, span: tuple[int, int], value: float, known: Money, taken: int) -> Term | None:
    start, end = span
    before = folded[start - 1] if start else " "
    left = None if before in "\n\r" else _left(text, folded, start, known, taken)
    if left is None and (before.isalpha() and not UNSPACED.match(before)):
        return None
    if left is None and before in _JOINED_BEFORE and start > 1 and not folded[start - 2].isspace():
        return None if before != "-" else _dashed(text, folded, span, value, known)
    return _right(text, folded, (start, end), value, known, left)


def _dashed(text: str, folded: str, span: tuple[int, int], value: float, known: Money) -> Term | None:
    """A number after a dash: the upper end of a range, unless a letter stands before the dash (a code such as "B-12")."""
    before = folded[span[0] - 2]
    if before.isalpha() and before != "k" and not UNSPACED.match(before):
        return None
    return _right(text, folded, span, value, known, None)


def _left(text: str, folded: str, start: int, known: Money, taken: int) -> tuple[int, Mark] | None:
    before = folded[max(taken, start - _REACH) : start]
    beside = before.rstrip(_GAP)
    if not (beside[-2:] in known.left_hints or beside[-1:] in known.left_hints):
        return None
    match = known.left.match(before[::-1])
    if match is None:
        return None
    begin = start - match.end()
    word = match.group().lstrip(_GAP)[::-1]
    mark = known.marks.get(word)
    return (begin, mark) if mark and _stands(mark, text[begin : begin + len(word)]) else None


def _stands(mark: Mark, written: str) -> bool:
    return not mark.capitals or written.isupper()


def _right(text: str, folded: str, span: tuple[int, int], value: float, known: Money, left: tuple[int, Mark] | None) -> Term:
    start, end = span
    if left is None and not _may_follow(folded[end : end + 6].lstrip(_AFTER), known):
        return Term(start, end, start, value)
    digits = start
    factor, word, end = _factor(folded, end, known, signed=left is not None)
    mark = None
    if left is not None:
        start, mark = left
    match = known.right.match(folded, end)
    if match is not None and (found := _right_mark(text, match.span(1), known, value * factor)):
        # A currency on both sides ("$ 900 USD") is named best by the one that is sure.
        mark, end = (mark if mark and mark.sure else found), match.end()
    period = PayPeriod(known.implied_periods.get(word, PayPeriod.UNKNOWN))
    return Term(start, end, digits, value, factor, mark, known.implied.get(word, ""), period)


def _may_follow(after: str, known: Money) -> bool:
    return (
        after[:2] in known.right_hints
        or (after[:1] in known.right_hints and not after[1:2].isalpha())
        or bool(UNSPACED.match(after))
    )


def _right_mark(text: str, span: tuple[int, int], known: Money, amount: float) -> Mark | None:
    written = text[span[0] : span[1]]
    mark = known.marks.get(written.lower())
    return mark if mark and _stands(mark, written) and amount >= mark.least else None


def _factor(folded: str, end: int, known: Money, *, signed: bool) -> tuple[float, str, int]:
    match = known.multiplier.match(folded, end)
    if match is None:
        return 1.0, "", end
    word = match.group(1)
    if (word in _MILLIONS and not signed) or (word == "w" and not UNSPACED.search(folded[max(0, end - 8) : end + 8])):
        return 1.0, "", end
    return known.factors[word], word, match.end()
