from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.gate import Gate
from features.matching import Matcher
from features.packs import packs
from features.phrase_patterns import regex_of
from features.phrases import Sequence, parse
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


def windows_of(sequences: list[Sequence], profile: Profile, text: str) -> list[tuple[int, list[Span]]]:
    gate = Gate([("all", sequence) for sequence in sequences], profile)
    return list(gate.windows(gate.open(text), "all"))


@pytest.mark.parametrize("profile", list(Profile))
@given(words=st.lists(st.sampled_from(WORDS), max_size=10), joint=st.sampled_from([" ", " some other word ", ", "]))
def test_the_gate_never_holds_back_a_phrase_that_stands_there(profile: Profile, words: list[str], joint: str) -> None:
    text = joint.join(words)
    windows = dict(windows_of(SEQUENCES, profile, text))
    for number, sequence in enumerate(SEQUENCES):
        for match in regex_of(sequence).finditer(text):
            assert any(window.covers(Span(*match.span())) for window in windows[number])


@pytest.mark.parametrize("profile", list(Profile))
def test_a_text_without_the_needed_words_is_spared(profile: Profile) -> None:
    assert windows_of([parse("pay a fee"), parse("recruit* agent")], profile, "an agent waits for pay") == []


@pytest.mark.parametrize("profile", list(Profile))
def test_words_too_far_from_each_other_are_spared(profile: Profile) -> None:
    assert windows_of([parse("recruit* agent")], profile, "recruiting " + "many people " * 20 + "agent") == []


def test_a_drawer_that_is_not_asked_for_is_not_searched() -> None:
    gate = Gate([("one", parse("pay a fee")), ("other", parse("pay [a] bribe"))], Profile.FULL)
    text = gate.open("pay a fee and pay a bribe")
    assert [[number for number, _ in gate.windows(text, drawer)] for drawer in ("one", "other", "none")] == [[0], [1], []]


def test_both_profiles_find_the_same_phrases_of_the_shipped_packs() -> None:
    full, light = (Matcher(packs(), profile) for profile in Profile)
    for text in (
        "you must pay a registration fee of 100 eur before we send the ticket",
        "whatsapp only, no interview, leave tomorrow",
    ):
        assert full.read(text).claims == light.read(text).claims
        assert full.read(text).context == light.read(text).context
