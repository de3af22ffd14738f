from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "sex_age_appearance_criteria"
POSITIVES = [
    "Waitresses for our lounge in Bahrain, girls 18-25, good looking, single.",
    "Need 4 young ladies under 28 for the reception of a hotel in Dubai, must be attractive.",
    "Hiring female sales staff, age 20 to 26, slim and pretty.",
    "Packing job abroad for male only, 18-24 years, we arrange all.",
    "Housemaid wanted: female, unmarried, no children, 21-30 years.",
    "Only beautiful girls need apply, we teach everything else.",
    "Secretary for the director: female, age below 25, nice figure, travels with him.",
    "We are looking for pretty young hostesses, preferably single.",
    "Gender: Female. Age: 18-27. Appearance: attractive. Job: bar.",
    "girls up to 24 y.o. wanted for club in Istanbul",
    "Looking for a young unmarried girl with a nice face as nanny.",
    "We take slim girls without visible scars, 18-23.",
    "Looking for cute girl (19-25) to assist me in my company",
    "Ladies 18 to 26 with good looks join our promo team abroad",
    "Lady assistant needed, looks matter, age up to 27.",
    "Receptionist, female only, max age 25, single, smart looking.",
    "Young girls wanted for work in a café by the sea.",
    "Vacancy for a young woman as personal assistant of a businessman.",
]
NEGATIVES = [
    "Female support worker for our women's refuge, exempt under Schedule 9 of the Equality Act.",
    "We welcome applications from women, men and people of all ages.",
    "Casting: actress, female, playing age 20-25, attractive, for a feature film by Northlight Pictures.",
    "Applicants must be 18 or over to serve alcohol.",
    "Well-groomed and presentable receptionist with a pleasant appearance.",
    "Female changing-room attendant at the leisure pool, weekends.",
    "Nanny for two girls aged 4 and 7, single family home.",
    "You must be at least 21 years old to drive our vans.",
    "Equal opportunity employer: no discrimination by sex, age or looks.",
    "Male care assistant for a gentleman with a spinal injury, personal care.",
    "Machine operators, male/female, 18-40 years, three shifts.",
    "Beware of adverts that ask for attractive girls aged 18 to 25.",
    "An attractive package for young graduates, women and men alike.",
    "Youth worker: you will support young women aged 16 to 24 into training.",
    "Barista for a beautiful café run by two ladies; must be over 18.",
    "Girls' football coach needed for under 12s, female coaches encouraged.",
]
CONTRADICTED = [
    "Housekeepers for a hotel. Age and gender do not matter, only that you like order.",
    "Drivers wanted, any age and gender welcome.",
    "Your looks do not matter to us.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_sex_with_youth_or_looks_is_seen_as_a_condition(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_one_wish_or_one_with_a_reason_is_none(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_what_says_that_they_do_not_matter_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
