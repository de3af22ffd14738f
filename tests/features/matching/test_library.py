"""The shelf of packs: by language, read when needed, renewed while a process runs."""

from __future__ import annotations

import logging
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from features.matching import library as shelf
from features.matching.library import Library, files_in
from features.matching.packs import PackError

TODAY = date(2026, 11, 22)
PACK = """
language = "{language}"
version = "{version}"
[phrases.worker_pays_fee]
present = ["{phrase}"]
"""


def write(folder: Path, name: str, phrase: str, *, version: str = "1", more: str = "") -> Path:
    path = folder / name
    text = PACK.format(language=name.partition(".")[0], version=version, phrase=phrase)
    path.write_text(text.replace("[phrases", f"{more}\n[phrases"), encoding="utf-8")
    return path


def library(folder: Path, today: date = TODAY) -> Library:
    return Library(files_in(folder), today)


def found(active: Library, text: str) -> list[str]:
    return [hit.phrase.written for matches in active.read(text) for hit in matches.claims]


def test_parts_of_a_language_are_one(tmp_path: Path) -> None:
    write(tmp_path, "en.toml", "visa fee")
    write(tmp_path, "en.money.toml", "placement fee")
    write(tmp_path, "hu.toml", "közvetítői díj")
    active = library(tmp_path)
    assert active.languages == {"en", "hu"}
    assert found(active, "you pay the visa fee and the placement fee") == ["visa fee", "placement fee"]


def test_phrases_of_both_languages_of_a_text_are_found(tmp_path: Path) -> None:
    write(tmp_path, "en.toml", "visa fee")
    write(tmp_path, "hu.toml", "közvetítői díj")
    text = "munkatársat keresünk és a közvetítői díj csak 100 euró, nem több. you will pay for the visa fee and we are with you"
    assert found(library(tmp_path), text) == ["visa fee", "közvetítői díj"]


def test_a_language_that_is_not_heard_is_not_even_read(tmp_path: Path) -> None:
    write(tmp_path, "en.toml", "visa fee")
    (tmp_path / "zh.toml").write_text("this is no pack", encoding="utf-8")
    active = library(tmp_path)
    assert found(active, "you pay the visa fee for this and we are not with you") == ["visa fee"]


def test_a_pack_that_comes_along_and_cannot_be_read_stops_the_program(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('language = "en"\n[wrong]\n', encoding="utf-8")
    active = Library(files_in(tmp_path, comes_along=True), TODAY)
    with pytest.raises(PackError, match=r"en\.toml: unknown sections"):
        active.packs("en")


def test_a_further_pack_that_cannot_be_read_is_left_out_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "en.toml", "visa fee")
    (tmp_path / "en.office.toml").write_text('language = "en"\n[wrong]\n', encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert len(library(tmp_path).packs("en")) == 1
    assert "en.office.toml: unknown sections" in caplog.text


def test_a_further_pack_that_vanishes_between_two_looks_no_longer_counts(tmp_path: Path) -> None:
    write(tmp_path, "en.toml", "visa fee")
    gone = write(tmp_path, "en.office.toml", "desk fee")
    active = library(tmp_path)
    gone.unlink()
    assert found(active, "you pay the visa fee and the desk fee") == ["visa fee"]
    assert active.version == library(tmp_path).version


def test_a_pack_of_a_language_that_nobody_knows_is_looked_for_everywhere(tmp_path: Path) -> None:
    write(tmp_path, "en.toml", "visa fee")
    write(tmp_path, "eo.toml", "kotizo por vizo")
    assert found(library(tmp_path), "laboro en la hotelo, kotizo por vizo cent eŭroj") == ["kotizo por vizo"]


def test_a_pack_for_a_crisis_counts_until_the_day_it_expires(tmp_path: Path) -> None:
    write(tmp_path, "en.flood.toml", "flood visa", more=f"expires = {TODAY}")
    assert found(library(tmp_path), "flood visa for you and the family") == ["flood visa"]
    assert found(library(tmp_path, TODAY + timedelta(days=1)), "flood visa for you and the family") == []


def test_the_version_names_exactly_these_packs(tmp_path: Path) -> None:
    write(tmp_path, "en.toml", "visa fee", version="2026.10")
    before = library(tmp_path).version
    write(tmp_path, "hu.toml", "díj", version="2026.11")
    after = library(tmp_path).version
    assert before.startswith("2026.10+")
    assert after.startswith("2026.11+")
    assert library(tmp_path).version == after


def test_matchers_of_languages_that_did_not_change_are_kept(tmp_path: Path) -> None:
    write(tmp_path, "en.toml", "visa fee")
    write(tmp_path, "hu.toml", "díj")
    before = library(tmp_path)
    english, hungarian = before.matcher("en"), before.matcher("hu")
    write(tmp_path, "hu.crisis.toml", "illeték")
    after = library(tmp_path)
    after.take_over(before)
    assert after.matcher("en") is english
    assert after.matcher("hu") is not hungarian


def test_a_pack_put_into_the_folder_counts_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(shelf.FURTHER, str(tmp_path))
    monkeypatch.setattr(shelf, "_EVERY", -1.0)
    running = shelf._Shelf()
    text = "the quokka toll is for you and the family"
    assert found(running.library(), text) == []
    path = write(tmp_path, "en.crisis.toml", "quokka toll")
    assert found(running.library(), text) == ["quokka toll"]
    write(tmp_path, "en.crisis.toml", "wombat toll")
    later = datetime.now(UTC).timestamp() + 10
    os.utime(path, (later, later))
    assert found(running.library(), text) == []
    path.unlink()
    assert "en.crisis.toml" not in {file.path.name for file in running.library().files}


def test_between_two_looks_the_library_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(shelf.FURTHER, str(tmp_path))
    running = shelf._Shelf()
    first = running.library()
    write(tmp_path, "en.crisis.toml", "quokka toll")
    assert running.library() is first
