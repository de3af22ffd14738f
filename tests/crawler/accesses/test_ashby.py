"""Ashby boards."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.ashby import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

BOARD = "https://api.ashbyhq.com/posting-api/job-board/tilery?includeCompensation=true"
SALARY = {"compensationType": "Salary", "interval": "1 MONTH", "currencyCode": "EUR", "minValue": 1200, "maxValue": 1500}
BONUS = {"compensationType": "Bonus", "interval": "NONE", "currencyCode": "EUR", "minValue": 100, "maxValue": 100}
JOB: dict[str, Any] = {
    "id": "bb-21",
    "title": "Glazer",
    "department": "Works",
    "team": "Glazing",
    "employmentType": "Temporary",
    "location": "Szeged",
    "secondaryLocations": [{"location": "Subotica", "address": {"postalAddress": {"addressCountry": "Serbia"}}}],
    "publishedAt": "2026-05-13T07:19:54.531+00:00",
    "isListed": True,
    "isRemote": False,
    "workplaceType": "OnSite",
    "address": {"postalAddress": {"addressLocality": "Szeged", "addressRegion": "", "addressCountry": "Hungary"}},
    "jobUrl": "https://jobs.ashbyhq.com/Szeged%20Tilery/bb-21",
    "applyUrl": "https://jobs.ashbyhq.com/Szeged%20Tilery/bb-21/application",
    "descriptionHtml": "<p>Glaze tiles.</p><p>Day shifts.</p>",
    "descriptionPlain": "GLAZE TILES.",
    "compensation": {
        "compensationTierSummary": "€1.2K – €1.5K • Offers Bonus",
        "scrapeableCompensationSalarySummary": "€1.2K - €1.5K",
        "compensationTiers": [{"components": [SALARY | {"minValue": 1}]}],
        "summaryComponents": [SALARY, BONUS],
    },
}


def page(answer: object, url: str = BOARD) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="tilery")


def board(*jobs: object) -> Page:
    return page({"jobs": list(jobs), "apiVersion": "1"})


def pay(**compensation: object) -> str:
    (posting,) = ACCESS.read(board(JOB | {"compensation": compensation})).postings
    return posting.base_salary


def test_a_board_holds_its_jobs() -> None:
    posting, other = ACCESS.read(board(JOB, JOB | {"id": "bb-22"})).postings
    assert (posting.id, other.id) == ("ashby-bb-21", "ashby-bb-22")
    assert posting.url == "https://jobs.ashbyhq.com/Szeged%20Tilery/bb-21"
    assert posting.title == "Glazer"
    assert posting.description == "Glaze tiles.\n\nDay shifts."
    assert posting.hiring_organization.name == "Szeged Tilery"
    assert posting.job_location == "Szeged; Subotica"
    assert posting.base_salary == "EUR 1200-1500 MONTH"
    assert posting.employment_type == "Temporary"
    assert posting.industry == "Works, Glazing"
    assert posting.date_posted == "2026-05-13T07:19:54.531+00:00"
    assert posting.additional["workplaceType"] == "OnSite"


def test_plain_words_stand_in_where_there_is_no_markup() -> None:
    (posting,) = ACCESS.read(board(JOB | {"descriptionHtml": None})).postings
    assert posting.description == "GLAZE TILES."


def test_a_place_without_a_name_is_its_address() -> None:
    (posting,) = ACCESS.read(board(JOB | {"location": "", "secondaryLocations": []})).postings
    assert posting.job_location == "Szeged, Hungary"


def test_pay_is_every_salary() -> None:
    assert pay(summaryComponents=[SALARY, SALARY | {"currencyCode": "RSD", "interval": "1 HOUR"}, BONUS]) == (
        "EUR 1200-1500 MONTH; RSD 1200-1500 HOUR"
    )
    assert pay(summaryComponents=[SALARY | {"interval": "2 WEEK"}]) == "EUR 1200-1500 2 WEEK"
    assert pay(summaryComponents=[SALARY | {"interval": "NONE"}]) == "EUR 1200-1500"


def test_pay_stands_in_the_tiers_where_no_summary_has_it() -> None:
    assert pay(compensationTiers=[{"components": [BONUS, SALARY]}, {"components": None}]) == "EUR 1200-1500 MONTH"


def test_pay_is_as_written_where_no_salary_is_in_numbers() -> None:
    assert pay(compensationTierSummary="Offers Commission", summaryComponents=[BONUS]) == "Offers Commission"
    assert pay(scrapeableCompensationSalarySummary="€9") == "€9"
    assert pay(compensationTierSummary=None, compensationTiers=[], summaryComponents=[]) == ""


@pytest.mark.parametrize(("asked", "employer"), [(BOARD, "tilery"), ("http://127.0.0.1:9/board", "")])
def test_an_employer_that_no_job_names_is_called_as_the_board_is(asked: str, employer: str) -> None:
    (posting,) = ACCESS.read(page({"jobs": [JOB | {"jobUrl": "https://careers.example/bb-21"}]}, asked)).postings
    assert posting.hiring_organization.name == employer


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in JOB:
        assert len(ACCESS.read(board(JOB | {name: strange}, JOB | {"id": "bb-22"})).postings) == 2


@pytest.mark.parametrize("answer", [[], 5, "text", None, {}, {"jobs": None}, {"errors": ["not found"]}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match="no Ashby answer"):
        ACCESS.read(page(answer))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("tilery", BOARD),
        ("https://jobs.ashbyhq.com/tilery/", BOARD),
        ("https://jobs.ashbyhq.com/Szeged%20Tilery", BOARD.replace("tilery", "Szeged%20Tilery")),
        ("http://127.0.0.1:9/jobs", "http://127.0.0.1:9/jobs"),
    ],
)
def test_an_entry_point_is_a_name_a_board_or_an_address(entry_point: str, url: str) -> None:
    assert [target.url for target in ACCESS.entry(entry_point, "")] == [url]


def test_an_entry_point_of_another_kind_is_refused() -> None:
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a board", "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(board(JOB))
    assert not ACCESS.recognises(board())


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=BOARD, body=body))


@given(spoiled(JOB), VALUES)
def test_a_spoiled_job_spoils_no_other(job: dict[str, Any], other: object) -> None:
    reading = ACCESS.read(board(job, other, JOB | {"id": "sound"}))
    assert "ashby-sound" in {posting.id for posting in reading.postings}


@given(spoiled(JOB["compensation"]))
def test_spoiled_pay_costs_no_more_than_itself(compensation: dict[str, Any]) -> None:
    assert ACCESS.read(board(JOB | {"compensation": compensation})).problems == ()
