"""Every real capture among the shared fixtures is read as its manifest tells it, or is named here with the reason why not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from crawler.accesses.every import ACCESSES
from crawler.pages.blocked import block_reason
from crawler.pages.page import Page, PageReading
from features.posting import Posting
from tests.conftest import SHARED

CAPTURES: Final = SHARED / "fixtures" / "crawl"
FETCHED: Final = datetime(2026, 8, 20, 12, tzinfo=UTC)

FOLDERS: Final = MappingProxyType(
    {
        "ats_greenhouse": "greenhouse",
        "ats_lever": "lever",
        "ats_ashby": "ashby",
        "jsonld": "jobposting",
        "hh": "hh",
        "telegram": "telegram",
        "classifieds": "classifieds",
        "plain_html": "classifieds",
        "serp_html": "classifieds",
        "career_html": "classifieds",
    }
)
"""The access for a folder; of the others, files are called by their access."""

ADDRESSES: Final = MappingProxyType(
    {
        "lever": "https://api.lever.co/v0/postings/{slug}?mode=json",
        "ashby": "https://api.ashbyhq.com/posting-api/job-board/{slug}?includeCompensation=true",
        "hh": "https://api.hh.ru/vacancies/1",
        "telegram": "https://t.me/s/prstnk_eprst",
    }
)
"""Where a capture came from, where its access reads something out of the address."""

NO_ADVERT: Final = ("blocked", "robots", "sitemap", "warc")
"""Folders of what is no advert; `blocked` has its own test, robots.txt, sitemaps and WARC files those of their readers."""

_JORDAN: Final = "#ContentPlaceHolder1_PubJobDetControl1_"
_LINKEDIN: Final = {
    "item": ".job-search-card",
    "title": "h3",
    "employer": "h4",
    "location": ".job-search-card__location",
    "date": "time@datetime",
}

SELECTORS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "classifieds/olx_ro_jobs.html": {"item": "td.offer-job", "title": "h3", "location": "small.breadcrumb"},
        "serp_html/linkedin_serp.html": _LINKEDIN,
        "serp_html/linkedin_empty.html": _LINKEDIN,
        "serp_html/jordan_gov_list.html": {"item": "h2", "link": "a[href^='JobDet.aspx']"},
        "career_html/3ss_careers.html": {"item": "a.link-job-item", "link": "@href", "title": "h3"},
        "career_html/711media_jobs.html": {"item": "a.jobs__link", "link": "@href"},
        "plain_html/1111_tw.html": {
            "title": "h1",
            "employer": ".vacancy-company-text h2",
            "location": ".icon-area + span",
            "salary": ".icon-salary + span",
            "date": "p.update",
        },
        "plain_html/jordan_gov_job.html": {
            "title": f"{_JORDAN}lblJobTitle",
            "employer": f"{_JORDAN}lblChapt",
            "location": f"{_JORDAN}lblGoverName",
            "salary": f"{_JORDAN}lblSal",
            "date": f"{_JORDAN}lblJobPubDate",
        },
    }
)
"""What a source's entry would give for a site without an interface or markup."""

HOLDING: Final = MappingProxyType(
    {
        "classifieds/olx_ro_jobs.html": 44,
        "serp_html/linkedin_serp.html": 59,  # of 60 cards two say the same
        "serp_html/linkedin_empty.html": 0,
        "serp_html/jordan_gov_list.html": 88,
        "career_html/3ss_careers.html": 4,
        "career_html/711media_jobs.html": 14,
        "telegram/tme_s_prstnk.html": 1,  # of 2 messages one only says that the channel was opened
    }
)
"""How many adverts a list holds of which the manifest tells nothing more; counted by hand where it does not count them."""

UNREAD: Final = MappingProxyType(
    {
        "ats_other/eightfold_omoji-pe.json": "Eightfold has no public interface: its answers are its own pages' and need a session",
        "ats_other/icims.html": "iCIMS has no public interface; its pages hold JobPosting markup, which this cut of one does not",
        "ats_other/neogov.xml": "NEOGOV's feed is of one kind of employer, public agencies of the United States, with vetted adverts",
        "ats_other/paylocity.html": "Paylocity has no public interface; this is a script's variable on its page",
        "boards_json/arbeitnow_lcarlini.json": "a board that passes on hiring systems' adverts, which are read at their source",
        "boards_json/himalayas_michaeld.json": "a board for work from home that passes on others' adverts",
        "boards_json/remotive_lcarlini.json": "a board for work from home whose terms forbid passing its adverts on",
        "boards_json/remotive_wule15.json": "as the other capture of the same board",
        "career_html/4pipes_jobs.html": "its adverts are PDF files, which are not read",
        "classifieds/olx_parcer.html": "is no advert but a challenge of another site, refused by name below",
        "plain_html/1111_tw_b.html": "the manifest tells nothing of it but that it resembles the other",
    }
)
"""Captures that no access reads, and why."""

DIFFERENT: Final[Mapping[tuple[str, str], str]] = MappingProxyType({})
"""What of a capture, by its file and what is compared, is read otherwise than the manifest tells it, and why."""


def manifest() -> list[dict[str, str]]:
    path = CAPTURES / "MANIFEST.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def real(*, blocked: bool = False) -> Iterator[dict[str, str]]:
    for row in manifest():
        if row["real"].startswith("real") and (row["kind"] == "blocked" if blocked else row["kind"] not in NO_ADVERT):
            yield row


