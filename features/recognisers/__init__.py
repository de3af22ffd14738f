"""Indicators that need logic and not only phrases: one file each, `recognise(reading)` yields its evidence.

To add one, write the file and its test, and name it in `RECOGNISERS`.

Three indicators have no recogniser, since no posting shows them by itself: `near_duplicate_campaign`,
`shared_contact_across_identities` and `known_report_match` compare postings with each other or with reports. Their keys come from
`features.fingerprint`: `content_fingerprint` of the text (for the first and third) and `contact_keys` of the contacts (for the
second and third).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from features.evidence import Evidence
from features.reading import Reading
from features.recognisers import (
    ai_or_stolen_imagery,
    all_inclusive_package,
    body_photo_request,
    brand_impersonation,
    coded_crime_language,
    crisis_targeting,
    employer_unnamed,
    excessive_hours,
    high_pay_no_requirements,
    informal_contact_only,
    minor_recruitment,
    need_appeal,
    obfuscated_contact_or_text,
    off_platform_redirect,
    origin_targeting,
    pay_above_market,
    scam_compound_profile,
    sex_age_appearance_criteria,
    sexual_service_ambiguity,
    title_duty_mismatch,
    untraceable_payment,
    workplace_vague_or_shifting,
)


class Recogniser(Protocol):
    """A module of this package."""

    def recognise(self, reading: Reading) -> Iterator[Evidence]:
        """The evidence for its indicator in one reading."""


RECOGNISERS: Final[tuple[Recogniser, ...]] = (
    ai_or_stolen_imagery,
    all_inclusive_package,
    body_photo_request,
    brand_impersonation,
    coded_crime_language,
    crisis_targeting,
    employer_unnamed,
    excessive_hours,
    high_pay_no_requirements,
    informal_contact_only,
    minor_recruitment,
    need_appeal,
    obfuscated_contact_or_text,
    off_platform_redirect,
    origin_targeting,
    pay_above_market,
    scam_compound_profile,
    sex_age_appearance_criteria,
    sexual_service_ambiguity,
    title_duty_mismatch,
    untraceable_payment,
    workplace_vague_or_shifting,
)
