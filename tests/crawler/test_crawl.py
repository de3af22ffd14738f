from __future__ import annotations

import gzip
from collections.abc import Mapping

from tests.crawler.local_site import Answer, LocalSite, advert, sitemap

ASKED_FIRST = ["/robots.txt", "/.well-known/tdmrep.json"]
ALLOW_ALL = Answer("User-agent: *\nAllow: /\n", kind="text/plain")


def titles(found: Mapping[str, list[dict[str, str]]]) -> list[str]:
    return sorted(posting["title"] for posting in found["postings"])


def reasons(problems: list[list[str]]) -> dict[str, str]:
    return {"/" + url.split("/", 3)[3]: reason for url, reason in problems}


def test_one_crawl_takes_what_it_may_and_can_and_reports_the_rest() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        compressed = gzip.compress(str(sitemap(f"{url}/jobs/gz").body).encode())
        return {
            "/robots.txt": Answer("User-agent: *\nDisallow: /private\nAllow: /private/open$\n", kind="text/plain"),
            "/sitemap.xml": sitemap(f"{url}/pages.xml", f"{url}/more.xml.gz", f"{url}/evil.xml", index=True),
            "/pages.xml": sitemap(
                f"{url}/jobs/1",
                f"{url}/jobs/1?utm_source=mail",
                f"{url}/jobs/broken",
                f"{url}/jobs/dead",
                f"{url}/jobs/two-scripts",
                f"{url}/jobs/gone",
                f"{url}/jobs/moved",
                f"{url}/jobs/away",
                f"{url}/jobs/refused",
                f"{url}/private/x",
                f"{url}/private/open",
                f"{url}/jobs/photo",
                f"{url}/jobs/challenge",
                f"{url}/about",
                "http://elsewhere.example/jobs/2",
                "ftp://127.0.0.1/jobs/3",
            ),
            "/more.xml.gz": Answer(compressed, kind="application/gzip"),
            "/evil.xml": Answer('<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', kind="text/xml"),
            "/jobs/1": advert("one"),
            "/jobs/gz": advert("from the gzip"),
            "/jobs/broken": advert("", script='{"@type": "JobPosting", "title": "mended", "description": "a\nb",};'),
            "/jobs/dead": advert("", script='{"@type": "JobPosting", "title": "dead" "description"}'),
            "/jobs/two-scripts": Answer(str(advert("", script="{oops").body) + str(advert("beside a dead script").body)),
            "/jobs/moved": Answer(status=301, headers={"Location": "/jobs/1"}),
            "/jobs/away": Answer(status=302, headers={"Location": f"{url.replace('127.0.0.1', 'localhost')}/jobs/elsewhere"}),
            "/jobs/elsewhere": advert("elsewhere"),
            "/jobs/refused": advert("refused"),
            "/private/x": advert("forbidden"),
            "/private/open": advert("open"),
            "/jobs/photo": Answer(b"\x89PNG\r\n\x1a\n\0\0", kind="image/png"),
            "/jobs/challenge": Answer("<title>Just a moment...</title>"),
            "/about": Answer("<h1>About us</h1>"),
        }

    with LocalSite(answers) as site:
        found = site.crawl("/sitemap.xml")

    assert titles(found) == ["beside a dead script", "from the gzip", "mended", "one", "open"]
    assert found["repaired"] == 1
    assert "/private/x" not in site.asked()
    assert "/jobs/elsewhere" not in site.asked()
    assert site.asked().count("/robots.txt") == 1
    assert site.asked().count("/jobs/1") == 2
    passed_over = reasons(found["passed_over"])
    assert passed_over["/private/x"] == "not fetched: robots.txt, Disallow: /private"
    assert passed_over["/jobs/elsewhere"].startswith("not followed")
    errors = reasons(found["errors"])
    assert errors.keys() == {
        "/evil.xml", "/jobs/dead", "/jobs/two-scripts", "/jobs/refused", "/jobs/photo", "/jobs/challenge"
    }  # fmt: skip
    assert "1 missing" in found["line"]
    assert "entities" in errors["/evil.xml"]
    assert "JSON-LD script 1: not JSON" in errors["/jobs/dead"]
    assert errors["/jobs/refused"] == "not saved: ValueError: nobody wants to judge it"
    assert errors["/jobs/challenge"] == "blocked: Cloudflare challenge"
    crawl = next(posting["crawl"] for posting in found["postings"] if posting["title"] == "open")
    assert crawl["allowed"] is True
    assert crawl["rule"] == "Allow: /private/open$"
    assert crawl["robots"] == f"{site.url}/robots.txt"
    assert {posting["source"] for posting in found["postings"]} == {"board"}
    assert all(agent.startswith("recruitment-risk/") for _, _, agent in site.requests)


