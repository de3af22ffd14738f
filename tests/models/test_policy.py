from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.posting import Posting
from models.abstention import UNLIKE_ANYTHING_SEEN, is_flaggable
from models.assessment import Assessment, Band
from models.assessor import Assessor
from models.bundle import read_bundle
from models.policy import FORMS_OF, MEANING_OF, OwnThresholds, PolicyName, policies_version
from tests.factories import assessment, bundle

POSTINGS = tuple(
    Posting(id=text, description=text)
    for text in (
        "You pay the visa fee, 450 USD, before departure. The office keeps your passport until the season ends.",
        "We look for warehouse helpers. Pay the training fee of 300 EUR before your first day at our hall.",
        "Earn 900 EUR a day by receiving money on your own bank account and sending it on. No questions asked.",
        "We bake bread every morning and look for a baker to join our small team in the old town.",
        "Sixteen year old girls wanted as hostesses abroad, no experience needed, we hold your documents.",
        "zu kurz",
    )
)
THRESHOLDS = st.dictionaries(st.sampled_from(PolicyName), st.floats(0.000001, 0.999999))


@pytest.fixture(scope="module")
def assessor(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    return Assessor(bundle(tmp_path_factory.mktemp("bundle")))


def said(assessor: Assessor, posting: Posting, thresholds: OwnThresholds) -> Assessment:
    return replace(assessor.assess(posting, thresholds), assessed_at=assessment().assessed_at)


@given(st.sampled_from(POSTINGS), st.sets(st.sampled_from(PolicyName)))
def test_the_shipped_thresholds_change_nothing(assessor: Assessor, posting: Posting, chosen: set[PolicyName]) -> None:
    shipped = {policy: assessor.shipped_thresholds[policy] for policy in chosen}
    assert said(assessor, posting, shipped) == said(assessor, posting, {})


@given(st.sampled_from(POSTINGS), THRESHOLDS, THRESHOLDS)
def test_raising_a_threshold_never_flags_more_nor_sooner(
    assessor: Assessor, posting: Posting, first: dict[PolicyName, float], second: dict[PolicyName, float]
) -> None:
    base = assessor.shipped_thresholds | first
    raised = {policy: max(base[policy], second.get(policy, 0.0)) for policy in PolicyName}
    before, after = said(assessor, posting, base), said(assessor, posting, raised)
    assert {item.policy for item in after.policies if item.flagged} <= {item.policy for item in before.policies if item.flagged}
    assert after.priority <= before.priority
    assert list(Band).index(after.band) <= list(Band).index(before.band)
    assert after.needs_review <= before.needs_review
    assert [item.probability for item in after.policies] == [item.probability for item in before.policies]


@given(st.sampled_from(POSTINGS), THRESHOLDS)
def test_a_posting_is_flagged_from_the_chosen_threshold_on(
    assessor: Assessor, posting: Posting, thresholds: dict[PolicyName, float]
) -> None:
    judged = said(assessor, posting, thresholds)
    for item in judged.policies:
        assert item.threshold == thresholds.get(item.policy, assessor.shipped_thresholds[item.policy])
        assert item.flagged == (item.probability >= item.threshold and not judged.abstained)


def test_what_is_flagged_only_under_a_chosen_threshold_has_its_forms_too(assessor: Assessor) -> None:
    high = dict.fromkeys(PolicyName, 0.999999)
    assert all(item.forms == () for item in said(assessor, POSTINGS[0], high).policies)
    low = dict.fromkeys(PolicyName, 0.000001)
    assert all(item.forms for item in said(assessor, POSTINGS[0], low).policies[:2])


def test_a_text_of_strange_words_is_set_aside_only_while_nothing_flags_it() -> None:
    full = Assessor(read_bundle())
    words = ("bla", "fru", "gni", "hov", "jup", "kez", "lym")
    strange = Posting(id="s", description=" ".join(f"the {word}orqua" for word in words))
    shipped = full.assess(strange)
    assert shipped.abstained == UNLIKE_ANYTHING_SEEN
    assert is_flaggable(shipped)
    low = full.assess(strange, dict.fromkeys(PolicyName, 0.000001))
    assert (low.abstained, low.flagged) == ("", True)


def test_what_cannot_be_judged_is_flagged_under_no_threshold(assessor: Assessor) -> None:
    short = assessor.assess(POSTINGS[-1], dict.fromkeys(PolicyName, 0.000001))
    assert short.abstained
    assert not short.flagged
    assert not is_flaggable(short)


@given(THRESHOLDS, THRESHOLDS)
def test_thresholds_have_the_same_name_when_they_are_the_same(
    one: dict[PolicyName, float], other: dict[PolicyName, float]
) -> None:
    assert policies_version(one.items()) == policies_version(reversed(one.items()))
    assert (policies_version(one.items()) == policies_version(other.items())) == (one == other)


def test_an_assessment_names_the_thresholds_it_was_made_under(assessor: Assessor) -> None:
    chosen = {PolicyName.RECRUITMENT_FRAUD: 0.7}
    in_force = assessor.shipped_thresholds | chosen
    assert assessor.assess(POSTINGS[0], chosen).policies_version == policies_version(in_force.items())
    assert assessor.assess(POSTINGS[0]).policies_version == policies_version(assessor.shipped_thresholds.items())


def test_every_policy_says_what_it_means_and_which_forms_it_tells_apart() -> None:
    assert set(MEANING_OF) == set(FORMS_OF) == set(PolicyName)


def test_the_bundle_that_comes_along_ships_a_threshold_for_every_policy(tmp_path: Path) -> None:
    assert set(Assessor(bundle(tmp_path)).shipped_thresholds) == set(PolicyName)
