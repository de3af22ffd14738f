"""Recruitee careers sites."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.recruitee import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

FEED = "https://tilery.recruitee.com/api/offers/"
OFFER: dict[str, Any] = {
    "id": 71,
    "guid": "k1ln",
    "careers_url": "https://jobs.tilery.example/o/kiln-operator",
    "title": "Kiln operator",
    "company_name": "Tilery Ltd",
    "description": "<p>Fire tiles.</p><p>Day shifts.</p>",
    "requirements": "<ul><li>Steady hands</li></ul>",
    "experience_code": "entry_level",
    "education_code": "vocational",
    "location": "Szeged, Csongrád, Hungary",
    "locations": [{"city": "Szeged", "state": "Csongrád", "country": "Hungary"}],
    "salary": {"min": "1200", "max": "1500", "period": "month", "currency": "EUR"},
    "employment_type_code": "fulltime_permanent",
    "department": "Works",
    "mailbox_email": "job.k1ln@tilery.recruitee.com",
    "published_at": "2026-05-13 07:19:54 UTC",
    "close_at": "2026-07-01 00:00:00 UTC",
    "translations": {"hu": {"title": "Kiln operator"}},
    "max_hours_per_week": "40",
    "cover_image": "https://tilery.example/kiln.png",
}


def page(answer: object) -> Page:
    return Page(url=FEED, body=json.dumps(answer).encode(), source="tilery")


def test_a_site_holds_its_offers() -> None:
    posting, other = ACCESS.read(page({"offers": [OFFER, OFFER | {"id": 72}]})).postings
    assert (posting.id, other.id) == ("recruitee-71", "recruitee-72")
    assert posting.url == "https://jobs.tilery.example/o/kiln-operator"
    assert posting.title == "Kiln operator"
    assert posting.description == "Fire tiles.\n\nDay shifts."
    assert posting.qualifications == "- Steady hands"
    assert posting.hiring_organization.name == "Tilery Ltd"
    assert posting.job_location == "Szeged, Csongrád, Hungary"
    assert posting.base_salary == "EUR 1200-1500 MONTH"
    assert posting.employment_type == "fulltime_permanent"
    assert posting.application_contact == "job.k1ln@tilery.recruitee.com"
    assert posting.date_posted == "2026-05-13 07:19:54 UTC"
    assert posting.valid_through == "2026-07-01 00:00:00 UTC"
    assert posting.language == "hu"
    assert posting.additional["max_hours_per_week"] == "40"
    assert "cover_image" not in posting.additional


def test_an_offer_alone_is_read_too() -> None:
    assert [posting.id for posting in ACCESS.read(page({"offer": OFFER})).postings] == ["recruitee-71"]


def test_an_offer_for_several_places_names_them_all() -> None:
    places = [*OFFER["locations"], {"city": "Subotica", "state": None, "country": "Serbia"}]
    (posting,) = ACCESS.read(page({"offers": [OFFER | {"locations": places}]})).postings
    assert posting.job_location == "Szeged, Csongrád, Hungary; Subotica, Serbia"


def test_an_offer_without_a_location_in_words_is_where_its_city_is() -> None:
    offer = {name: value for name, value in OFFER.items() if not name.startswith("location")}
    (posting,) = ACCESS.read(page({"offers": [offer | {"city": "Szeged", "country": "Hungary"}]})).postings
    assert posting.job_location == "Szeged, Hungary"


def test_which_of_two_languages_is_shown_is_not_guessed() -> None:
    (posting,) = ACCESS.read(page({"offers": [OFFER | {"translations": {"hu": {}, "en": {}}}]})).postings
    assert posting.language == ""


def test_a_site_without_offers_is_read_as_empty() -> None:
    reading = ACCESS.read(page({"offers": []}))
    assert (reading.postings, reading.problems) == ((), ())


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in OFFER.keys() - {"id"}:
        assert len(ACCESS.read(page({"offers": [OFFER | {name: strange}, OFFER | {"id": 72}]})).postings) == 2


@pytest.mark.parametrize("answer", [[], 5, "text", None, {"error": ["Not found"]}, {"offers": {}}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Recruitee answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("tilery", FEED),
        ("https://jobs.tilery.example", "https://jobs.tilery.example/api/offers/"),
        ("http://127.0.0.1:9/offers", "http://127.0.0.1:9/offers"),
    ],
)
def test_an_entry_point_is_a_name_a_site_or_an_address(entry_point: str, url: str) -> None:
    assert [target.url for target in ACCESS.entry(entry_point, "")] == [url]


def test_an_entry_point_of_another_kind_is_refused() -> None:
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a company", "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page({"offers": [OFFER]}))
    assert not ACCESS.recognises(page({"offers": []}))


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=FEED, body=body))


@given(spoiled(OFFER), VALUES)
def test_a_spoiled_offer_spoils_no_other(offer: dict[str, Any], other: object) -> None:
    reading = ACCESS.read(page({"offers": [offer, other, OFFER | {"id": "sound"}]}))
    assert "recruitee-sound" in {posting.id for posting in reading.postings}
