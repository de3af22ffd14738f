"""Lever boards."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.lever import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

BOARD = "https://api.lever.co/v0/postings/tilery?mode=json&limit=2"
ITEM: dict[str, Any] = {
    "id": "aa-11",
    "text": "Kiln operator",
    "hostedUrl": "https://jobs.lever.co/tilery/aa-11",
    "applyUrl": "https://jobs.lever.co/tilery/aa-11/apply",
    "categories": {
        "commitment": "Seasonal",
        "department": "Works",
        "team": "Firing",
        "location": "Szeged, Hungary",
        "allLocations": ["Szeged, Hungary", "Subotica, Serbia"],
    },
    "country": "HU",
    "createdAt": 1764547200000,
    "description": "<div>Fire tiles.</div><div>Day shifts.</div>",
    "descriptionPlain": "Fire tiles. Day shifts.",
    "lists": [{"text": "You bring", "content": "<li>gloves</li><li>patience</li>"}],
    "additional": "<p>We house you.</p>",
    "additionalPlain": "We house you.",
    "salaryRange": {"min": 1200, "max": 1500, "currency": "EUR", "interval": "per-month-salary"},
    "salaryDescription": "<p>Paid in cash.</p>",
}


def page(answer: object, url: str = BOARD) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="tilery")


def test_a_board_holds_its_postings() -> None:
    posting, other = ACCESS.read(page([ITEM, ITEM | {"id": "aa-12"}])).postings
    assert (posting.id, other.id) == ("lever-aa-11", "lever-aa-12")
    assert posting.url == "https://jobs.lever.co/tilery/aa-11"
    assert posting.title == "Kiln operator"
    assert posting.hiring_organization.name == "tilery"
    assert posting.job_location == "Szeged, Hungary; Subotica, Serbia"
    assert posting.base_salary == "EUR 1200-1500 MONTH"
    assert posting.employment_type == "Seasonal"
    assert posting.industry == "Works, Firing"
    assert posting.date_posted == "2025-12-01T00:00:00+00:00"
    assert posting.additional["country"] == "HU"


def test_all_that_is_told_of_a_job_is_its_description() -> None:
    (posting,) = ACCESS.read(page([ITEM])).postings
    assert (
        posting.description == "Fire tiles.\n\nDay shifts.\n\nYou bring\n\n- gloves\n- patience\n\nWe house you.\n\nPaid in cash."
    )


def test_plain_words_stand_in_where_there_is_no_markup() -> None:
    (posting,) = ACCESS.read(
        page([ITEM | {"description": "", "additional": None, "lists": [], "salaryDescription": ""}])
    ).postings
    assert posting.description == "Fire tiles. Day shifts.\n\nWe house you."


@pytest.mark.parametrize(("interval", "unit"), [("per-year-salary", "YEAR"), ("per-hour-wage", "HOUR"), ("one-time", "one-time")])
def test_pay_is_for_a_time(interval: str, unit: str) -> None:
    salary = {"min": 9, "max": 9, "currency": "EUR", "interval": interval}
    assert ACCESS.read(page([ITEM | {"salaryRange": salary}])).postings[0].base_salary == f"EUR 9 {unit}"


def test_a_posting_alone_is_read_too() -> None:
    reading = ACCESS.read(page(ITEM))
    assert ([posting.id for posting in reading.postings], reading.targets) == (["lever-aa-11"], ())


@pytest.mark.parametrize(
    ("hosted", "asked", "employer"),
    [
        ("https://jobs.eu.lever.co/brickworks/aa-11", BOARD, "brickworks"),
        ("https://careers.example/aa-11", BOARD, "tilery"),
        ("https://careers.example/aa-11", "https://api.eu.lever.co/v0/postings/pottery", "pottery"),
        ("https://careers.example/aa-11", "http://127.0.0.1:9/board", ""),
    ],
)
def test_the_employer_is_called_as_the_board_is(hosted: str, asked: str, employer: str) -> None:
    (posting,) = ACCESS.read(page([ITEM | {"hostedUrl": hosted}], asked)).postings
    assert posting.hiring_organization.name == employer


def test_a_full_page_is_followed_by_the_next() -> None:
    full = [ITEM, ITEM | {"id": "aa-12"}]
    (target,) = ACCESS.read(page(full)).targets
    assert target.url == BOARD + "&skip=2"
    assert [target.url for target in ACCESS.read(page(full, target.url)).targets] == [BOARD + "&skip=4"]


def test_the_last_page_and_an_answer_without_limit_are_followed_by_none() -> None:
    assert ACCESS.read(page([ITEM])).targets == ()
    assert ACCESS.read(page([])).targets == ()
    assert ACCESS.read(page([ITEM, ITEM], "https://api.lever.co/v0/postings/tilery?mode=json")).targets == ()


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in ITEM:
        reading = ACCESS.read(page([ITEM | {name: strange}, ITEM | {"id": "aa-12"}]))
        assert "lever-aa-12" in {posting.id for posting in reading.postings}
        assert len(reading.postings) == 2


@pytest.mark.parametrize("answer", [5, "text", None, {"ok": False, "error": "Document not found"}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Lever answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("tilery", "https://api.lever.co/v0/postings/tilery?mode=json&limit=100"),
        ("https://jobs.lever.co/tilery/", "https://api.lever.co/v0/postings/tilery?mode=json&limit=100"),
        ("https://jobs.eu.lever.co/tilery", "https://api.eu.lever.co/v0/postings/tilery?mode=json&limit=100"),
        ("https://api.eu.lever.co/v0/postings/tilery", "https://api.eu.lever.co/v0/postings/tilery"),
        ("http://127.0.0.1:9/board", "http://127.0.0.1:9/board"),
    ],
)
def test_an_entry_point_is_a_name_a_board_or_an_address(entry_point: str, url: str) -> None:
    assert [target.url for target in ACCESS.entry(entry_point, "")] == [url]


def test_an_entry_point_of_another_kind_is_refused() -> None:
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a board", "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page([ITEM]))
    assert not ACCESS.recognises(page([]))
    assert not ACCESS.recognises(Page(url=BOARD, body=b"<p>" + page([ITEM]).body))


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=BOARD, body=body))


@given(spoiled(ITEM), VALUES)
def test_a_spoiled_posting_spoils_no_other(item: dict[str, Any], other: object) -> None:
    reading = ACCESS.read(page([item, other, ITEM | {"id": "sound"}]))
    assert "lever-sound" in {posting.id for posting in reading.postings}
