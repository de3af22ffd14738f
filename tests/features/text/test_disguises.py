"""Whatever way a word of the packs is disguised, in any language, its plain form is read; honest writing is left as it is."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.disguises import DISGUISERS
from experiments.vocabulary import vocabulary
from features.matching.library import library
from features.text.normalise import lower, normalise
from features.text.rewriting import Disguise
from features.text.vocabulary import FILE, is_word

EXAMPLES = Path(__file__).parents[1] / "examples"
AROUND = {
    "latin": "Qwzrt plmkj vbnhg trwzq, dfghj kmnbv cxyzq rtplk: {} zxcvq bnmkl.",
    "cyrillic": "Фывпр йцкнг шщзхф рлджэ, смтбю йфяцч увскм апнрг: {} щзхжэ бюльд.",
}
"""Words of no language, so that the hidden one stands there once."""
WORDS = {
    line.partition(": ")[0]: [word for word in line.split()[1:] if not word.endswith("*") and len(word) > 4]
    for line in FILE.read_text(encoding="utf-8").splitlines()
}
ALPHABETIC = sorted(
    (language, word)
    for language, words in WORDS.items()
    for word in words
    if language not in {"ar", "ur", "zh"} and word.isalpha() and max(word) < "\u0530"
)
WAYS = sorted(((kind, way) for kind, ways in DISGUISERS.items() for way in ways), key=lambda pair: pair[1].__name__)


@settings(max_examples=600)
@given(
    chosen=st.sampled_from(ALPHABETIC),
    way=st.sampled_from([way for _, way in WAYS]),
    seed=st.integers(min_value=0, max_value=2**32),
)
def test_a_word_of_the_packs_is_read_through_any_disguise(chosen: tuple[str, str], way: Any, seed: int) -> None:
    _, word = chosen
    around = AROUND["cyrillic" if max(word) >= "\u0400" else "latin"]
    hidden = way(word, Random(seed))  # noqa: S311
    found = normalise(around.format(hidden))
    before, after = map(len, around.split("{}"))
    read = lower(found.text)[before : len(found.text) - after]
    assert read == word or is_word(read)  # "fa1ls" hides "falls" and "fails"
    if hidden != word:
        span = found.original(before, before + len(read))
        assert around.format(hidden)[span.start : span.end].startswith(hidden[0])
        assert hidden in around.format(hidden)[span.start : span.end + 2]


@pytest.mark.parametrize(("kind", "way"), WAYS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_disguise_is_told_by_its_kind(kind: Disguise, way: Any) -> None:
    hidden = way("passport", Random(5))  # noqa: S311
    found = normalise(AROUND["latin"].format(hidden))
    assert {item.kind for item in found.undone} == {kind}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("加我微*信了解", "加我微信了解"),
        ("و ا ت س ا ب", "واتساب"),
        ("جـــواز السفر", "جواز السفر"),
        ("П@сп0рт остаётся у нас, раб0та сразу", "Паспорт остаётся у нас, работа сразу"),
        ("г р о ш і щодня, пишіть", "гроші щодня, пишіть"),
    ],
)
def test_words_of_other_scripts_are_put_together_again(text: str, plain: str) -> None:
    assert lower(normalise(text).text) == lower(plain)


HONEST = [
    example
    for path in sorted(EXAMPLES.glob("*_open.jsonl"))
    for example in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    if example["class"] != "risky" and "obfuscated_contact_or_text" not in [*example["expected"], *example["arguable"]]
]


@pytest.mark.parametrize("example", HONEST, ids=lambda example: example["id"])
def test_honest_writing_of_every_language_is_left_alone(example: dict[str, Any]) -> None:
    assert normalise(example["description"]).undone == ()


@pytest.mark.parametrize(
    "text", ["五险一金_包住_年底双薪_房补_周末双休", "有意向促成订单.性格开朗.每周双休", "双休~包吃~交通补助"]
)
def test_a_chinese_list_is_no_disguise_whatever_sign_stands_between_its_words(text: str) -> None:
    assert normalise(text).undone == ()


@pytest.mark.parametrize("text", ["加我微_信了解", "加我微.信了解", "日.结.兼.职找我"])
def test_a_sign_within_a_chinese_word_is_a_disguise(text: str) -> None:
    assert {item.kind for item in normalise(text).undone} == {Disguise.DOTTED_LETTERS}


def test_the_vocabulary_holds_the_words_of_the_packs() -> None:
    assert FILE.read_text(encoding="utf-8") == vocabulary(library()), "run `recruitment-risk packs words`"
