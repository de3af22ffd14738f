"""Sources as data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.sources import Source, SourcesError, load_sources, named, source_from

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def a_source(**keys: Any) -> Source:
    return source_from("board", {"access": "jobposting", "entry_points": ["https://board.example/jobs"]} | keys)


def test_the_sources_that_come_along_can_be_used() -> None:
    sources = load_sources(None)
    assert len(sources) >= 5
    assert all(source.legal_note and source.triage and not source.training for source in sources.values())


def test_a_source_needs_five_lines(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(
        '[sources.valley]\naccess = "rss"\nentry_points = ["https://valley.example/feed"]\ncountry = "HU"\nbudget = 50\n'
    )
    source = load_sources(path)["valley"]
    assert (source.country, source.budget, source.training, source.when_reserved) == ("HU", 50, False, "leave")


@pytest.mark.parametrize(
    ("url", "within"),
    [
        ("https://board.example/other", True),
        ("http://board.example/", True),
        ("https://api.board.example/v1", True),
        ("https://elsewhere.example/", False),
        ("https://board.example:8443/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_its_borders_are_the_sites_it_begins_at_and_its_further_hosts(url: str, within: bool) -> None:
    assert a_source(hosts=["api.board.example"]).allows(url) is within


@pytest.mark.parametrize(
    ("schedule", "ago", "due"),
    [
        ("hourly", timedelta(minutes=59), False),
        ("hourly", timedelta(minutes=60), True),
        ("daily", timedelta(hours=23), False),
        ("weekly", timedelta(days=8), True),
        ("monthly", timedelta(days=29), False),
        ("on_demand", timedelta(days=900), False),
    ],
)
def test_a_schedule_says_when_a_source_is_due(schedule: str, ago: timedelta, due: bool) -> None:
    assert a_source(schedule=schedule).due(NOW - ago, NOW) is due


def test_a_source_that_was_never_crawled_is_due_unless_on_demand() -> None:
    assert a_source(schedule="weekly").due(None, NOW)
    assert not a_source().due(None, NOW)


def test_local_is_only_what_is_wholly_on_this_machine() -> None:
    assert a_source(entry_points=["http://127.0.0.1:9/"]).is_local
    assert not a_source(entry_points=["http://127.0.0.1:9/", "https://board.example/"]).is_local
    assert source_from("files", {"access": "warc", "entry_points": ["one.warc.gz"]}).is_local
    assert not source_from("sky", {"access": "bluesky", "entry_points": ["wss://sky.example/subscribe"]}).is_local


def test_names_are_looked_up_once_each_and_unknown_ones_are_told() -> None:
    sources = {"board": a_source()}
    assert named(sources, ["board", "board"]) == [sources["board"]]
    with pytest.raises(SourcesError, match=r"there is no source 'bored'; there are board"):
        named(sources, ["bored"])
