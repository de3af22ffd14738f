from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "minor_recruitment"
POSITIVES = [
    "Need boys 15-17 for a quick job tonight, paid same day.",
    "School kids welcome, 50 for carrying a bag, no questions.",
    "Age 14 is ok, work in hotel abroad, you live with us.",
    "pupils and students can earn 200 a day, just hold the parcel",
    "no parents needed, we sign for you",
    "Your parents don't have to know, easy cash after school.",
    "who still in school n wants bread dm me",
    "Under 18 is no problem, dancers for club abroad",
    "girls from 16 wanted for modelling, come without parents",
    "Year 10 and 11 lads needed, drop something off, 100 each",
    "young ones 13+ quick money, you can't get locked up at your age",
    "Teens wanted! fast cash, nothing hard, deliver small packs",
    "Still at college or sixth form? make 500 this weekend with your bank card",
    "Farm takes whole families, children from 12 also work",
    "We accept from 15 years, live in the restaurant, far from home",
    "Minors can join also, we have papers that say 18",
    "Massage girls 16-20 needed",
]
NEGATIVES = [
    "If your English is weak, we speak for you to the bank and the doctor.",
    "Apprentice electrician, age 16 or over, college one day a week.",
    "Lifeguard, minimum age 16, training and certificate provided.",
    "Paper round for 13 to 16 year olds, work permit from the council, before school.",
    "Babysitter for two children aged 6 and 9.",
    "Maths tutor for pupils in years 9 to 11.",
    "Youth worker for teenagers aged 13 to 17.",
    "Applicants must be 18 or over; no under 18s.",
    "Weekend sales assistant in our bakery, 16+, £8 an hour, Fore Street.",
    "School bus driver: you take pupils to school.",
    "Summer camp counsellors for kids.",
    "Work experience for school leavers at the council.",
    "Dishwasher, must be 16 years or older, hours follow the child labour law.",
    "Teaching assistant in a secondary school with students aged 11-18.",
    "Young talents aged 14 to 17 for a film, casting with guardian, licence by the council.",
    "Police warn: gangs offer school kids fast cash for carrying bags.",
    "Crew member, minimum age 16, flexible hours around school.",
    "Host family for exchange students aged 15 to 17.",
    "We do not employ anybody under 18.",
]
CONTRADICTED = [
    "Dancers, adults only, ID is checked: nobody under 18.",
    "Over 18s only.",
    "No minors, proof of age at the door.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_young_people_called_to_risky_work_are_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_lawful_youth_work_and_work_with_youth_is_not(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_adults_only_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
