"""The catalogue is complete, speaks for itself, and refuses entries that a reviewer could not use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from features.indicators import FORMS, PATH, POLICIES, CatalogueError, Indicator, Level, Strength, catalogue, read_catalogue
from models.policy import Form, PolicyName

BY_GROUP = {
    "A": "pay_above_market high_pay_no_requirements all_inclusive_package pay_terms_opaque",
    "B": (
        "vague_duties employer_unnamed employer_unverifiable recruiter_unlicensed brand_impersonation "
        "workplace_vague_or_shifting title_duty_mismatch"
    ),
    "C": (
        "worker_pays_fee debt_or_bond_condition pay_to_unlock_tasks untraceable_payment account_or_parcel_handling "
        "visa_or_slot_for_sale"
    ),
    "D": "tourist_visa_for_work passport_retention id_requested_early recruiter_controls_travel urgent_departure",
    "E": (
        "no_interview_or_token_test no_written_contract informal_contact_only off_platform_redirect secrecy_instruction "
        "unsafe_meeting_place"
    ),
    "F": (
        "sex_age_appearance_criteria body_photo_request origin_targeting crisis_targeting minor_recruitment need_appeal "
        "coded_crime_language"
    ),
    "G": ("tied_housing_dependency movement_or_phone_restriction excessive_hours scam_compound_profile sexual_service_ambiguity"),
    "H": (
        "obfuscated_contact_or_text ai_or_stolen_imagery near_duplicate_campaign shared_contact_across_identities "
        "known_report_match"
    ),
}

OF_PERSONS = re.compile(r"trafficker|\bvictim|\bcriminals?\b|\bfake|\bscammer|\billegals?\b", re.IGNORECASE)


def words_of(indicator: Indicator) -> Iterator[str]:
    yield from (indicator.name, indicator.definition, indicator.why, indicator.advice, indicator.status, *indicator.against)


def edited(old: str, new: str) -> str:
    """The catalogue's text with the first `old` replaced, which must be there."""
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_all_45_indicators_stand_in_their_groups_in_order() -> None:
    found = [(indicator.group, name) for name, indicator in catalogue().items()]
    assert found == [(letter, name) for letter, names in BY_GROUP.items() for name in names.split()]
    assert len(found) == 45


def test_every_group_has_a_title() -> None:
    assert list(catalogue().groups) == list(BY_GROUP)


@pytest.mark.parametrize("indicator", catalogue().values(), ids=lambda indicator: indicator.id)
def test_an_indicator_tells_a_reviewer_all_there_is_to_know(indicator: Indicator) -> None:
    for sentence in (indicator.definition, indicator.why, indicator.advice, indicator.status):
        assert sentence.endswith("."), sentence
        assert 15 <= len(sentence) <= 240, sentence
    assert not indicator.name.endswith(".")
    assert all((indicator.level, indicator.forms, indicator.policies, indicator.sources, indicator.against))


@pytest.mark.parametrize("indicator", catalogue().values(), ids=lambda indicator: indicator.id)
def test_no_text_names_persons_as_offenders_or_as_harmed(indicator: Indicator) -> None:
    assert not [text for text in words_of(indicator) if OF_PERSONS.search(text)]


def test_names_and_definitions_are_told_apart() -> None:
    for field in ("name", "definition", "why", "advice"):
        counts = Counter(getattr(indicator, field) for indicator in catalogue().values())
        assert counts.most_common(1)[0][1] == 1, field


def test_every_source_is_used_and_says_how_far_it_was_read() -> None:
    used = {source.name for indicator in catalogue().values() for source in indicator.sources}
    assert used == set(catalogue().sources)
    for source in catalogue().sources.values():
        assert re.fullmatch(r"undated|(19|20)\d\d(-20\d\d)?", source.year), source.name
        assert re.match(r"https?://\S+$", source.link), source.name
        assert source.read.startswith(("whole", "part", "second hand")), source.name


