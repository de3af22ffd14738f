"""EURES, the European job mobility portal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.eures import ACCESS
from crawler.pages.page import Page, PageError, Target
from features.posting import Json
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

SEARCH = "https://europa.eu/eures/api/jv-searchengine/public/jv-search/search"
BRIEF: dict[str, Any] = {
    "id": "QUJD IDE",
    "title": "Kiln operator",
    "description": "<p>Fire tiles.</p>",
    "creationDate": 1778649594000,
    "numberOfPosts": 3,
    "locationMap": {"HU": ["HU333", None], "RS": [None]},
    "positionScheduleCodes": ["fulltime", "flextime"],
    "employer": {"name": "Tilery Ltd", "website": "https://tilery.example", "description": "<p>Tiles since 1890.</p>"},
    "availableLanguages": ["hu"],
    "translations": {"hu": {"title": "Égető", "description": "Cserepet éget.<br><br>Nappali műszak."}},
}
PROFILE: dict[str, Any] = {
    "title": "Égető",
    "description": "<p>Cserepet éget.</p><p>Nappali műszak.</p>",
    "employer": BRIEF["employer"],
    "locations": [{"cityName": "Szeged", "region": "hu333", "countryCode": "hu"}, {"cityName": None, "countryCode": "rs"}],
    "positionScheduleCodes": ["fulltime"],
    "offeredRemunerationPackage": {
        "description": "<p>Free lodging.</p>",
        "salaries": [{"minimumSalary": 1200, "maximumSalary": 1500, "currencyCode": "EUR", "payingIntervalCode": "month"}],
    },
    "applicationInstructions": ['Write to <a href="mailto:kiln@tilery.example">kiln@tilery.example</a>.', "Or call."],
}
WHOLE: dict[str, Any] = {
    "id": "QUJD IDE",
    "creationDate": 1778649594000,
    "preferredLanguage": "hu",
    "source": "Agency",
    "jvProfiles": {"en": {"title": "Kiln operator"}, "hu": PROFILE},
}


def page(answer: object, url: str = SEARCH, context: Mapping[str, Json] | None = None) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="eures", context=context or {})


def search(*jobs: object, total: object = 120) -> dict[str, object]:
    return {"jvs": list(jobs), "numberRecords": total}


def lists(targets: tuple[Target, ...]) -> list[Target]:
    return [target for target in targets if not target.first]


def test_a_search_holds_vacancies_in_their_own_language() -> None:
    posting, other = ACCESS.read(page(search(BRIEF, BRIEF | {"id": "REVG IDE"}))).postings
    assert (posting.id, other.id) == ("eures-QUJD IDE", "eures-REVG IDE")
    assert posting.url == "https://europa.eu/eures/portal/jv-se/jv-details/QUJD%20IDE"
    assert posting.title == "Égető"
    assert posting.description == "Cserepet éget.\n\nNappali műszak."
    assert posting.language == "hu"
    assert posting.hiring_organization.name == "Tilery Ltd"
    assert posting.hiring_organization.description == "Tiles since 1890."
    assert posting.job_location == "HU333, HU; RS"
    assert posting.employment_type == "fulltime, flextime"
    assert posting.date_posted == "2026-05-13T05:19:54+00:00"
    assert posting.additional["numberOfPosts"] == 3


@pytest.mark.parametrize("without", [{"translations": None}, {"availableLanguages": None}, {"availableLanguages": ["fi"]}])
def test_a_vacancy_without_its_own_language_is_told_as_it_is_shown(without: dict[str, object]) -> None:
    (posting,) = ACCESS.read(page(search(BRIEF | without))).postings
    assert (posting.title, posting.description) == ("Kiln operator", "Fire tiles.")


def test_a_vacancys_page_is_the_same_vacancy_with_town_pay_and_contact() -> None:
    target = ACCESS.read(page(search(BRIEF))).targets[-1]
    assert target.url == "https://europa.eu/eures/api/jv-searchengine/public/jv/id/QUJD%20IDE?requestLang=hu"
    assert (target.method, target.first) == ("GET", True)
    reading = ACCESS.read(page(WHOLE, target.url, target.context))
    (posting,) = reading.postings
    assert posting.id == "eures-QUJD IDE"
    assert posting.title == "Égető"
    assert posting.description == "Cserepet éget.\n\nNappali műszak."
    assert posting.job_location == "Szeged, HU333, HU; RS"
    assert posting.base_salary == "EUR 1200-1500 MONTH"
    assert posting.job_benefits == "Free lodging."
    assert posting.application_contact == "Write to kiln@tilery.example.\nOr call."
    assert posting.date_posted == "2026-05-13T05:19:54+00:00"
    assert posting.language == "hu"
    assert posting.additional["source"] == "Agency"
    assert reading.targets == ()


def test_a_vacancys_page_in_another_language_than_preferred_is_read_too() -> None:
    (posting,) = ACCESS.read(page(WHOLE | {"preferredLanguage": "fi"})).postings
    assert posting.title == "Kiln operator"


def test_a_search_goes_on_to_its_last_page_and_asks_the_same() -> None:
    (target,) = ACCESS.entry("kiln@hu", "")
    asked = [json.loads(target.body)]
    while following := lists(ACCESS.read(page(search(BRIEF), target.url, target.context)).targets):
        (target,) = following
        asked.append(json.loads(target.body))
    assert [body.pop("page") for body in asked] == [1, 2, 3]
    assert asked[0] == asked[1] == asked[2]


def test_no_more_is_asked_for_than_the_interface_shows() -> None:
    def goes_on(number: int) -> bool:
        return bool(lists(ACCESS.read(page(search(BRIEF, total=10**6), context={"number": number})).targets))

    assert goes_on(199)
    assert not goes_on(200)


def test_an_empty_search_ends() -> None:
    assert ACCESS.read(page(search(), context={"number": 1})).targets == ()


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in BRIEF.keys() - {"id"}:
        assert len(ACCESS.read(page(search(BRIEF | {name: strange}, BRIEF | {"id": "REVG"}))).postings) == 2
    for name in PROFILE.keys() - {"title"}:
        assert len(ACCESS.read(page(WHOLE | {"jvProfiles": {"hu": PROFILE | {name: strange}}})).postings) == 1


@pytest.mark.parametrize("answer", [[], 5, "text", None, {"message": "Bad request"}, {"jvs": {}}, {"jvProfiles": []}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no EURES answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url", "keywords", "countries"),
    [
        ("hu", SEARCH, [], ["hu"]),
        ("HU", SEARCH, [], ["hu"]),
        ("kiln operator", SEARCH, ["kiln operator"], []),
        ("kiln operator@hu", SEARCH, ["kiln operator"], ["hu"]),
        (
            "https://europa.eu/eures/portal/jv-se/search?keywordsEverywhere=kiln&locationCodes=hu&lang=en",
            SEARCH,
            ["kiln"],
            ["hu"],
        ),
        (SEARCH, SEARCH, [], []),
        ("http://127.0.0.1:9/search", "http://127.0.0.1:9/search", [], []),
    ],
)
def test_an_entry_point_is_words_a_country_or_an_address(
    entry_point: str, url: str, keywords: list[str], countries: list[str]
) -> None:
    (target,) = ACCESS.entry(entry_point, "")
    body = json.loads(target.body)
    assert (target.url, target.method, target.headers["Content-Type"]) == (url, "POST", "application/json")
    assert [sought["keyword"] for sought in body["keywords"]] == keywords
    assert body["locationCodes"] == countries
    assert (body["resultsPerPage"], body["page"]) == (50, 1)


@pytest.mark.parametrize("entry_point", ["", " @ ", "ftp://europa.eu/eures"])
def test_an_entry_point_of_another_kind_is_refused(entry_point: str) -> None:
    with pytest.raises(EntryError):
        ACCESS.entry(entry_point, "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(search(BRIEF)))
    assert ACCESS.recognises(page(WHOLE))
    assert not ACCESS.recognises(page({"jobs": []}))


def test_what_a_search_leaves_out_is_not_gone() -> None:
    assert not ACCESS.lists_all


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=SEARCH, body=body, context={"number": 1}))


@given(spoiled(BRIEF), VALUES, VALUES)
def test_a_spoiled_vacancy_spoils_no_other(job: dict[str, Any], other: object, total: object) -> None:
    reading = ACCESS.read(page(search(job, other, BRIEF | {"id": "sound"}, total=total), context={"number": 1}))
    assert "eures-sound" in {posting.id for posting in reading.postings}


@given(spoiled(PROFILE), spoiled({name: value for name, value in WHOLE.items() if name != "jvProfiles"}))
def test_a_spoiled_vacancys_page_is_read_or_a_problem(profile: dict[str, Any], whole: dict[str, Any]) -> None:
    reading = ACCESS.read(page(whole | {"jvProfiles": {"hu": profile}}))
    assert len(reading.postings) + len(reading.problems) == 1
