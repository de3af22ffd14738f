"""SmartRecruiters postings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.smartrecruiters import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

COMPANY = "https://api.smartrecruiters.com/v1/companies/Tilery/postings"
LIST = f"{COMPANY}?limit=2&offset=0"
ITEM: dict[str, Any] = {
    "id": "7440001",
    "name": "Clay digger",
    "uuid": "cc-31",
    "refNumber": "REF7",
    "company": {"identifier": "Tilery", "name": "Szeged Tilery"},
    "releasedDate": "2026-02-06T19:42:44.000Z",
    "location": {"city": "Szeged", "region": "CS", "country": "hu", "fullLocation": "Szeged, CS, Hungary"},
    "industry": {"id": "building", "label": "Building Materials"},
    "department": {"label": "Pit"},
    "function": {"label": "Manual work"},
    "typeOfEmployment": {"label": "Temporary"},
    "experienceLevel": {"label": "Entry level"},
    "ref": "https://evil.example/v1/companies/Tilery/postings/7440001",
    "creator": {"name": "Ana Pit"},
    "language": {"code": "hu"},
}
ADVERT: dict[str, Any] = ITEM | {
    "postingUrl": "https://jobs.smartrecruiters.com/Tilery/7440001-clay-digger",
    "applyUrl": "https://jobs.smartrecruiters.com/oneclick/7440001",
    "compensation": {"min": 1200, "max": 1500, "currency": "EUR", "period": "MONTHLY"},
    "jobAd": {
        "sections": {
            "companyDescription": {"title": "Company", "text": "<p>We fire tiles.</p>"},
            "jobDescription": {"title": "Job", "text": "<p>Dig clay.</p><p>Day shifts.</p>"},
            "qualifications": {"title": "Qualifications", "text": "<ul><li>boots</li></ul>"},
            "additionalInformation": {"title": "We offer", "text": "<p>A bed in the barn.</p>"},
            "videos": {"urls": []},
        }
    },
}


def page(answer: object, url: str = LIST) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="tilery")


def listing(*items: object, promised: object = 2, url: str = LIST) -> Page:
    return page({"offset": 0, "limit": 2, "totalFound": promised, "content": list(items)}, url)


def advert(**changes: object) -> Page:
    return page(ADVERT | changes, f"{COMPANY}/7440001")


def test_a_list_tells_of_each_posting_in_brief() -> None:
    posting, other = ACCESS.read(listing(ITEM, ITEM | {"id": "7440002"})).postings
    assert (posting.id, other.id) == ("smartrecruiters-7440001", "smartrecruiters-7440002")
    assert posting.url == "https://jobs.smartrecruiters.com/Tilery/7440001"
    assert posting.title == "Clay digger"
    assert posting.hiring_organization.name == "Szeged Tilery"
    assert posting.job_location == "Szeged, CS, Hungary"
    assert posting.employment_type == "Temporary"
    assert posting.experience_requirements == "Entry level"
    assert posting.industry == "Building Materials"
    assert posting.date_posted == "2026-02-06T19:42:44.000Z"
    assert posting.language == "hu"
    assert posting.author == "Ana Pit"
    assert posting.additional["refNumber"] == "REF7"


def test_an_advert_tells_of_the_same_posting_in_full() -> None:
    (posting,) = ACCESS.read(advert()).postings
    assert posting.id == "smartrecruiters-7440001"
    assert posting.url == "https://jobs.smartrecruiters.com/Tilery/7440001-clay-digger"
    assert posting.description == "Dig clay.\n\nDay shifts.\n\nWe offer\n\nA bed in the barn."
    assert posting.qualifications == "- boots"
    assert posting.hiring_organization.description == "We fire tiles."
    assert posting.base_salary == "EUR 1200-1500 MONTH"
    assert posting.additional["applyUrl"] == "https://jobs.smartrecruiters.com/oneclick/7440001"


def test_a_place_that_is_not_told_whole_is_put_together() -> None:
    (posting,) = ACCESS.read(advert(location={"city": "Szeged", "region": "", "country": "hu"})).postings
    assert posting.job_location == "Szeged, hu"


def test_adverts_are_fetched_after_lists_and_from_where_the_list_is() -> None:
    reading = ACCESS.read(listing(ITEM, ITEM | {"id": "../7"}, ITEM | {"id": 7440003}, ITEM))
    assert [(target.url, target.role, target.first) for target in reading.targets] == [
        (f"{COMPANY}/7440001", "advert", True),
        (f"{COMPANY}/7440003", "advert", True),
    ]
    assert ACCESS.read(advert()).targets == ()


def next_pages(page: Page) -> list[str]:
    return [target.url for target in ACCESS.read(page).targets if not target.first]


def test_lists_go_on_while_more_is_promised() -> None:
    assert next_pages(listing(ITEM, ITEM, promised=3)) == [f"{COMPANY}?limit=2&offset=2"]
    assert next_pages(listing(ITEM, promised=3, url=f"{COMPANY}?limit=2&offset=2")) == []
    assert next_pages(listing(ITEM, promised=3, url=COMPANY)) == [f"{COMPANY}?offset=1"]


@pytest.mark.parametrize("promised", [None, "many", [], 0])
def test_lists_end_where_nothing_is_promised_and_where_nothing_comes(promised: object) -> None:
    assert next_pages(listing(ITEM, promised=promised)) == []
    assert next_pages(listing(promised=9)) == []


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in ADVERT:
        assert len(ACCESS.read(listing(ADVERT | {name: strange}, ITEM | {"id": "7440002"})).postings) == 2


@pytest.mark.parametrize("answer", [[], 5, "text", None, {}, {"content": 5}, {"errors": ["not found"]}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no SmartRecruiters answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("Tilery", f"{COMPANY}?limit=100&offset=0"),
        ("https://careers.smartrecruiters.com/Tilery", f"{COMPANY}?limit=100&offset=0"),
        ("https://jobs.smartrecruiters.com/Tilery/", f"{COMPANY}?limit=100&offset=0"),
        ("http://127.0.0.1:9/postings", "http://127.0.0.1:9/postings"),
    ],
)
def test_an_entry_point_is_a_name_a_page_or_an_address(entry_point: str, url: str) -> None:
    assert [target.url for target in ACCESS.entry(entry_point, "")] == [url]


def test_an_entry_point_of_another_kind_is_refused() -> None:
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a company", "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(listing(ITEM))
    assert ACCESS.recognises(advert())
    assert not ACCESS.recognises(listing())
    assert not ACCESS.recognises(page({"releasedDate": "2026"}))


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=LIST, body=body))


@given(spoiled(ADVERT), VALUES, VALUES)
def test_a_spoiled_posting_spoils_no_other(item: dict[str, Any], other: object, promised: object) -> None:
    reading = ACCESS.read(listing(item, other, ITEM | {"id": "sound"}, promised=promised))
    assert "smartrecruiters-sound" in {posting.id for posting in reading.postings}
    assert all(target.url.startswith(COMPANY) for target in reading.targets)


@given(spoiled(ADVERT["jobAd"]["sections"]))
def test_spoiled_sections_cost_no_more_than_themselves(sections: dict[str, Any]) -> None:
    assert ACCESS.read(advert(jobAd={"sections": sections})).problems == ()
