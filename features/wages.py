"""What people commonly earn in a country, and how an advert's pay compares with it.

The table says its sources and years, country by country. A ratio is against the mean monthly wage of the country, scaled to the
occupation's ISCO major group, so that a reviewer can be told what an offer was measured against.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from features.pay import PER_MONTH, Pay, PayPeriod, PayRole
from features.pay.guess import guess_against

_GROUP_NAMES: Final = {
    0: "armed forces",
    1: "managers",
    2: "professionals",
    3: "technicians",
    4: "clerical work",
    5: "service and sales work",
    6: "skilled agricultural work",
    7: "crafts and trades",
    8: "machine operators and drivers",
    9: "elementary work",
}
_MISREAD: Final = 60.0
"""A figure so many times the mean is a slip in its period or currency ("$65,000 an hour"), not an offer."""
_CROSS_BORDER: Final = frozenset({"EUR", "USD"})
"""Currencies in which pay is offered far beyond the countries that issue them."""
_JUDGED: Final = frozenset({PayRole.WAGE, PayRole.UNKNOWN})


@dataclass(frozen=True, slots=True)
class WageReference:
    """A country's monthly wages, gross, in its currency. `minimum` is nothing where no statutory minimum exists."""

    country: str
    currency: str
    minimum: float | None
    mean: float
    year: int
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PayRatio:
    """An advert's monthly pay against a reference, in the reference's currency.

    `ratio` is of the upper end (the only end, where one is written) to the mean wage; `low_ratio` of the lower end;
    `minimum_ratio` of the upper end to the statutory minimum, or nothing where there is none. `baseline` says in words what
    it was measured against. Where `period_stated` is false, the period was guessed to suit an ordinary wage.
    """

    ratio: float
    low_ratio: float
    minimum_ratio: float | None
    monthly: float
    currency: str
    baseline: str
    period_stated: bool


@dataclass(frozen=True, slots=True)
class _Wages:
    countries: Mapping[str, WageReference]
    factors: Mapping[int, float]
    per_dollar: Mapping[str, float]
    unknown_country: str


@cache
def _wages() -> _Wages:
    data = tomllib.loads((files("features") / "wages.toml").read_text(encoding="utf-8"))
    return _Wages(
        countries={country: _reference(country, entry) for country, entry in data["country"].items()},
        factors={int(group): factor for group, factor in data["occupation_factors"].items()},
        per_dollar=data["per_dollar"],
        unknown_country=data["unknown_country"],
    )


def _reference(country: str, entry: Mapping[str, Any]) -> WageReference:
    minimum = float(entry["minimum"]) or None
    year, source, note = entry["year"], entry["source"], entry.get("note", "")
    return WageReference(country, entry["currency"], minimum, float(entry["mean"]), year, source, note)


def reference(country: str) -> WageReference | None:
    """The wages of a country (ISO 3166, two letters); of a high-income one for "", and nothing for a country not listed."""
    wages = _wages()
    return wages.countries.get(country or wages.unknown_country)


def countries() -> tuple[str, ...]:
    """The countries whose wages are known."""
    return tuple(_wages().countries)


def occupation_factor(group: int | None) -> float:
    """Mean earnings of an ISCO major group over those of all employees; 1 where the occupation is unknown."""
    return 1.0 if group is None else _wages().factors[group]


def convert(amount: float, currency: str, into: str) -> float | None:
    """An amount in another currency at rough rates; nothing where a rate is unknown."""
    rates = _wages().per_dollar
    if currency == into:
        return amount
    return amount / rates[currency] * rates[into] if currency in rates and into in rates else None


def plausibility(pay: Pay, country: str, occupation_group: int | None) -> PayRatio | None:
    """How a wage compares with the mean of its country and occupation; nothing for what is no wage or cannot be made monthly.

    `country` is "" where the posting names none: then a high-income reference is taken, and a bare figure says nothing.
    """
    known = _reference_for(pay, country)
    if known is None or pay.role not in _JUDGED or not (pay.currency or country):
        return None
    ends = [end for end in (pay.low, pay.high) if end is not None]
    local = [convert(end, pay.currency or known.currency, known.currency) for end in ends]
    factor = PER_MONTH.get(_period(pay, known, local))
    if factor is None or any(end is None for end in local):
        return None
    monthly = [end * factor for end in local if end is not None]
    if max(monthly) > _MISREAD * known.mean:
        return None
    return _ratio(min(monthly), max(monthly), known, occupation_group, pay, country)


def _reference_for(pay: Pay, country: str) -> WageReference | None:
    """The country's wages; those of the currency's own country where pay in it is scarcely offered elsewhere."""
    known = reference(country)
    if not pay.currency_sure or pay.currency in _CROSS_BORDER or (known and country and known.currency == pay.currency):
        return known
    return _home_of(pay.currency) or known


@cache
def _home_of(currency: str) -> WageReference | None:
    return next((known for known in _wages().countries.values() if known.currency == currency), None)


def _period(pay: Pay, known: WageReference, local: list[float | None]) -> PayPeriod:
    """The pay's period; for a wage that has none, the one that suits the country."""
    if pay.period is not PayPeriod.UNKNOWN or pay.role is not PayRole.WAGE or local[-1] is None:
        return pay.period
    return guess_against(local[-1] / known.mean, known.currency)


def _ratio(low: float, high: float, known: WageReference, group: int | None, pay: Pay, country: str) -> PayRatio:
    mean = known.mean * occupation_factor(group)
    return PayRatio(
        ratio=round(high / mean, 2),
        low_ratio=round(low / mean, 2),
        minimum_ratio=round(high / known.minimum, 2) if known.minimum else None,
        monthly=round(high, 2),
        currency=known.currency,
        baseline=_baseline(known, group, country),
        period_stated=pay.period_stated,
    )


def _baseline(known: WageReference, group: int | None, country: str) -> str:
    scaled = "" if group is None else f" for {_GROUP_NAMES[group]} (ISCO group {group})"
    reason = "" if country == known.country else f", taken because the pay is in {known.currency}"
    if not country and known.country == _wages().unknown_country:
        reason = ", taken because the posting names no country"
    return f"mean monthly wage of {known.country}{scaled}, {known.year}, approximate{reason}"
