"""Pay put off, kept vague or off the books."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "pay_terms_opaque"

SHOWN = [
    "Salary will be discussed when you arrive.",
    "Half of the salary is paid in hand, off the books.",
    "Wages are paid at the end of the contract.",
    "You will receive all your money when you go back home.",
    "Pay is commission only, no base salary.",
    "First three months salary is held as security.",
    "The employer keeps your wages until the season ends.",
    "We will tell you about the pay privately.",
    "Cash in hand, no payslips, no taxes.",
    "Payment after the first two months of work.",
    "Salary part official, part in an envelope.",
    "How much you earn is explained on arrival.",
    "Your earnings are kept safe by the manager and given upon return.",
    "First month is unpaid training, salary starts later.",
    "Paid only on commission, no fixed pay.",
    "Inbox me for salary details.",
    "Salary is sent to your family after six months.",
]

NOT_SHOWN = [
    "Salary negotiable, depending on experience.",
    "Competitive salary, DOE.",
    "Salary is paid monthly in arrears on the 25th.",
    "Base salary of 30,000 plus uncapped commission.",
    "Commission on top of a guaranteed base salary.",
    "Holiday pay is paid at the end of the contract.",
    "Salary to be discussed at interview.",
    "We are a fully salaried team, not commission only.",
    "After three months your salary is reviewed.",
    "You will collect payments from customers and hold cash until banking.",
    "As per industry standards.",
    "Retention bonus paid after six months of service.",
    "Trial shift is paid at the full rate.",
]

DENIED = [
    "Wages are paid every Friday by bank transfer.",
    "A payslip is provided with each wage.",
    "The trial day is fully paid.",
    "We never pay commission only.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_pay_put_off_kept_back_or_off_the_books_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_ordinary_ways_to_speak_of_pay_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_clear_terms_of_pay_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