def test_a_robots_txt_that_the_server_cannot_give_stops_the_crawl() -> None:
    with LocalSite(lambda _: {"/robots.txt": Answer("User-agent: *\nAllow: /", 503), "/": advert("one")}) as site:
        found = site.crawl("/")
    assert set(site.asked()) == {"/robots.txt"}
    assert found["postings"] == []
    assert found["warnings"] == [
        f"{site.url[7:]} is left alone for 600 seconds: not fetched: robots.txt could not be had (status 503)",
        "board: 1 pages are left for another time",
    ]


def test_a_robots_txt_that_does_not_come_stops_the_crawl() -> None:
    with LocalSite(lambda _: {"/robots.txt": Answer(hang=True), "/": advert("one")}) as site:
        found = site.crawl("/", timeout_seconds=0.3)
    assert set(site.asked()) == {"/robots.txt"}
    assert "robots.txt could not be had" in found["warnings"][0]


def test_a_site_without_robots_txt_is_crawled_from_its_list_page_by_page() -> None:
    def page(*links: str, after: str = "") -> Answer:
        following = f'<a rel="next" href="{after}">more</a>' if after else ""
        return Answer("".join(f'<a href="{link}">x</a>' for link in links) + following)

    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        return {
            "/list": page(
                "/jobs/1", "/jobs/2", "mailto:x@x.example", "/logo.png", "http://elsewhere.example/jobs/9", after="?p=2"
            ),
            "/list?p=2": page("/jobs/2", "/jobs/3", after="?p=3"),
            "/list?p=3": page("/jobs/4", after="/list"),
            "/jobs/1": Answer(str(advert("one").body) + '<a href="/jobs/never">related</a>'),
            "/jobs/2": advert("two"),
            "/jobs/3": advert("three"),
            "/jobs/4": advert("four"),
        }

    with LocalSite(answers) as site:
        found = site.crawl("/list")
    assert titles(found) == ["four", "one", "three", "two"]
    assert sorted(site.asked()) == sorted(
        [*ASKED_FIRST, "/list", "/list?p=2", "/list?p=3", "/jobs/1", "/jobs/2", "/jobs/3", "/jobs/4"]
    )
    assert (found["pages"], found["errors"], found["passed_over"]) == (7, [], [])
    assert found["postings"][0]["crawl"]["reason"] == "there is no robots.txt (status 404)"


def test_a_page_budget_and_a_size_limit_hold() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        jobs = {f"/jobs/{number}": advert(f"{number:03}") for number in range(2, 20)}
        first = Answer(str(advert("large").body) + " " * 20_000)
        return {"/robots.txt": ALLOW_ALL, "/s.xml": sitemap(*(f"{url}/jobs/{n}" for n in range(1, 20))), "/jobs/1": first} | jobs

    with LocalSite(answers) as site:
        found = site.crawl("/s.xml", source={"budget": 5}, max_bytes=10_000)
    assert len(site.asked()) == len(ASKED_FIRST) + 5
    assert titles(found) == ["002", "003", "004"]
    assert reasons(found["errors"]).keys() == {"/jobs/1"}


def test_crawl_delay_is_kept_and_retry_after_waited_for() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        busy = Answer("busy", 503, headers={"Retry-After": "1"})
        return {
            "/robots.txt": Answer("User-agent: Recruitment-Risk\nCrawl-delay: 0.25\n\nUser-agent: *\nDisallow: /\n"),
            "/s.xml": sitemap(f"{url}/jobs/1", f"{url}/jobs/2"),
            "/jobs/1": advert("one"),
            "/jobs/2": [busy, advert("two")],
        }

    with LocalSite(answers) as site:
        found = site.crawl("/s.xml")
    assert titles(found) == ["one", "two"]
    # Moments are taken where requests arrive, which a busy machine may delay: one pause then shrinks as another grows.
    assert min(site.pauses()[1:]) > 0.05
    assert max(site.pauses()) > 0.9
    assert sum(site.pauses()[1:]) > 3 * 0.25 + 1 - 0.1
    assert found["warnings"] == []


