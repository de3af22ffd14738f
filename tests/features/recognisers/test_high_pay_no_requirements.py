"""Much money, nothing asked: only both together."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import shows

INDICATOR = "high_pay_no_requirements"

SHOWN = [
    "Earn big money in Dubai, no experience required, start this week.",
    "High salary guaranteed! No skills needed, we teach you everything.",
    "Make $3000 a week from your phone. No experience necessary, anyone can do it.",
    "Easy money for students. No qualifications, no CV, just a phone.",
    "This job will change your life. You do not need English or any experience.",
    "Girls wanted, very good pay, experience not needed, language not needed.",
    "Become financially free in six months, no degree or background required.",
    "Excellent income from the first day without any experience.",
    "Quick cash paid daily. Zero experience. Zero qualifications.",
    "Looking for waitress in Cyprus. High earnings. Without knowledge of language.",
    "Want a better life? Work in Italy for huge salary, experience is not important.",
    "Earn up to 500 euros per day, no special skills or education needed.",
    "Make your dreams come true: top salary abroad, even if you have never worked before.",
    "Fast money, nothing required from you, all nationalities welcome.",
    "Earn like a boss working 2 hours a day, no experience, no interview questions.",
    "Unlimited income, no prior experience, no english needed",
]

NOT_SHOWN = [
    "Warehouse helper, 13.20 an hour, no experience needed, we train you.",
    "Competitive salary. Five years of experience required.",
    "Uncapped earnings on top of a base salary; B2B sales experience is essential.",
    "Kitchen porter, no experience required, minimum wage plus tips.",
    "Our work changes the lives of children with disabilities. No experience needed for volunteers.",
    "Excellent pay rates for qualified welders with tickets.",
    "Money handling at the till; no previous experience needed.",
    "We help our clients reach financial freedom. You hold a CFA and ten years of practice.",
    "Trainee driver, no experience needed, 24,000 a year while you learn.",
    "Beware of posts that offer easy money with no experience. They are scams.",
    "High income countries programme: analysts wanted, degree required.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_much_money_for_which_nothing_is_asked_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_money_alone_or_entry_level_work_alone_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


def test_a_promise_without_the_other_half_is_not_enough() -> None:
    assert not shows(INDICATOR, "Earn big money in Dubai! You need five years of experience as a pastry chef.")


def test_experience_asked_elsewhere_in_the_advert_ends_it() -> None:
    assert not shows(INDICATOR, "High salary guaranteed. No skills needed? No: at least two years of work experience required.")


def test_an_amount_well_above_the_local_wage_is_a_promise() -> None:
    text = "Hotel cleaner in Warsaw, Poland, 18,000 PLN a month. No experience needed."
    assert shows(INDICATOR, text, title="Cleaner")
    assert not shows(INDICATOR, text.replace("18,000", "5,200"), title="Cleaner")
