from __future__ import annotations

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.posting import Organization, Posting
from features.profile import Profile
from features.reading import Reading
from models.bundle import BundleError, read_bundle
from models.linear import LinearModel, linear_from, terms_of, words_of

MODEL = LinearModel(-1.0, {"easy": (2.0, 1.0), "easy money": (3.0, 4.0), "salary": (-1.0, 1.0)}, frozenset({"en"}), 2)


def test_terms_are_words_and_neighbouring_pairs() -> None:
    assert terms_of(["easy", "money", "easy"]) == {"easy": 2, "money": 1, "easy money": 1, "money easy": 1}


def test_chinese_is_read_in_pairs_of_characters() -> None:
    assert {"日结", "结工", "工资"} <= terms_of(["日结工资"]).keys()


def test_the_score_is_the_weights_over_the_length_of_the_vector() -> None:
    assert MODEL.read(["easy", "money"]).log_odds == pytest.approx(-1 + 5 / sqrt(5))


def test_a_term_that_stands_twice_is_louder_but_not_twice_as_loud() -> None:
    loud = 1 + log(2)
    assert MODEL.read(["easy", "easy", "salary"]).log_odds == pytest.approx(-1 + (2 * loud - 1) / sqrt(loud**2 + 1))


def test_too_few_known_terms_say_nothing() -> None:
    assert MODEL.read(["salary", "of", "a", "friend"]).log_odds is None


def test_weights_learned_with_another_count_of_terms_are_refused() -> None:
    part = {"intercept": 0.0, "terms": {}, "languages": [], "fewest_terms": 1}
    assert linear_from({**part, "term_frequency": "logarithmic"}).terms == {}
    with pytest.raises(BundleError, match="train the bundle again"):
        linear_from(part)


def test_the_explanation_names_the_terms_that_raise_most_first() -> None:
    assert [item.term for item in MODEL.read(["easy", "money", "fair", "salary"]).strongest()] == ["easy money", "easy"]


def test_the_employer_s_name_and_place_are_not_read() -> None:
    posting = Posting(
        id="1",
        title="Cook",
        description="40h",
        job_location="Xtown 7",
        hiring_organization=Organization(name="Ynn", description="We cook."),
    )
    assert list(words_of(Reading(posting, Profile.LIGHT))) == ["cook", "00", "h", "we", "cook"]


@given(st.lists(st.text(max_size=20)))
def test_any_words_give_a_number_or_nothing(words: list[str]) -> None:
    score = MODEL.read(words).log_odds
    assert score is None or score == score  # noqa: PLR0124 - not a NaN


def test_no_term_of_the_shipped_model_says_who_somebody_is_or_where_from() -> None:
    from features.identity import identity_words
    from features.places.finding import place_words

    terms = linear_from(read_bundle().part("linear.json")).terms
    words = {word for term in terms for word in term.split(" ")}
    named = {
        "filipino",
        "nigerian",
        "muslim",
        "maria",
        "ahmed",
        "oksana",
        "john",
        "fatima",
        "dublin",
        "dubai",
        "manila",
        "russian",
    }
    assert words & (identity_words() | place_words() | named) == set()
    assert not [word for word in words if word[0].isdigit()]
