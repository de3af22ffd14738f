from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search_terms import BOUNDARY, MAX_TERM, MAX_TEXT, Clause, document_terms, parse_query, terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Pay the FEE!", ["pay", "the", "fee"]),
        ("Café, naïve, Über", ["cafe", "naive", "uber"]),
        ("ŻÓŁTY Løn", ["zolty", "lon"]),
        ("Işık", ["isik"]),
        ("کار", ["كار"]),
        ("Straße", ["strasse"]),
        ("ＦＵＬＬ width", ["full", "width"]),
        ("İstanbul", ["istanbul"]),
        ("зарплата ЙОГА", ["зарплата", "иога"]),
        ("الرَّاتِب", ["الراتب"]),
        ("मज़दूर काम", ["मज़दूर", "काम"]),
        ("招工", ["招工", "工"]),
        ("急招工人 now", ["急招", "招工", "工人", "人", "now"]),
        ("งาน", ["งา", "าน", "น"]),
        ("が", ["が"]),
        ("node.js", ["node", "js"]),
        ("❄️🍁 hot", ["❄", "🍁", "hot"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("...", []),
    ],
)
def test_words_lose_what_does_not_tell_them_apart(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


def test_markup_is_no_word_and_fields_are_kept_apart() -> None:
    assert document_terms(["<p class='x'>Pay &amp; go</p>", "", "1 < 2"]) == f" pay go {BOUNDARY} 1 2 "


def test_a_posting_of_any_length_is_indexed_up_to_a_cap() -> None:
    assert document_terms(["ab " * MAX_TEXT, "never"]).count(" ab") == MAX_TEXT // 3 + 1
    assert "never" not in document_terms(["ab " * MAX_TEXT, "never"])


@pytest.mark.parametrize(
    ("query", "clauses"),
    [
        ("visa fee", (Clause(("visa",)), Clause(("fee",)))),
        ('"visa fee" now', (Clause(("visa", "fee")), Clause(("now",)))),
        ('"visa fe"*', (Clause(("visa", "fe"), True),)),
        ("“visa fee", (Clause(("visa", "fee")),)),
        ("pass*", (Clause(("pass",), True),)),
        ("visa OR NOT", (Clause(("visa",)), Clause(("or",)), Clause(("not",)))),
        ("node.js", (Clause(("node", "js")),)),
        ("工", (Clause(("工",), True),)),
        ("招工人", (Clause(("招工", "工人")),)),
        ('"工人 now"', (Clause(("工人", "人", "now")),)),
        ("visa visa", (Clause(("visa",)),)),
        ("*", ()),
        ('"""', ()),
        ("", ()),
    ],
)
def test_a_query_is_words_phrases_and_beginnings(query: str, clauses: tuple[Clause, ...]) -> None:
    assert parse_query(query) == clauses


@given(st.text())
def test_no_term_holds_what_an_engine_would_take_for_an_operator(text: str) -> None:
    for term in (*terms_of(text), *(term for clause in parse_query(text) for term in clause.terms)):
        assert term
        assert len(term) <= MAX_TERM
        assert all(character.isalnum() for character in term if character.isascii())
        assert not any(character.isspace() for character in term)


@given(st.text())
def test_a_text_that_was_folded_folds_to_itself(text: str) -> None:
    words = " ".join(term for term in terms_of(text) if term.isascii())
    assert terms_of(words) == words.split()
