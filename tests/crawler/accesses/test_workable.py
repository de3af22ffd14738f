"""Workable accounts, by the widget and by the third version of the interface."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.workable import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

WIDGET = "https://apply.workable.com/api/v1/widget/accounts/tilery?details=true"
PAGED = "https://apply.workable.com/api/v3/accounts/tilery/jobs"
ADVERT = "https://apply.workable.com/api/v2/accounts/tilery/jobs/D41"
ROW: dict[str, Any] = {
    "title": "Tile packer",
    "shortcode": "D41",
    "employment_type": "Part-time",
    "telecommuting": False,
    "department": "Yard",
    "url": "https://apply.workable.com/j/D41",
    "application_url": "https://apply.workable.com/j/D41/apply",
    "published_on": "2026-08-05",
    "created_at": "2026-06-24",
    "country": "Hungary",
    "city": "Szeged",
    "state": "Csongrád",
    "education": "None",
    "experience": "Entry level",
    "function": "Manual work",
    "industry": "Building Materials",
    "locations": [{"country": "Hungary", "city": "Szeged", "region": "Csongrád", "hidden": False}],
    "description": "<p>Pack tiles.</p><p>Day shifts.</p>",
}
ITEM: dict[str, Any] = {
    "id": 41,
    "shortcode": "D41",
    "title": "Tile packer",
    "remote": False,
    "location": {"country": "Hungary", "countryCode": "HU", "city": "Szeged", "region": "Csongrád"},
    "state": "published",
    "isInternal": False,
    "published": "2026-08-05T00:00:00.000Z",
    "type": "part",
    "language": "hu",
    "department": ["Yard", "Packing"],
    "workplace": "on_site",
}
TEXTS = {"description": "<p>Pack tiles.</p>", "requirements": "<ul><li>gloves</li></ul>", "benefits": "<p>A bed.</p>"}


def page(answer: object, url: str = WIDGET) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="tilery")


def account(*rows: object) -> Page:
    return page({"name": "Szeged Tilery", "description": "<p>We fire tiles.</p>", "jobs": list(rows)})


def results(*rows: object, following: object = None) -> Page:
    return page({"total": 9, "results": list(rows), "nextPage": following}, PAGED)


def test_an_account_holds_its_jobs() -> None:
    posting, other = ACCESS.read(account(ROW, ROW | {"shortcode": "D42"})).postings
    assert (posting.id, other.id) == ("workable-D41", "workable-D42")
    assert posting.url == "https://apply.workable.com/j/D41"
    assert posting.title == "Tile packer"
    assert posting.description == "Pack tiles.\n\nDay shifts."
    assert (posting.hiring_organization.name, posting.hiring_organization.description) == ("Szeged Tilery", "We fire tiles.")
    assert posting.job_location == "Szeged, Csongrád, Hungary"
    assert posting.employment_type == "Part-time"
    assert posting.industry == "Building Materials"
    assert posting.education_requirements == "None"
    assert posting.experience_requirements == "Entry level"
    assert posting.date_posted == "2026-08-05"
    assert posting.additional["created_at"] == "2026-06-24"


def place(city: str, *, hidden: bool = False) -> dict[str, Any]:
    return {"country": "Hungary", "city": city, "region": None, "hidden": hidden}


def places(*rows: object) -> list[str]:
    return [posting.job_location for posting in ACCESS.read(account(*rows)).postings]


def test_a_job_in_several_places_is_one_posting() -> None:
    assert places(ROW | {"locations": [place("Szeged")]}, ROW | {"locations": [place("Pécs")]}) == [
        "Szeged, Hungary; Pécs, Hungary"
    ]


def test_a_place_that_is_hidden_is_not_told() -> None:
    assert places(ROW | {"locations": [place("Szeged", hidden=True), place("Pécs")]}) == ["Pécs, Hungary"]


def test_a_row_without_places_is_where_it_says() -> None:
    assert places(ROW | {"locations": []}) == ["Szeged, Csongrád, Hungary"]


def test_jobs_without_a_shortcode_are_not_taken_for_one() -> None:
    bare = {name: value for name, value in ROW.items() if name != "shortcode"}
    assert places(bare | {"locations": [place("Szeged")]}, bare | {"locations": [place("Pécs")], "title": "Cook"}) == [
        "Szeged, Hungary",
        "Pécs, Hungary",
    ]


def test_the_third_version_lists_jobs_that_tell_of_themselves_elsewhere() -> None:
    reading = ACCESS.read(results(ITEM, following="more"))
    (posting,) = reading.postings
    assert posting.id == "workable-D41"
    assert posting.url == "https://apply.workable.com/j/D41"
    assert posting.hiring_organization.name == "tilery"
    assert posting.job_location == "Szeged, Csongrád, Hungary"
    assert posting.industry == "Yard, Packing"
    assert (posting.date_posted, posting.employment_type, posting.language) == ("2026-08-05T00:00:00.000Z", "part", "hu")
    following, advert = reading.targets
    assert (following.url, following.method, json.loads(following.body)) == (PAGED, "POST", {"token": "more"})
    assert (advert.url, advert.method, advert.role, advert.first) == (ADVERT, "GET", "advert", True)


def test_an_advert_tells_of_the_same_job_in_full() -> None:
    (posting,) = ACCESS.read(page(ITEM | TEXTS, ADVERT)).postings
    assert posting.id == "workable-D41"
    assert (posting.description, posting.qualifications, posting.job_benefits) == ("Pack tiles.", "- gloves", "A bed.")
    assert posting.job_location == "Szeged, Csongrád, Hungary"


def test_pages_end_where_nothing_follows_and_where_nothing_comes() -> None:
    assert [target.role for target in ACCESS.read(results(ITEM)).targets] == ["advert"]
    assert ACCESS.read(results(following="more")).targets == ()


@pytest.mark.parametrize("shortcode", ["../x", "http://evil.example", ""])
def test_no_shortcode_leads_elsewhere(shortcode: str) -> None:
    assert ACCESS.read(results(ITEM | {"shortcode": shortcode})).targets == ()


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in ROW:
        assert len(ACCESS.read(account(ROW | {name: strange}, ROW | {"shortcode": "D42"})).postings) == 2
    for name in ITEM.keys() - {"title"}:  # in brief, a job is nothing without its title
        assert len(ACCESS.read(results(ITEM | {name: strange}, ITEM | {"shortcode": "D42"})).postings) == 2


@pytest.mark.parametrize("answer", [[], 5, "text", None, {}, {"jobs": 5}, {"error": "not found"}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Workable answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url", "method"),
    [
        ("tilery", WIDGET, "GET"),
        ("https://apply.workable.com/tilery/", WIDGET, "GET"),
        (PAGED, PAGED, "POST"),
        (ADVERT, ADVERT, "GET"),
        (f"{PAGED}/D41", f"{PAGED}/D41", "GET"),
        ("http://127.0.0.1:9/jobs", "http://127.0.0.1:9/jobs", "GET"),
    ],
)
def test_an_entry_point_is_a_name_a_page_or_an_address(entry_point: str, url: str, method: str) -> None:
    (target,) = ACCESS.entry(entry_point, "")
    assert (target.url, target.method) == (url, method)
    assert target.headers == ({"Content-Type": "application/json"} if method == "POST" else {})


def test_an_entry_point_of_another_kind_is_refused() -> None:
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("an account", "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(account(ROW))
    assert ACCESS.recognises(results(ITEM))
    assert not ACCESS.recognises(account())
    assert not ACCESS.recognises(page({"shortcode": "D41"}))


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=WIDGET, body=body))


@given(spoiled(ROW), VALUES)
def test_a_spoiled_row_spoils_no_other(row: dict[str, Any], other: object) -> None:
    reading = ACCESS.read(account(row, other, ROW | {"shortcode": "sound"}))
    assert "workable-sound" in {posting.id for posting in reading.postings}


@given(spoiled(ITEM | TEXTS), VALUES, VALUES)
def test_a_spoiled_result_spoils_no_other(item: dict[str, Any], other: object, following: object) -> None:
    reading = ACCESS.read(results(item, other, ITEM | {"shortcode": "sound"}, following=following))
    assert "workable-sound" in {posting.id for posting in reading.postings}
    assert all(target.url.startswith("https://apply.workable.com/api/v") for target in reading.targets)
