"""Requirements: what is asked of the person, and not who is served, sold to or encouraged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.requirements.finding import Requirement, RequirementKind, requirements_in, requirements_of
from features.text.normalise import lower
from tests.work import grows_in_proportion

AGE, GENDER, LOOKS, FAMILY, PHOTO, SIZE = RequirementKind


def read(text: str) -> tuple[Requirement, ...]:
    return requirements_in(text, lower(text))


def ages(text: str) -> list[tuple[int | None, int | None]]:
    return [(item.low, item.high) for item in read(text) if item.kind is AGE]


AGES = [
    ("18-25 years old", (18, 25)),
    ("must be 16 - 18 years old", (16, 18)),
    ("aged 18 to 30", (18, 30)),
    ("Age: 20 – 35", (20, 35)),
    ("girls 18-25 wanted", (18, 25)),
    ("between 21 and 40 years of age", (21, 40)),
    ("at least 18 years old", (18, None)),
    ("must be 21 or over", (21, None)),
    ("You must be over 18.", (18, None)),
    ("16+ only", (16, None)),
    ("over 16s welcome", (16, None)),
    ("minimum age: 19", (19, None)),
    ("over the age of 21", (21, None)),
    ("under 25 years old", (None, 25)),
    ("max age 35", (None, 35)),
    ("not older than 30", (None, 30)),
    ("age limit: 45", (None, 45)),
    ("females under 30 y.o", (None, 30)),
]


@pytest.mark.parametrize(("text", "expected"), AGES)
def test_ages_are_read(text: str, expected: tuple[int | None, int | None]) -> None:
    assert ages(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a company aged 10 years",
        "25 years of experience",
        "children aged 13 to 15",
        "support young people aged 16-25",
        "customers over 18 years old",
        "no discrimination on grounds of age, under 40 or over 40 years old",
        "patients aged 18 and over",
        "work 18-25 hours a week",
        "you must be 20 minutes early",
        "must be 18:00 sharp",
        "iOS 12 and above",
        "be able to lift at least 50 lbs",
        "from 20 to 30 countries",
        "10+ years",
        "you will teach 12-16 year olds",
        "call 020 7946 0018",
    ],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert ages(text) == []


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Ladies only", "female"),
        ("only girls", "female"),
        ("female candidates preferred", "female"),
        ("We need two young girls for the bar", "female"),
        ("looking for a female cleaner", "female"),
        ("Gender: Female", "female"),
        ("jobs abroad for women", "female"),
        ("men only, strong", "male"),
        ("male drivers wanted", "male"),
        ("Girls 18-25", "female"),
        ("candidates must be male", "male"),
    ],
)
def test_one_gender_asked_for_is_a_requirement(text: str, gender: str) -> None:
    assert [item.detail for item in read(text) if item.kind is GENDER][:1] == [gender]


@pytest.mark.parametrize(
    "text",
    [
        "male/female candidates wanted",
        "Gender: male or female",
        "waiter/waitress (m/f/d) needed",
        "females and minorities are encouraged to apply",
        "women are encouraged to apply, only merit counts",
        "we are a women owned business looking for staff",
        "seeking someone for women's shoes",
        "looking for ladies and gentlemen",
        "support needed for a young woman",
        "experience with female patients required",
        "a manager is wanted",
        "boys and girls club",
    ],
)
def test_naming_both_encouraging_or_serving_asks_nothing(text: str) -> None:
    assert [item for item in read(text) if item.kind is GENDER] == []


@pytest.mark.parametrize(
    ("text", "kind", "mild"),
    [
        ("attractive girls", LOOKS, False),
        ("You must be attractive and outgoing", LOOKS, False),
        ("good-looking hostesses", LOOKS, False),
        ("slim figure", LOOKS, False),
        ("beautiful young ladies", LOOKS, False),
        ("well groomed", LOOKS, True),
        ("smart appearance", LOOKS, True),
        ("single women without children", FAMILY, False),
        ("no children", FAMILY, False),
        ("must be unmarried", FAMILY, False),
        ("marital status: single", FAMILY, False),
        ("send a full-body photo", PHOTO, False),
        ("two full length photos", PHOTO, False),
        ("photos in a bikini", PHOTO, False),
        ("send your CV with a recent photo", PHOTO, True),
        ("send your age, height and weight", SIZE, False),
        ("bust size", SIZE, False),
        ("minimum height 170 cm", SIZE, False),
    ],
)
def test_looks_family_photographs_and_measurements_are_read(text: str, kind: RequirementKind, mild: bool) -> None:
    assert (kind, mild) in [(item.kind, item.mild) for item in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "an attractive salary and benefits",
        "attractive staff discounts",
        "a beautiful home in slim margins",
        "this is what good looks like",
        "we are pretty relaxed",
        "keep the store clean, tidy and presentable",
        "a single point of contact, single room",
        "regardless of marital status or family status: single",
        "no children's menu",
        "bring a photo ID",
        "edit pictures of buildings",
        "record the height and weight of patients",
        "weight management and height adjustable desk",
        "good presentation skills",
    ],
)
def test_pay_things_and_tools_are_no_requirements(text: str) -> None:
    assert read(text) == ()


@given(before=st.text(max_size=60), after=st.text(max_size=60), phrase=st.sampled_from([text for text, _ in AGES]))
@settings(max_examples=150, deadline=None)
def test_spans_lie_within_any_text(before: str, after: str, phrase: str) -> None:
    text = f"{before} {phrase} {after}"
    for item in read(text):
        assert 0 <= item.start < item.end <= len(text)


HOSTILE = ["18 ", "girls ", "must be ", "send photo ", "single ", "age ", "attractive, ", "1+ ", "height weight ", "18-25 ", " "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition_stays_linear(unit: str) -> None:
    assert grows_in_proportion(lambda text: requirements_in(text, text), unit)


def test_each_kind_can_be_read_alone() -> None:
    text = "Ladies only, 18-25 years old, attractive, single women without children. Send photos and body measurements."
    alone = [item for kind in RequirementKind for item in requirements_of(lower(text), kind)]
    assert set(alone) == set(read(text))
    assert {item.kind for item in alone} == set(RequirementKind)
