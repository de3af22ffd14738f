"""Cuts a long text into windows that an encoder reads one by one, so that its end is read too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def windows(ids: Sequence[int], window: int, begin: int, end: int) -> list[list[int]]:
    """Token ids in parts of nearly the same length, `window` at most with the marks of beginning and end around each.

    Nothing is left out and nothing stands in two of them; an empty text is one window of its marks.
    """
    inner = window - 2
    count = max(1, -(-len(ids) // inner))
    bounds = [len(ids) * place // count for place in range(count + 1)]
    return [[begin, *ids[start:stop], end] for start, stop in pairwise(bounds)]
