from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from features.records.formats import Record
from recruitment_risk import main
from serving.batch import STANDARD, BatchError, score_file

ADVERT = {"id": "a", "title": "Baker", "description": "We bake bread every morning and look for a baker to join our small team."}
PROMISED = (
    "id language priority band needs_review abstained policies indicators facets model_version packs_version policies_version"
)
RISKY = {
    "id": "r",
    "title": "Maid",
    "description": "You pay a visa fee of 300 USD before departure. The sponsor keeps your passport.",
}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "in.jsonl"
    path.write_text("".join(line + "\n" for line in lines))
    return path


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_each_posting_gives_a_line_in_input_order(tmp_path: Path) -> None:
    source = written(tmp_path, *(json.dumps(ADVERT | {"id": str(number)}) for number in range(5)))
    summary = score_file(source, tmp_path / "out.jsonl")
    assert (summary.records, summary.errors) == (5, 0)
    assert [line["id"] for line in lines_of(tmp_path / "out.jsonl")] == list("01234")


def test_a_line_holds_everything_that_was_promised_and_quotes_the_original(tmp_path: Path) -> None:
    score_file(written(tmp_path, json.dumps(RISKY)), tmp_path / "out.jsonl")
    (line,) = lines_of(tmp_path / "out.jsonl")
    assert set(line) >= set(PROMISED.split())
    assert {policy["policy"] for policy in line["policies"]} == {"recruitment_fraud", "exploitation_risk", "criminal_recruitment"}
    assert set(line["facets"]) == {"location", "modus_operandi", "recruiter_role", "crises"}
    shown = {item["indicator"]: item for item in line["indicators"]}
    assert {"worker_pays_fee", "passport_retention"} <= set(shown)
    for item in shown.values():
        for evidence in item["evidence"]:
            assert RISKY[evidence["field"]][evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_malformed_line_is_reported_with_its_number_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path, json.dumps(ADVERT), "{broken", json.dumps(ADVERT))
    with pytest.raises(SystemExit) as ended:
        main(["score", str(source), "--output", str(tmp_path / "out.jsonl")])
    assert ended.value.code == 1
    assert "line 2: not JSON" in capsys.readouterr().err
    first, second, third = lines_of(tmp_path / "out.jsonl")
    assert set(second) == {"line", "error"}
    assert second["line"] == 2
    assert first["id"] == third["id"] == "a"


def test_several_processes_give_the_same_lines(tmp_path: Path) -> None:
    source = written(tmp_path, *(json.dumps(ADVERT | {"id": str(number)}) for number in range(150)))
    score_file(source, tmp_path / "one.jsonl")
    score_file(source, tmp_path / "two.jsonl", workers=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    source = written(tmp_path, *(json.dumps(ADVERT | {"id": str(number)}) for number in range(6)), "{broken")
    score_file(source, tmp_path / "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()
    cut = whole.index(b"\n", len(whole) // 2) + 20
    partial = tmp_path / "out.jsonl.partial"
    partial.write_bytes(whole[:cut])
    summary = score_file(source, tmp_path / "out.jsonl", resume=True)
    assert (tmp_path / "out.jsonl").read_bytes() == whole
    assert (summary.records, summary.errors) == (7, 1)
    assert not partial.exists()


def test_an_interrupted_run_leaves_a_good_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("good\n")
    source = written(tmp_path, *[json.dumps(ADVERT)] * 70)
    calls = iter([None])

    def interrupted(records: list[Record]) -> list[tuple[bytes, str]]:
        if next(calls, "stop"):
            raise KeyboardInterrupt
        return [(b'{"id":"a"}\n', "")] * len(records)

    monkeypatch.setattr("serving.batch._chunk_lines", interrupted)
    with pytest.raises(KeyboardInterrupt):
        score_file(source, out)
    assert out.read_text() == "good\n"
    assert (tmp_path / "out.jsonl.partial").read_bytes() == b'{"id":"a"}\n' * 64


def test_a_partial_file_of_another_model_is_not_gone_on_with(tmp_path: Path) -> None:
    source = written(tmp_path, json.dumps(ADVERT))
    (tmp_path / "out.jsonl.partial").write_text('{"id": "a", "model_version": "another"}\n')
    with pytest.raises(BatchError, match="run again without --resume"):
        score_file(source, tmp_path / "out.jsonl", resume=True)


def test_standard_input_and_output_are_read_and_written(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(ADVERT).encode() + b"\n")))
    score_file(STANDARD, STANDARD)
    assert json.loads(capfdbinary.readouterr().out)["id"] == "a"


@pytest.mark.parametrize(("name", "complaint"), [("none.jsonl", "No such file"), ("a.docx", "not .jsonl")])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, complaint: str) -> None:
    with pytest.raises(BatchError, match=complaint):
        score_file(tmp_path / name, tmp_path / "out.jsonl")


def test_a_bundle_that_was_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(BatchError, match=r"manifest\.json"):
        score_file(written(tmp_path, json.dumps(ADVERT)), tmp_path / "out.jsonl", bundle=tmp_path)
