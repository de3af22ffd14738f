from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from features.indicators import catalogue
from features.posting import Posting
from models.assessment import Assessment
from serving.explaining import ExplainError, explain_posting, explanation
from tests.factories import assessment, evidence, indicator, posting


def printed(of: Posting, said: Assessment | None = None) -> str:
    console = Console(file=io.StringIO(), width=160, color_system=None)
    console.print(explanation(of, said or assessment(of), catalogue()))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=200, color_system=None)


def told(console: Console) -> str:
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def test_an_explanation_names_words_indicators_reasons_and_sources() -> None:
    text = printed(posting())
    known = catalogue()["worker_pays_fee"]
    assert "HIGH  priority 0.87  a person reviews this" in text
    for words in (
        known.name,
        known.sources[0].title,
        "“Pay the training fee of 300 EUR”",
        "Upfront fee (+2.2)",
        "recruitment_fraud",
    ):
        assert words in text
    for sentence in (known.definition, known.why, known.advice):
        assert sentence.split()[0] in text
    assert "contradicted" not in text.split(catalogue()["passport_retention"].name)[0]


def test_evidence_is_marked_where_it_stands_in_the_text() -> None:
    console = Console(file=io.StringIO(), width=160, force_terminal=True, color_system="standard")
    console.print(explanation(posting(), assessment(), catalogue()))
    assert "\x1b[1;4;31mPay the training fee of 300 EUR\x1b[0m before" in told(console)
    assert "\x1b[4;32mWe never keep your passport\x1b[0m." in told(console)


def test_what_was_not_judged_has_no_band_and_no_probabilities() -> None:
    of = posting(description="Cook.")
    text = printed(of, assessment(of, abstained="too_short"))
    assert "NOT JUDGED  Too few words to judge." in text
    assert "HIGH" not in text
    assert "0.910" not in text


@pytest.mark.parametrize("hostile", ["\x1b[2Jgone", "\x07bell", "a\rb", "pay\u202e003", "\x9b31m", "\u200bhidden"])
def test_control_characters_do_not_reach_the_terminal(hostile: str) -> None:
    of = posting(title=hostile, description=hostile, id=hostile)
    said = assessment(of, indicators=(indicator("worker_pays_fee", evidence(of, hostile, "worker_pays_fee")),))
    text = printed(of, replace(said, notes=(hostile,)))
    assert not [character for character in text if not character.isprintable() and character != "\n"]
    assert "\N{REPLACEMENT CHARACTER}" in text


def test_markup_of_the_terminal_in_a_text_is_text() -> None:
    assert "[bold]not bold[/bold] [/]" in printed(posting(description="[bold]not bold[/bold] [/]"))


def test_plain_text_on_standard_input_is_read_as_a_post(
    monkeypatch: pytest.MonkeyPatch, console: Console, small_bundle: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("You pay a visa fee of 300 USD before departure.\nWrite to us!"))
    explain_posting(Path("-"), 1, small_bundle, console)
    assert f"{catalogue()['worker_pays_fee'].name}  present" in told(console)
    assert re.search("“[^”]*visa fee[^”]*”", told(console))


@pytest.mark.parametrize("text", ['{"title": "Baker"}', '{"title": "Baker", "description": "We bake bread each day."}'])
def test_a_posting_as_json_on_standard_input_is_read_as_such(
    monkeypatch: pytest.MonkeyPatch, console: Console, small_bundle: Path, text: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    explain_posting(Path("-"), 1, small_bundle, console)
    assert told(console).startswith("Baker")


def test_json_that_is_no_posting_is_refused(monkeypatch: pytest.MonkeyPatch, small_bundle: Path) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"title": {"@type": "Thing"}}'))
    with pytest.raises(ExplainError, match="title"):
        explain_posting(Path("-"), 1, small_bundle)


@pytest.mark.parametrize(("number", "complaint"), [(2, "line 2: not JSON"), (4, "fewer than 4 postings")])
def test_a_number_without_a_posting_is_refused(tmp_path: Path, small_bundle: Path, number: int, complaint: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f"{json.dumps({'title': 'A'})}\n{{oops\n{json.dumps({'title': 'C'})}\n")
    with pytest.raises(ExplainError, match=complaint):
        explain_posting(source, number, small_bundle)


def test_the_number_counts_from_one(tmp_path: Path, small_bundle: Path, console: Console) -> None:
    source = tmp_path / "in.csv"
    source.write_text("title\nBaker\nCook\n")
    explain_posting(source, 2, small_bundle, console)
    assert told(console).startswith("Cook")
