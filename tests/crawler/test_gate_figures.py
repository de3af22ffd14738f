"""The figures of the gate."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from crawler.gate_figures import POST_LENGTH, figures, main, table

OFFER = "We are hiring two porters, 12 per hour"
TALK = "The soup was lovely today"
Row = dict[str, str | None]


def row(
    source: str, label: str | None, description: str, *, language: str = "en", split: str = "dev", title: str | None = None
) -> Row:
    texts: Row = {"title": title, "description": description}
    return {"source": source, "language": language, "label": label, "split": split} | texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        row("board", "benign", OFFER),
        row("board", "benign", TALK),
        row("board", "fraud", "", title=OFFER),
        row("board", None, OFFER),
        row("board", "benign", OFFER, split="train"),
        row("chat_ordinary", "benign", TALK),
        row("chat_ordinary", "benign", OFFER),
        row("chat_spam", "other_spam", TALK),
        row("laden", "benign", "Wir stellen ein: Aushilfe gesucht", language="de"),
        row("board", "benign", "-" * POST_LENGTH + OFFER),
    ]
    with gzip.open(tmp_path / "rows.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write("\n".join(map(json.dumps, rows)))
    return tmp_path


def test_each_dataset_and_language_is_counted(folder: Path) -> None:
    found = {(item.dataset, item.language): item for item in figures(folder)}
    assert set(found) == {
        ("board", "en"),
        ("chat_ordinary", "en"),
        ("chat_spam", "en"),
        ("laden", "de"),
        ("all", "en"),
        ("all", "de"),
    }
    board, chat, whole = found["board", "en"], found["chat_ordinary", "en"], found["all", "en"]
    assert (board.offers, board.offers_kept, board.others) == (4, 2, 0)
    assert (chat.offers, chat.others, chat.others_kept) == (0, 2, 1)
    assert (board.recall, board.false_share, board.precision) == (0.5, None, None)
    assert (whole.recall, whole.false_share, whole.precision) == (0.5, 1 / 3, 2 / 3)


def test_the_other_split_is_counted_when_asked_for(folder: Path) -> None:
    assert [(item.dataset, item.offers) for item in figures(folder, "train")] == [("board", 1), ("all", 1)]


def test_the_table_leaves_open_what_cannot_be_said(folder: Path) -> None:
    lines = table(figures(folder)).splitlines()
    assert "| board | en | 4 | 50.0% | 0 |  |  |" in lines
    assert "| all | en | 4 | 50.0% | 3 | 33.3% | 66.7% |" in lines


def test_the_command_prints_the_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(folder)])
    assert capsys.readouterr().out == table(figures(folder)) + "\n"
