from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.gate import Gate
from features.matching import Matcher
from features.packs import packs
from features.phrase_patterns import regex_of
from features.phrases import parse
from features.profile import Profile
from features.spans import Span

PHRASES = ["pay a fee", "recruit* agent", "don't tell", "*geld", "扣押护照", "(pick-up|collect) .. parcel*", "плат* взнос"]
SEQUENCES = [parse(phrase) for phrase in PHRASES]
WORDS = [
    "pay",
    "a",
    "fee",
    "recruiting",
    "agent",
    "dont",
    "don't",
    "tell",
    "kindergeld",
    "扣押护照",
    "pick up",
    "parcels",
    "платить",
    "взнос",
]


@pytest.mark.parametrize("profile", list(Profile))
@given(words=st.lists(st.sampled_from(WORDS), max_size=10), joint=st.sampled_from([" ", " some other word ", ", "]))
def test_the_gate_never_holds_back_a_phrase_that_stands_there(profile: Profile, words: list[str], joint: str) -> None:
    text = joint.join(words)
    windows = dict(Gate(SEQUENCES, profile).windows(text))
    for number, sequence in enumerate(SEQUENCES):
        for match in regex_of(sequence).finditer(text):
            assert any(window.covers(Span(*match.span())) for window in windows[number])


@pytest.mark.parametrize("profile", list(Profile))
def test_a_text_without_the_needed_words_is_spared(profile: Profile) -> None:
    gate = Gate([parse("pay a fee"), parse("recruit* agent")], profile)
    assert list(gate.windows("an agent waits for pay")) == []


@pytest.mark.parametrize("profile", list(Profile))
def test_words_too_far_from_each_other_are_spared(profile: Profile) -> None:
    gate = Gate([parse("recruit* agent")], profile)
    assert list(gate.windows("recruiting " + "many people " * 20 + "agent")) == []


def test_both_profiles_find_the_same_phrases_of_the_shipped_packs() -> None:
    full, light = (Matcher(packs(), profile) for profile in Profile)
    for text in (
        "you must pay a registration fee of 100 eur before we send the ticket",
        "whatsapp only, no interview, leave tomorrow",
    ):
        assert full.hits(text) == light.hits(text)
