"""Well-known employers and public bodies, their own domains, and domains that look like theirs. The list: `brands.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from features.text.words import LETTERS, UNSPACED, word_set

_DIGIT_LETTERS: Final = str.maketrans("01357", "oiest")
_HIRING_TEXT: Final = (
    r"(?:careers?|jobs?|hr|humanresources?|recruit\w{0,6}|hiring|hires?|employ\w{0,7}|vacanc\w{0,3}|work\w{0,4}|apply|application\w{0,2}"
    r"|emplois?|empleos?|trabalho|trabajo|emprego|recrut\w{0,7}|rekrut\w{0,5}|karriere?|kariera|kariyer|praca|kadry|kadro|cariere?|angajari"
    r"|toborzas|allas\w{0,3}|posao|rabota|robota|lowongan|loker|tuyendung|vieclam|ishe?alim\w{0,3}|zhaopin|seleccion|selecao"
    r"|onboarding|staff\w{0,3}|online|parttime|remote|talent\w?|interview\w?|offer\w?|task\w?|mall|earn\w{0,4}|portal|office|team|mission)"
)
_BEFORE_AFTER: Final = (
    rf"(?:{_HIRING_TEXT}|the|my|get|join|uk|usa?|ca|uae|eu|india|africa|global|intl|international|world\w{{0,4}}|group|[-.]|\d)"
)
_CHEAP_ENDINGS_TEXT: Final = """
top xyz site online icu vip click cyou buzz shop club live space website info work cc fun sbs lol monster
"""
_CHEAP_ENDINGS: Final = frozenset(_CHEAP_ENDINGS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation: how it stands in a domain, what it is called, and the domains on which it writes."""

    token: str
    names: tuple[str, ...]
    domains: frozenset[str]

    def owns(self, domain: str) -> bool:
        """Whether a registrable domain is its own: one of the list, or its bare name under a country's or an ordinary ending."""
        label, _, ending = domain.partition(".")
        return domain in self.domains or (label == self.token and ending not in _CHEAP_ENDINGS)

    def is_imitated_by(self, domain: str) -> bool:
        """Whether a domain carries its name with words of hiring around it, under a cheap ending, or with digits for letters."""
        label = domain.partition(".")[0]
        if not label or self.owns(domain):
            return False
        plain = label.translate(_DIGIT_LETTERS) if label != self.token else label
        if plain.replace("-", "") == self.token:
            return True
        return bool(_around(self.token).fullmatch(label) or (plain != label and _around(self.token).fullmatch(plain)))


@cache
def _around(token: str) -> re.Pattern[str]:
    """The name with at least one word of hiring beside it: `name-careers`, `hr-name`, `name-uk-jobs`."""
    words = rf"{_BEFORE_AFTER}{{0,4}}"
    return re.compile(rf"(?=.*{_HIRING_TEXT})(?:{words}[-.]?)?{re.escape(token)}(?:[-.]?{words})?")


@cache
def brands() -> tuple[Brand, ...]:
    """Every organisation of the list."""
    data = tomllib.loads((files("features") / "brands.toml").read_text(encoding="utf-8"))
    return tuple(Brand(entry["token"], tuple(entry["names"]), frozenset(entry["domains"])) for entry in data["brand"])


def brand_imitated_by(domain: str) -> Brand | None:
    """The first organisation whose name a domain carries in one spelling or another, and which it imitates."""
    label = domain.partition(".")[0]
    plain = label.translate(_DIGIT_LETTERS)
    spellings = f"{label} {plain} {plain.replace('-', '')} {label.replace('-', '')}"
    return next((brand for brand in brands() if brand.token in spellings and brand.is_imitated_by(domain)), None)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, Brand]]:
    by_name = {name: brand for brand in brands() for name in brand.names}
    longest_first = sorted(by_name, key=len, reverse=True)
    spaced, unspaced = (
        "|".join(re.escape(name) for name in longest_first if bool(UNSPACED.match(name)) is is_unspaced)
        for is_unspaced in (False, True)
    )
    return re.compile(rf"(?<![\w@.-])(?:{spaced})(?![\w@])|{unspaced}"), by_name


@cache
def _first_words() -> frozenset[str]:
    """The first word of each name: without one of them in it, a text names nobody."""
    return frozenset(LETTERS.findall(name)[0] for brand in brands() for name in brand.names if not UNSPACED.match(name))


@cache
def _unspaced_names() -> re.Pattern[str]:
    """The names in scripts that leave no blanks, of which no first word can be looked up."""
    return re.compile("|".join(re.escape(name) for brand in brands() for name in brand.names if UNSPACED.match(name)))


def brands_named(folded: str) -> Iterator[tuple[re.Match[str], Brand]]:
    """Each place in a lower-case text that names one of them."""
    if _first_words().isdisjoint(word_set(folded)) and not (UNSPACED.search(folded) and _unspaced_names().search(folded)):
        return iter(())
    pattern, by_name = _names()
    return ((match, by_name[match.group()]) for match in pattern.finditer(folded))
