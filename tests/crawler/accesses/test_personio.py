"""Personio job feeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses.access import EntryError
from crawler.accesses.personio import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, read_or_refused

FEED = "https://tilery.jobs.personio.de/xml"
POSITION = """
<position>
  <id>71</id>
  <subcompany>Tilery &amp; Sons Ltd</subcompany>
  <office>Szeged</office>
  <additionalOffices><office>Subotica</office><office>Szeged</office></additionalOffices>
  <department>Works</department>
  <name>Kiln operator</name>
  <jobDescriptions>
    <jobDescription><name>What you do</name><value><![CDATA[<p>Fire tiles.</p><p>Day shifts.</p>]]></value></jobDescription>
    <jobDescription><name>What you bring</name><value>&lt;ul&gt;&lt;li&gt;Steady hands&lt;/li&gt;&lt;/ul&gt;</value></jobDescription>
  </jobDescriptions>
  <salaryInformation><currencyCode>EUR</currencyCode><type>monthly</type><min>1200</min><max>1500</max></salaryInformation>
  <employmentType>permanent</employmentType>
  <schedule>full-time</schedule>
  <yearsOfExperience>1-2</yearsOfExperience>
  <keywords>tiles,kiln</keywords>
  <occupationCategory>production</occupationCategory>
  <createdAt>2026-05-13T07:19:54+00:00</createdAt>
</position>
"""


def page(*positions: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>', url: str = FEED) -> Page:
    body = f"{head}<workzag-jobs>{''.join(positions)}</workzag-jobs>"
    return Page(url=url, body=body.encode(), source="tilery")


def test_a_feed_holds_its_positions() -> None:
    reading = ACCESS.read(page(POSITION, POSITION.replace("<id>71", "<id>72")))
    posting, other = reading.postings
    assert (posting.id, other.id) == ("personio-71", "personio-72")
    assert posting.url == "https://tilery.jobs.personio.de/job/71"
    assert posting.title == "Kiln operator"
    assert posting.description == "What you do\n\nFire tiles.\n\nDay shifts.\n\nWhat you bring\n\n- Steady hands"
    assert posting.hiring_organization.name == "Tilery & Sons Ltd"
    assert posting.job_location == "Szeged; Subotica"
    assert posting.base_salary == "EUR 1200-1500 MONTH"
    assert posting.employment_type == "permanent, full-time"
    assert posting.experience_requirements == "1-2"
    assert posting.date_posted == "2026-05-13T07:19:54+00:00"
    assert posting.additional["keywords"] == "tiles,kiln"
    assert reading.repaired == 0


@pytest.mark.parametrize(("url", "name"), [(FEED, "tilery"), ("https://jobs.tilery.example/xml", "")])
def test_a_position_without_a_company_is_its_tenants(url: str, name: str) -> None:
    (posting,) = ACCESS.read(page("<position><id>71</id><name>Kiln operator</name></position>", url=url)).postings
    assert posting.hiring_organization.name == name


def test_a_position_without_words_is_a_problem_and_the_rest_goes_on() -> None:
    reading = ACCESS.read(page("<position><id>70</id></position>", POSITION))
    assert ([posting.id for posting in reading.postings], len(reading.problems)) == (["personio-71"], 1)


def test_a_feed_that_breaks_off_is_mended() -> None:
    whole = page(POSITION, POSITION.replace("<id>71", "<id>72")).body
    reading = ACCESS.read(Page(url=FEED, body=whole[:-300]))
    assert reading.postings[0].title == "Kiln operator"
    assert reading.repaired == 1


def test_a_feed_without_positions_is_read_as_empty() -> None:
    assert ACCESS.read(page()).postings == ()


def test_no_file_is_read_and_no_entity_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept back")
    for head in (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "&a;&a;">]>',
        '<!doctype workzag-jobs SYSTEM "https://elsewhere.example/x.dtd">',
    ):
        with pytest.raises(PageError, match="document type"):
            ACCESS.read(page("<position><id>1</id><name>&e;</name></position>", head=head))


def test_a_document_type_in_another_encoding_is_refused_too() -> None:
    head = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "spelled out">]>'
    body = f"{head}<workzag-jobs><position><id>1</id><name>&e;</name></position></workzag-jobs>".encode("utf-16")
    with pytest.raises(PageError, match="document type"):
        ACCESS.read(Page(url=FEED, body=body))


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"{}", b"<html><body>Not found</body></html>", b"\0\0"])
def test_a_document_of_another_kind_is_refused(body: bytes) -> None:
    with pytest.raises(PageError):
        ACCESS.read(Page(url=FEED, body=body))


@pytest.mark.parametrize(
    ("entry_point", "url"),
    [
        ("tilery", FEED),
        ("https://tilery.jobs.personio.com/", "https://tilery.jobs.personio.com/xml"),
        ("https://tilery.jobs.personio.de/xml?language=en", "https://tilery.jobs.personio.de/xml?language=en"),
        ("http://127.0.0.1:9/feed", "http://127.0.0.1:9/feed"),
    ],
)
def test_an_entry_point_is_a_name_a_site_or_an_address(entry_point: str, url: str) -> None:
    assert [target.url for target in ACCESS.entry(entry_point, "")] == [url]


def test_an_entry_point_of_another_kind_is_refused() -> None:
    with pytest.raises(EntryError, match="neither"):
        ACCESS.entry("a company", "")


def test_its_feeds_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page())
    assert not ACCESS.recognises(Page(url=FEED, body=b"<urlset/>"))


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=FEED, body=body))


@given(
    st.lists(
        st.sampled_from(
            ["<position>", "</position>", "<name>", "</id>", "<![CDATA[", "]]>", "&x;", "<?x y?>", "<!-- -->", POSITION]
        )
    )
)
def test_a_muddle_of_marks_is_read_or_refused(pieces: list[str]) -> None:
    assert read_or_refused(ACCESS, page(*pieces))
