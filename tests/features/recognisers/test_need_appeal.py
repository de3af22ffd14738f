from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "need_appeal"
POSITIVES = [
    "No papers? No problem, work starts tomorrow.",
    "In debt? We pay it and you work it off in our hotel.",
    "Homeless? We give bed from the first night and work.",
    "Drowning in loans, need money for your kids? Call us, cash every day.",
    "Overstayed your visa? We don't care, factory work in the north.",
    "Illegal status is not an obstacle, we hire without documents.",
    "Are you desperate for money? I can help, job in Spain.",
    "Bad credit, court, bailiffs: we understand, come and work with us.",
    "Nowhere to sleep tonight? Room for who works with us.",
    "Rejected asylum or expired permit - we still take you.",
    "Single mothers with no money welcome, we solve everything",
    "Undocumented people welcome, nobody checks",
    "just out of prison and no one hires you? ring me, money same day",
    "If you owe money to somebody, come to us, we clear it for you.",
    "you broke? rent due? make 1k this week",
    "no right to work needed",
]
NEGATIVES = [
    "Northgate Trust's second-chance scheme welcomes people with convictions, supported by the probation service.",
    "Debt adviser: help clients who are in debt.",
    "Outreach worker for homeless people, full driving licence.",
    "Debt collector, call centre.",
    "No experience? No problem, we train you.",
    "No degree? No problem.",
    "Right to work in the UK is required; no sponsorship.",
    "Support undocumented migrants with legal advice at our law clinic.",
    "You will reconcile debts and loans of corporate clients.",
    "Student loan repayment assistance up to 5,000 a year.",
    "Inclusive employer: the Homeless Hiring Programme of the city guarantees interviews.",
    "Bailiff, county court, part time.",
    "No documents are stored on your own laptop.",
    "Loan officer for small business loans.",
    "No CV? No problem, just call.",
]
CONTRADICTED = [
    "No work without papers: a residence permit is needed.",
    "We cannot employ people without the right to work.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_hardship_as_the_way_in_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_work_with_people_in_hardship_is_not(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_papers_that_are_needed_contradict(text: str) -> None:
    assert denies(INDICATOR, text)


def test_arabic_asks_with_its_own_mark() -> None:
    assert shows(INDICATOR, "ديون متراكمة؟", language="ar")
    assert not shows(INDICATOR, "ديون متراكمة.", language="ar")
