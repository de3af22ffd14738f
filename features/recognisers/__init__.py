"""Indicators that need logic and not only phrases: one file each, `recognise(reading)` yields its evidence.

To add one, write the file and its test, and name it in `RECOGNISERS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from features.evidence import Evidence
from features.reading import Reading
from features.recognisers import untraceable_payment


class Recogniser(Protocol):
    """A module of this package."""

    def recognise(self, reading: Reading) -> Iterator[Evidence]:
        """The evidence for its indicator in one reading."""


RECOGNISERS: Final[tuple[Recogniser, ...]] = (untraceable_payment,)
