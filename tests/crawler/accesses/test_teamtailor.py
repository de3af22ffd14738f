"""Teamtailor careers sites."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses.access import EntryError
from crawler.accesses.teamtailor import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

SITE = "https://career.tilery.example/jobs.json"
JOB: dict[str, Any] = {
    "@context": "http://schema.org/",
    "@type": "JobPosting",
    "title": "Kiln operator",
    "description": "<p>Fire tiles.</p><p>Day shifts.</p>",
    "identifier": {"@type": "PropertyValue", "name": "Tilery", "value": 71},
    "hiringOrganization": {"@type": "Organization", "name": "Tilery Ltd", "sameAs": "https://tilery.example"},
    "employmentType": "FULL_TIME",
    "datePosted": "2026-05-13T07:19:54+02:00",
    "validThrough": "2026-07-01T00:00:00+02:00",
    "jobLocation": [
        {"@type": "Place", "address": {"addressLocality": "Szeged", "postalCode": "6720", "addressCountry": "HU"}},
        {"@type": "Place", "address": {"addressLocality": "Subotica", "addressCountry": "RS"}},
    ],
    "baseSalary": {"currency": "EUR", "value": {"minValue": 1200, "maxValue": 1500, "unitText": "MONTH"}},
    "jobLocationType": "TELECOMMUTE",
}
ITEM: dict[str, Any] = {
    "id": "0a-1b",
    "title": "Kiln operator",
    "url": "https://career.tilery.example/jobs/71-kiln-operator",
    "date_published": "2026-05-12T07:00:00+02:00",
    "content_html": "<p>Shorter.</p>",
    "_jobposting": JOB,
}


def page(feed: object, url: str = SITE) -> Page:
    return Page(url=url, body=json.dumps(feed).encode(), source="tilery")


def feed(*items: object, **others: object) -> dict[str, object]:
    return {"version": "https://jsonfeed.org/version/1.1", "title": "Tilery of Szeged", "items": list(items), **others}


def test_a_feed_holds_its_jobs() -> None:
    posting, other = ACCESS.read(page(feed(ITEM, ITEM | {"id": "0a-2c"}))).postings
    assert (posting.id, other.id) == ("teamtailor-0a-1b", "teamtailor-0a-2c")
    assert posting.url == "https://career.tilery.example/jobs/71-kiln-operator"
    assert posting.title == "Kiln operator"
    assert posting.description == "Fire tiles.\n\nDay shifts."
    assert posting.hiring_organization.name == "Tilery Ltd"
    assert posting.hiring_organization.url == "https://tilery.example"
    assert posting.job_location == "Szeged, HU; Subotica, RS"
    assert posting.base_salary == "EUR 1200-1500 MONTH"
    assert posting.employment_type == "FULL_TIME"
    assert posting.date_posted == "2026-05-13T07:19:54+02:00"
    assert posting.valid_through == "2026-07-01T00:00:00+02:00"
    assert posting.additional["jobLocationType"] == "TELECOMMUTE"


def test_what_the_posting_within_does_not_say_the_item_says() -> None:
    (posting,) = ACCESS.read(page(feed(ITEM | {"_jobposting": {}}))).postings
    assert (posting.description, posting.date_posted) == ("Shorter.", "2026-05-12T07:00:00+02:00")


@pytest.mark.parametrize(("without", "name"), [("hiringOrganization", "Tilery"), ("identifier", "Tilery of Szeged")])
def test_an_employer_that_is_not_stated_is_named_elsewhere(without: str, name: str) -> None:
    job = JOB | {"hiringOrganization": None} | {without: None}
    (posting,) = ACCESS.read(page(feed(ITEM | {"_jobposting": job}))).postings
    assert posting.hiring_organization.name == name


def test_a_posting_says_nothing_of_whose_source_it_is() -> None:
    (posting,) = ACCESS.read(page(feed(ITEM | {"_jobposting": JOB | {"source": "other", "kind": "message"}}))).postings
    assert (posting.source, posting.kind) == ("tilery", "job_advert")


def test_a_feed_goes_on_where_it_says() -> None:
    (target,) = ACCESS.read(page(feed(ITEM, next_url=SITE + "?page=2"))).targets
    assert target.url == SITE + "?page=2"


@pytest.mark.parametrize("following", ["https://elsewhere.example/jobs.json", "file:///etc/passwd", SITE, "http://[", None])
def test_a_feed_goes_on_nowhere_else(following: object) -> None:
    assert ACCESS.read(page(feed(ITEM, next_url=following))).targets == ()


def test_an_empty_feed_ends() -> None:
    reading = ACCESS.read(page(feed(next_url=SITE + "?page=3")))
    assert (reading.postings, reading.targets) == ((), ())


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_other_job(strange: object) -> None:
    for name in JOB:
        item = ITEM | {"_jobposting": JOB | {name: strange}}
        assert "teamtailor-0a-2c" in {posting.id for posting in ACCESS.read(page(feed(item, ITEM | {"id": "0a-2c"}))).postings}


@pytest.mark.parametrize("answer", [[], 5, "text", None, {"items": {}}, {"offers": []}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Teamtailor"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("tilery", "https://tilery.teamtailor.com/jobs.json"),
        ("https://career.tilery.example", SITE),
        ("https://career.tilery.example/jobs", SITE),
        ("http://127.0.0.1:9/feed", "http://127.0.0.1:9/feed"),
    ],
)
def test_an_entry_point_is_a_name_a_site_or_an_address(entry_point: str, url: str) -> None:
    assert [target.url for target in ACCESS.entry(entry_point, "")] == [url]


def test_an_entry_point_of_another_kind_is_refused() -> None:
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a company", "")


def test_its_feeds_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(feed(ITEM)))
    assert not ACCESS.recognises(page(feed({"id": "1", "title": "News"})))


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=SITE, body=body))


@given(spoiled(ITEM), VALUES, st.fixed_dictionaries({"next_url": VALUES}))
def test_a_spoiled_item_spoils_no_other(item: dict[str, Any], other: object, rest: dict[str, Any]) -> None:
    reading = ACCESS.read(page(feed(item, other, ITEM | {"id": "sound"}, **rest)))
    assert "teamtailor-sound" in {posting.id for posting in reading.postings}
