"""RSS and Atom feeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.accesses import rss
from crawler.accesses.access import EntryError
from crawler.accesses.rss import ACCESS, SHORT
from crawler.pages.page import Page, PageError, PageReading
from features.posting import Posting
from tests.crawler.accesses.strange import read_or_refused
from tests.crawler.warc_pages import advert

LONG = "<p>Sort eggs by size.</p><p>" + "Mornings only. " * 60 + "</p>"
ITEM = """<item><title>Egg &amp;amp; poultry sorter</title><link>/jobs/41?utm_source=feed</link><guid>41</guid>
<dc:creator>Henhouse Ltd</dc:creator><pubDate>Fri, 01 May 2026 10:00:00 +0200</pubDate><category>Farm</category>
<location>Lublin</location><salary>4000 PLN</salary><description><![CDATA[%s]]></description></item>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pl"><title>Jobs</title>
<link rel="next" href="/feed?page=2"/><entry><id>tag:hen.example,2026:7</id><title type="html">Hatchery &lt;b&gt;hand&lt;/b&gt;</title>
<link href="https://hen.example/jobs/7"/><published>2026-05-01T10:00:00+02:00</published><author><name>Hatch and Co</name></author>
<summary>Turn eggs.</summary><content type="html">&lt;p&gt;Turn eggs by hand.&lt;/p&gt;&lt;p&gt;Every hour.&lt;/p&gt;</content></entry></feed>"""


def rss2(*items: str) -> str:
    return f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><language>en</language>{"".join(items)}</channel></rss>'


def page(body: str | bytes, **fields: object) -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(**{"url": "https://hen.example/feed", "body": data, "source": "hen", **fields})  # type: ignore[arg-type]


def read(body: str | bytes) -> PageReading:
    return ACCESS.read(page(body))


def only(body: str) -> Posting:
    (posting,) = read(body).postings
    return posting


def test_an_item_is_a_posting() -> None:
    posting = only(rss2(ITEM % LONG))
    assert posting.id == "rss-hen.example/41"
    assert posting.title == "Egg & poultry sorter"
    assert posting.url == "https://hen.example/jobs/41"
    assert posting.description.startswith("Sort eggs by size.\n\nMornings only.")
    assert posting.hiring_organization.name == "Henhouse Ltd"
    assert (posting.job_location, posting.base_salary, posting.industry) == ("Lublin", "4000 PLN", "Farm")
    assert posting.date_posted == "2026-05-01T08:00:00+00:00"
    assert (posting.language, posting.source) == ("en", "hen")


def test_an_atom_entry_is_a_posting_with_its_whole_content() -> None:
    posting = only(ATOM)
    assert posting.id == "rss-tag:hen.example,2026:7"
    assert posting.title == "Hatchery hand"
    assert posting.description == "Turn eggs by hand.\n\nEvery hour."
    assert posting.hiring_organization.name == "Hatch and Co"
    assert (posting.date_posted, posting.language) == ("2026-05-01T10:00:00+02:00", "pl")


def test_rdf_feeds_are_feeds() -> None:
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>'
        "<item><title>Gander</title><link>https://hen.example/9</link></item></rdf:RDF>"
    )
    assert (only(body).id, ACCESS.recognises(page(body))) == ("rss-https://hen.example/9", True)


def test_an_item_without_an_id_is_known_by_its_link() -> None:
    assert only(rss2("<item><title>Gander</title><link>/jobs/9</link></item>")).id == "rss-https://hen.example/jobs/9"
    assert only(rss2("<item><title>Gander</title></item>")).id.startswith("content-")


def test_only_short_entries_ask_for_the_page_they_link_to() -> None:
    short = (ITEM % "Sort eggs.").replace("41", "42")
    reading = read(rss2(ITEM % LONG, short))
    assert len(LONG) > SHORT
    assert len(reading.postings) == 2
    (target,) = reading.targets
    assert (target.url, target.role, target.first) == ("https://hen.example/jobs/42", "page", True)
    kept_aside = target.context["entry"]
    assert isinstance(kept_aside, dict)
    assert kept_aside["title"] == "Egg & poultry sorter"


def test_the_page_of_an_entry_is_read_for_its_markup_under_the_entrys_id() -> None:
    (target,) = read(rss2(ITEM % "Sort eggs.")).targets

    def at(body: bytes | str) -> PageReading:
        return ACCESS.read(page(body, url=target.url, role="page", context=target.context))

    (full,) = at(advert(3)).postings
    (untitled,) = at(advert(3).replace(b'"title": "Lock keeper 3"', b'"title": ""')).postings
    (short,) = at("<p>No markup</p>").postings
    assert [posting.title for posting in (full, untitled, short)] == ["Lock keeper 3", *["Egg & poultry sorter"] * 2]
    assert {posting.id for posting in (full, untitled, short)} == {only(rss2(ITEM % "Sort eggs.")).id}
    assert short.description == "Sort eggs."


def test_a_feed_goes_on_where_it_says() -> None:
    assert [target.url for target in read(ATOM).targets if target.role == ""] == ["https://hen.example/feed?page=2"]
    assert not [target for target in read(ATOM.replace("/feed?page=2", "javascript:x")).targets if target.role == ""]


def test_an_empty_item_is_a_problem_and_the_rest_goes_on() -> None:
    reading = read(rss2("<item><link>https://hen.example/1</link></item>", ITEM % LONG))
    assert len(reading.postings) == 1
    assert [problem.reason for problem in reading.problems] == ["neither title nor description"]


def test_a_feed_that_is_cut_gives_what_there_is() -> None:
    body = rss2(ITEM % LONG, (ITEM % LONG).replace("41", "42"))
    assert len(read(body[: -len(LONG) // 2]).postings) >= 1


def test_only_so_many_entries_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rss, "MAX_ENTRIES", 2)
    reading = read(rss2(*(f"<item><title>Gander {number}</title></item>" for number in range(3))))
    assert (len(reading.postings), reading.problems[0].reason) == (2, "of 3 entries only 2 are read")


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!entity % a SYSTEM "https://hen.example/">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_refused_unread(declared: str, encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [{declared}]>' + rss2("<item><title>&b;</title></item>")
    with pytest.raises(PageError, match="XML entities"):
        read(body.encode(encoding))


def test_a_feed_of_tags_without_end_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rss, "MAX_TAGS", 100)
    with pytest.raises(PageError, match="more than 100 tags"):
        read(rss2("<a>" * 101))


def test_a_body_is_never_taken_for_a_file_or_an_address(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(ATOM)
    for body in (str(tmp_path / "feed.xml"), "http://127.0.0.1:1/feed", (tmp_path / "feed.xml").as_uri()):
        with pytest.raises(PageError, match="no feed"):
            read(body)


@pytest.mark.parametrize(
    "body", ["", "<html><body>Jobs</body></html>", '{"items": []}', "<urlset></urlset>", "<rdf:RDF></rdf:RDF>"]
)
def test_another_answer_is_no_feed(body: str) -> None:
    assert not ACCESS.recognises(page(body))
    with pytest.raises(PageError):
        read(body)


def test_feeds_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(rss2()))
    assert ACCESS.recognises(page(ATOM))


def test_an_entry_point_is_an_address() -> None:
    assert [target.url for target in ACCESS.entry("https://hen.example/feed", "")] == ["https://hen.example/feed"]
    with pytest.raises(EntryError):
        ACCESS.entry("hen", "")


PIECES = [
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "<guid>",
    "&#x;",
    "<![CDATA[",
    "]]>",
    "<pubDate>",
    "x",
    "-1",
    "é",
    "<content type='xhtml'>",
]


@given(st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: rss2(*pieces).encode()))
def test_no_feed_is_too_strange(body: bytes) -> None:
    assert read_or_refused(ACCESS, page(body))
