from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration import Calibration, log_odds_of, probability_of

NUMBERS = st.floats(-20, 20)
HEARD = Calibration(text_scale=0.8, text_shifts={"en": -1.0}, scale=1.2, shift=-0.3)


@given(NUMBERS)
def test_log_odds_and_probabilities_are_each_other_s_inverse(number: float) -> None:
    assert log_odds_of(probability_of(number)) == pytest.approx(number, abs=1e-4)


@given(st.floats(allow_nan=False))
def test_a_probability_lies_between_nothing_and_certainty(number: float) -> None:
    assert 0 < probability_of(number) < 1


@given(evidence=NUMBERS, text=NUMBERS)
def test_words_never_talk_evidence_down(evidence: float, text: float) -> None:
    assert HEARD.joined(evidence, text, "en") >= evidence - 1e-6


@given(evidence=NUMBERS, text=NUMBERS)
def test_in_a_language_the_text_model_does_not_know_it_is_not_heard(evidence: float, text: float) -> None:
    assert HEARD.joined(evidence, text, "hu") == evidence == HEARD.joined(evidence, None, "en")


@given(first=NUMBERS, second=NUMBERS, evidence=NUMBERS)
def test_more_risky_words_never_mean_less_risk(first: float, second: float, evidence: float) -> None:
    low, high = sorted((first, second))
    assert HEARD.joined(evidence, low, "en") <= HEARD.joined(evidence, high, "en") + 1e-9
