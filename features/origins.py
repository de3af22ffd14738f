"""How a language names every people: what the packs mean by `{identity}`.

An indicator that some peoples would show and others would not is no indicator. So a pack does not list peoples: it says
`{identity}`, and one table a language (`peoples/<language>.toml`), with the same peoples in all of them, says how each is named.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from features.identity import identity_words

_FOLDER: Final = Path(__file__).with_name("peoples")


@cache
def peoples(language: str) -> Mapping[str, tuple[str, ...]]:
    """Phrases that name each people, by ISO 3166-1 code or the English name of a group; none for an unknown language."""
    path = _FOLDER / f"{language}.toml"
    if not path.exists():
        return MappingProxyType({})
    table: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType({people: tuple(name.strip() for name in names.split("|")) for people, names in table.items()})


@cache
def identity_phrases(language: str) -> tuple[str, ...]:
    """Every name of every people in a language; nothing where it has no table."""
    if language == "en":
        return tuple(sorted(identity_words()))
    return tuple(dict.fromkeys(name for names in peoples(language).values() for name in names))
