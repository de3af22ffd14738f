from __future__ import annotations

import pytest

from features.places.gazetteer import PlaceKind, gazetteer
from features.profile import Profile
from features.recognisers.scam_compound_profile import zones
from tests.features.recognisers.states import evidence_for, shows

INDICATOR = "scam_compound_profile"
POSITIVES = [
    "Customer service by chat for a gaming company in Myawaddy, dormitory and ticket paid.",
    "Typing job in Sihanoukville, 1,500 USD, room and food, tourist visa at first.",
    "Crypto customer development in KK Park, hostel and meals, flight covered.",
    "Online chat operators, English, pick-up in Mae Sot, free dorm.",
    "Data entry for online casino, Poipet, air ticket and accommodation by company.",
    "Digital marketing executive, Golden Triangle SEZ, visa on arrival, we pay flight and bed.",
    "Forex sales chatters needed in Bavet, Cambodia. Company gives ticket, hotel, three meals.",
    "Telesales with typing 30 wpm, Tachileik, border handled by our driver, lodging free",
    "Shwe Kokko online customer care, crypto investors, free flight + bed",
    "English typists, Bokeo, 1,200 USD, ticket, hostel, visa by us",
    "HR and translators for online betting platform in Laukkaing, free travel and dorm",
    "Online dating chat agents near Myawaddy, room provided, no visa needed",
    "Social media customer acquisition, crypto, Sihanoukville, board and flights",
]
NEGATIVES = [
    "Hotel receptionist in Sihanoukville, accommodation provided.",
    "English teacher in Poipet, visa and flat arranged.",
    "Customer service agent by chat in Bangkok, flight and hotel for the first month.",
    "Nurse at the clinic of Mae Sot, lodging and flights covered.",
    "Chat support for a crypto exchange in Singapore, relocation package.",
    "Tour guide, Golden Triangle, Chiang Rai, meals included.",
    "Chef in Bokeo eco lodge, room and board.",
    "Sihanoukville port seeks a crane operator, housing, air ticket.",
    "NGO in Myawaddy: nutrition officer, visa and insurance.",
    "Typing in the Golden Triangle of North Carolina, customer service by chat.",
    "Customer service agent, Sihanoukville, local office of a bank, apply with CV.",
    "Beware of jobs as chat agents in Myawaddy with free tickets and dormitory.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_role_zone_and_package_together_are_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_a_part_of_it_is_nothing(text: str) -> None:
    assert not shows(INDICATOR, text)


def test_the_note_names_the_day_the_zones_were_reviewed() -> None:
    found = evidence_for(INDICATOR, POSITIVES[0])
    assert any(zones().reviewed in item.note for item in found if item.rule == "zone")


def test_every_zone_is_a_place_that_is_known() -> None:
    known = {place.name for place in gazetteer().spellings.values() if place is not None and place.kind is PlaceKind.ZONE}
    assert zones().names <= known
