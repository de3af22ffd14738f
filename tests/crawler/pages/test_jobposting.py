from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.jobposting import read_jobposting_page
from crawler.pages.page import PageReading
from features.posting import Posting

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


FETCHED = datetime(2026, 11, 22, 12, tzinfo=UTC)


def only(reading: PageReading) -> Posting:
    [posting] = reading.postings
    return posting


def test_microdata_is_read_where_there_is_no_json_ld() -> None:
    marked = '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Baker</h1></div>'
    assert only(read_jobposting_page(marked, URL)).title == "Baker"
    assert only(read_jobposting_page(marked + page(job("Cook")), URL)).title == "Cook"


def test_a_name_is_a_title_where_there_is_none() -> None:
    assert only(read_jobposting_page(page({"@type": "JobPosting", "name": "Cook"}), URL)).title == "Cook"
    assert only(read_jobposting_page(page(job("Cook", name="Inn")), URL)).title == "Cook"


def test_a_day_counted_back_is_a_date_and_what_was_published_is_kept() -> None:
    posting = only(read_jobposting_page(page(job(datePosted="3 days ago")), URL, fetched_at=FETCHED))
    assert posting.date_posted == "2026-11-19"
    assert posting.additional["datePostedAsPublished"] == "3 days ago"
    assert "datePostedAsPublished" not in only(read_jobposting_page(page(job(datePosted="2026-11-19")), URL)).additional


@pytest.mark.parametrize("seconds", [1_700_000_000, "1700000000", 1_700_000_000_000])
def test_a_count_of_seconds_is_a_date(seconds: object) -> None:
    assert only(read_jobposting_page(page(job(datePosted=seconds)), URL)).date_posted == "2023-11-14T22:13:20+00:00"


@pytest.mark.parametrize(
    ("places", "text"),
    [
        ([{"address": {"addressLocality": "Lund"}}, {"address": {"addressLocality": "Umeå"}}], "Lund; Umeå"),
        ([[{"address": {"addressLocality": "Lund"}}], "Umeå"], "Lund; Umeå"),
        ({"@type": "Place", "address": [{"addressLocality": "Lund"}, "Umeå"]}, "Lund; Umeå"),
        ({"address": {"addressLocality": ["Lund"], "addressCountry": {"name": "SE"}}}, "Lund, SE"),
    ],
)
def test_several_places_are_read_however_they_are_listed(places: object, text: str) -> None:
    assert only(read_jobposting_page(page(job(jobLocation=places)), URL)).job_location == text


@pytest.mark.parametrize(
    ("members", "text"),
    [
        (
            {"baseSalary": {"currency": "SEK", "value": {"minValue": 100, "maxValue": "120", "unitText": "HOUR"}}},
            "SEK 100-120 HOUR",
        ),
        ({"baseSalary": {"currency": "SEK", "value": {"value": [100], "unitCode": "HUR"}}}, "SEK 100 HOUR"),
        ({"baseSalary": {"minPrice": 100, "maxPrice": 120, "priceCurrency": "SEK"}}, "SEK 100-120"),
        ({"baseSalary": "100000", "salaryCurrency": "SEK"}, "SEK 100000"),
        ({"baseSalary": {"value": 5}, "salaryCurrency": "SEK"}, "SEK 5"),
        ({"baseSalary": "by agreement", "salaryCurrency": "SEK"}, "by agreement"),
        ({"baseSalary": [{"currency": "SEK", "value": 1}, "2"]}, "SEK 1; 2"),
    ],
)
def test_pay_is_read_however_it_is_stated(members: dict[str, object], text: str) -> None:
    assert only(read_jobposting_page(page(job(**members)), URL)).base_salary == text


@pytest.mark.parametrize(
    ("head", "identifier", "employer"),
    [
        ("", {"name": "Pane Ltd", "value": 7}, "Pane Ltd"),
        ("", [{"name": "Pane Ltd"}], "Pane Ltd"),
        ("<title>Cook - Pane Ltd</title>", {"name": "Pane Ltd"}, ""),
        ('<meta property="og:site_name" content="PANE LTD">', {"name": "Pane Ltd"}, ""),
        ('<title>Cook - Pane Ltd</title><img src="https://images.teamtailor-cdn.com/x.png">', {"name": "Pane Ltd"}, "Pane Ltd"),
        ("", {"name": "Board"}, ""),
        ("", {"name": "Job ID"}, ""),
        ("", {"name": "4711"}, ""),
        ("", "4711", ""),
    ],
)
def test_an_employer_named_by_its_identifier_alone_is_read_unless_it_is_the_board(
    head: str, identifier: object, employer: str
) -> None:
    assert only(read_jobposting_page(head + page(job(identifier=identifier)), URL)).hiring_organization.name == employer


