"""Identity terms: every one is seen alike, ordinary words are not taken for them, and all can be hidden."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.identity import IdentityKind, IdentityTerm, _terms, identity_terms_in, identity_words
from features.text.normalise import lower

PEOPLE = sorted(term for term, kind in _terms("en").kinds.items() if kind is not IdentityKind.LANGUAGE)


def read(text: str) -> tuple[IdentityTerm, ...]:
    return identity_terms_in(text, lower(text))


def kinds(text: str) -> list[tuple[str, IdentityKind]]:
    return [(term.term, term.kind) for term in read(text)]


@pytest.mark.parametrize("template", ["only {} women", "{} girls wanted", "we want {} workers, call us"])
def test_every_term_is_seen_in_the_same_sentence(template: str) -> None:
    missed = [term for term in PEOPLE if term not in [found.term for found in read(template.format(term))]]
    assert missed == []


@pytest.mark.parametrize("template", ["only {} women", "{} girls wanted"])
def test_no_term_is_a_language_where_people_are_meant(template: str) -> None:
    assert [term for term in PEOPLE if read(template.format(term))[0].kind is IdentityKind.LANGUAGE] == []


@pytest.mark.parametrize(
    "text",
    [
        "nail polish and polished shoes",
        "a white van and a black coat",
        "poles and ropes",
        "Naveen Jain, director",
        "brown rice",
        "Polish the floor",
    ],
)
def test_ordinary_words_are_no_terms(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fluent German", [("german", IdentityKind.LANGUAGE)]),
        ("German speaker", [("german", IdentityKind.LANGUAGE)]),
        ("German workers", [("german", IdentityKind.NATIONALITY)]),
        ("in German companies", [("german", IdentityKind.NATIONALITY)]),
        ("Armenian, Russian and English", [(name, IdentityKind.LANGUAGE) for name in ("armenian", "russian", "english")]),
        ("South African nurses", [("south african", IdentityKind.NATIONALITY)]),
        ("Muslim ladies and Roma women", [("muslim", IdentityKind.RELIGION), ("roma", IdentityKind.ETHNIC_GROUP)]),
        ("Igbo, Yoruba, Hausa", [(name, IdentityKind.ETHNIC_GROUP) for name in ("igbo", "yoruba", "hausa")]),
    ],
)
def test_the_words_around_tell_people_from_languages(text: str, expected: list[tuple[str, IdentityKind]]) -> None:
    assert kinds(text) == expected


def test_the_words_to_hide_hold_every_single_term_and_the_ends_of_longer_ones() -> None:
    words = identity_words()
    assert {"polish", "igbo", "muslims", "lankan", "zealander", "kurdish", "english"} <= words
    assert not {"south", "new", "people", "only"} & words
    assert all(word == word.lower() and " " not in word for word in words)


@given(before=st.text(max_size=40), after=st.text(max_size=40), term=st.sampled_from(PEOPLE))
@settings(max_examples=100, deadline=None)
def test_spans_lie_within_any_text(before: str, after: str, term: str) -> None:
    text = f"{before} {term} {after}"
    for found in read(text):
        assert 0 <= found.start < found.end <= len(text)
