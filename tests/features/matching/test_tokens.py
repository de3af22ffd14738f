from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.matching.tokens import sentences_in, words_in


def cut(text: str) -> list[str]:
    return [" ".join(words) for _, words in sentences_in(text)]


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
def test_every_word_stands_in_its_sentence_in_order(text: str) -> None:
    folded = text.lower()
    for span, words in sentences_in(folded):
        assert 0 <= span.start <= span.end <= len(folded)
        at = span.start
        for word in words:
            if word != ".":
                at = folded.index(word, at, span.end) + len(word)


@given(st.text("ab1 .,\n!-'中", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(words_in(text)).replace(".", "") == "".join(char for char in text if char.isalnum())
