"""The demo board's adverts, as they lie in `texts/`: one TOML file a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("en", "hu", "ro", "uk", "es")


class Look(StrEnum):
    """What an advert is there to show. Never published on the board."""

    RISKY = "risky"
    LOOKS_RISKY = "looks_risky"
    ORDINARY = "ordinary"
    AWARENESS = "awareness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advert:
    """One advert of the board."""

    slug: str
    language: str
    look: Look
    title: str
    description: str
    employer: str
    employer_description: str = ""
    locality: str = ""
    country: str = ""
    pay: str = ""
    """As "EUR 1200-1500 MONTH"."""
    employment_type: str
    work_hours: str = ""
    posted: str

    @property
    def paragraphs(self) -> list[str]:
        """The description's paragraphs."""
        return [paragraph.strip() for paragraph in self.description.strip().split("\n\n")]

    @property
    def place(self) -> str:
        """Where the work is, in one line."""
        return ", ".join(filter(None, (self.locality, self.country)))


def adverts() -> list[Advert]:
    """Every advert of the board, newest first."""
    found = [advert for language in LANGUAGES for advert in _in_language(language)]
    return sorted(found, key=lambda advert: (advert.posted, advert.slug), reverse=True)


def _in_language(language: str) -> list[Advert]:
    text = files("crawler.demo").joinpath("texts", f"{language}.toml").read_text("utf-8")
    return [_advert(table, language) for table in tomllib.loads(text)["advert"]]


def _advert(table: dict[str, Any], language: str) -> Advert:
    return Advert(**(table | {"language": language, "look": Look(table["look"])}))
