"""Indicators that need logic and not only phrases: one file each, `recognise(reading)` yields its evidence.

To add one, write the file and its test, and name it in `RECOGNISERS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from features.evidence import Evidence
from features.reading import Reading
from features.recognisers import (
    all_inclusive_package,
    brand_impersonation,
    employer_unnamed,
    high_pay_no_requirements,
    informal_contact_only,
    off_platform_redirect,
    pay_above_market,
    title_duty_mismatch,
    untraceable_payment,
    workplace_vague_or_shifting,
)


class Recogniser(Protocol):
    """A module of this package."""

    def recognise(self, reading: Reading) -> Iterator[Evidence]:
        """The evidence for its indicator in one reading."""


RECOGNISERS: Final[tuple[Recogniser, ...]] = (
    all_inclusive_package,
    brand_impersonation,
    employer_unnamed,
    high_pay_no_requirements,
    informal_contact_only,
    off_platform_redirect,
    pay_above_market,
    title_duty_mismatch,
    untraceable_payment,
    workplace_vague_or_shifting,
)
