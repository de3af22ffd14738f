from __future__ import annotations

from pathlib import Path

import pytest

from experiments import quotes
from experiments.quotes import check_quotes, report


def test_every_evidence_of_every_row_is_compared(data: Path) -> None:
    check = check_quotes(data)
    assert check.postings == 3
    assert check.evidence >= 2
    assert (check.errors, check.wrong) == ([], [])


def test_a_wrong_quote_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "_stated", lambda raw, dotted: "x" + str(raw.get(dotted, "")))
    assert len(check_quotes(data).wrong) == check_quotes(data).evidence
    assert "small 1" in report(data)
