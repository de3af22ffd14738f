from __future__ import annotations

import json

import pytest

from crawler.pages.jobposting import read_jobposting_page

URL = "https://board.example/jobs/7"


def page(*scripts: object) -> str:
    texts = (script if isinstance(script, str) else json.dumps(script) for script in scripts)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


def job(title: str = "Cook", **members: object) -> dict[str, object]:
    return {"@type": "JobPosting", "title": title} | members


def test_a_malformed_script_costs_the_page_only_itself() -> None:
    reading = read_jobposting_page(page(job("A"), "{oops", job("B")), URL)
    assert [posting.title for posting in reading.postings] == ["A", "B"]
    assert [problem.reason.partition(":")[0] for problem in reading.problems] == ["JSON-LD script 2"]
    assert reading.problems[0].url == URL


def test_an_employer_in_another_script_is_found_by_its_id() -> None:
    employer = {"@id": "https://board.example/#inn", "@type": "Organization", "name": "Inn"}
    [posting] = read_jobposting_page(page(employer, job(hiringOrganization={"@id": employer["@id"]})), URL).postings
    assert posting.hiring_organization.name == "Inn"


def test_the_same_advert_in_two_scripts_is_one() -> None:
    reading = read_jobposting_page(page(job(url=URL), job(url=URL)), URL)
    assert len(reading.postings) == 1


def test_a_repaired_script_is_counted() -> None:
    assert read_jobposting_page(page('{"@type": "JobPosting", "title": "Cook",};'), URL).repaired == 1
    assert read_jobposting_page(page(job()), URL).repaired == 0


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (page(job("Kőműves")).encode(), ""),
        (page('{"@type": "JobPosting", "title": "Kőműves"}').encode("iso-8859-2"), "text/html; charset=iso-8859-2"),
        (('<meta charset="windows-1250">' + page('{"@type": "JobPosting", "title": "Kőműves"}')).encode("cp1250"), ""),
    ],
)
def test_bytes_are_read_in_the_encoding_that_the_page_declares(body: bytes, content_type: str) -> None:
    [posting] = read_jobposting_page(body, URL, content_type=content_type).postings
    assert posting.title == "Kőműves"


@pytest.mark.parametrize("node", [job(""), {"@type": "JobPosting"}, {"@type": "JobPosting", "title": {"@type": "Thing"}}])
def test_a_posting_that_says_nothing_is_a_problem_and_no_posting(node: dict[str, object]) -> None:
    reading = read_jobposting_page(page(node), URL)
    assert reading.postings == ()
    assert [problem.reason.partition(":")[0] for problem in reading.problems] == ["JobPosting"]


@pytest.mark.parametrize(
    "body",
    [
        "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/h/b/x.js'></script>",
        "<iframe src='https://geo.captcha-delivery.com/captcha/?x'></iframe>",
    ],
)
def test_an_anti_bot_page_is_refused(body: str) -> None:
    reading = read_jobposting_page(body, URL)
    assert reading.postings == ()
    assert "anti-bot" in reading.problems[0].reason


def test_a_page_that_is_no_advert_is_no_problem() -> None:
    reading = read_jobposting_page("<h1>About us</h1>", URL)
    assert (reading.postings, reading.problems) == ((), ())
