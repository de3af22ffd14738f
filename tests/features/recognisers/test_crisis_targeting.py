from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import shows

INDICATOR = "crisis_targeting"
POSITIVES = [
    "Room and work for women who fled the war, we come and get you at the border.",
    "Refugee girls! Photo shoots, 200 a day, you sleep at the studio.",
    "Jobs for displaced families, transport and tent provided.",
    "Are you in a shelter after the flood? We have work abroad and a bed, leave tonight.",
    "Lost your home in the earthquake? Come and work at my farm, I give room and food.",
    "Work with accommodation for evacuees, only mothers with daughters, message me private.",
    "Looking for asylum seekers for night work, cash in hand, minibus picks up at the camp.",
    "Girls from the war zone, modelling in Milan, I arrange travel.",
    "If you had to leave your country because of the war I offer free room for help in the house.",
    "We help refugees: job in a bar, flat, papers later.",
    "For refugees: job + housing + transport, write in Telegram",
    "People from the refugee camp wanted for fields, daily pay",
    "Offer for war refugees, nice family man has a room for a young woman",
    "Work for those who escaped the bombing, free van from the station",
    "Fleeing the fighting? Strawberry work, we fetch you from the crossing.",
]
NEGATIVES = [
    "Case worker for refugees at the Diocese of Welby; you will support asylum seekers with housing.",
    "Teacher of English for displaced children, run by UNHCR.",
    "We welcome applicants of every background, including refugees with the right to work.",
    "The city's employment office and the Red Cross offer refugees paid internships.",
    "Programme manager, humanitarian response: shelter for evacuees and displaced people.",
    "Our charity finds jobs for refugees; contact the council's integration office.",
    "Logistics officer to coordinate transport and shelter for displaced households.",
    "War museum guide, part time.",
    "Syrian restaurant hires waiters.",
    "Ukrainian-speaking nurse for our clinic in Brno.",
    "Refugee lawyer, two years' experience.",
    "Evacuee drill coordinator at the airport.",
    "Beware of strangers who offer refugees a room and a job at the border.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_an_offer_to_displaced_people_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_help_by_public_bodies_and_work_for_them_is_not(text: str) -> None:
    assert not shows(INDICATOR, text)
