from __future__ import annotations

import re
from collections import Counter
from datetime import date
from urllib.request import urlopen

import pytest

from crawler.demo.adverts import Advert, Look, adverts
from crawler.demo.markup import broken_script_of, job_posting, script_of
from crawler.demo.site import BROKEN, DRAFT, DemoSite
from crawler.pages.jobposting import read_jobposting_page
from crawler.pages.listing import read_listing
from crawler.pages.sitemap import read_sitemap
from features.records.jsonld import parse_script

BOARD = adverts()


def fetched(url: str) -> bytes:
    with urlopen(url) as response:  # noqa: S310
        body: bytes = response.read()
    return body


def test_the_board_is_varied_enough_to_be_worth_looking_at() -> None:
    assert Counter(advert.language for advert in BOARD) == {"en": 16, "hu": 5, "ro": 5, "uk": 5, "es": 5}
    looks = Counter(advert.look for advert in BOARD)
    assert looks[Look.RISKY] >= 14
    assert looks[Look.LOOKS_RISKY] >= 12
    assert looks[Look.AWARENESS] in (1, 2)
    assert len({advert.slug for advert in BOARD}) == len(BOARD) == 36


@pytest.mark.parametrize("advert", BOARD, ids=lambda advert: advert.slug)
def test_every_advert_is_sound_and_names_nobody_real(advert: Advert) -> None:
    assert 40 <= len(advert.description.split()) <= 250
    assert re.fullmatch(r"[a-z0-9-]+", advert.slug)
    date.fromisoformat(advert.posted)
    hosts = re.findall(r"(?:@|\b)((?:[\w-]+\.)+(?:com|org|net|eu|uk|hu|ro|ua|es|example))\b", advert.description)
    assert all(host.endswith(".example") for host in hosts)
    assert "example" in advert.description or advert.look is Look.RISKY or re.search(r"\+\d|office|Invent", advert.description)


@pytest.mark.parametrize("advert", BOARD, ids=lambda advert: advert.slug)
def test_a_page_gives_back_what_the_advert_says(advert: Advert) -> None:
    posting = job_posting(advert, "https://meridian-jobs.example/x")
    for script in (script_of(posting), broken_script_of(posting)):
        page = f'<script type="application/ld+json">{script}</script>'
        [read] = read_jobposting_page(page, "https://meridian-jobs.example/x").postings
        assert read.title == advert.title
        assert read.description.split("\n\n") == [" ".join(paragraph.split()) for paragraph in advert.paragraphs]
        assert read.hiring_organization.name == advert.employer
        assert read.job_location == advert.place
        assert read.base_salary == advert.pay
        assert read.language == advert.language


def test_the_broken_script_is_really_broken() -> None:
    script = broken_script_of(job_posting(BOARD[0], "https://meridian-jobs.example/x"))
    reading = parse_script(script)
    assert reading.repaired
    assert reading.error is None


def test_the_board_is_served_with_list_sitemap_and_robots_txt() -> None:
    with DemoSite() as site:
        listed = read_sitemap(fetched(site.sitemap_url), site.sitemap_url)
        robots = fetched(f"{site.url}/robots.txt").decode()
        broken = read_jobposting_page(fetched(f"{site.url}/jobs/{BROKEN}.html"), site.url)
        links: set[str] = set()
        url = f"{site.url}/"
        while url:
            listing = read_listing(fetched(url).decode(), url)
            links |= set(listing.links)
            url = listing.next_page
    pages = {entry.url for entry in listed.pages}
    assert len(pages) == site.adverts + 1 == 37
    assert pages <= links
    assert f"{site.url}/{DRAFT}" in pages
    assert "Disallow: /drafts/" in robots
    assert broken.repaired == 1
    assert len(broken.postings) == 1