def test_a_site_that_closes_for_the_day_is_left_for_another_time() -> None:
    closed = Answer("closed", 503, headers={"Retry-After": "86400"})

    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        pages = {f"/jobs/{number}": advert(str(number)) for number in range(1, 200)}
        return {"/s.xml": sitemap(*(f"{url}/jobs/{number}" for number in range(200))), "/jobs/0": closed} | pages

    with LocalSite(answers) as site:
        found = site.crawl("/s.xml")
    assert len(site.asked()) < 150
    assert found["warnings"][0].endswith("is left alone for 86400 seconds: status 503")
    assert found["warnings"][1] == f"board: {200 - len(found['postings'])} pages are left for another time"


def test_what_was_left_or_changed_or_taken_down_is_seen_by_the_next_crawl() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        return {"/s.xml": sitemap(*(f"{url}/jobs/{number}" for number in range(4)))} | {
            f"/jobs/{number}": advert(str(number)) for number in range(4)
        }

    with LocalSite(answers) as site:
        first = site.crawl("/s.xml", source={"budget": 3})
        second = site.crawl("/s.xml", source={"budget": 3})
        site.change({"/jobs/1": advert("changed"), "/jobs/2": Answer("taken down", 410)})
        site.change({"/s.xml": sitemap(f"{site.url}/jobs/0", f"{site.url}/jobs/1", f"{site.url}/jobs/2")})
        third = site.crawl("/s.xml")
    assert [len(found["postings"]) for found in (first, second, third)] == [2, 4, 4]
    assert third["line"].startswith("4 pages, 2 postings (0 new, 1 changed, 1 unchanged, 2 gone), 0 errors, 1 missing")


def test_a_page_whose_site_reserves_mining_is_left_or_never_trained_on() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        reserved = Answer(advert("reserved").body, headers={"TDM-Reservation": "1"})
        return {
            "/s.xml": sitemap(f"{url}/jobs/open", f"{url}/jobs/reserved"),
            "/jobs/open": advert("open"),
            "/jobs/reserved": reserved,
        }

    with LocalSite(answers) as site:
        left = site.crawl("/s.xml", source={"training": True})
        kept = site.crawl("/s.xml", source={"training": True, "when_reserved": "triage"})
    assert titles(left) == ["open"]
    assert "reserves text and data mining" in reasons(left["passed_over"])["/jobs/reserved"]
    assert {posting["title"]: posting["crawl"]["training"] for posting in kept["postings"]} == {"open": True, "reserved": False}


def test_a_robots_txt_that_leads_elsewhere_permits_nothing() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        away = url.replace("127.0.0.1", "localhost")
        return {"/robots.txt": Answer(status=302, headers={"Location": f"{away}/inner"}), "/": advert("one"), "/inner": ALLOW_ALL}

    with LocalSite(answers) as site:
        found = site.crawl("/")
    assert set(site.asked()) == {"/robots.txt"}
    assert "not on the sites of board" in found["warnings"][0]


def test_a_header_that_is_meant_to_break_costs_its_page_only() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        strange = Answer("busy", 500, headers={"Retry-After": "Mon, 01 Jan 2024 00:00:00 +9999999999999999999"})
        return {
            "/s.xml": sitemap(f"{url}/jobs/1", f"{url}/jobs/2"),
            "/jobs/1": [strange, advert("one")],
            "/jobs/2": advert("two"),
        }

    with LocalSite(answers) as site:
        assert titles(site.crawl("/s.xml")) == ["one", "two"]


def test_a_page_that_is_newly_forbidden_takes_no_posting_down() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        return {"/s.xml": sitemap(f"{url}/jobs/1", f"{url}/jobs/2"), "/jobs/1": advert("one"), "/jobs/2": advert("two")}

    with LocalSite(answers) as site:
        site.crawl("/s.xml")
        site.change({"/jobs/2": Answer(advert("two").body, headers={"TDM-Reservation": "1"})})
        again = site.crawl("/s.xml")
    assert again["gone"] == 0
    assert len(again["passed_over"]) == 1


def test_an_entry_point_that_leads_nowhere_is_an_error_and_takes_nothing_down() -> None:
    def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
        return {"/s.xml": sitemap(f"{url}/jobs/1"), "/jobs/1": advert("one")}

    with LocalSite(answers) as site:
        site.crawl("/s.xml")
        site.change({"/s.xml": Answer("moved", 404)})
        again = site.crawl("/s.xml")
    assert reasons(again["errors"]) == {"/s.xml": "the entry point leads nowhere: status 404"}
    assert again["gone"] == 0
