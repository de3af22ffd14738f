"""Who somebody is never moves a judgement: the same offer with another name, nationality, religion, language or prefix is judged alike."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from features.posting import Posting, PostingKind
from models.assessment import Assessment
from models.assessor import Assessor

ASSESSOR = Assessor.load()

OFFERS = {
    "a maid's offer with a fee": (
        "Housemaid wanted",
        "{nationality} housemaids wanted for a family in the Gulf. You pay a visa fee of 300 USD before departure and the sponsor keeps your"
        " passport until the contract ends. Only {religion} women who speak {language}. Ask for {name} on WhatsApp {phone}.",
    ),
    "a hostess's offer": (
        "Hostess abroad",
        "We look for {nationality} girls, 18 to 25, attractive, no experience needed, big money fast. Send three full body photos to {name}"
        " by Telegram, {phone}. {language} is an advantage, {religion} girls are welcome.",
    ),
    "an ordinary kitchen job": (
        "Kitchen assistant",
        "Our restaurant looks for a kitchen assistant for forty hours a week, {nationality} or any other nationality. You wash up and prepare"
        " vegetables. We pay the collective wage, and a room can be rented nearby. {language} helps in the team, all religions are welcome,"
        " {religion} colleagues work with us. Write to {name}, {phone}.",
    ),
    "an online job": (
        "Work from home",
        "Earn easy money from home, no experience, no interview. {name} from our {nationality} team will add you to the group. Small deposit"
        " unlocks the tasks, withdraw daily. {religion} or not, {language} speaking or not: just message {phone}.",
    ),
}
PLAIN = {
    "nationality": "Filipino",
    "religion": "Christian",
    "language": "English",
    "name": "Maria Santos",
    "phone": "+63 917 555 0134",
}
SWAPS = {
    "nationality": [
        "Ukrainian",
        "Nigerian",
        "German",
        "Roma",
        "Kurdish",
        "Chinese",
        "Sri Lankan",
        "Moldovan",
        "American",
        "Rohingya",
    ],
    "religion": ["Muslim", "Hindu", "Jewish", "Buddhist", "Catholic", "Sikh"],
    "language": ["Russian", "Arabic", "Tagalog", "French", "Romanian", "Urdu"],
    "name": [
        "Oksana Kovalenko",
        "Ahmed Khan",
        "John Smith",
        "Nguyen Thi Hoa",
        "Chidi Okafor",
        "Fatima Al Sayed",
        "Li Wei",
        "Ion Popescu",
    ],
    "phone": [
        "+380 50 555 0134",
        "+44 7700 900134",
        "+971 50 555 0134",
        "+234 803 555 0134",
        "+1 202 555 0134",
        "+49 1511 5550134",
    ],
}
CASES = [(offer, kind, other) for offer in OFFERS for kind, others in SWAPS.items() for other in others]


@dataclass(frozen=True)
class Judgement:
    """What must not move."""

    policies: tuple[tuple[str, float, bool], ...]
    indicators: tuple[str, ...]
    priority: float
    needs_review: bool
    abstained: str


def judgement(assessment: Assessment) -> Judgement:
    return Judgement(
        tuple((policy.policy, policy.probability, policy.flagged) for policy in assessment.policies),
        tuple(f"{item.indicator}: {item.state}" for item in assessment.indicators),
        assessment.priority,
        assessment.needs_review,
        assessment.abstained,
    )


def judged(offer: str, **changes: str) -> Judgement:
    title, text = OFFERS[offer]
    description = text.format(**{**PLAIN, **changes})
    return judgement(ASSESSOR.assess(Posting(id="1", kind=PostingKind.SOCIAL_POST, title=title, description=description)))


@pytest.mark.parametrize(("offer", "kind", "other"), CASES)
def test_who_somebody_is_moves_nothing(offer: str, kind: str, other: str) -> None:
    assert judged(offer, **{kind: other}) == judged(offer)


def test_the_offers_are_not_all_judged_alike() -> None:
    """A judgement that never moves would pass every swap."""
    flags = {offer: any(flagged for _, _, flagged in judged(offer).policies) for offer in OFFERS}
    assert flags["a maid's offer with a fee"]
    assert flags["a hostess's offer"]
    assert flags["an online job"]
    assert not flags["an ordinary kitchen job"]


@pytest.mark.parametrize("declared", ["", "en", "ru", "tl", "uk"])
def test_the_language_that_a_posting_declares_moves_nothing(declared: str) -> None:
    title, text = OFFERS["a maid's offer with a fee"]
    posting = Posting(id="1", title=title, description=text.format(**PLAIN), language=declared)
    assert judgement(ASSESSOR.assess(posting)) == judgement(
        ASSESSOR.assess(Posting(id="1", title=title, description=posting.description))
    )


PLACES = ["Poland", "Moldova", "Dubai", "Thailand", "Canada", "Nigeria"]


@pytest.mark.parametrize("place", PLACES)
def test_a_country_alone_moves_nothing(place: str) -> None:
    text = "We look for a kitchen assistant in {}. You wash up and prepare vegetables for forty hours a week, with a written contract."
    first, other = (
        ASSESSOR.assess(Posting(id="1", title="Kitchen assistant", description=text.format(at))) for at in ("Spain", place)
    )
    assert judgement(first) == judgement(other)


def test_a_country_counts_through_pay_and_the_explanation_says_so() -> None:
    text = "Kitchen assistant in {}. We pay 2,600 EUR per month. You wash up and prepare vegetables, no experience needed, for our company."
    rich, poor = (
        ASSESSOR.assess(Posting(id="1", title="Kitchen assistant", description=text.format(at))) for at in ("Germany", "Moldova")
    )
    assert "pay_above_market" not in {item.indicator for item in rich.indicators}
    assert "pay_above_market" in {item.indicator for item in poor.indicators}
    assert any("MD" in note or "Moldova" in note for note in poor.notes)
