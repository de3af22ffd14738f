"""How an encoder is weighed with the linear model, and where it is asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.dataset import DatasetError
from experiments.training.calibrating import FLAG_FROM, _fused, calibrated, familiar_from
from experiments.training.config import CalibrationSettings
from experiments.training.metrics import metrics_part
from experiments.training.scoring import Scored
from models.calibration import Calibration

SETTINGS = CalibrationSettings(prevalence=0.1, most_missed=0.05, fewest_for_share=10)


def said(number: int, *, risky: bool, text: float | None, encoder: float | None, language: str = "en") -> Scored:
    return Scored(f"{risky}{number}", "alpha", "fraud" if risky else "benign", language, -4.0, text, encoder)


def items(linear: float = 1.0, encoder: float | None = 1.0, language: str = "en", count: int = 150) -> list[Scored]:
    """Postings of both sides; each model is right by so much on the mean, with a spread of one."""
    chance = np.random.default_rng(3)
    return [
        said(
            number,
            risky=risky,
            text=float(chance.normal(linear if risky else -linear)),
            encoder=None if encoder is None else float(chance.normal(encoder if risky else -encoder)),
            language=language,
        )
        for risky in (True, False)
        for number in range(count)
    ]


def test_the_model_that_tells_the_sides_apart_better_weighs_more() -> None:
    better, worse = (_fused(items(*sides), SETTINGS).fusion["en"] for sides in ((0.5, 1.5), (1.5, 0.5)))
    assert better.encoder_weight > better.linear_weight > 0
    assert worse.linear_weight > worse.encoder_weight > 0


def test_both_together_tell_the_sides_apart_better_than_one() -> None:
    found = items()
    calibration = calibrated(found, SETTINGS)
    alone = calibrated([replace(item, encoder=None) for item in found], SETTINGS)
    right, right_alone = (
        np.mean([(hearing.joined(-4.0, item.said(hearing), "en") > -0.75) for item in found if item.is_risky])
        for hearing in (calibration, alone)
    )
    assert right > right_alone + 0.05


def test_without_answers_of_an_encoder_there_is_neither_fusion_nor_band() -> None:
    found = calibrated(items(encoder=None), SETTINGS)
    assert (found.fusion, found.cascade) == ({}, None)
    assert found.text_scale > 0


def test_an_encoder_that_spoke_of_one_side_alone_is_not_heard() -> None:
    mixed = [item if item.is_risky else replace(item, encoder=None) for item in items()]
    assert calibrated(mixed, SETTINGS) == calibrated([replace(item, encoder=None) for item in mixed], SETTINGS)


def test_an_encoder_is_heard_in_the_languages_in_which_it_spoke() -> None:
    found = calibrated([*items(), *items(encoder=None, language="ru")], SETTINGS)
    assert set(found.fusion) == {"en"}
    assert set(found.text_shifts) == {"en", "ru"}


@given(
    st.lists(st.floats(-20, 20), min_size=2, max_size=60, unique=True),
    st.sampled_from([0.0, 0.01, 0.05, 0.3, 1.0]),
)
def test_the_band_leaves_out_at_most_its_share_of_risky_postings(texts: list[float], share: float) -> None:
    risky = [said(number, risky=True, text=text, encoder=text) for number, text in enumerate(texts)]
    ordinary = [said(number, risky=False, text=-30.0 + number, encoder=-1.0 - number) for number in range(2)]
    calibration = _fused([*risky, *ordinary], replace(SETTINGS, most_missed=share))
    missed = [item for item in risky if not calibration.hears_encoder(item.text, "en")]
    assert len(missed) <= share * len(risky)


def test_the_band_spares_the_calm_postings_the_encoder() -> None:
    found = items(linear=2.0)
    calibration = _fused(found, SETTINGS)
    asked = [calibration.hears_encoder(item.text, "en") for item in found if not item.is_risky]
    assert np.mean(asked) < 0.1


def test_one_side_alone_cannot_be_calibrated() -> None:
    with pytest.raises(DatasetError, match="needs risky and ordinary postings"):
        calibrated([item for item in items() if item.is_risky], SETTINGS)


def test_a_run_s_metrics_hear_the_encoder_too() -> None:
    found = [replace(item, dataset="emscad") for item in items(linear=0.5, encoder=2.0)]
    deaf = [replace(item, encoder=None) for item in found]
    heard, unheard = (metrics_part(rows, calibrated(rows, SETTINGS), SETTINGS.prevalence) for rows in (found, deaf))
    assert heard["emscad_average_precision"] > unheard["emscad_average_precision"] + 0.03
    assert heard["flagged"]["emscad (fraud)"] > unheard["flagged"]["emscad (fraud)"]
    assert heard["flagged"]["emscad"] <= 0.02


def test_without_a_word_of_the_text_model_the_evidence_stands_alone() -> None:
    silent = said(1, risky=True, text=None, encoder=None)
    assert silent.joined(calibrated(items(), SETTINGS)) == silent.evidence
    assert silent.joined(Calibration()) == silent.evidence


@given(st.lists(st.floats(-8, 8), min_size=10, max_size=250), st.sampled_from([0.0, 0.01, 0.05, 1.0]))
def test_the_text_alone_flags_no_more_of_an_ordinary_dataset_than_its_share(texts: list[float], share: float) -> None:
    ordinary = [said(number, risky=False, text=text, encoder=None) for number, text in enumerate(texts)]
    risky = [said(number, risky=True, text=9.0 + number, encoder=None) for number in range(3)]
    found = calibrated([*ordinary, *risky], replace(SETTINGS, most_ordinary_flagged=share, allowances={}))
    assert sum(item.joined(found) >= FLAG_FROM for item in ordinary) <= share * len(ordinary)


def test_a_dataset_s_own_allowance_counts_for_it() -> None:
    found = items()
    strict, lenient = (
        calibrated(found, replace(SETTINGS, most_ordinary_flagged=0.0, allowances=allowed)) for allowed in ({}, {"alpha": 0.1})
    )
    flagged = [[item for item in found if item.joined(hearing) >= FLAG_FROM] for hearing in (strict, lenient)]
    assert len([item for item in flagged[0] if not item.is_risky]) == 0
    assert len([item for item in flagged[1] if not item.is_risky]) == 15
    assert len(flagged[1]) > len(flagged[0]) + 15


def known(share: float | None, language: str = "en") -> Scored:
    return Scored("1", "alpha", "benign", language, -4.0, None, None, share)


@given(st.lists(st.floats(0.1, 1), min_size=10, max_size=300), st.sampled_from([0.0, 0.002, 0.05]))
def test_no_more_than_their_share_of_postings_is_unlike_anything_seen(shares: list[float], most: float) -> None:
    [border] = familiar_from([known(share) for share in shares], replace(SETTINGS, most_unfamiliar=most)).values()
    assert sum(share < border for share in shares) <= most * len(shares)


def test_a_language_of_few_postings_or_of_few_known_words_has_no_border() -> None:
    few = [known(0.5, "ru")] * 9
    unknown = [known(0.05, "zh")] * 50
    unread = [known(None, "es")] * 50
    assert familiar_from([*few, *unknown, *unread, *[known(0.4)] * 50], SETTINGS) == {"en": 0.4}
