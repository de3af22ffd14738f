"""Every language that a text may be in is heard; long texts in one language are not taken for many."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from features.matching.library import library
from features.text.hearing import heard
from features.text.normalise import lower

ALL = frozenset(
    ["ar", "bg", "de", "en", "es", "fr", "hr", "hu", "id", "mk", "pl", "pt", "ro", "ru", "sr", "tr", "uk", "ur", "vi", "zh"]
)
EXAMPLES = Path(__file__).parents[1] / "examples"
TEXTS = [
    example
    for path in sorted(EXAMPLES.glob("??_open.jsonl"))
    for example in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    if path.name[:2] in library().languages
]
"""Of the languages that have a pack: its words help to hear them."""


@pytest.mark.parametrize("example", TEXTS, ids=lambda example: example["id"])
def test_the_language_of_an_example_is_heard(example: dict[str, Any]) -> None:
    text = lower(f"{example.get('title', '')}\n{example['description']}")
    assert example["id"][:2] in heard(text, ALL)


def test_both_languages_of_an_advert_are_heard() -> None:
    hungarian = "Munkatársat keresünk a raktárba, nem kell hozzá tapasztalat, és a szállás is ingyenes. "
    english = "We are looking for people who can work with us in the warehouse, accommodation is free. "
    assert heard(lower(hungarian * 6 + english), ALL) == ("en", "hu")


def test_russian_in_latin_letters_is_heard() -> None:
    assert "ru" in heard("rabota dlya devushek bez opyta, oplata kazhdyy den, pishite tolko posle 18", ALL)


def test_where_nothing_can_be_told_all_languages_of_the_script_are_heard() -> None:
    assert heard("дубай 5000", ALL) == ("bg", "hr", "mk", "ru", "sr", "uk")
    assert heard("招聘 500", ALL) == ("zh",)
    assert heard("123 !", ALL) == ()


def test_words_that_a_clear_language_shares_with_others_make_none_of_them_heard() -> None:
    hungarian = "A raktárba keresünk munkatársat, és ha van kedved, a nálunk lévő de nem kötelező tanfolyam is ingyen van. "
    portuguese = (
        "A empresa procura pessoas para a cozinha; o horário é de manhã e as folgas são ao domingo, como em toda a cidade. "
    )
    assert heard(lower(hungarian * 3), ALL) == ("hu",)
    assert heard(lower(portuguese * 3), ALL) == ("pt",)


def test_latin_letters_of_a_brand_among_chinese_are_no_language() -> None:
    assert heard("工厂直招普工,包吃住,月薪8k到10k,微信联系,免费接站。" * 10, ALL) == ("zh",)


def test_only_what_is_asked_for_is_heard() -> None:
    assert heard("wir suchen dich für die arbeit und das ist nicht alles", frozenset({"en"})) == ("en",)
    long = "wir suchen dich für die arbeit in unserem lager und das ist nicht alles was wir bieten " * 4
    assert heard(long, frozenset({"en"})) == ()
