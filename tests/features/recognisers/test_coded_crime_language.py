from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import shows

INDICATOR = "coded_crime_language"
POSITIVES = [
    "Driver needed tonight, no questions asked, 2k cash.",
    "Need someone to do a quick drop, 300 in hand.",
    "runners wanted for the line, daily pay",
    "Night pick up and drop, you don't open the bag, 500.",
    "small mission in town, payout same evening",
    "Looking for a clean licence for one trip across the border, 3,000.",
    "got packs to move, need a plug runner in the east side",
    "who can stash a box at his yard for a week? paid",
    "trap house sitter, feds never come, food included",
    "Need man with car for a run to the coast and back, cash on return, don't ask what's inside",
    "❄️🍃🔌 delivery riders wanted, 200 a night",
    "shottas wanted, earn 1k a week, own bike",
    "go country, 2 weeks, 3 bands, phone provided",
    "Missions from 500 to 5000: break a window, set a car on fire, film it",
    "hold a package 2 days at yours and give it to my guy, easy p's",
    "Need a face to open a bank and pull out cash, 20 percent",
    "you just drive, you don't see, you don't ask, you don't talk",
    "need soldiers, loyal, not scared of feds",
    "Boat skipper for one night trip, passengers wait on the beach, 10k",
]
NEGATIVES = [
    "Parcel delivery driver, evenings, own car, 12 an hour.",
    "Our mission is to make payments simple; payout of bonuses is quarterly.",
    "Festival runners wanted: bring artists from hotel to stage, volunteer wristband.",
    "Kitchen runner and food runner, restaurant in Leeds.",
    "Quest designer: missions with payouts for our open-world game.",
    "Pick-up and drop-off of school children in a minibus, DBS checked.",
    "No question is too small: ask us anything.",
    "Stash of snacks, table tennis and free coffee in the office.",
    "Plug and play installation engineer.",
    "Trap maintenance: steam trap technician.",
    "Courier with clean driving licence, deliveries across the border to Strasbourg for Eurokurier GmbH.",
    "Night porter wanted tonight, hotel near the station.",
    "Money drop box attendant in a casino.",
    "Drop us a line with your CV, no questions too silly.",
    "Fast-paced pack house, box packers needed.",
    "Sales role: run your own territory, uncapped bands of commission.",
    "Box office assistant, drop-in centre.",
    "Mission Hospital seeks a theatre nurse.",
    "We hire soldiers leaving the army as project managers.",
    "Marathon runners wanted as race volunteers.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_coded_talk_of_carrying_hiding_and_hurting_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_delivery_games_and_festivals_are_not(text: str) -> None:
    assert not shows(INDICATOR, text)
