"""A word of a phrase is found however people of its language write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.matching.symbols import Symbols
from features.text.spelling import forms_of, key, lookups_of, unmarked


@pytest.mark.parametrize(
    ("language", "written", "texts"),
    [
        ("sr", "smeštaj", ["smeštaj", "smestaj", "смештај"]),
        ("sr", "džep", ["džep", "dzep", "џеп"]),
        ("sr", "ljudi", ["ljudi", "људи"]),
        ("hr", "đak", ["đak", "djak", "dak"]),
        ("ru", "заграница", ["заграница", "zagranitsa", "zagranica"]),
        ("ru", "ещё", ["ещё", "еще"]),
        ("uk", "гроші", ["гроші", "hroshi", "groshi"]),
        ("bg", "чужбина", ["чужбина", "chuzhbina", "4ujbina"]),
        ("mk", "работа", ["работа", "rabota"]),
        ("de", "führerschein", ["führerschein", "fuehrerschein", "fuhrerschein"]),
        ("pl", "pożyczka", ["pożyczka", "pozyczka"]),
        ("ro", "plată", ["plată", "plata"]),
        ("ro", "muncă şi", ["muncă și"]),
        ("hu", "külföldön", ["külföldön", "kulfoldon"]),
        ("tr", "çalışma", ["çalışma", "çalişma", "calisma"]),
        ("vi", "việc", ["việc", "viec"]),
        ("ar", "جواز", ["جواز", "الجواز", "والجواز", "بالجواز", "للجواز", "وجواز"]),
        ("ar", "إقامة", ["إقامة", "اقامه", "الاقامة"]),
        ("ur", "کام", ["کام", "كام"]),
    ],
)
def test_every_way_to_write_a_word_finds_it(language: str, written: str, texts: list[str]) -> None:
    symbols = Symbols(language)
    number = symbols.number([written])
    for text in texts:
        (kind,) = symbols.kinds_of([text])
        assert number in symbols.members[kind], text


@pytest.mark.parametrize(
    ("language", "written", "text"),
    [("vi", "làm", "lám"), ("ru", "работа", "заработа"), ("pl", "łaska", "laskawy"), ("ar", "لم", "الم"), ("hr", "rad", "рад")],
)
def test_other_words_do_not_find_it(language: str, written: str, text: str) -> None:
    symbols = Symbols(language)
    number = symbols.number([written])
    (kind,) = symbols.kinds_of([text])
    assert number not in symbols.members[kind]


def test_traditional_characters_find_what_is_written_in_simplified_ones() -> None:
    symbols = Symbols("zh")
    number = symbols.number(["护"])
    (kind,) = symbols.kinds_of(["護"])
    assert symbols.members[kind] == {number}


def test_a_part_of_a_word_may_stand_anywhere_in_it() -> None:
    symbols = Symbols("de")
    number = symbols.number(["*pass*"])
    kinds = symbols.kinds_of(["reisepass", "passkopie", "reisepasskopie", "spaß", "pas"])
    assert [number in symbols.members[kind] for kind in kinds] == [True, True, True, False, False]


@given(st.text(max_size=20), st.sampled_from(["", "ar", "sr", "ru", "de", "vi", "zh"]))
def test_a_word_is_always_found_as_it_is_written(word: str, language: str) -> None:
    assert set(lookups_of(word, language)) & (forms_of(word, language) | {""})


@given(st.text(max_size=20))
def test_the_word_by_which_phrases_and_texts_meet_stays_itself(word: str) -> None:
    assert key(key(word)) == key(word)
    assert unmarked(unmarked(word)) == unmarked(word)
