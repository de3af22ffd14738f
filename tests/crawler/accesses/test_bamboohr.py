"""BambooHR careers pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.bamboohr import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

CAREERS = "https://tilery.bamboohr.com/careers"
LIST = f"{CAREERS}/list"
JOB: dict[str, Any] = {
    "id": "51",
    "jobOpeningName": "Kiln cleaner",
    "departmentId": "7",
    "departmentLabel": "Works",
    "employmentStatusLabel": "Seasonal",
    "location": {"city": "Szeged", "state": "Csongrád"},
    "atsLocation": {"country": None, "state": None, "province": None, "city": None},
    "isRemote": None,
    "locationType": "0",
}
OPENING: dict[str, Any] = {name: value for name, value in JOB.items() if name != "id"} | {
    "jobOpeningShareUrl": f"{CAREERS}/51",
    "jobOpeningStatus": "Open",
    "location": {"city": "Szeged", "state": "Csongrád", "postalCode": "6720", "addressCountry": "Hungary"},
    "description": "<p>Clean kilns.</p><p>Day shifts.</p>",
    "compensation": "1200 EUR a month",
    "datePosted": "2026-05-13",
    "minimumExperience": "Entry-level",
}


def page(answer: object, url: str = LIST) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="tile-source")


def listing(*jobs: object, url: str = LIST) -> Page:
    return page({"meta": {"totalCount": 9}, "result": list(jobs)}, url)


def advert(url: str = f"{CAREERS}/51/detail", **changes: object) -> Page:
    return page({"meta": {}, "result": {"jobOpening": OPENING | changes, "formFields": {}}}, url)


def test_a_list_tells_of_each_job_in_brief() -> None:
    posting, other = ACCESS.read(listing(JOB, JOB | {"id": 52})).postings
    assert (posting.id, other.id) == ("bamboohr-tilery-51", "bamboohr-tilery-52")
    assert posting.url == f"{CAREERS}/51"
    assert posting.title == "Kiln cleaner"
    assert posting.hiring_organization.name == "tilery"
    assert posting.job_location == "Szeged, Csongrád"
    assert posting.employment_type == "Seasonal"
    assert posting.industry == "Works"
    assert posting.additional["locationType"] == "0"


def test_an_advert_tells_of_the_same_job_in_full() -> None:
    (posting,) = ACCESS.read(advert()).postings
    assert posting.id == "bamboohr-tilery-51"
    assert posting.url == f"{CAREERS}/51"
    assert posting.description == "Clean kilns.\n\nDay shifts."
    assert posting.job_location == "Szeged, Csongrád, Hungary"
    assert posting.base_salary == "1200 EUR a month"
    assert posting.experience_requirements == "Entry-level"
    assert posting.date_posted == "2026-05-13"


def test_jobs_of_two_companies_with_one_number_are_two() -> None:
    other = LIST.replace("tilery", "pottery")
    assert ACCESS.read(listing(JOB)).postings[0].id != ACCESS.read(listing(JOB, url=other)).postings[0].id


def test_where_the_host_names_no_company_the_source_keeps_numbers_apart() -> None:
    brief = ACCESS.read(listing(JOB, url="http://127.0.0.1:9/careers/list")).postings[0]
    full = ACCESS.read(advert("http://127.0.0.1:9/careers/51/detail")).postings[0]
    assert brief.id == full.id == "bamboohr-tile-source-51"
    assert brief.hiring_organization.name == ""
    assert brief.url == "http://127.0.0.1:9/careers/51"


def test_a_place_stands_in_either_of_two_fields() -> None:
    ats = {"country": "Hungary", "state": None, "province": "Csongrád", "city": "Szeged"}
    (posting,) = ACCESS.read(listing(JOB | {"location": {"city": None, "state": None}, "atsLocation": ats})).postings
    assert posting.job_location == "Szeged, Csongrád, Hungary"


def test_adverts_are_fetched_after_lists_and_from_beside_the_list() -> None:
    reading = ACCESS.read(listing(JOB, JOB | {"id": "../9"}, JOB | {"id": 52}, JOB))
    assert [(target.url, target.role, target.first) for target in reading.targets] == [
        (f"{CAREERS}/51/detail", "advert", True),
        (f"{CAREERS}/52/detail", "advert", True),
    ]
    assert ACCESS.read(advert()).targets == ()


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in JOB.keys() - {"jobOpeningName"}:  # in brief, a job is nothing without its name
        assert len(ACCESS.read(listing(JOB | {name: strange}, JOB | {"id": 52})).postings) == 2
    for name in OPENING:
        assert len(ACCESS.read(advert(**{name: strange})).postings) == 1


@pytest.mark.parametrize("answer", [[], 5, "text", None, {}, {"result": None}, {"result": {"error": "not found"}}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no BambooHR answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    "entry_point", ["tilery", CAREERS, CAREERS + "/", LIST, "https://tilery.bamboohr.com", "https://tilery.bamboohr.com/jobs/"]
)
def test_an_entry_point_is_a_name_a_page_or_an_address(entry_point: str) -> None:
    assert [target.url for target in ACCESS.entry(entry_point, "")] == [LIST]


def test_an_address_elsewhere_is_fetched_as_it_is() -> None:
    assert [target.url for target in ACCESS.entry("http://127.0.0.1:9/careers/list", "")] == ["http://127.0.0.1:9/careers/list"]
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a company", "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(listing(JOB))
    assert ACCESS.recognises(advert())
    assert not ACCESS.recognises(listing())


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=LIST, body=body))


@given(spoiled(JOB), VALUES)
def test_a_spoiled_job_spoils_no_other(job: dict[str, Any], other: object) -> None:
    reading = ACCESS.read(listing(job, other, JOB | {"id": "sound"}))
    assert "bamboohr-tilery-sound" in {posting.id for posting in reading.postings}
    assert all(target.url.startswith(CAREERS) for target in reading.targets)


@given(spoiled(OPENING))
def test_a_spoiled_advert_is_read_or_is_a_problem(opening: dict[str, Any]) -> None:
    reading = ACCESS.read(page({"result": {"jobOpening": opening}}, f"{CAREERS}/51/detail"))
    assert len(reading.postings) + len(reading.problems) == 1
