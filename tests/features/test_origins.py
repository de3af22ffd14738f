"""Every people is named in every language that has a table, and each name shows the same: that people are chosen by origin."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from features.evidence import EvidenceState
from features.gathering import evidence_of
from features.matching.context import findings_in
from features.matching.library import library
from features.matching.phrases import parse
from features.origins import identity_phrases, peoples
from features.posting import Posting
from features.reading import Reading

SWAPS = tomllib.loads((Path(__file__).parents[1] / "models" / "swaps.toml").read_text(encoding="utf-8"))
LANGUAGES = sorted(language for language in library().languages if peoples(language))
SLOTS = ("people", "name", "city", "tongue")


def only(people: str, language: str) -> str:
    """An advert that takes one people only."""
    swaps = SWAPS[language]
    words = {"name": swaps["names"][0], "city": swaps["cities"][0], "tongue": swaps["tongues"][0]}
    return str(swaps["risky"].format(people=people, **words))


def test_the_same_peoples_are_named_in_every_language() -> None:
    assert LANGUAGES
    named = {language: peoples(language).keys() for language in LANGUAGES}
    first = named[LANGUAGES[0]]
    assert {language: keys ^ first for language, keys in named.items() if keys != first} == {}
    assert len(first) > 230


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_every_people_shows_the_same(language: str) -> None:
    matcher = library().matcher(language)
    unseen = [
        (people, name)
        for people, names in peoples(language).items()
        for name in names
        if not findings_in(matcher.read(only(name.replace("*", ""), language).lower())).shown("origin_targeting")
    ]
    assert unseen == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_written_as_phrases_and_are_no_short_stems(language: str) -> None:
    for name in identity_phrases(language):
        assert parse(name)
        assert name == name.lower()
        assert not name.endswith("*") or len(name.split()[-1]) > 3, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_chosen_by_origin_are_evidence(language: str) -> None:
    posting = Posting(id="1", language=language, description=only(SWAPS[language]["people"][0], language))
    shown = {item.indicator for item in evidence_of(Reading(posting)) if item.state is EvidenceState.PRESENT}
    assert "origin_targeting" in shown


def test_a_language_without_a_table_names_nobody() -> None:
    assert identity_phrases("eo") == ()
    assert "nepali" in identity_phrases("en")
