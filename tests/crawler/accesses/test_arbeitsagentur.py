"""The German employment agency's job search."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.arbeitsagentur import ACCESS
from crawler.pages.page import Page, PageError
from features.posting import Json
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

SERVICE = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc/"
SEARCH = SERVICE + "v4/jobs?was=Brenner&wo=Passau&page=1&size=2"
KEY = {"X-API-Key": "jobboerse-jobsuche"}
BRIEF: dict[str, Any] = {
    "refnr": "10000-71-S",
    "titel": "Ziegelbrenner (m/w/d)",
    "beruf": "Industriekeramiker/in",
    "arbeitgeber": "Ziegelei Passau GmbH",
    "arbeitsort": {"plz": "94032", "ort": "Passau", "region": "Bayern", "land": "Deutschland"},
    "aktuelleVeroeffentlichungsdatum": "2026-05-13",
    "eintrittsdatum": "2026-07-01",
    "externeUrl": "https://ziegelei.example/71",
}
NEWER: dict[str, Any] = {
    "referenznummer": "10000-71-S",
    "stellenangebotsTitel": "Ziegelbrenner (m/w/d)",
    "hauptberuf": "Industriekeramiker/in",
    "firma": "Ziegelei Passau GmbH",
    "stellenlokationen": [
        {"adresse": {"strasse": "Ofenweg 4", "plz": "94032", "ort": "Passau", "region": "BAYERN", "land": "DEUTSCHLAND"}},
        {"adresse": {"ort": "Linz", "land": "OESTERREICH"}},
    ],
    "datumErsteVeroeffentlichung": "2026-05-13",
    "stellenangebotsBeschreibung": "Du brennst Ziegel.\n\nTagschicht.",
    "verguetungsangabe": "MONATSGEHALT",
    "gehaltsspanneVon": 2400,
    "gehaltsspanneBis": 2900.0,
    "arbeitszeitVollzeit": True,
    "arbeitszeitTeilzeitAbend": True,
    "arbeitszeitTeilzeitFlexibel": True,
    "istGeringfuegigeBeschaeftigung": False,
    "vertragsdauer": "UNBEFRISTET",
}


def page(answer: object, url: str = SEARCH, context: Mapping[str, Json] | None = None) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="ba", context=context or {})


def search(*jobs: object, **others: object) -> dict[str, object]:
    return {"stellenangebote": list(jobs), "maxErgebnisse": 5, "page": "1", "size": "2", **others}


def test_a_search_holds_adverts_in_brief() -> None:
    posting, other = ACCESS.read(page(search(BRIEF, BRIEF | {"refnr": "10000-72-S"}))).postings
    assert (posting.id, other.id) == ("arbeitsagentur-10000-71-S", "arbeitsagentur-10000-72-S")
    assert posting.url == "https://www.arbeitsagentur.de/jobsuche/jobdetail/10000-71-S"
    assert posting.title == "Ziegelbrenner (m/w/d)"
    assert posting.hiring_organization.name == "Ziegelei Passau GmbH"
    assert posting.job_location == "94032 Passau, Bayern, Deutschland"
    assert posting.date_posted == "2026-05-13"
    assert posting.industry == "Industriekeramiker/in"
    assert posting.additional["eintrittsdatum"] == "2026-07-01"


def test_an_adverts_page_is_the_same_advert_in_full() -> None:
    target = ACCESS.read(page(search(BRIEF))).targets[-1]
    assert (target.url, target.first, target.headers) == (SERVICE + "v4/jobdetails/MTAwMDAtNzEtUw%3D%3D", True, KEY)
    (posting,) = ACCESS.read(page(NEWER, target.url, target.context)).postings
    assert posting.id == "arbeitsagentur-10000-71-S"
    assert posting.title == "Ziegelbrenner (m/w/d)"
    assert posting.description == "Du brennst Ziegel.\n\nTagschicht."
    assert posting.hiring_organization.name == "Ziegelei Passau GmbH"
    assert posting.job_location == "Ofenweg 4, 94032 Passau, BAYERN, DEUTSCHLAND; Linz, OESTERREICH"
    assert posting.base_salary == "EUR 2400-2900 MONTH"
    assert posting.employment_type == "Vollzeit, Teilzeit"
    assert posting.date_posted == "2026-05-13"
    assert posting.additional["vertragsdauer"] == "UNBEFRISTET"


def test_an_adverts_page_without_its_number_has_the_one_it_was_asked_by() -> None:
    job = {name: value for name, value in NEWER.items() if name != "referenznummer"}
    (posting,) = ACCESS.read(page(job, context={"refnr": "10000-71-S"})).postings
    assert posting.id == "arbeitsagentur-10000-71-S"


def test_both_versions_of_the_search_are_read() -> None:
    answer = {"ergebnisliste": [NEWER], "maxErgebnisse": 1, "page": 1, "size": 25}
    (posting,) = ACCESS.read(page(answer, SERVICE + "v6/jobs?was=Brenner")).postings
    assert (posting.id, posting.title) == ("arbeitsagentur-10000-71-S", "Ziegelbrenner (m/w/d)")


@pytest.mark.parametrize(
    ("stated", "pay"),
    [
        (
            {"gehaltsspanneVon": None, "gehaltsspanneBis": None, "festgehalt": 15.5, "verguetungsangabe": "STUNDENLOHN"},
            "EUR 15.5 HOUR",
        ),
        ({"gehaltsspanneVon": 0, "gehaltsspanneBis": None, "verguetung": "nach Vereinbarung"}, "nach Vereinbarung"),
        ({"gehaltsspanneVon": None, "gehaltsspanneBis": None, "verguetungsangabe": "KEINE_ANGABEN"}, ""),
    ],
)
def test_pay_is_a_span_a_sum_or_words(stated: dict[str, object], pay: str) -> None:
    assert ACCESS.read(page(NEWER | stated)).postings[0].base_salary == pay


def test_a_search_goes_on_to_its_last_page() -> None:
    def following(number: str) -> list[str]:
        targets = ACCESS.read(page(search(BRIEF, BRIEF, page=number))).targets
        assert all(target.headers == KEY for target in targets)
        return [target.url for target in targets if not target.first]

    assert following("1") == [SERVICE + "v4/jobs?was=Brenner&wo=Passau&size=2&page=2"]
    assert following("2") == [SERVICE + "v4/jobs?was=Brenner&wo=Passau&size=2&page=3"]
    assert following("3") == []


def test_what_an_answer_does_not_count_its_address_does() -> None:
    answer = {"stellenangebote": [BRIEF], "maxErgebnisse": 5}
    reading = ACCESS.read(page(answer, SEARCH.replace("page=1", "page=2")))
    assert next(target.url for target in reading.targets if not target.first).endswith("page=3")


def test_no_more_is_asked_for_than_the_interface_shows() -> None:
    def goes_on(number: int) -> bool:
        answer = search(BRIEF, page=number, size=100, maxErgebnisse=10**6)
        return any(not target.first for target in ACCESS.read(page(answer)).targets)

    assert goes_on(99)
    assert not goes_on(100)


def test_an_empty_search_ends() -> None:
    assert ACCESS.read(page(search())).targets == ()
    assert ACCESS.read(page({"maxErgebnisse": 0})).postings == ()


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in BRIEF.keys() - {"refnr"}:
        assert len(ACCESS.read(page(search(BRIEF | {name: strange}, BRIEF | {"refnr": "10000-72-S"}))).postings) == 2
    for name in NEWER.keys() - {"stellenangebotsTitel"}:
        assert len(ACCESS.read(page(NEWER | {name: strange})).postings) == 1


@pytest.mark.parametrize("answer", [[], 5, "text", None, {"messages": [{"code": "STELLENANGEBOT_NICHT_GEFUNDEN"}]}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Arbeitsagentur answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("Brenner@Passau", SERVICE + "v4/jobs?was=Brenner&wo=Passau&page=1&size=100"),
        ("Koch & Kellner", SERVICE + "v4/jobs?was=Koch+%26+Kellner&page=1&size=100"),
        ("@Passau", SERVICE + "v4/jobs?wo=Passau&page=1&size=100"),
        (SEARCH, SEARCH),
    ],
)
def test_an_entry_point_is_what_and_where_or_an_address(entry_point: str, url: str) -> None:
    assert [(target.url, target.headers) for target in ACCESS.entry(entry_point, "")] == [(url, KEY)]


@pytest.mark.parametrize("entry_point", ["", " @ ", "ftp://rest.arbeitsagentur.de/"])
def test_an_entry_point_of_another_kind_is_refused(entry_point: str) -> None:
    with pytest.raises(EntryError):
        ACCESS.entry(entry_point, "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(search(BRIEF)))
    assert ACCESS.recognises(page(NEWER))
    assert not ACCESS.recognises(page({"jobs": []}))


def test_what_a_search_leaves_out_is_not_gone() -> None:
    assert not ACCESS.lists_all


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=SEARCH, body=body))


@given(spoiled(BRIEF), VALUES, spoiled({"maxErgebnisse": 5, "page": "1", "size": "2"}))
def test_a_spoiled_advert_spoils_no_other(job: dict[str, Any], other: object, counts: dict[str, Any]) -> None:
    reading = ACCESS.read(page(search(job, other, BRIEF | {"refnr": "sound"}, **counts)))
    assert "arbeitsagentur-sound" in {posting.id for posting in reading.postings}


@given(spoiled(NEWER))
def test_a_spoiled_adverts_page_is_read_or_refused(job: dict[str, Any]) -> None:
    assert read_or_refused(ACCESS, page(job))