def access_of(row: Mapping[str, str]) -> str:
    return FOLDERS.get(row["kind"]) or re.split(r"[_.]", Path(row["file"]).name)[0]


def page_of(row: Mapping[str, str]) -> Page:
    access = access_of(row)
    slug = row["employer"].removeprefix("(board slug) ")
    selectors = SELECTORS.get(row["file"])
    return Page(
        url=ADDRESSES.get(access, "https://board.example/jobs").format(slug=slug),
        body=(CAPTURES / row["file"]).read_bytes(),
        fetched_at=FETCHED,
        context={"selectors": dict(selectors)} if selectors else {},
    )


def read(row: Mapping[str, str]) -> PageReading:
    return ACCESSES[access_of(row)].read(page_of(row))


def posting_of(row: Mapping[str, str]) -> Posting:
    """The posting that the manifest tells of: the first with its title."""
    title = " ".join(row["title"].split())
    titles = {" ".join(posting.title.split()): posting for posting in reversed(read(row).postings)}
    assert title in titles, f"{title!r} is not among {list(titles)}"
    return titles[title]


def same_employer(row: Mapping[str, str], posting: Posting) -> bool:
    """The name without what the manifest says of it in brackets."""
    name = re.sub(r"^\(board slug\) | \((?:domain|identifier).*\)$", "", row["employer"]).casefold()
    return name in posting.hiring_organization.name.casefold()


def same_location(row: Mapping[str, str], posting: Posting) -> bool:
    """Every part is there, in any order and between any signs."""
    parts = (part.strip(" []'").casefold() for part in re.split(r"[,;:/]| - ", row["location"]))
    return all(part in posting.job_location.casefold() for part in parts)


def same_salary(row: Mapping[str, str], posting: Posting) -> bool:
    """Every number is there."""
    return set(numbers(row["salary"])) <= set(numbers(posting.base_salary))


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def same_date(row: Mapping[str, str], posting: Posting) -> bool:
    """The same day, in the time zone published or in Greenwich's."""
    return not row["date"] or bool(days(row["date"]) & days(posting.date_posted))


def days(text: str) -> set[date]:
    if not text:
        return set()
    when = moment(text)
    return {when.date(), when.astimezone(UTC).date()} if when.tzinfo else {when.date()}


def moment(text: str) -> datetime:
    if text == "Posted Yesterday":
        return FETCHED - timedelta(days=1)
    if text.isdecimal():
        return datetime.fromtimestamp(int(text) / (1000 if len(text) == 13 else 1), UTC)
    if text[:3].isascii() and text[:3].isalpha():
        return parsedate_to_datetime(text)
    if found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text):
        text = f"{found[3]}-{found[2]}-{found[1]}"
    bare = re.sub(r"^\D+(?=\d{4})", "", text)  # "updated on"
    return datetime.fromisoformat(re.sub(r" UTC$", "+00:00", bare.replace("/", "-")))


COMPARED: Final = {"employer": same_employer, "location": same_location, "salary": same_salary, "date": same_date}


@pytest.mark.parametrize(
    "row", [row for row in real() if row["file"] not in UNREAD.keys() | HOLDING.keys()], ids=lambda row: row["file"]
)
def test_a_real_capture_is_read_as_its_manifest_tells_it(row: dict[str, str], shared_data: Path) -> None:
    if access_of(row) in ACCESSES:  # the others are left to the test below
        posting = posting_of(row)
        different = {name for name, same in COMPARED.items() if not same(row, posting)}
        assert different == {name for file, name in DIFFERENT if file == row["file"]}, posting


@pytest.mark.parametrize("row", [row for row in real() if row["file"] in HOLDING], ids=lambda row: row["file"])
def test_a_real_list_holds_its_adverts(row: dict[str, str], shared_data: Path) -> None:
    if access_of(row) in ACCESSES:
        reading = read(row)
        further = [target for target in reading.targets if target.role == "page"]
        assert len(reading.postings) + len(further) == HOLDING[row["file"]]
        assert not row["date"] or any(same_date(row, posting) for posting in reading.postings)


def test_no_real_capture_is_left_unread_without_a_reason(shared_data: Path) -> None:
    left = {row["file"]: access_of(row) for row in real() if row["file"] not in UNREAD and access_of(row) not in ACCESSES}
    assert left == {}, "neither has an access nor is named in UNREAD"


def test_the_exceptions_are_captures(shared_data: Path) -> None:
    files = {row["file"] for row in real()}
    assert UNREAD.keys() | SELECTORS.keys() | HOLDING.keys() | {file for file, _ in DIFFERENT} <= files


@pytest.mark.parametrize("row", list(real(blocked=True)), ids=lambda row: row["file"])
def test_a_block_page_is_refused_by_name(row: dict[str, str], shared_data: Path) -> None:
    assert block_reason(page_of(row)) in ("Cloudflare challenge", "Imperva challenge")


def test_no_other_capture_is_taken_for_a_block_page_but_the_one_that_is(shared_data: Path) -> None:
    reasons = {row["file"]: reason for row in real() if (reason := block_reason(page_of(row)))}
    assert reasons == {"classifieds/olx_parcer.html": "Variti challenge"}
