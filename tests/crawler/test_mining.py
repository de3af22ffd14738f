"""Reservations of text and data mining."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.mining import reserved_by_answer, reserved_by_file

RULES = json.dumps(
    [
        {"location": "/open/*", "tdm-reservation": 0},
        {"location": "/jobs/*.html", "tdm-reservation": 1, "tdm-policy": "https://board.example/policy"},
        {"location": "/archive/", "tdm-reservation": "1"},
    ]
)


@pytest.mark.parametrize(
    ("path", "reserved"),
    [("/open/1", False), ("/jobs/1.html", True), ("/jobs/1.pdf", False), ("/archive/2024/1", True), ("/", False)],
)
def test_a_file_speaks_for_its_locations(path: str, reserved: bool) -> None:
    assert reserved_by_file(RULES, f"https://board.example{path}") is reserved


def test_the_first_rule_that_matches_counts() -> None:
    rules = json.dumps([{"location": "/*", "tdm-reservation": 1}, {"location": "/open/*", "tdm-reservation": 0}])
    assert reserved_by_file(rules, "https://board.example/open/1")


@pytest.mark.parametrize(
    ("headers", "body", "reserved"),
    [
        ({"tdm-reservation": "1"}, b"", True),
        ({"tdm-reservation": "0"}, b'<meta name="tdm-reservation" content="1">', False),
        ({}, b'<html><head><META name="tdm-reservation" content="1" /></head>', True),
        ({}, b"<meta content=0 name=tdm-reservation>", False),
        ({}, b"<p>tdm-reservation</p>", None),
        ({"tdm-reservation": "yes"}, b"", None),
    ],
)
def test_an_answer_may_speak_for_itself_by_header_or_markup(headers: dict[str, str], body: bytes, reserved: bool | None) -> None:
    assert reserved_by_answer(headers, body) is reserved


@given(
    st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)).map(
        json.dumps
    )
)
def test_a_file_of_any_content_says_yes_or_no(text: str) -> None:
    assert reserved_by_file(text, "https://board.example/") in {True, False}
