"""The catalogue in the reader's own language, so that evidence in one language is explained in another.

One message catalogue a language (gettext), `locale/<language>/LC_MESSAGES/indicators.po`: each message is one text of one
indicator, with the English it was translated from. A text without a translation, or whose English has changed, stays English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from features.indicators import Catalogue, Indicator, catalogue

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FOLDER: Final = Path(__file__).with_name("locale")
SOURCE: Final = "en"
TEXTS: Final = ("name", "definition", "why", "advice")
"""What of an indicator is translated."""
RIGHT_TO_LEFT: Final = frozenset({"ar", "ur"})


def path_of(language: str) -> Path:
    """Where a language's messages stand."""
    return FOLDER / language / "LC_MESSAGES" / "indicators.po"


_WRITTEN: Final = {"sr": "sr_Latn"}
"""In which letters the texts of a language with two alphabets are."""


@cache
def languages() -> Mapping[str, str]:
    """The languages in which indicators are explained, each with its own name for itself; English first."""
    from babel import Locale

    found = [SOURCE, *sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/indicators.po"))]
    return MappingProxyType(
        {code: (Locale.parse(_WRITTEN.get(code, code)).get_display_name() or code).capitalize() for code in found}
    )


@cache
def catalogue_in(language: str) -> Catalogue:
    """The catalogue with its texts in a language; in English where there is none."""
    if language == SOURCE or language not in languages():
        return catalogue()
    messages = _messages(language)
    translated = {name: _translated(item, messages) for name, item in catalogue().items()}
    return replace(catalogue(), indicators=MappingProxyType(translated))


def language_for(accepted: str) -> str:
    """The language to answer in, of those there are, for an `Accept-Language` header; English where none is wanted."""
    wanted = sorted(_wanted(accepted), key=lambda pair: -pair[1])
    return next((code for code, weight in wanted if weight > 0 and code in languages()), SOURCE)


def _wanted(accepted: str) -> Iterator[tuple[str, float]]:
    for part in accepted[:400].split(","):
        code, _, weight = part.strip().partition(";q=")
        try:
            yield code.partition("-")[0].lower(), float(weight or 1)
        except ValueError:
            continue


def _translated(indicator: Indicator, messages: Mapping[tuple[str, str], str]) -> Indicator:
    name, definition, why, advice = (
        messages.get((f"{indicator.id}.{text}", getattr(indicator, text))) or getattr(indicator, text) for text in TEXTS
    )
    return replace(indicator, name=name, definition=definition, why=why, advice=advice)


def _messages(language: str) -> Mapping[tuple[str, str], str]:
    """Translations by context and English."""
    usable = (message for message in read_messages(language) if message.id and message.context and not message.fuzzy)
    return {(str(message.context), str(message.id)): str(message.string) for message in usable if message.string}


def read_messages(language: str) -> Catalog:
    """A language's messages as they stand in the file."""
    from babel.messages.pofile import read_po

    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def template() -> Catalog:
    """Every text that is to be translated."""
    from babel.messages.catalog import Catalog

    made = Catalog(project="recruitment-risk", charset="utf-8", fuzzy=False)
    for indicator in catalogue().values():
        for text in TEXTS:
            made.add(getattr(indicator, text), context=f"{indicator.id}.{text}")
    return made
