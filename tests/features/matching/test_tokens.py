from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.matching.tokens import END, LOOSE, outline, words_in


def cut(text: str) -> list[str]:
    said = " ".join(words_in(outline(text)))
    return [words.strip() for words in said.split(END) if words.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay the fee. we wait", ["pay the fee", "we wait"]),
        ("pay, the - fee", ["pay the fee"]),
        ("don't pick-up", ["don t pick up"]),
        ("no.5 at 3.50 ok", ["no . 5 at 3 . 50 ok"]),
        ("see t.me/jobs now", ["see t . me jobs now"]),
        ("until 9 p.m. daily", ["until 9 p . m daily"]),
        ("rs. 5000 first", ["rs 5000 first"]),
        ("pickers. pay", ["pickers", "pay"]),
        ("wrapped\nline", ["wrapped line"]),
        ("heading\n- point\n\nnext", ["heading", "point", "next"]),
        ("one field\x1eanother", ["one field", "another"]),
        ("far      away", ["far . away"]),
        ("“quoted” – words…", ["quoted words"]),
        ("公司会扣押护照。加微信", ["公 司 会 扣 押 护 照", "加 微 信"]),
        ("कर्मचारी चाहिए। अब", ["कर्मचारी चाहिए", "अब"]),
        ("оплата взноса! звони", ["оплата взноса", "звони"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_sentences_and_words(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(max_size=200))
def test_an_outline_keeps_each_character_in_its_place(text: str) -> None:
    folded = text.lower()
    outlined = outline(folded)
    assert len(outlined) == len(folded)
    assert all(mark in (character, " ", LOOSE, END) for character, mark in zip(folded, outlined, strict=True))


@given(st.text(max_size=200))
def test_every_word_stands_in_the_text_in_order(text: str) -> None:
    folded, at = text.lower(), 0
    for word in words_in(outline(folded)):
        if word not in (LOOSE, END):
            start = folded.find(word, at)
            assert start >= at
            at = start + len(word)


@given(st.text("ab1 .,\n!-'中", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    words = [word for word in words_in(outline(text)) if word not in (LOOSE, END)]
    assert "".join(words) == "".join(char for char in text if char.isalnum())
