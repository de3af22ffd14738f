"""What a sentence makes of a place: where people come from, where they go, or where the work is. Cue words: `places.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from features.places.data import place_data, spellings
from features.text.words import LETTERS

_REACH: Final = 48
_LONGEST_CUE: Final = 4
_SENTENCE_END: Final = re.compile(r"[.!?;\n\x1e。！？；،](?!\w)")
_AFTER: Final = re.compile(r"[\s'’-]{0,2}([^\W\d_]{1,60})")


class PlaceRole(StrEnum):
    """What the sentence says about a place."""

    ORIGIN = "origin"
    DESTINATION = "destination"
    WORKPLACE = "workplace"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cues:
    """Words before and after a place that tell its role."""

    before: Mapping[str, PlaceRole]
    after: Mapping[str, PlaceRole]
    unspaced: Mapping[str, PlaceRole]
    fillers: frozenset[str]

    def role_at(self, folded: str, start: int, end: int) -> PlaceRole:
        """The role that the words around a place tell: the nearest and longest cue before it, else the word after it."""
        reach = _SENTENCE_END.split(folded[max(0, start - _REACH) : start])[-1]
        for cue, attached in self.unspaced.items():
            if reach.endswith(cue):
                return attached
        words = LETTERS.findall(reach)[-_LONGEST_CUE - 1 :]
        role = self._before(words) or self._after(folded, end)
        if role is None and words and words[-1] in self.fillers:
            role = self._before(words[:-1])
        return role or PlaceRole.UNKNOWN

    def _before(self, words: list[str]) -> PlaceRole | None:
        for count in range(min(_LONGEST_CUE, len(words)), 0, -1):
            if role := self.before.get(" ".join(words[-count:])):
                return role
        return None

    def _after(self, folded: str, end: int) -> PlaceRole | None:
        following = _AFTER.match(folded, end)
        return self.after.get(following[1]) if following else None


@cache
def cues_for(language: str) -> Cues:
    """A language's cues, or the English ones."""
    tables = place_data()["cues"].get(language) or place_data()["cues"]["en"]
    return Cues(
        _roles(tables, ""), _roles(tables, "after_"), _roles(tables, "attached_"), frozenset(spellings(tables.get("filler", "")))
    )


def _roles(tables: Mapping[str, str], prefix: str) -> dict[str, PlaceRole]:
    roles = (PlaceRole.ORIGIN, PlaceRole.DESTINATION, PlaceRole.WORKPLACE)
    return {cue: role for role in roles for cue in spellings(tables.get(prefix + role, ""))}
