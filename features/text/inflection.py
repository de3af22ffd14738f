"""Endings that languages put on place names ("Londonban", "в Германии"), and the role some endings tell. Data: `places.toml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from features.places.data import place_data

_SHORTEST_STEM: Final = 3


@dataclass(frozen=True)
class Endings:
    """For each ending: what stands in its place in the name itself, and the role it tells, if any."""

    rules: Mapping[str, tuple[tuple[str, str], ...]]

    def stems(self, words: Collection[str], names: frozenset[str]) -> dict[str, tuple[str, str]]:
        """The words that are, or are forms of, a word of a name."""
        found = {word: (word, "") for word in names.intersection(words)}
        if self.rules:
            for word in words:
                if word not in found and (stem := self.stem(word, names)):
                    found[word] = stem
        return found

    def stem(self, word: str, names: frozenset[str]) -> tuple[str, str] | None:
        """The word of a name that this is a form of, the longest ending first."""
        for cut in range(max(_SHORTEST_STEM, len(word) - 5), len(word)):
            for replacement, role in self.rules.get(word[cut:], ()):
                if (stem := word[:cut] + replacement) in names:
                    return stem, role
        return None


def _rules(roles: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Reads `ending=replacement` words, filed under the role they tell (`any` tells none)."""
    rules: dict[str, list[tuple[str, str]]] = {}
    for role, block in roles.items():
        for rule in block.split():
            ending, _, replacement = rule.partition("=")
            rules.setdefault(ending, []).append((replacement, "" if role == "any" else role))
    return {ending: tuple(found) for ending, found in rules.items()}


@cache
def endings_for(language: str) -> Endings:
    """A language's endings, if it has any."""
    return Endings(_rules(place_data()["endings"].get(language, {})))
