"""Many patterns asked in one pass of google-re2, in the full profile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class PatternSet(Protocol):
    """The part of `re2.Set` that is used; re2 has no type stubs."""

    def Match(self, text: str) -> Iterable[int] | None:  # noqa: N802
        """The indices of the patterns that a text holds."""


def pattern_set(patterns: Iterable[str]) -> PatternSet:
    """A compiled set; a pattern's index is its place in the order given."""
    import re2

    options = re2.Options()
    options.never_capture = True
    compiled = re2.Set.SearchSet(options)
    for pattern in patterns:
        compiled.Add(pattern)
    compiled.Compile()
    found: PatternSet = compiled
    return found
