"""Pay as interfaces state it, in fields of its own, made a schema.org MonetaryAmount."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from crawler.pages.api import Thing, words

_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("hour", "hourly", "stundenlohn"), "HOUR")
    | dict.fromkeys(("day", "daily"), "DAY")
    | dict.fromkeys(("week", "weekly"), "WEEK")
    | dict.fromkeys(("month", "monthly", "monatsgehalt"), "MONTH")
    | dict.fromkeys(("year", "yearly", "annual", "annually", "jahresgehalt"), "YEAR")
)
"""What sources call the period that a pay is for, and what schema.org does."""

_CODES: Final[Mapping[str, str]] = MappingProxyType({"RUR": "RUB", "BYR": "BYN"})
"""Codes that sources still use for a currency, and ISO 4217's of today."""


def pay(currency: object, low: object, high: object, period: object = "") -> Thing | None:
    """A MonetaryAmount; nothing where no figure is stated. A zero is how forms write "not stated"."""
    least, most = _figure(low), _figure(high)
    if least is None and most is None:
        return None
    code, unit = words(currency), words(period)
    value = {"minValue": least, "maxValue": most, "unitText": _UNITS.get(unit.lower(), unit)}
    return {"currency": _CODES.get(code.upper(), code), "value": value}


def _figure(value: object) -> str | float | None:
    if isinstance(value, str):
        return value.strip() if any(digit in value for digit in "123456789") else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) and value > 0 else None
