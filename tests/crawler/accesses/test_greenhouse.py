"""Greenhouse boards."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.accesses.access import EntryError
from crawler.accesses.greenhouse import ACCESS
from crawler.pages.page import Page, PageError

JOB: dict[str, Any] = {
    "id": 7001,
    "internal_job_id": 9,
    "absolute_url": "https://job-boards.greenhouse.io/tilery/jobs/7001",
    "title": "Kiln operator",
    "company_name": "Tilery Ltd",
    "location": {"name": "Szeged, Hungary"},
    "first_published": "2026-05-13T07:19:54-04:00",
    "content": "&lt;p&gt;Fire tiles.&lt;/p&gt;&lt;p&gt;Day shifts.&lt;/p&gt;",
    "departments": [{"name": "Works"}],
    "language": "en",
}


def page(answer: object) -> Page:
    return Page(url="https://boards-api.greenhouse.io/v1/boards/tilery/jobs", body=json.dumps(answer).encode(), source="tilery")


def test_a_board_holds_its_jobs() -> None:
    posting, other = ACCESS.read(page({"jobs": [JOB, JOB | {"id": 7002}]})).postings
    assert (posting.id, other.id) == ("greenhouse-7001", "greenhouse-7002")
    assert posting.title == "Kiln operator"
    assert posting.description == "Fire tiles.\n\nDay shifts."
    assert posting.hiring_organization.name == "Tilery Ltd"
    assert posting.job_location == "Szeged, Hungary"
    assert posting.date_posted == "2026-05-13T07:19:54-04:00"
    assert posting.source == "tilery"


def test_a_job_alone_is_read_too() -> None:
    assert [posting.id for posting in ACCESS.read(page(JOB)).postings] == ["greenhouse-7001"]


def test_a_board_without_a_stated_employer_is_called_by_its_name() -> None:
    (posting,) = ACCESS.read(page({"jobs": [JOB | {"company_name": None}]})).postings
    assert posting.hiring_organization.name == "tilery"


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in JOB.keys() - {"absolute_url"}:
        assert "greenhouse-7002" in {
            posting.id for posting in ACCESS.read(page({"jobs": [JOB | {name: strange}, JOB | {"id": 7002}]})).postings
        }


@pytest.mark.parametrize("answer", [[], 5, "text", None])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Greenhouse answer"):
        ACCESS.read(page(answer))


def test_an_entry_point_is_a_name_or_an_address() -> None:
    assert [target.url for target in ACCESS.entry("tilery", "")] == [
        "https://boards-api.greenhouse.io/v1/boards/tilery/jobs?content=true"
    ]
    assert [target.url for target in ACCESS.entry("http://127.0.0.1:9/jobs", "")] == ["http://127.0.0.1:9/jobs"]
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a board", "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page({"jobs": [JOB]}))
    assert not ACCESS.recognises(page({"jobs": []}))