def test_minors_movement_and_kept_papers_always_go_to_a_person() -> None:
    always = {name for name, indicator in catalogue().items() if indicator.always_review}
    assert always == {"minor_recruitment", "movement_or_phone_restriction", "passport_retention"}


def test_forms_and_policies_are_those_of_the_models() -> None:
    assert tuple(Form) == FORMS
    assert tuple(PolicyName) == POLICIES


def test_every_policy_and_form_has_a_strong_indicator_that_a_text_can_show() -> None:
    seen = [i for i in catalogue().values() if i.strength is Strength.STRONG and Level.TEXT in i.level]
    assert {policy for indicator in seen for policy in indicator.policies} == set(POLICIES)
    assert {form for indicator in seen for form in indicator.forms} == set(FORMS)


def test_an_indicator_that_research_finds_of_little_use_is_never_strong() -> None:
    little = [indicator for indicator in catalogue().values() if indicator.status.startswith("Of little use alone")]
    assert len(little) == 6
    assert all(indicator.strength is not Strength.STRONG for indicator in little)


def test_the_version_changes_with_the_text() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert read_catalogue(text).version == catalogue().version
    assert read_catalogue(text + "\n# a remark\n").version != catalogue().version
    assert re.fullmatch(r"[0-9a-f]{12}", catalogue().version)


def test_the_catalogue_is_read_once_and_cannot_be_changed() -> None:
    assert catalogue() is catalogue()
    with pytest.raises(TypeError):
        catalogue().indicators["vague_duties"] = catalogue()["pay_above_market"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('strength = "moderate"', 'strength = "huge"', r"pay_above_market: 'strength': 'huge' is not one of"),
        ('group = "A"', 'group = "Z"', r"pay_above_market: 'group': 'Z' is not one of"),
        ('level = ["text", "metadata"]', 'level = ["smell"]', r"pay_above_market: 'level': 'smell' is not one of"),
        ('forms = ["labour"', 'forms = ["work"', r"pay_above_market: 'forms': 'work' is not one of"),
        ('policies = ["recruitment_fraud"', 'policies = ["fraud"', r"pay_above_market: 'policies': 'fraud' is not one of"),
        ('sources = ["FBI23"', 'sources = ["HEARSAY"', r"pay_above_market: 'sources': 'HEARSAY' is not one of"),
        ('sources = ["FBI23", "IOMSJ"', 'sources = ["FBI23", "FBI23"', r"pay_above_market: 'sources': not a list of different"),
        ('id = "high_pay_no_requirements"', 'id = "pay_above_market"', r"pay_above_market: 'id': given twice"),
        ('id = "pay_above_market"\n', "", r"indicator 1: 'id': no text"),
        ('why = "A wage nobody', 'y = "A wage nobody', r"pay_above_market: 'y': unknown key"),
        ('level = ["text", "metadata"]\n', "", r"pay_above_market: 'level': not a list"),
        ("always_review = true", 'always_review = "yes"', r"passport_retention: 'always_review': neither true nor false"),
        ('year = "2012"', "year = 2012", r"ILO11: 'year': no text"),
        ('read = "whole"', 'reed = "whole"', r"IOMMI: 'reed': unknown key"),
        ("[groups]", "[teams]", r"catalogue: 'groups': no such table"),
        ("[sources.ILO11]", "[sources]\nX = 1\n[sources.ILO11]", r"X: 'sources': not a table"),
        ("[groups]", "[groups", r"catalogue: not TOML"),
    ],
)
def test_a_bad_entry_is_refused_by_name_and_key(old: str, new: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(edited(old, new))


def test_a_catalogue_without_entries_is_refused() -> None:
    with pytest.raises(CatalogueError, match="'indicator': no entries"):
        read_catalogue('[groups]\nA = "Pay"\n[sources.X]\ntitle = "t"\nyear = "2020"\nlink = "l"\nread = "whole"\n')
