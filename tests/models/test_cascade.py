from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from features.posting import Posting
from features.profile import Profile
from models.assessment import Assessment
from models.assessor import Assessor
from models.bundle import Bundle, read_bundle, write_bundle
from models.calibration import Band, Calibration, Fusion
from models.encoder import Encoder
from models.policy import PolicyName
from tests.factories import NOON
from tests.models.small_encoder import encoder_files

TERMS = {"fee": [2.0, 1.0], "visa": [1.0, 1.0], "school": [-2.0, 1.0]}
FRAUD = PolicyName.RECRUITMENT_FRAUD
WIDE = Band(-100, 100)
HEARING = Calibration(text_scale=1.0, text_shifts={"en": 0.0}, cascade=WIDE, fusion={"en": Fusion(0.5, 1.0, 0.25)})
POSTINGS = [
    Posting(
        id="fee", title="Maid", description="You pay the visa fee. The fee is 450 USD. We are looking for people who can start."
    ),
    Posting(id="school", title="Cook", description="We are looking for a cook at our school. The school is near the park."),
    Posting(
        id="both", title="Cook", description="We are looking for a cook at our school. There is a fee for the meals that you eat."
    ),
    Posting(
        id="warning",
        description="Warning: scammers ask you to pay a visa fee before you start. Never pay a fee for a job. Report it to the police.",
    ),
]


def small_bundle(folder: Path, fraud: Calibration, files: Mapping[str, bytes] | None = None) -> Bundle:
    """The bundle that comes along, with three words, another hearing of them, and perhaps an encoder."""
    parts: dict[str, Any] = dict(read_bundle().parts)
    linear = {"intercept": -1.0, "terms": TERMS, "fewest_terms": 1, "languages": ["en"]}
    policies = {name: dict(part) for name, part in parts["policies.json"]["policies"].items()}
    policies[FRAUD]["calibration"] = asdict(fraud)
    parts |= {"linear.json": parts["linear.json"] | linear, "policies.json": {"policies": policies}}
    return write_bundle(folder, parts, {"made_on": "2026.01.01"}, files)


def encoder_that_says(fee: float, heads: Sequence[str] = (FRAUD,), languages: Sequence[str] = ("en",)) -> dict[str, bytes]:
    return encoder_files({"fee": [fee] * len(heads), "school": [-fee] * len(heads)}, heads, languages=[*languages])


def timeless(assessments: Sequence[Assessment]) -> list[Assessment]:
    return [replace(item, assessed_at=NOON, model_version="") for item in assessments]


def judged(bundle: Bundle) -> list[Assessment]:
    return timeless(Assessor(bundle, Profile.FULL).assess_many(POSTINGS))


def fraud_of(assessment: Assessment) -> float:
    return next(policy.probability for policy in assessment.policies if policy.policy is FRAUD)


@pytest.mark.parametrize(
    "hearing",
    [
        replace(HEARING, cascade=None),
        replace(HEARING, fusion={}),
        replace(HEARING, fusion={"hu": Fusion(1, 1)}),
        replace(HEARING, cascade=Band(50, 60)),
    ],
    ids=["no band", "no fusion", "another language", "nothing in the band"],
)
def test_an_encoder_that_is_not_heard_changes_no_assessment(tmp_path: Path, hearing: Calibration) -> None:
    before = judged(small_bundle(tmp_path / "without", replace(HEARING, cascade=None, fusion={})))
    assert judged(small_bundle(tmp_path / "with", hearing, encoder_that_says(9))) == before


def test_the_encoder_moves_the_texts_in_its_band_and_no_others(tmp_path: Path) -> None:
    without, wide, narrow = (
        judged(small_bundle(tmp_path / name, replace(HEARING, cascade=band), encoder_that_says(90)))
        for name, band in {"a": None, "b": WIDE, "c": Band(0, 100)}.items()
    )
    moved, in_doubt = (
        {after.posting_id for before, after in zip(without, those, strict=True) if after != before} for those in (wide, narrow)
    )
    assert moved == {"fee", "school", "both"}, "a text that warns stays unread"
    assert in_doubt == {"fee"}, "of the others the linear model is sure"
    assert fraud_of(wide[0]) > fraud_of(without[0])
    assert fraud_of(wide[1]) < fraud_of(without[1])


def test_the_encoder_says_what_it_adds_where_it_is_a_reason(tmp_path: Path) -> None:
    (reasons,) = (
        [reason for policy in judged(bundle)[0].policies if policy.policy is FRAUD for reason in policy.reasons]
        for bundle in [small_bundle(tmp_path / "b", HEARING, encoder_that_says(90))]
    )
    assert [reason for reason in reasons if reason.startswith("the text as a whole, as the encoder reads it (+")]
    assert [reason for reason in reasons if reason.startswith("words that fraudulent postings use: “fee”")]


def test_a_head_of_another_name_is_not_heard(tmp_path: Path) -> None:
    before = judged(small_bundle(tmp_path / "without", replace(HEARING, cascade=None)))
    assert judged(small_bundle(tmp_path / "with", HEARING, encoder_that_says(9, ["worker_pays_fee"]))) == before


def test_an_encoder_is_not_asked_about_a_language_that_it_never_learned(tmp_path: Path) -> None:
    before = judged(small_bundle(tmp_path / "without", replace(HEARING, cascade=None)))
    assert judged(small_bundle(tmp_path / "with", HEARING, encoder_that_says(9, languages=["hu"]))) == before


def test_one_posting_is_judged_as_it_is_among_others(tmp_path: Path) -> None:
    assessor = Assessor(small_bundle(tmp_path / "bundle", HEARING, encoder_that_says(9)), Profile.FULL)
    assert timeless([assessor.assess(posting) for posting in POSTINGS]) == timeless(assessor.assess_many(POSTINGS))


def test_the_encoder_is_asked_once_for_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    logits = Encoder.logits
    monkeypatch.setattr(Encoder, "logits", lambda self, texts: asked.append(len(texts)) or logits(self, texts))
    assessor = Assessor(small_bundle(tmp_path / "bundle", HEARING, encoder_that_says(9)), Profile.FULL)
    assessor.assess_many(iter(POSTINGS))
    assert asked == [3]


def test_the_light_profile_does_without_the_encoder(tmp_path: Path) -> None:
    light = timeless(
        Assessor(small_bundle(tmp_path / "with", HEARING, encoder_that_says(9)), Profile.LIGHT).assess_many(POSTINGS)
    )
    plain = small_bundle(tmp_path / "without", replace(HEARING, cascade=None))
    assert light == timeless(Assessor(plain, Profile.LIGHT).assess_many(POSTINGS))
