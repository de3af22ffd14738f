"""What the check of packs tells their writers."""

from __future__ import annotations

from pathlib import Path

import pytest

from features.matching.checking import PackReport, check
from features.matching.library import library
from features.matching.packs import read_pack

GOOD = """
language = "en"
[phrases.worker_pays_fee]
present = ["registration fee"]
contradicted = ["we charge no fee"]
"""


def report(tmp_path: Path, text: str) -> PackReport:
    path = tmp_path / "en.toml"
    path.write_text(text, encoding="utf-8")
    return check("en", [read_pack(path)])


def test_a_name_that_is_no_indicator_is_an_error(tmp_path: Path) -> None:
    found = report(tmp_path, GOOD + '[phrases.worker_pay_fee]\npresent = ["deposit first"]\n')
    assert found.errors == ["[phrases.worker_pay_fee]: no indicator and no signal is called so"]


def test_a_phrase_that_stands_there_twice_is_an_error(tmp_path: Path) -> None:
    found = report(tmp_path, GOOD.replace('["registration fee"]', '["registration fee", "registration fee"]'))
    assert found.errors == ["[worker_pays_fee] present: 'registration fee' stands there twice"]


@pytest.mark.parametrize("phrase", ["work", "wo*", "(the|visa fee)", "{number}"])
def test_a_phrase_that_would_be_found_nearly_everywhere_is_named(tmp_path: Path, phrase: str) -> None:
    found = report(tmp_path, GOOD.replace("registration fee", phrase))
    assert any("nearly everywhere" in warning for warning in found.warnings)


@pytest.mark.parametrize("phrase", ["registration fee", "aadhaar*", "the ~ work", "护照"])
def test_a_phrase_with_a_word_of_its_own_is_not(tmp_path: Path, phrase: str) -> None:
    found = report(tmp_path, GOOD.replace("registration fee", phrase))
    assert not any("nearly everywhere" in warning for warning in found.warnings)


def test_words_that_show_two_indicators_are_named(tmp_path: Path) -> None:
    found = report(tmp_path, GOOD + '[phrases.debt_or_bond_condition]\npresent = ["registration fee"]\nunless = ["x fee"]\n')
    assert "'registration fee' shows debt_or_bond_condition and worker_pays_fee" in found.warnings


def test_an_indicator_that_nothing_answers_is_named(tmp_path: Path) -> None:
    found = report(tmp_path, GOOD.replace('contradicted = ["we charge no fee"]', ""))
    assert any(warning.startswith("[phrases.worker_pays_fee]: no `contradicted`") for warning in found.warnings)


def test_a_language_that_cannot_deny_or_warn_is_named(tmp_path: Path) -> None:
    warnings = report(tmp_path, GOOD).warnings
    assert "[negation]: no `near`" in warnings
    assert "[awareness]: no `offer`" in warnings


def test_coverage_counts_the_phrases_of_an_indicator_and_of_its_signals(tmp_path: Path) -> None:
    found = report(tmp_path, GOOD + '[phrases.free_visa]\npresent = ["free visa"]\n')
    assert found.coverage["worker_pays_fee"] == 1
    assert found.coverage["all_inclusive_package"] == 1
    assert "passport_retention" in found.missing
    assert "pay_above_market" not in found.coverage


@pytest.mark.parametrize("language", sorted(library().languages))
def test_the_packs_that_come_along_have_no_errors_and_speak_of_every_indicator(language: str) -> None:
    found = check(language, library().packs(language))
    assert found.errors == []
    assert set(found.missing) <= {"origin_targeting"}, "English reads it by code"
