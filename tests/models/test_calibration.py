from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration import Band, Calibration, Fusion, calibration_from, log_odds_of, probability_of

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


BOTH = replace(HEARD, cascade=Band(-1.0, 2.0), fusion={"en": Fusion(0.5, 2.0, -0.25)})


@given(linear=st.floats(-1, 2), encoder=NUMBERS)
def test_within_the_band_both_models_are_weighed(linear: float, encoder: float) -> None:
    assert BOTH.text(linear, encoder, "en") == 0.5 * linear + 2 * encoder - 0.25
    assert BOTH.text(linear, None, "en") == BOTH.text(linear, encoder, "hu") == linear
    assert BOTH.text(None, encoder, "en") is None


@given(linear=NUMBERS.filter(lambda number: not -1 <= number <= 2), encoder=NUMBERS)
def test_outside_the_band_the_linear_model_is_heard_alone(linear: float, encoder: float) -> None:
    assert BOTH.text(linear, encoder, "en") == linear
    assert not BOTH.hears_encoder(linear, "en")


@given(linear=NUMBERS, encoder=NUMBERS)
def test_a_policy_without_weight_for_the_linear_model_never_hears_it(linear: float, encoder: float) -> None:
    deaf = replace(BOTH, fusion={"en": Fusion(0.0, 1.0)})
    assert deaf.text(linear, None, "en") is None
    assert deaf.text(linear, encoder, "en") in {None, encoder}


@pytest.mark.parametrize("calibration", [Calibration(), HEARD, BOTH])
def test_a_calibration_is_read_as_it_is_written(calibration: Calibration) -> None:
    assert calibration_from(json.loads(json.dumps(asdict(calibration)))) == calibration


def test_a_calibration_of_a_bundle_without_an_encoder_is_read() -> None:
    plain = {"text_scale": 0.8, "text_shifts": {"en": -1.0}, "scale": 1.2, "shift": -0.3}
    assert calibration_from(plain) == HEARD
