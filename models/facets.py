"""The recruitment process in three facets: location, the recruiter's way of working, and the role the recruiter takes.

They describe conduct in the posting's own words, never personal traits, and do not enter any probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from features.crises import crises_of
from features.evidence import EvidenceState
from features.reading import Reading
from models.assessment import Facets, IndicatorAssessment

WAYS: Final = {
    "promise of high pay": ("pay_above_market", "high_pay_no_requirements"),
    "everything arranged": ("all_inclusive_package", "recruiter_controls_travel", "tied_housing_dependency"),
    "pay held back or unclear": ("pay_terms_opaque",),
    "work or workplace unclear": ("vague_duties", "workplace_vague_or_shifting", "title_duty_mismatch"),
    "employer hidden": ("employer_unnamed", "employer_unverifiable", "recruiter_unlicensed"),
    "borrowed name": ("brand_impersonation", "ai_or_stolen_imagery"),
    "fee asked": ("worker_pays_fee", "visa_or_slot_for_sale"),
    "debt, deposit or penalty": ("debt_or_bond_condition",),
    "deposit for tasks": ("pay_to_unlock_tasks",),
    "hidden payment channel": ("untraceable_payment",),
    "accounts, parcels or errands": ("account_or_parcel_handling", "coded_crime_language"),
    "entry without a work permit": ("tourist_visa_for_work",),
    "documents taken or asked early": ("passport_retention", "id_requested_early"),
    "pressure of time": ("urgent_departure",),
    "no selection": ("no_interview_or_token_test", "no_written_contract"),
    "private channel": ("informal_contact_only", "off_platform_redirect", "unsafe_meeting_place"),
    "secrecy or disguise": ("secrecy_instruction", "obfuscated_contact_or_text"),
    "selection by sex, age, looks or origin": ("sex_age_appearance_criteria", "body_photo_request", "origin_targeting"),
    "appeal to need or crisis": ("crisis_targeting", "need_appeal"),
    "minors": ("minor_recruitment",),
    "control of movement or hours": ("movement_or_phone_restriction", "excessive_hours"),
    "online work at a closed site": ("scam_compound_profile",),
    "undisclosed services": ("sexual_service_ambiguity",),
    "repeated campaign": ("near_duplicate_campaign", "shared_contact_across_identities", "known_report_match"),
}
_WAYS_OF: Final = {indicator: way for way, indicators in WAYS.items() for indicator in indicators}
ROLES: Final = {
    "role_agency": "agency",
    "role_individual": "individual",
    "role_employer": "employer",
    "role_intermediary": "intermediary",
}
"""Signals of the packs, and the role each one tells."""


def facets_of(reading: Reading, found: Sequence[IndicatorAssessment]) -> Facets:
    """Where from and to, how, and in which role."""
    ways = {_WAYS_OF.get(item.indicator) for item in found if item.state is EvidenceState.PRESENT}
    return Facets(
        location=tuple(dict.fromkeys(f"{place.role}: {place.name}" for place in reading.places if place.role != "unknown")),
        modus_operandi=tuple(way for way in WAYS if way in ways),
        recruiter_role=tuple(role for signal, role in ROLES.items() if reading.phrases.shown(signal)),
        crises=crises_of(reading),
    )
