"""Workday careers sites."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.workday import ACCESS
from crawler.pages.page import Page, PageError
from features.posting import Json
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

BASE = "https://tilery.wd3.myworkdayjobs.com/wday/cxs/tilery/Careers"
PATH = "/job/Szeged-HU/Kiln-operator_R-71"
BRIEF: dict[str, Any] = {
    "title": "Kiln operator",
    "externalPath": PATH,
    "locationsText": "2 Locations",
    "timeType": "Full time",
    "postedOn": "Posted 3 Days Ago",
    "bulletFields": ["R-71"],
}
INFO: dict[str, Any] = {
    "id": "f00",
    "title": "Kiln operator",
    "jobDescription": "<p>Fire tiles.</p><p>Day shifts.</p>",
    "location": "Szeged, HU",
    "additionalLocations": ["Subotica, RS"],
    "postedOn": "Posted Yesterday",
    "startDate": "2026-05-13",
    "endDate": "2026-07-01",
    "timeType": "Full time",
    "jobReqId": "R-71",
    "country": {"descriptor": "Hungary"},
    "externalUrl": "https://tilery.wd3.myworkdayjobs.com/Careers" + PATH,
}
JOB: dict[str, Any] = {"jobPostingInfo": INFO, "hiringOrganization": {"name": "Tilery Ltd", "url": "https://tilery.example"}}
NOW = datetime(2026, 5, 20, 1, 30, tzinfo=UTC)


def page(
    answer: object, url: str = BASE + "/jobs", *, now: datetime | None = NOW, context: Mapping[str, Json] | None = None
) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="tilery", fetched_at=now, context=context or {})


def brief(number: int) -> dict[str, Any]:
    return BRIEF | {"externalPath": f"/job/Szeged-HU/Kiln-operator_R-{number}"}


def test_a_list_holds_jobs_in_brief() -> None:
    posting, other = ACCESS.read(page({"total": 2, "jobPostings": [BRIEF, brief(72)]})).postings
    assert (posting.id, other.id) == ("workday-tilery-R-71", "workday-tilery-R-72")
    assert posting.url == "https://tilery.wd3.myworkdayjobs.com/Careers" + PATH
    assert posting.title == "Kiln operator"
    assert posting.hiring_organization.name == "tilery"
    assert posting.job_location == "2 Locations"
    assert posting.employment_type == "Full time"
    assert posting.date_posted == "2026-05-17"
    assert posting.additional["postedOn"] == "Posted 3 Days Ago"


def test_a_jobs_page_is_the_same_job_in_full() -> None:
    (target,) = ACCESS.read(page({"total": 1, "jobPostings": [BRIEF]})).targets
    assert (target.url, target.method, target.first) == (BASE + PATH, "GET", True)
    (posting,) = ACCESS.read(page(JOB, target.url, context=target.context)).postings
    assert posting.id == "workday-tilery-R-71"
    assert posting.url == "https://tilery.wd3.myworkdayjobs.com/Careers" + PATH
    assert posting.description == "Fire tiles.\n\nDay shifts."
    assert posting.hiring_organization.name == "Tilery Ltd"
    assert posting.job_location == "Szeged, HU; Subotica, RS"
    assert posting.date_posted == "2026-05-13"
    assert posting.valid_through == "2026-07-01"
    assert posting.additional["country"] == {"descriptor": "Hungary"}


def test_a_jobs_page_that_nothing_led_to_is_read_the_same() -> None:
    (posting,) = ACCESS.read(page(JOB | {"hiringOrganization": None}, BASE + PATH)).postings
    assert (posting.id, posting.hiring_organization.name) == ("workday-tilery-R-71", "tilery")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Posted Today", "2026-05-20"),
        ("Posted Yesterday", "2026-05-19"),
        ("Posted 1 Day Ago", "2026-05-19"),
        ("Posted 21 Days Ago", "2026-04-29"),
        ("Posted 30+ Days Ago", ""),
        ("Ausgeschrieben: heute", ""),
        ("", ""),
    ],
)
def test_a_day_is_reckoned_from_the_day_it_was_said_on(said: str, day: str) -> None:
    (posting,) = ACCESS.read(page({"jobPostings": [BRIEF | {"postedOn": said}]})).postings
    assert posting.date_posted == day
    (posting,) = ACCESS.read(page({"jobPostings": [BRIEF | {"postedOn": said}]}, now=None)).postings
    assert posting.date_posted == ""


def test_a_full_page_is_followed_by_the_next_until_the_total() -> None:
    first = ACCESS.entry("https://tilery.wd3.myworkdayjobs.com/Careers", "")[0]
    asked, seen, target = [json.loads(first.body)["offset"]], 0, first
    while True:
        answer = {"total": 45 if target is first else 0, "jobPostings": [brief(seen + number) for number in range(20)]}
        following = [other for other in ACCESS.read(page(answer, target.url, context=target.context)).targets if not other.first]
        if not following:
            break
        (target,), seen = following, seen + 20
        assert (target.url, target.method) == (BASE + "/jobs", "POST")
        asked.append(json.loads(target.body)["offset"])
    assert asked == [0, 20, 40]


def test_a_list_that_is_empty_or_without_end_comes_to_one() -> None:
    assert ACCESS.read(page({"total": 10**9, "jobPostings": []})).targets == ()
    far = {"offset": 9_980, "total": 10**9}
    assert ACCESS.read(page({"total": 10**9, "jobPostings": [{"title": "Kiln operator"}]}, context=far)).targets == ()


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/job/a_1", "//elsewhere.example/job/a_1", "/job/../../a_1", "/login", "", None]
)
def test_a_job_leads_nowhere_else(path: object) -> None:
    assert ACCESS.read(page({"total": 1, "jobPostings": [BRIEF | {"externalPath": path}]})).targets == ()


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in BRIEF.keys() - {"externalPath", "title"}:
        assert len(ACCESS.read(page({"jobPostings": [BRIEF | {name: strange}, brief(72)]})).postings) == 2
    for name in INFO:
        assert len(ACCESS.read(page({"jobPostingInfo": INFO | {name: strange}}, BASE + PATH)).postings) == 1


@pytest.mark.parametrize("answer", [[], 5, "text", None, {"errorCode": "HTTP_422"}, {"jobPostings": {}}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Workday answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("https://tilery.wd3.myworkdayjobs.com/en-US/Careers", BASE + "/jobs"),
        ("https://tilery.wd3.myworkdayjobs.com/Careers/job/Szeged/Kiln-operator_R-71", BASE + "/jobs"),
        (BASE, BASE + "/jobs"),
        (BASE + "/jobs", BASE + "/jobs"),
        (
            "https://wd3.myworkdaysite.com/de-DE/recruiting/tilery/Careers",
            "https://wd3.myworkdaysite.com/wday/cxs/tilery/Careers/jobs",
        ),
        ("http://127.0.0.1:9/wday/cxs/tilery/Careers/jobs", "http://127.0.0.1:9/wday/cxs/tilery/Careers/jobs"),
    ],
)
def test_an_entry_point_is_a_sites_address_or_the_interfaces(entry_point: str, url: str) -> None:
    (target,) = ACCESS.entry(entry_point, "")
    assert (target.url, target.method) == (url, "POST")
    assert json.loads(target.body) == {"limit": 20, "offset": 0, "searchText": "", "appliedFacets": {}}
    assert target.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "entry_point", ["tilery", "", "https://tilery.wd3.myworkdayjobs.com/", "https://tilery.wd3.myworkdayjobs.com/en-US"]
)
def test_an_entry_point_of_another_kind_is_refused(entry_point: str) -> None:
    with pytest.raises(EntryError):
        ACCESS.entry(entry_point, "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page({"jobPostings": [BRIEF]}))
    assert ACCESS.recognises(page(JOB))
    assert not ACCESS.recognises(page({"jobPostings": []}))


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=BASE + "/jobs", body=body, fetched_at=NOW))


@given(spoiled(BRIEF), VALUES, VALUES)
def test_a_spoiled_job_spoils_no_other(job: dict[str, Any], other: object, total: object) -> None:
    reading = ACCESS.read(page({"total": total, "jobPostings": [job, other, brief(99)]}))
    assert "workday-tilery-R-99" in {posting.id for posting in reading.postings}


@given(spoiled(INFO), VALUES)
def test_a_spoiled_jobs_page_is_read_or_a_problem(info: dict[str, Any], employer: object) -> None:
    reading = ACCESS.read(page({"jobPostingInfo": info, "hiringOrganization": employer}, BASE + PATH))
    assert len(reading.postings) + len(reading.problems) == 1
