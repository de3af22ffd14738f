from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protego import Protego

from crawler.robots import PRODUCT_TOKEN, RobotsAnswer, answer_from, rule_for

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SITE = "https://board.example"


def answer(text: str | bytes, status: int = 200) -> RobotsAnswer:
    return answer_from(f"{SITE}/robots.txt", status, text.encode() if isinstance(text, str) else text, NOW)


def allowed(text: str | bytes, path: str = "/jobs/1", status: int = 200) -> bool:
    return answer(text, status).permission(SITE + path).allowed


@pytest.mark.parametrize("status", [500, 502, 503, 429, 304, 0])
def test_what_cannot_be_had_forbids_everything(status: int) -> None:
    permission = answer("User-agent: *\nAllow: /", status).permission(f"{SITE}/jobs/1")
    assert not permission.allowed
    assert f"status {status}" in permission.reason


@pytest.mark.parametrize("status", [404, 410, 401, 403])
def test_what_is_not_there_forbids_nothing(status: int) -> None:
    assert allowed("User-agent: *\nDisallow: /", status=status)


def test_the_longest_matching_rule_decides_and_is_quoted() -> None:
    text = "User-agent: *\nDisallow: /jobs\nAllow: /jobs/open # these\nDisallow: /*.pdf$"
    assert answer(text).permission(f"{SITE}/jobs/1").rule == "Disallow: /jobs"
    assert answer(text).permission(f"{SITE}/jobs/open/1").rule == "Allow: /jobs/open"
    assert answer(text).permission(f"{SITE}/x.pdf").rule == "Disallow: /*.pdf$"
    assert answer(text).permission(f"{SITE}/x.pdf?y").rule == ""
    assert [allowed(text, path) for path in ("/jobs/1", "/jobs/open/1", "/x.pdf", "/x.pdf?y")] == [False, True, False, True]


def test_a_group_that_names_this_crawler_comes_before_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-Agent: other\nUser-agent: Recruitment-Risk\nDisallow: /jobs\n"
    assert rule_for(text, f"{SITE}/jobs/1") == "Disallow: /jobs"
    assert allowed(text, "/about")
    assert not allowed(text, "/jobs/1")


def test_an_empty_disallow_allows_everything() -> None:
    assert allowed("User-agent: *\nDisallow:\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_does_not_hide_the_first_rule(encoding: str) -> None:
    assert not allowed("User-agent: *\nDisallow: /jobs\n".encode(encoding))


def test_an_error_page_under_its_address_has_no_rules() -> None:
    assert answer("User-agent: *\nDisallow: /", 404).text == ""


def test_the_crawl_delay_of_our_group_is_read() -> None:
    assert answer("User-agent: *\nCrawl-delay: 7.5\nDisallow: /x").crawl_delay() == 7.5
    assert answer("User-agent: other\nCrawl-delay: 7").crawl_delay() == 0
    assert answer("", 404).crawl_delay() == 0


def test_the_record_says_who_was_told_what_and_when() -> None:
    given = answer("User-agent: *\nAllow: /jobs")
    assert given.record(given.permission(f"{SITE}/jobs/1")) == {
        "robots": f"{SITE}/robots.txt",
        "robots_status": 200,
        "allowed": True,
        "reason": "robots.txt",
        "rule": "Allow: /jobs",
        "checked_at": "2026-11-21T12:00:00+00:00",
        "agent": PRODUCT_TOKEN,
    }


AGENTS = ["User-agent: *", "User-agent: recruitment-risk", "User-agent: other"]
RULES = ["Disallow: /a", "Allow: /a/b", "Disallow: /*/c", "Allow: /a$", "Disallow:", "# note", "", "Crawl-delay: 2"]
LINES = st.sampled_from([*AGENTS, *RULES])


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=10), st.sampled_from(["/", "/a", "/a/b", "/a/b/c", "/x/c"]))
def test_the_rule_that_is_quoted_agrees_with_the_decision(lines: list[str], path: str) -> None:
    text = "\n".join(lines)
    decided = Protego.parse(text).can_fetch(SITE + path, PRODUCT_TOKEN)
    assert allowed(text, path) is decided
    assert rule_for(text, SITE + path).startswith("Disallow") is not decided
