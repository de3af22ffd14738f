"""A journey as a tourist in order to work; free movement and lawful visas are not meant."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "tourist_visa_for_work"
POSITIVES = [
    "You enter on a tourist visa and we change it to a work visa after one month.",
    "Come on visit visa, job is ready, residency later.",
    "At the border say that you are on holiday.",
    "No work permit needed, you travel as a tourist and start at once.",
    "Fly with tourist visa first, company will process work permit after arrival.",
    "just tell immigration u are visiting a friend",
    "30 days visa on arrival, then you work and we renew it every month.",
    "Enter with the e-visa for tourism and begin at the factory next day.",
    "We send you on a visitor visa, the permit is arranged there.",
    "Do not tell the officer that you go to work, show the hotel booking.",
    "Work on biometric passport 90 days, without visa, legal papers later.",
    "no visa needed we take u across and u work straight away",
    "Student visa will do, you can work full time, nobody checks.",
    "You work the first three months as a tourist, then we register you.",
    "Working on tourist visa is fine here, everybody does it.",
    "Visit visa provided, convert to employment visa after probation.",
    "Your return ticket is only for showing to the border police.",
    "The girls come with visit visa for 60 days, sponsor makes iqama after.",
    "You'll be travelling as tourists; carry little luggage and do not speak of the job.",
    "Work permit comes only when you are already working.",
    "Visa type: tourist, we extend it from inside.",
    "Enter Thailand visa exempt, start Monday.",
    "no permit no problem, u start first then we see about papers",
    "We invite you as our guests, officially no work.",
    "Entry by e-visa (tourism), converted by our lawyer.",
    "Girls fly on holiday visas and begin in the club the same evening.",
    "Come as tourist, boss makes documents later.",
    "Say to the officer you are only on vacation.",
    "You work 90 days without permit, after that we renew.",
    "We apply for the work permit when you are already here on a visit visa.",
    "You travel on a tourist visa and we arrange the work permit later.",
    "Enter the country as a tourist.",
    "At the airport tell them you are a tourist.",
    "No work visa needed, tourist visa is enough.",
    "We will get you a visit visa first, then change to work visa.",
    "You will work on a tourist visa at first.",
    "Tell the border guard you're on holiday.",
    "We bring you in as a visitor and legalise you later.",
    "Travel on visit visa; work permit is processed there.",
    "You do not need a work permit, come as a tourist.",
]
NEGATIVES = [
    "Leave the bag at the door, nobody checks.",
    "EU citizens need no visa and can start at once.",
    "Applicants on a visitor visa cannot be hired.",
    "You must hold a valid work visa before you travel.",
    "We accept applicants on a student visa within the permitted hours.",
    "Tour guide for tourist groups; tourist visa desk experience is a plus.",
    "Travel agent: book flights and arrange tourist visas for customers.",
    "Candidates on visit visa in the UAE with own availability may apply; employment visa is given before you start.",
    "No sponsorship: you must already have the right to work.",
    "Free movement applies: no work permit is needed for EU and EEA citizens.",
    "Working holiday visa holders are welcome.",
    "Flight attendants travel across borders and stay in hotels.",
    "Digital nomad visa holders may work from Lisbon.",
    "Do not travel on a tourist visa: wait for your permit.",
    "Visa officer at a consulate: handle tourist and visit visa files.",
    "Driving tourists to the airport and to hotels.",
]
CONTRADICTED = [
    "Never travel on a tourist visa; your work visa is issued before departure.",
    "You must not enter on a visit visa to work.",
    "It is not possible to work on a tourist visa.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_working_on_a_tourist_entry_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_lawful_journeys_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_tourist_entry_that_is_ruled_out_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
