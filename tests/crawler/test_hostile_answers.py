"""Answers that are meant to break a crawler: read within limits, or given up with the reason, in bounded memory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping

from tests.crawler.local_site import Answer, LocalSite, advert, sitemap

MEMORY = 600 * 1024 * 1024
LIMIT = 10 * 1024 * 1024


def large_advert(size: int) -> Answer:
    return Answer(str(advert("large").body) + " " * size)


def answers(url: str) -> Mapping[str, Answer | list[Answer]]:
    names = ("large", "endless", "deep-json", "deep-html", "scripts", "bomb", "last")
    nested = '{"@graph": ' + "[" * 10_000 + "]" * 10_000 + "}"
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps({"@type": "Thing" if number % 100 else "JobPosting", "title": f"No. {number}"})}</script>'
        for number in range(10_000)
    )
    return {
        "/s.xml": sitemap(*(f"{url}/jobs/{name}" for name in names)),
        "/jobs/large": large_advert(1_400_000),
        "/jobs/endless": large_advert(50 * 1024 * 1024),
        "/jobs/deep-json": advert("", script=nested),
        "/jobs/deep-html": Answer("<div>" * 10_000 + str(advert("deep").body)),
        "/jobs/scripts": Answer(scripts),
        "/jobs/bomb": Answer(gzip.compress(bytes(200 * 1024 * 1024), mtime=0), headers={"Content-Encoding": "gzip"}),
        "/jobs/last": advert("last"),
    }


def test_hostile_answers_are_read_within_limits_or_are_dead_letters() -> None:
    with LocalSite(answers) as site:
        found = site.crawl("/s.xml")
    errors = {url.rpartition("/")[2]: reason for url, reason in found["errors"]}
    titles = {posting["title"] for posting in found["postings"]}
    assert errors.keys() == {"endless", "deep-json", "bomb"}
    assert str(LIMIT) in errors["endless"]
    assert str(LIMIT) in errors["bomb"]
    assert "nested deeper than" in errors["deep-json"]
    assert {"large", "last", "deep"} <= titles
    assert len(titles) == 103
    assert found["peak_memory"] < MEMORY
