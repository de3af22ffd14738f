"""A permit, sponsorship, place or decision is sold or promised; sponsoring somebody is not."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "visa_or_slot_for_sale"
POSITIVES = [
    "Work permit guaranteed, 100 percent visa, no refusal.",
    "Certificates of sponsorship available, 9,000 pounds, serious people only.",
    "Visa for sale: Poland, one year, 3,200 EUR.",
    "We have slots for care workers, price depends on the county.",
    "Embassy appointment slots for sale, message me.",
    "Asylum accepted for sure, our lawyer knows the judge.",
    "Guaranteed green card within six months.",
    "Buy your COS now before the rules change.",
    "Romania work visa 2 years, guaranteed, pay after visa 2800 euro.",
    "Azad visa for Qatar available 6000 riyal",
    "LMIA for sale with job letter, 20k CAD.",
    "Sure visa! Sure job! only 10 seats left, payment after stamping",
    "Invitation letter for Schengen from real company 700 euros.",
    "Free visa kafala Kuwait, 1500 KD with residence.",
    "We sell sponsored job offers with a valid licence, cost 12k.",
    "Your visa will be approved for certain, we have someone inside the embassy.",
    "Student dependants can switch to skilled worker: CoS price on request.",
    "100% success rate on work permits.",
    "Portugal residence card without coming, 3.500 euro, result sure.",
    "I have 3 LMIA for farm, serious buyers only.",
    "Pay after you see the visa in your passport.",
    "Poland D visa 100% guarantee or money back",
    "We can arrange the appointment at the embassy for 400.",
    "Our contact in the ministry makes the permit in one week.",
    "Sponsor letters for sale, genuine company.",
    "Dubai employment visa 2 years 5500 dhs no job needed",
    "Get your refugee status approved with our help, nobody has been rejected.",
    "I sell an employer's invitation for Croatia.",
    "UK sponsorship for 8 thousand pounds, family included.",
    "Your permit is 100 percent certain.",
    "Spots on our sponsor licence cost 10,000 each.",
    "Work visa guaranteed in 30 days.",
    "We sell work permits for Poland and Czechia.",
    "Sponsorship certificate costs 8,000 pounds.",
    "100% visa guarantee.",
    "Guaranteed asylum approval with our lawyer.",
    "Buy a work permit for Germany, 5000 euros.",
    "We guarantee your visa.",
    "CoS for sale for care workers.",
    "Job offer with LMIA costs $15,000.",
]
NEGATIVES = [
    "Visa sponsorship is available for this role.",
    "We are a licensed sponsor and can offer a certificate of sponsorship to the right candidate.",
    "A certificate of sponsorship is free to you; we pay the sponsor charges.",
    "Must hold a valid work permit.",
    "Regulated immigration adviser gives advice for a fixed fee and promises no result.",
    "Work permit cannot be guaranteed.",
    "We guarantee 40 hours a week.",
    "Visa Inc. hires a sales engineer for its payments network.",
    "Immigration paralegal: prepare visa applications and answer refusals.",
    "Guaranteed interview for veterans; security clearance required.",
    "Interview slots available on Monday: book yours.",
    "Sponsorship of an H-1B visa may be offered; the company pays the costs.",
    "Travel consultant: sell holidays and help customers with visas.",
    "The offer depends on your visa being approved.",
    "The number of places is limited: 12 apprentices a year.",
    "Beware of anyone who sells certificates of sponsorship.",
]
CONTRADICTED = [
    "We cannot guarantee that a visa will be granted.",
    "We do not sell visas or certificates of sponsorship.",
    "The certificate of sponsorship is free of charge.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_permit_for_sale_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_sponsorship_and_advice_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_sale_that_is_denied_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
