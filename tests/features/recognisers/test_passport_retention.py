"""Somebody else keeps the worker's papers; showing, copying and guarding customers' papers are not meant."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "passport_retention"
POSITIVES = [
    "Your passport will be kept in the office for safety.",
    "Passports are handed in on arrival and returned at the end of contract.",
    "madam keeps the passport until 2 yrs finish",
    "Original documents to be deposited with the agency.",
    "The employer holds all identity documents during the season.",
    "You give your ID card to the house on the first day.",
    "Workers surrender their passports to the supervisor.",
    "We will hold on to your passport until the ticket is paid off.",
    "Submit original passport at our office, you get it back after the contract ends.",
    "Documents stay with the manager, don't worry.",
    "ID cards are collected at check-in by our coordinator and locked away.",
    "Passport remains with sponsor as usual in this country.",
    "Leave your original certificates and passport with us as security.",
    "For your safety our driver takes the passports and keeps them.",
    "the company is holding your papers while you work",
    "Original educational certificates will be retained by the company.",
    "The passports are collected by our coordinator.",
    "For registration we take your passport and you get it at the end.",
    "Employer keeps documents.",
    "Your ID remains at reception as long as you work for us.",
    "On arrival please leave your passport at the office, it is our policy.",
    "We safeguard all passports in the company safe.",
    "The lady will keep your papers till you finish 24 months",
    "Passport & certificates shall be in the custody of the agency.",
    "Workers' passports are stored by the dormitory manager.",
    "Sponsor keeps the maid's passport as usual.",
    "All crew hand their passports to the captain for the whole voyage.",
    "Passports will be retained by management until contract completion.",
    "we hold ur passport so u dont run",
    "ID to be left with the landlord as guarantee.",
    "Your passport will be kept by the employer.",
    "We keep your passport for safekeeping.",
    "Hand over your passport on arrival.",
    "Passports are held in the office until the contract ends.",
    "You must give your passport to the manager when you arrive.",
    "The agency will hold on to your ID.",
    "The boss keeps everyone's passports.",
    "We take your documents for safekeeping.",
    "Passport stays with the employer.",
    "Give us your passport on the first day and we return it after the season.",
    "Your passport is locked in the office safe.",
]
NEGATIVES = [
    "Your passport stays with you or, if you wish, in your cabin safe.",
    "Your passport stays with you at all times.",
    "We never keep your passport.",
    "Bring your passport on the first day for the right-to-work check.",
    "Candidates must hold a valid passport.",
    "Please show your ID card at the gate.",
    "Passport must be valid for six months and have two blank pages.",
    "Travel consultant: keep passports of customers safe and submit them to embassies.",
    "You will need to provide two forms of identity document.",
    "A copy of your passport will be kept on file.",
    "Documents are kept in line with data protection law.",
    "Passport office clerk: collect applications and hand out passports.",
    "Receptionists check the passports of guests at check-in.",
    "Keep records and documents in order for the manager.",
    "You are entitled to hold your own passport.",
    "Your original documents will be returned to you right after we have seen them.",
    "Retain copies of identity documents for audit.",
    "Employer must hold a sponsor licence; passport and visa required.",
]
CONTRADICTED = [
    "You keep your passport yourself.",
    "Nobody will ever take your passport.",
    "Your documents always remain with you.",
    "Employers may not retain your passport.",
    "We do not hold passports.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_papers_kept_by_others_are_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_papers_shown_or_copied_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_papers_that_stay_with_the_worker_contradict(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
