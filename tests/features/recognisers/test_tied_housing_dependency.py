from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "tied_housing_dependency"
POSITIVES = [
    "Accommodation on site, four to a room, shared bathroom.",
    "You live in the house of the family and eat with them.",
    "Dormitory inside the factory, company bus takes you to work.",
    "Live-in housemaid, own bed in the maid's room.",
    "Shared room and three meals provided by the employer.",
    "The flat goes with the job, you move out when the contract ends.",
    "Free company accommodation and transport.",
    "Staff hostel, 80 euros a week off your wages.",
    "Worker sleeps at the farm in caravans.",
    "Housing of the agency, minibus of the agency.",
    "Room + food included, you stay at boss's place.",
    "Bed in our workers' house, rent is deducted from salary.",
    "Employer provides housing at no cost to workers.",
    "Boarding and lodging provided by the company.",
    "You sleep above the restaurant.",
    "We give you a room with the other girls",
]
NEGATIVES = [
    "Live out. Help with finding a flat through an independent letting agent.",
    "Housing officer for a housing association.",
    "You manage student accommodation and inspect rooms.",
    "Reasonable accommodation for applicants with disabilities.",
    "Hotel receptionist: you check in guests to their rooms and serve meals.",
    "Free lunch in the canteen and a gym.",
    "We make accommodations for religious practice.",
    "Cleaner for shared rooms of a hostel.",
    "Relocation bonus for a new flat.",
    "Company car and travel allowance.",
    "Conference room booking and catering.",
    "Bus driver for the city's transport company.",
    "Live-in experience not needed; you come daily.",
]
CONTRADICTED = [
    "No accommodation is provided.",
    "Housing is optional and you may live where you like.",
    "We do not offer staff housing.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_lodging_that_hangs_on_the_job_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_lodging_as_work_or_as_adjustment_is_not(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_lodging_that_is_free_to_choose_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
