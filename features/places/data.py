"""Reads `places.toml`, once, and knows whose rules a text of unknown language is read with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).with_name("places.toml")
_SCRIPTS: Final = (
    (re.compile(r"[а-яё]"), "ru"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0e01-\u0e5b]"), "th"),
    (re.compile(r"[\u3400-\u9fff]"), "zh"),
)


@cache
def place_data() -> Mapping[str, Any]:
    """The file as it is written."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def lines(block: str) -> list[str]:
    """The lines of a block that say something."""
    return [line.strip() for line in block.splitlines() if line.strip()]


def spellings(block: str) -> list[str]:
    """The names of a block, whether parted by "|" or by lines."""
    return [name.strip() for line in lines(block) for name in line.split("|") if name.strip()]


def language_of(language: str, folded: str) -> str:
    """The language whose rules to read with: the one told, or the commonest of the script."""
    if (base := language.partition("-")[0].lower()) not in {"", "und"}:
        return base
    return next((assumed for script, assumed in _SCRIPTS if script.search(folded)), "en")