def test_an_employer_who_is_named_is_no_identifier() -> None:
    named = job(identifier={"name": "Pane"}, hiringOrganization={"name": "Inn"})
    assert only(read_jobposting_page(page(named), URL)).hiring_organization.name == "Inn"


@pytest.mark.parametrize("name", ["jobLocation", "baseSalary", "datePosted", "employmentType", "hiringOrganization", "skills"])
@pytest.mark.parametrize(
    "strange", [True, [[["x"]]], {"a": {"b": [{"c": True}]}}, {"value": {"value": {"value": []}}}, [True, {}]]
)
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(name: str, strange: object) -> None:
    posting = only(read_jobposting_page(page(job("Cook", description="Soup.", industry="Food", **{name: strange})), URL))
    assert (posting.title, posting.description, posting.industry) == ("Cook", "Soup.", "Food")


def test_what_of_an_advert_could_not_be_read_is_told_and_kept() -> None:
    reading = read_jobposting_page(page(job(employmentType=True, jobLocation=[[[True]]])), URL)
    assert [problem.reason for problem in reading.problems] == ["JobPosting: job_location: expected text, found true or false"]
    assert only(reading).additional["unread"] == {"employmentType": True, "jobLocation": [True]}


def test_paragraphs_in_a_list_are_one_text() -> None:
    assert only(read_jobposting_page(page(job(description=["Soup.", "Bread."])), URL)).description == "Soup.\n\nBread."


HOSTILE = {
    "1.4 MB before the advert": "<p>word word word</p>" * 70_000 + page(job()),
    "10,000 scripts before the advert": "<script>a()</script>" * 10_000 + page(job()),
    "10,000 broken scripts before the advert": '<script type="application/ld+json">{oops "a</script>' * 10_000 + page(job()),
    "JSON nested 10,000 deep beside the advert": page("[" * 10_000 + "]" * 10_000, '{"a":' * 10_000 + "1" + "}" * 10_000, job()),
    "HTML nested 10,000 deep around the advert": "<div>" * 10_000 + page(job()),
    "HTML nested 10,000 deep in the advert": page(job(description="<ul><li>" * 10_000 + "Soup.")),
    "marks that never end": "typeof = " * 100_000 + "itemtype='" * 20_000 + "<meta " * 50_000 + page(job(identifier={"name": "Inn"})),
    "marks nested 10,000 deep": '<div itemscope itemtype="https://schema.org/JobPosting"><p itemprop=title>Cook</p>'
    + "<div itemprop=a itemscope>" * 10_000,
    "text in text in text": '<div itemscope itemtype="https://schema.org/JobPosting"><p itemprop=title>Cook</p>'
    + "<div itemprop=skills>" * 200 + "<b>x</b>" * 100_000,
}  # fmt: skip
"""Each took longer than a second or ended in a crash with some reader that was tried; a crash or a hang fails the test."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_gives_its_advert_and_harms_nobody(name: str) -> None:
    assert only(read_jobposting_page(HOSTILE[name], URL)).title == "Cook"


def test_an_advert_that_is_nested_too_deep_is_a_problem() -> None:
    reading = read_jobposting_page(
        page('{"@type": "JobPosting", "title": "Cook", "a":' + '{"a":' * 10_000 + "1" + "}" * 10_001), URL
    )
    assert reading.postings == ()
    assert "nested deeper" in reading.problems[0].reason


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@type", "@id", "@value", "address", "name", "value", "currency", "minValue", "price"]),
                inner,
                max_size=3,
            )
        ),
        max_leaves=8,
    ),
    st.sampled_from(
        [
            "title",
            "name",
            "jobLocation",
            "baseSalary",
            "identifier",
            "datePosted",
            "description",
            "hiringOrganization",
            "salaryCurrency",
            "url",
        ]
    ),
)
def test_no_value_makes_it_fail(value: object, name: str) -> None:
    reading = read_jobposting_page(page(job("Cook", description="Soup.") | {name: value}), URL, fetched_at=FETCHED)
    assert reading.postings or reading.problems


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    assert isinstance(read_jobposting_page(body, URL), PageReading)
