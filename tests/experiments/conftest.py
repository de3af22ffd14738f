from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

ROWS = [
    {
        "id": "1",
        "kind": "job_advert",
        "title": "Housemaid",
        "description": "You pay the visa fee, 450 USD. The office keeps your passport.",
        "label": "fraud",
        "group": "a",
        "split": "dev",
    },
    {
        "id": "2",
        "kind": "job_advert",
        "title": "Baker",
        "description": "Bakery in Leeds, 13.40 an hour, 37 hours, pension. Apply by post.",
        "label": "benign",
        "group": "b",
        "split": "dev",
    },
    {
        "id": "3",
        "kind": "job_advert",
        "title": "Cook",
        "description": "Cook for a school kitchen in Leeds, 38 hours, holidays paid.",
        "label": "benign",
        "group": "c",
        "split": "train",
    },
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one small dataset of our own."""
    with gzip.open(tmp_path / "small.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in ROWS)
    return tmp_path
