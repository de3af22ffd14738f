"""The tables of this folder, made into patterns once and when first needed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from features.pay.money import PayPeriod, PayRole

UNSPACED: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""A letter of a script that is written without spaces: Thai, Lao, Japanese, Chinese."""

_LETTER: Final = r"[^\W\d_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]"
"""A letter of a script that separates words: "8k以上" has a boundary after the k."""
_SMALLEST: Final = 0.01
_LOOSE_MONEY: Final = ("bucks", "grand", "million", "mil", "lakh", "lakhs", "crore", "crores", "btc", "quid", "rand")
"""Words that say money of a figure, though not which."""
_ALSO_UNITS: Final = frozenset({"km"})
"""Currencies that are units of something else far more often."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a sign, code or word says of the currency."""

    currency: str
    """ISO 4217, or "" for a mark that means money only in some countries."""
    sure: bool = True
    countries: Mapping[str, str] = field(default_factory=dict)
    capitals: bool = False
    least: float = _SMALLEST

    def resolve(self, countries: Iterable[str]) -> tuple[str, bool]:
        """The currency, and whether it may be relied on, for a posting that names these countries."""
        settled = {self.countries[country] for country in countries if country in self.countries}
        if len(settled) == 1:
            return settled.pop(), True
        return self.currency, self.sure


@dataclass(frozen=True, slots=True)
class Money:
    """Patterns for what stands beside a number; `left` is matched against reversed text.

    The hints are the two characters nearest to the number (or the only one): a look-up that spares most numbers the patterns.
    """

    left: re.Pattern[str]
    right: re.Pattern[str]
    left_hints: frozenset[str]
    right_hints: frozenset[str]
    marks: Mapping[str, Mark]
    multiplier: re.Pattern[str]
    factors: Mapping[str, float]
    implied: Mapping[str, str]
    implied_periods: Mapping[str, str]
    months: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Periods:
    """Patterns and look-ups for how often."""

    after: re.Pattern[str]
    units: Mapping[str, PayPeriod]
    before: Mapping[str, PayPeriod]
    alone: Mapping[str, PayPeriod]
    unspaced: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Limits:
    """Patterns for ranges and open ends; `least`, `most` and `between` are matched against reversed text."""

    to: re.Pattern[str]
    both: re.Pattern[str]
    between: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    least_after: re.Pattern[str]
    most_after: re.Pattern[str]


