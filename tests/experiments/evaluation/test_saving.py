"""The more risky postings may be settled as calm, the fewer are given to the encoder."""

from __future__ import annotations

import pytest

from experiments.evaluation.saving import NoEncoderError, Saving, as_markdown, asking_all, savings
from experiments.training.calibrating import calibrated, policies_part
from experiments.training.config import CalibrationSettings
from models.bundle import Bundle, read_bundle, write_bundle
from models.encoder import FILES
from tests.experiments.training.test_calibrating import items

FOUND = [*items(linear=1.0, encoder=1.5), *items(encoder=None, language="ru", count=5)]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle that weighs both models of these postings."""
    parts = dict(read_bundle().parts)
    parts["policies.json"] = policies_part(calibrated(FOUND, CalibrationSettings(prevalence=0.1)), 0.1)
    return write_bundle(tmp_path_factory.mktemp("saving") / "bundle", parts, {"made_on": "2026.11.22"})


def test_the_encoder_is_asked_less_often_the_more_may_be_missed(bundle: Bundle) -> None:
    found = savings(FOUND, bundle, [0.0, 0.05, 0.3, 1.0])
    asked = [item.asked_ordinary for item in found]
    assert asked == sorted(asked, reverse=True)
    assert asked[0] > asked[1] > asked[-1] == 0
    assert [item.asked_risky >= 1 - item.most_missed for item in found] == [True] * 4
    assert found[0].average_precision > found[-1].average_precision + 0.02
    assert found[0].flagged_risky > found[-1].flagged_risky


def test_a_dataset_s_side_weighs_the_same_however_many_its_rows_are(bundle: Bundle) -> None:
    [once] = savings(FOUND, bundle, [0.05])
    [thrice] = savings(FOUND * 3, bundle, [0.05])
    assert thrice.flagged_risky == pytest.approx(once.flagged_risky)
    assert thrice.average_precision == pytest.approx(once.average_precision)


def test_a_bundle_without_an_encoder_has_no_cascade(bundle: Bundle) -> None:
    assert not set(FILES) & set(bundle.files)
    with pytest.raises(NoEncoderError, match="has no encoder"):
        asking_all(bundle)


def test_each_border_is_a_line() -> None:
    said = as_markdown([Saving(0.01, 0.25, 1.0, 0.002, 0.5, 0.71234)]).splitlines()
    assert said[2:] == ["| 1.0% | 25.0% | 100.0% | 0.2% | 50.0% | 0.712 |"]
