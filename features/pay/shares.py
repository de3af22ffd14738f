"""Shares in percent, and whether a share is what a worker may keep: "10% commission", "you keep 5 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from features.pay.clause import sense_of
from features.pay.money import PayRole, Percentage
from features.text.normalise import lower

_GATE: Final = re.compile(
    r"%|٪|per ?cent|процен|відсот|procent|prozent|por ciento|por cento|pour ?cent|yüzde|posto|посто|persen|phần trăm|فیصد|点"
)
_SHARE: Final = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,٫]\d{1,2})?)(?: ?[-–—] ?(\d{1,3}(?:[.,٫]\d{1,2})?))?"
    r" {0,2}(?:%|٪|per ?cent|процент\w{0,3}|відсот\w{0,4}|procent\w{0,3}|prozent|por ciento|por cento|pour ?cent|posto|посто"
    r"|persen|phần trăm|فیصد|个点)"
)
_PREFIXED: Final = re.compile(r"(?:%|٪|yüzde) ?(\d{1,3}(?:[.,٫]\d{1,2})?)(?![\d.,]*\d| ?[%٪])")
_KEPT: Final = re.compile(
    r"\b(?:keep|kept|retain|yours|your share|your cut|for yourself"
    r"|of (?:the |each |every )?(?:profit|transfer|transaction|amount|sale|deal)s?"
    r"|себе|оставляете|забираете|zatrzymaj\w*|kendinize|te quedas|para ti|для себя|von jeder überweisung)\b|归你|自留"
)
_NEAR: Final = 40
MAX_SHARES: Final = 40
"""How many shares of one text are read."""


def percentages_in(text: str, folded: str | None = None) -> tuple[Percentage, ...]:
    """Every share in percent, in order; of a range the upper end. The role is commission where the words around say so."""
    folded = lower(text) if folded is None else folded
    if not _GATE.search(folded):
        return ()
    return tuple(islice(_shares(folded), MAX_SHARES))


def _shares(folded: str) -> Iterator[Percentage]:
    each = (islice(pattern.finditer(folded), 2 * MAX_SHARES) for pattern in (_SHARE, _PREFIXED))
    matches = sorted(chain.from_iterable(each), key=lambda match: match.start())
    end = 0
    for match in matches:
        if match.start() >= end:
            end = match.end()
            value = match[match.lastindex or 1].replace(",", ".").replace("٫", ".")
            yield Percentage(match.start(), end, float(value), _role(folded, match.start(), end))


def _role(folded: str, start: int, end: int) -> PayRole:
    sense = sense_of(folded, start, end)
    if sense.role is PayRole.COMMISSION or _KEPT.search(folded, max(0, start - _NEAR), end + _NEAR):
        return PayRole.COMMISSION
    return PayRole.OTHER if sense.role in (PayRole.UNKNOWN, PayRole.WAGE) else sense.role
