"""Journey, visa, bed and board all paid: three parts and more."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import evidence_for, shows

INDICATOR = "all_inclusive_package"

SHOWN = [
    "We pay your ticket, visa and accommodation.",
    "Free flight, free visa, free food and housing.",
    "Air ticket, work permit and room are provided by the employer.",
    "Company covers flights, lodging, three meals a day and insurance.",
    "Everything is paid: plane ticket, visa, apartment and food.",
    "Benefits: free accommodation, free transportation, medical insurance, visa provided.",
    "Employer will arrange and pay for airfare, visa costs, housing.",
    "Accommodation + food + ticket + visa = all free!",
    "Accommodation: provided. Meals: provided. Visa: provided. Ticket: provided.",
    "The boss pays for your flight, your papers and your room.",
    "We take care of your visa, your flight and your apartment.",
    "Food, stay, visa and to and fro ticket by company.",
    "Free joining ticket, free room and free food for all workers",
    "Visa sponsored, flights paid and furnished housing included.",
]

NOT_SHOWN = [
    "Live-out nanny. Meals provided on shift.",
    "Medical insurance and a travel allowance for business trips are included.",
    "We help candidates with visa questions; housing is not provided.",
    "Ticketing system support engineer, visa sponsorship is not available.",
    "You coordinate travel, accommodation and transport for our guests.",
    "Free parking and free lunch on Fridays.",
    "Benefits: health insurance, season ticket loan, canteen.",
    "No accommodation, no meals and no transport are provided.",
    "Hotel room attendant, breakfast shift, bus stop in front of the door.",
    "The role includes booking flights, visas and hotels for our consultants.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_several_parts_of_a_move_paid_at_once_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_one_or_two_benefits_and_duties_that_sound_like_them_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


def test_two_parts_are_not_enough() -> None:
    assert not shows(INDICATOR, "Free accommodation and free meals for pickers.")


def test_the_note_names_the_parts() -> None:
    notes = {item.note for item in evidence_for(INDICATOR, "Free flight, free visa and free housing for everybody.")}
    assert notes == {"together: journey, visa, lodging"}
