from __future__ import annotations

import json
from pathlib import Path

import pytest

from features.posting import Posting
from features.profile import Profile
from models.abstention import NO_OFFER_OF_WORK
from models.assessment import Assessment, Band
from models.assessor import Assessor
from models.bundle import Bundle, BundleError, read_bundle, write_bundle
from models.bundle_models import BundleModels
from models.explanation import Explainer
from models.gate import FILE, OffersWork, gate_from
from models.linear import TERM_FREQUENCY

NONE_WORDS = ("parcel", "waiting", "pizza", "voucher", "lunch", "window")
OFFER_WORDS = ("hiring", "wages", "job", "work")
GATE = {
    "intercept": 0.0,
    "languages": ["en"],
    "fewest_terms": 2,
    "term_frequency": TERM_FREQUENCY,
    "terms": {word: [-3.0, 1.0] for word in NONE_WORDS} | {word: [3.0, 1.0] for word in OFFER_WORDS},
    "borders": {"en": {"none": -2.0, "clearly": -6.0}},
}
SPAM = "Your parcel is still waiting for you at our centre. Get a pizza voucher today."
MORE_SPAM = "The parcel is waiting by the window. Pizza for lunch: get a voucher."
OFFER = "We are hiring bakers for our shop, wages every week. Call for the job."


def bundle(folder: Path, content: bytes | None) -> Bundle:
    parts = dict(read_bundle().parts)
    parts["linear.json"] = {**parts["linear.json"], "terms": {}}
    parts["policies.json"] = {**parts["policies.json"], "familiar_from": {}}
    files = {} if content is None else {FILE: content}
    return write_bundle(folder, parts, {"made_on": "2026-11-22"}, files)


@pytest.fixture(scope="module")
def gated(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return bundle(tmp_path_factory.mktemp("gated") / "bundle", json.dumps(GATE).encode())


@pytest.fixture(scope="module")
def assessor(gated: Bundle) -> Assessor:
    return Assessor(gated, Profile.LIGHT)


def assess(assessor: Assessor, text: str) -> Assessment:
    return assessor.assess(Posting(id="1", description=text))


def test_what_offers_no_work_is_said_to_offer_none(assessor: Assessor) -> None:
    said = assess(assessor, SPAM)
    assert (said.abstained, said.flagged, said.band) == (NO_OFFER_OF_WORK, False, Band.LOW)


def test_an_offer_passes(assessor: Assessor) -> None:
    assert assess(assessor, OFFER).abstained == ""


def test_without_a_gate_nothing_changes(tmp_path: Path) -> None:
    plain = bundle(tmp_path / "bundle", None)
    assert gate_from(plain) is None
    assert assess(Assessor(plain, Profile.LIGHT), SPAM).abstained == ""


def test_of_a_language_that_the_gate_did_not_learn_it_says_nothing(assessor: Assessor) -> None:
    text = "Dein parcel, pizza und voucher warten auf dich, komm doch bitte heute noch vorbei, wir freuen uns sehr auf dich."
    assert assess(assessor, text).abstained == ""


def test_of_a_text_with_few_known_words_it_says_nothing(assessor: Assessor) -> None:
    assert assess(assessor, "I will see you at the old pizza place tonight, as we said.").abstained == ""


def test_a_strong_indicator_asks_for_a_clearer_none(assessor: Assessor) -> None:
    kept = "We keep your passport."
    assert assess(assessor, f"{kept} The parcel is waiting.").abstained == ""
    clearly = assess(assessor, f"{kept} {MORE_SPAM}")
    assert clearly.abstained == NO_OFFER_OF_WORK
    assert clearly.indicators


def test_what_always_goes_to_a_person_still_does(assessor: Assessor) -> None:
    said = assess(assessor, f"We keep your passport. {MORE_SPAM}")
    assert not said.flagged
    assert said.needs_review
    assert said.band is not Band.LOW


def test_several_indicators_of_recruitment_are_always_judged(assessor: Assessor) -> None:
    said = assess(assessor, f"Rent me your bank account for a week. We keep your passport. {MORE_SPAM}")
    assert said.abstained == ""
    assert said.flagged


def test_where_no_work_is_offered_nothing_moves_a_probability(gated: Bundle, assessor: Assessor) -> None:
    posting = Posting(id="1", description=f"We keep your passport. {MORE_SPAM}")
    explained, said = Explainer(BundleModels.of(gated, Profile.LIGHT)).explain(posting), assessor.assess(posting)
    assert [item.probability for item in explained.policies] == [item.probability for item in said.policies]
    assert all(not item.reasons for item in said.policies)


def test_each_posting_of_many_is_judged_as_alone(assessor: Assessor) -> None:
    postings = [Posting(id=str(number), description=text) for number, text in enumerate((SPAM, OFFER, SPAM, OFFER))]
    assert [item.abstained for item in assessor.assess_many(postings)] == [NO_OFFER_OF_WORK, "", NO_OFFER_OF_WORK, ""]


def test_a_text_that_warns_is_no_question_for_the_gate(gated: Bundle) -> None:
    from features.reading import Reading

    gate = gate_from(gated)
    warning = Posting(id="1", description=f"Police warn: scammers take your passport. {SPAM} Never pay a fee for a job offer.")
    assert gate is not None
    assert gate.offers_work(Reading(warning), ()) is OffersWork.UNSURE


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"borders": {}}', json.dumps({**GATE, "borders": {"en": {"none": "low"}}}).encode()]
)
def test_a_gate_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BundleError, match=r"gate\.json"):
        gate_from(bundle(tmp_path / "bundle", content))
