"""The commands for those who write packs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from experiments.packs_cli import app
from features import translations
from features.indicators import catalogue
from features.matching import library as shelf


def run(*arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=text)


@pytest.fixture
def further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of further packs that a shelf of its own looks into."""
    monkeypatch.setenv(shelf.FURTHER, str(tmp_path))
    monkeypatch.setattr(shelf, "_shelf", shelf._Shelf)
    return tmp_path


def test_a_check_counts_what_a_language_covers() -> None:
    result = run("check", "-l", "en", "--coverage")
    assert result.exit_code == 0
    assert result.output.startswith("en: 3")
    assert "worker_pays_fee" in result.output


def test_a_check_fails_where_something_must_be_mended(further: Path) -> None:
    (further / "eo.toml").write_text('language = "eo"\n[phrases.no_such_thing]\npresent = ["pagu"]\n', encoding="utf-8")
    result = run("check", "-l", "eo")
    assert result.exit_code == 1
    assert "error: [phrases.no_such_thing]: no indicator and no signal is called so" in result.output


def test_trying_a_text_shows_phrases_evidence_and_policies() -> None:
    result = run("try", "We keep your passport. You pay the visa fee of 300 USD before we send you abroad.")
    assert result.exit_code == 0
    assert "languages heard: en" in result.output
    assert "passport_retention (present)" in result.output
    assert "policies: recruitment_fraud" in result.output


def test_a_text_may_come_from_standard_input() -> None:
    assert "passport_retention (present)" in run("try", "-", text="We keep your passport until you leave.").output


def test_messages_of_a_new_language_are_written_and_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "locale")
    texts = tmp_path / "eo.json"
    texts.write_text(json.dumps({"worker_pays_fee": {"name": "La laboristo pagas"}}), encoding="utf-8")
    assert run("messages", "-l", "eo", "--texts", str(texts)).exit_code == 0
    written = translations.path_of("eo").read_text(encoding="utf-8")
    assert 'msgctxt "worker_pays_fee.name"' in written
    result = run("messages", "-l", "eo")
    count = 4 * len(catalogue())
    assert result.output == f"eo: {count} texts, {count - 1} of them to be translated\n"
    assert translations.path_of("eo").read_text(encoding="utf-8") == written