def table(name: str) -> dict[str, Any]:
    """One of the folder's tables."""
    return tomllib.loads((files("features.pay") / f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str], *, backwards: bool = False) -> str:
    """An alternation of words, longest first, each ending at a word boundary where its script has any."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    bounded = [_shown(word, backwards=backwards) for word in ordered if _is_bounded(word, backwards=backwards)]
    others = [_shown(word, backwards=backwards) for word in ordered if not _is_bounded(word, backwards=backwards)]
    # One look-ahead for all words: the class is large, and compiling it once a word would take seconds. Lone signs come last, so
    # that "us$" is tried before "$", and what ends in a stop first, so that "руб." is tried before "руб".
    grouped = [f"(?:{'|'.join(bounded)})(?!{_LETTER})"] if bounded else []
    return f"(?:{'|'.join([sign for sign in others if len(sign) > 2] + grouped + [sign for sign in others if len(sign) <= 2])})"


def _is_bounded(word: str, *, backwards: bool) -> bool:
    edge = word[0] if backwards else word.rstrip("*")[-1]
    return edge.isalpha() and not UNSPACED.match(edge)


def _shown(word: str, *, backwards: bool) -> str:
    stem = word.rstrip("*")
    return re.escape(stem[::-1] if backwards else stem) + (r"\w{0,6}" if stem != word else "")


@cache
def money() -> Money:
    """Currencies and multipliers."""
    data = table("currencies")
    either, after = dict(_either(data)), dict(_after(data))
    # A sign such as the dollar's may stand inside a longer one (US$), so the longest alternative is tried first.
    factors: dict[str, float] = data["multipliers"]
    return Money(
        left=re.compile(r"[ \u00a0\u202f:]{0,2}" + alternatives(either, backwards=True)),
        right=re.compile(r"(?:[,.][-–—])?\+{0,2}[ \u00a0\u202f]{0,2}(" + alternatives(either | after) + ")"),
        left_hints=frozenset(word[-2:] for word in either),
        right_hints=frozenset(word[:2] for word in (*either, *after, *factors, "ke", "ku", "kg", "kc", "kp", "kh")),
        marks=after | either,
        multiplier=re.compile(r"[ \u00a0\u202f]?((?:k|tis|m)(?=eur|usd|gbp|chf|pln|huf)|" + alternatives(factors) + ")"),
        factors=factors,
        implied=data["implied"],
        implied_periods=data["implied_period"],
        months={code: entry["month"] for code, entry in data["currency"].items()},
    )


@cache
def money_words() -> tuple[str, str]:
    """Patterns for a currency before a figure, and for one behind it, whatever the country."""
    data = table("currencies")
    either, after = ({word for word, _ in marks} - _ALSO_UNITS for marks in (_either(data), _after(data)))
    before = [word for word in either if len(word) > 1 or not word.isalpha()]
    return rf"(?<!{_LETTER}){alternatives(before)}", alternatives([*either, *after, *_LOOSE_MONEY])


def _either(data: Mapping[str, Any]) -> Iterator[tuple[str, Mark]]:
    for code, entry in data["currency"].items():
        if entry.get("code", True):
            yield code.lower(), Mark(code, capitals=True)
        for word in (*entry.get("symbols", ()), *entry.get("words", ())):
            yield word, Mark(code)
    for entry in data["shared"]:
        if entry.get("side") != "after":
            yield from _shared(entry)


def _after(data: Mapping[str, Any]) -> Iterator[tuple[str, Mark]]:
    for code, entry in data["currency"].items():
        for word in entry.get("after", ()):
            yield word, Mark(code, least=entry.get("least", _SMALLEST))
    for entry in data["shared"]:
        if entry.get("side") == "after":
            yield from _shared(entry)


def _shared(entry: Mapping[str, Any]) -> Iterator[tuple[str, Mark]]:
    for word in (entry["mark"], *entry.get("also", ())):
        yield word, Mark(entry["default"], entry["sure"], entry["countries"])


@cache
def periods() -> Periods:
    """How often money is paid."""
    data = table("periods")
    units, alone, before = (_by_word(data[name]) for name in ("units", "alone", "before"))
    # "25000/- per month" is how South Asia ends an amount.
    between = rf"(?:[/,.][-–—=])?(?:[ \u00a0(),.+-]{{0,3}}{alternatives(data['between'])}){{0,3}}"
    per = rf"(?:/ ?|{alternatives(data['per'])}[ \u00a0]?)(?:1[ \u00a0]?)?"
    return Periods(
        after=re.compile(
            rf"{between}[ \u00a0(),.+-]{{0,3}}(?:{per}(?P<unit>{alternatives(units)})|(?P<alone>{alternatives(alone)})"
            rf"|(?P<bare>{alternatives(units)})(?=[ \u00a0]*(?:$|[),;|\n])))"
        ),
        units=units,
        before=before,
        alone=alone,
        unspaced=re.compile("|".join(sorted((word for word in before if UNSPACED.match(word)), key=len, reverse=True))),
    )


def _by_word(data: Mapping[str, list[str]]) -> dict[str, PayPeriod]:
    """Word to period; a word listed under two periods keeps the first, as the table's order says."""
    found: dict[str, PayPeriod] = {}
    for name, words in data.items():
        for word in words:
            found.setdefault(word, PayPeriod(name))
    return found


@cache
def limits() -> Limits:
    """Ranges and open ends."""
    data = table("ranges")
    gap = r"[ \u00a0]{0,2}"
    return Limits(
        to=re.compile(gap + alternatives(data["to"]) + gap),
        both=re.compile(gap + alternatives(data["and"]) + gap),
        between=re.compile(gap + alternatives(data["between"], backwards=True)),
        least=re.compile(r"[ \u00a0:]{0,2}" + alternatives(data["least"], backwards=True)),
        most=re.compile(r"[ \u00a0:]{0,2}" + alternatives(data["most"], backwards=True)),
        least_after=re.compile(gap + alternatives(data["least_after"])),
        most_after=re.compile(gap + alternatives(data["most_after"])),
    )


@dataclass(frozen=True, slots=True)
class Roles:
    """Words around an amount that say what it is for: whole words, stems by length, and unspaced scripts by search."""

    words: Mapping[str, PayRole]
    stems: Mapping[str, PayRole]
    stem_lengths: tuple[int, ...]
    unspaced: re.Pattern[str]
    unspaced_roles: Mapping[str, PayRole]
    weak: frozenset[str]
    joining: frozenset[str]
    gross: Mapping[str, bool]


@cache
def roles() -> Roles:
    """What an amount is for."""
    data = table("roles")
    # Later roles win where a word is listed twice, and wage is listed first: a fee is never hidden behind a wage.
    named = [(word, PayRole(name)) for name in data if name in set(PayRole) for word in data[name]]
    unspaced = {word: role for word, role in named if UNSPACED.match(word)}
    stems = {word[:-1]: role for word, role in named if word.endswith("*")}
    return Roles(
        words={word: role for word, role in named if not word.endswith("*") and not UNSPACED.match(word)},
        stems=stems,
        stem_lengths=tuple(sorted({len(stem) for stem in stems}, reverse=True)),
        unspaced=re.compile("|".join(re.escape(word) for word in sorted(unspaced, key=len, reverse=True))),
        unspaced_roles=unspaced,
        weak=frozenset(data["weak"]),
        joining=frozenset(data["joining"]),
        gross=dict.fromkeys(data["gross"]["no"], False) | dict.fromkeys(data["gross"]["yes"], True),
    )
