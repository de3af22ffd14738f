from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "origin_targeting"
POSITIVES = [
    "Only {one} workers, we do not take others.",
    "{one} nationals preferred for this position.",
    "Wanted: {one} or {other} maids for villa.",
    "No {one} workers please.",
    "Salary: {one} 900, {other} 1400.",
    "We take only {one} girls.",
    "Looking for {one} housemaid, live in.",
    "Cleaner needed ({one} only).",
    "Nationality: {one}.",
    "Preference will be given to {one} candidates.",
    "{one} pls dont apply",
    "Hiring {one} drivers for our client in the Gulf.",
    "We accept {one} and {other} citizens only.",
    "Must be {one}.",
    "{one} passport holders only.",
    "Candidates of {one} origin preferred.",
]
TERMS = ["Filipino", "Romanian", "Nigerian", "German", "Muslim", "Hindu", "Kurdish", "Vietnamese", "Portuguese", "British"]
NEGATIVES = [
    "{language} speaker wanted for our help desk.",
    "Fluent {language} and English needed.",
    "Looking for a {language} teacher.",
    "Hiring {language}-speaking customer advisers in Lisbon.",
    "{language} restaurant seeks a cook.",
    "We are a {language} company in Dublin looking for an accountant.",
    "Must be eligible to work; we welcome applicants of every nationality, {language} or not.",
    "Knowledge of {language} law is needed.",
    "You will translate {language} texts.",
    "Only {language} is spoken in the office.",
    "Chef for {language} cuisine, experience preferred.",
    "Exports to the {language} market; no {language} needed.",
]
LANGUAGES = ["Polish", "German", "Vietnamese", "Arabic", "Italian", "Chinese"]
CONTRADICTED = [
    "Maids of any nationality are welcome.",
    "All nationalities may apply.",
    "Nationality does not matter.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("one", TERMS)
@pytest.mark.parametrize("text", POSITIVES)
def test_choosing_by_origin_is_seen_alike_for_every_term(text: str, one: str, profile: Profile) -> None:
    other = TERMS[TERMS.index(one) - 1]
    assert shows(INDICATOR, text.format(one=one, other=other), profile)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", NEGATIVES)
def test_a_language_or_a_kitchen_is_no_origin(text: str, language: str) -> None:
    assert not shows(INDICATOR, text.format(language=language))


@pytest.mark.parametrize("text", CONTRADICTED)
def test_an_offer_to_all_nationalities_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
