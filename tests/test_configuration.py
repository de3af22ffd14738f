"""The table of settings says what the code reads, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from opentelemetry.sdk import environment_variables

from serving.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PACKAGES = ("crawler", "features", "models", "store", "labelling", "serving", "experiments")
TABLE = (ROOT / "docs" / "configuration.md").read_text()
ANY = re.compile(r"\b(?:RECRUITMENT_RISK|OTEL|PROMETHEUS)_[A-Z_]*[A-Z]\b")
FOREIGN = {"PGPASSWORD", "PGPASSFILE", "FORWARDED_ALLOW_IPS", "MLFLOW_TRACKING_URI"}
"""What PostgreSQL's own library, uvicorn and MLflow read."""


class Recorder(Mapping[str, str]):
    """An environment that holds nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def rows() -> dict[str, str]:
    """Each variable of the tables with its default."""
    cells = [line.strip("|").split("|") for line in TABLE.splitlines() if line.startswith("| `")]
    return {name: default.strip().strip("`") for first, default, *_ in cells for name in re.findall("`([A-Z_]+)`", first)}


def documented() -> set[str]:
    return set(rows())


def read_by_the_code() -> set[str]:
    """Every variable that a door names, whole or without its prefix."""
    texts = [path.read_text() for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    whole = {name for text in texts for name in ANY.findall(text)}
    short = {PREFIX + name for text in texts for name in re.findall(r"\{PREFIX\}([A-Z_]+)", text)}
    recorder = Recorder()
    Settings.from_environment(recorder)
    return whole | short | recorder.asked


def test_every_setting_is_in_the_table() -> None:
    assert read_by_the_code() - documented() == set()


def test_the_table_names_nothing_that_is_not_read() -> None:
    of_traces = {value for value in vars(environment_variables).values() if isinstance(value, str)}
    assert documented() - read_by_the_code() - of_traces - FOREIGN == set()


def test_each_setting_stands_in_it_once() -> None:
    named = re.findall(r"^\| `([A-Z_]+)`", TABLE, re.MULTILINE)
    assert len(named) == len(set(named)) > 25


def test_defaults_are_those_of_the_code() -> None:
    told = rows()
    for field in fields(Settings):
        if isinstance(default := getattr(Settings(), field.name), str | int) and default != "":
            assert told[PREFIX + field.name.upper()] == str(default).replace("False", "false")
