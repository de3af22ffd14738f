from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.posting import Organization, Posting
from features.profile import Profile
from features.reading import Reading
from models.bundle import read_bundle
from models.linear import LinearModel, linear_from, words_of
from models.text_explanation import FieldSpan, TextExplanation, Unread, explained, terms_explained

WEIGHTS = {
    "easy": (2.0, 1.0),
    "money": (0.5, 2.0),
    "easy money": (3.0, 4.0),
    "money today": (0.7, 1.0),
    "salary": (-1.0, 1.0),
    "pension": (-2.0, 3.0),
    "日结": (1.5, 2.0),
    "结工 工资": (0.5, 1.0),
}
MODEL = LinearModel(-1.0, WEIGHTS, frozenset({"en"}), 1)


def told(model: LinearModel = MODEL, **fields: object) -> tuple[Posting, TextExplanation]:
    posting = Posting(id="1", **fields)  # type: ignore[arg-type]
    return posting, terms_explained(Reading(posting, Profile.LIGHT), model)


def quotes(posting: Posting, said: TextExplanation) -> dict[str, list[str]]:
    return {item.term: [span.quote(posting) for span in item.spans] for item in said.terms}


def test_each_term_is_quoted_wherever_it_stands_in_the_original_text() -> None:
    posting, said = told(title="EASY money", description="Easy — money! <b>Salary</b> &amp; pension, easy.")
    assert quotes(posting, said) == {
        "easy": ["EASY", "Easy", "easy"],
        "money": ["money", "money"],
        "easy money": ["EASY money", "Easy — money"],
        "salary": ["Salary"],
        "pension": ["pension"],
    }
    assert said.terms[0].spans[0] == FieldSpan("title", 0, 10)


def test_a_disguised_word_is_quoted_as_it_was_written() -> None:
    posting, said = told(description="Your s a l a r y is paid monthly.")
    assert quotes(posting, said)["salary"] == ["s a l a r y"]


def test_a_pair_that_is_parted_by_the_end_of_a_field_stands_in_both() -> None:
    _, said = told(title="Money", description="today. ")
    assert [item.spans for item in said.terms if item.term == "money today"] == [
        (FieldSpan("title", 0, 5), FieldSpan("description", 0, 5))
    ]


def test_fields_that_name_the_employer_are_not_quoted_and_move_no_place() -> None:
    employer = Organization(name="Easy Money", description="Your pension.")
    posting, said = told(description="Salary.", job_location="Easy 7", hiring_organization=employer)
    assert quotes(posting, said) == {"salary": ["Salary"], "pension": ["pension"]}


def test_chinese_terms_are_quoted_by_their_characters() -> None:
    posting, said = told(description="我们招聘，日结工资，每天工作八小时。日结。")
    assert quotes(posting, said) == {"日结": ["日结", "日结"], "结工 工资": ["结工资"]}


def test_both_directions_are_told_the_strongest_first() -> None:
    _, said = told(description="Easy money, salary, pension.")
    pulls = [abs(item.log_odds) for item in said.terms]
    assert pulls == sorted(pulls, reverse=True)
    assert [item.term for item in said.raising(2)] == ["easy money", "easy"]
    assert [item.term for item in said.lowering(5)] == ["pension", "salary"]


@pytest.mark.parametrize(
    ("description", "fewest", "why"),
    [
        ("We are looking for people who want to work with us. Easy money.", 8, Unread.TOO_FEW_TERMS),
        ("Wir suchen eine Verkäuferin für unseren Laden in der Stadt, easy money.", 1, Unread.LANGUAGE),
        ("Police warn: never pay a fee for a job. Scammers promise easy money and take your passport.", 1, Unread.AWARENESS),
    ],
)
def test_what_the_model_does_not_read_is_said_and_nothing_is_listed(description: str, fewest: int, why: Unread) -> None:
    model = LinearModel(-1.0, WEIGHTS, frozenset({"en"}), fewest)
    said = explained(Reading(Posting(id="1", description=description), Profile.LIGHT), model)
    assert (said.unread, said.terms, said.log_odds) == (why, (), None)


WORDS = st.sampled_from(
    [
        "easy",
        "money",
        "Salary",
        "pension",
        "today",
        "日结工资",
        "x2y",
        "25",
        "&nbsp;",
        "<br>",
        "m0ney",
        "е",
        "\u200b",
        "İ",
        "½",
        "—",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=12).map(" ".join) | st.lists(WORDS, max_size=12).map("".join)


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_intercept_and_terms_add_up_to_what_the_model_says_of_any_text(title: str, description: str, benefits: str) -> None:
    posting, said = told(
        title=title,
        description=description,
        job_benefits=benefits,
        hiring_organization=Organization(name=title, description=benefits),
    )
    expected = MODEL.read(words_of(Reading(posting, Profile.LIGHT))).log_odds
    assert said.log_odds == (expected if expected is None else pytest.approx(expected))
    for item in said.terms:
        assert item.spans
        for span in item.spans:
            assert 0 <= span.start < span.end <= len(posting.text_of(span.field))


def test_the_shipped_model_lists_no_name_place_people_or_number() -> None:
    text = (
        "Maria and Ahmed from Manila are hiring 25 Filipino workers in Dubai for 3000 AED. Write to John at +971 50 123 4567. "
        "You do not need experience, work from home, earn money every day, contact our manager on WhatsApp. "
    )
    posting = Posting(id="1", description=text)
    said = explained(Reading(posting, Profile.LIGHT), linear_from(read_bundle().part("linear.json")))
    assert len(said.terms) > 20
    assert said.log_odds == pytest.approx(-abs(said.intercept) + fsum(item.log_odds for item in said.terms))
    listed = " ".join([item.term for item in said.terms] + [span.quote(posting) for item in said.terms for span in item.spans])
    for hidden in ("maria", "ahmed", "manila", "filipino", "dubai", "john"):
        assert hidden not in listed.lower().split()
    assert not any(character.isdigit() for character in listed)
