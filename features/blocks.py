"""Which of thousands of phrases may stand in a text, all at once, with numpy where it is installed.

A text is cut into 64 blocks; where a word stands is one bit of a number. A phrase may stand where every set of words that it
needs has a bit within the phrase's own width. Too many may pass, never too few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCKS: Final = 64
_WIDTHS: Final = (60, 120, 240, 480, 960)


class _Placed(Protocol):
    """A text whose keys know where they stand."""

    folded: str
    keys: set[str]

    def places(self, key: str) -> Sequence[int]:
        """Where a key stands."""


class Blocks:
    """Built once over phrases: for each, the sets of keys it needs and how wide it may be."""

    def __init__(self, phrases: Sequence[tuple[int, Sequence[frozenset[str]], int]]) -> None:
        import numpy as np

        groups: dict[frozenset[str], int] = {}
        self._key_number: dict[str, int] = {}
        by_width: dict[int, list[tuple[int, list[int]]]] = {width: [] for width in (*_WIDTHS, 1 << 30)}
        for number, needed, width in phrases:
            limit = next((limit for limit in _WIDTHS if width <= limit), 1 << 30)
            by_width[limit].append((number, [groups.setdefault(keys, len(groups)) for keys in needed]))
        members = [[self._key_number.setdefault(key, len(self._key_number)) for key in keys] for keys in groups]
        self._members, self._member_starts = _flat(members)
        self._classes = [
            (limit, np.array([number for number, _ in filed]), *_flat([needed for _, needed in filed]))
            for limit, filed in by_width.items()
            if filed
        ]

    def may_stand(self, text: _Placed) -> list[int]:
        """The phrases of which all needed words stand near each other."""
        import numpy as np

        size = len(text.folded) // _BLOCKS + 1
        where = np.zeros(len(self._key_number), np.uint64)
        for key in text.keys & self._key_number.keys():
            where[self._key_number[key]] = _bits(text.places(key), size)
        groups = np.bitwise_or.reduceat(where[self._members], self._member_starts)
        found: list[int] = []
        for limit, numbers, needed, starts in self._classes:
            near = _spread(groups, min(limit // size + 1, _BLOCKS - 1))
            together = np.bitwise_and.reduceat(near[needed], starts)
            found += numbers[together != 0].tolist()
        return found


def _bits(places: Sequence[int], size: int) -> int:
    bits = 0
    for place in places:
        bits |= 1 << (place // size)
    return bits


def _spread(groups: NDArray[np.uint64], blocks: int) -> NDArray[np.uint64]:
    """Each bit also set in so many blocks before it."""
    done = 1
    while done <= blocks:
        step = min(done, blocks - done + 1)
        groups = groups | (groups >> type(groups[0])(step))
        done += step
    return groups


def _flat(lists: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All numbers one after the other, and where each list begins."""
    import numpy as np

    lengths = [len(numbers) for numbers in lists]
    return (
        np.array([number for numbers in lists for number in numbers], np.int64),
        np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64),
    )
