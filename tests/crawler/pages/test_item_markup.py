from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages import item_markup
from crawler.pages.item_markup import MAX_NESTING, marked_jobs

URL = "https://board.example/jobs/7"

MICRODATA = """
<html><body><nav itemscope itemtype="https://schema.org/BreadcrumbList"><a itemprop="name" href="/">Home</a></nav>
<article itemscope itemtype="http://schema.org/JobPosting" itemref="contact">
  <h1><a itemprop="title" href="/jobs/7">Glass cutter</a></h1>
  <div itemprop="description"><p>Cut panes.</p><ul><li>Days</li><li>Nights</li></ul></div>
  <div itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization">
    <span itemprop="name">Pane &amp; Sons</span> <a itemprop="sameAs" href="//pane.example/">site</a></div>
  <div itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"><span itemprop="address" itemscope
    itemtype="http://schema.org/PostalAddress"><span itemprop="addressLocality">Lund</span></span></div>
  <div itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"><span itemprop="address">Malmö</span></div>
  <time itemprop="datePosted" datetime="2026-11-02">2 November</time> <time itemprop="validThrough">2026-12-01</time>
  <meta itemprop="employmentType" content="FULL_TIME">
</article>
<p id="contact" itemprop="applicationContact">Ask Ida</p></body></html>
"""

RDFA = """
<div vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">Glass cutter</h1>
  <div property="description"><p>Cut panes.</p><p>All year.</p></div>
  <div rel="schema:hiringOrganization" typeof="schema:Organization"><b property="http://schema.org/name">Pane</b></div>
  <span property="datePosted" content="2026-11-02">today</span><meta property="og:title" content="Other">
  <span property="hiringTeam" typeof="Organization">Cutting room</span></div>
"""


def test_microdata_is_read_as_json_ld_would_write_it() -> None:
    _, job = marked_jobs(MICRODATA, URL)
    assert job == {
        "@type": "JobPosting",
        "title": "Glass cutter",
        "description": "Cut panes.\n\n- Days\n- Nights",
        "hiringOrganization": {"@type": "Organization", "name": "Pane & Sons", "sameAs": "https://pane.example/"},
        "jobLocation": [
            {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Lund"}},
            {"@type": "Place", "address": "Malmö"},
        ],
        "datePosted": "2026-11-02",
        "validThrough": "2026-12-01",
        "employmentType": "FULL_TIME",
        "applicationContact": "Ask Ida",
    }


def test_rdfa_is_read_with_its_paragraphs_and_schema_org_s_terms_only() -> None:
    assert marked_jobs(RDFA, URL) == [
        {
            "@type": "JobPosting",
            "title": "Glass cutter",
            "description": "Cut panes.\n\nAll year.",
            "hiringOrganization": {"@type": "Organization", "name": "Pane"},
            "datePosted": "2026-11-02",
            "hiringTeam": {"@type": "Organization", "name": "Cutting room"},
        }
    ]


@pytest.mark.parametrize(
    "page", ["", "<p>JobPosting</p>", '<div itemscope itemtype="https://schema.org/Product">JobPosting</div>']
)
def test_a_page_without_the_mark_is_not_looked_into(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_markup, "_Reader", None)
    assert marked_jobs(page, URL) == []


def test_an_item_that_refers_to_itself_is_read_once() -> None:
    page = '<div id=a itemscope itemtype="https://schema.org/JobPosting" itemref="a a b"><p id=b itemprop=title>Cook</p></div>'
    assert [job["title"] for job in marked_jobs(page, URL)] == ["Cook"]


def test_marks_are_read_to_a_depth_and_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    job = '<div itemscope itemtype="https://schema.org/JobPosting"><p itemprop="title">Cook</p>'
    [node] = marked_jobs(job + '<div itemprop="a" itemscope>' * 5000, URL)
    assert str(node).count("'a'") == MAX_NESTING - 1
    monkeypatch.setattr(item_markup, "MAX_MARKS", 20)
    assert len(marked_jobs((job + "</div>") * 50, URL)) == 10


def test_the_same_words_are_not_read_for_ever_many_marks_around_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_markup, "MAX_MARKUP", 100)
    page = '<div itemscope itemtype="https://schema.org/JobPosting"><p itemprop=title>Cook</p><p itemprop=skills>' + "x" * 500
    assert len(str(marked_jobs(page, URL)[0]["skills"])) < 100


@given(
    st.lists(
        st.sampled_from(
            [
                "<div itemscope itemtype='https://schema.org/JobPosting' itemref='a b'>",
                "<p id=a itemprop='title url'>",
                "<b typeof='JobPosting'",
                " property=x>",
                "</div>",
                "</p>",
                "<a itemprop=url href='http://['>",
                "\0",
                "\ud800",
                "é",
                "<!--",
                "<svg>",
                "<template>",
                "<p itemprop>",
                "<i itemscope=itemscope itemtype=' '>",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_no_markup_makes_it_fail(page: str) -> None:
    assert isinstance(marked_jobs(page, URL), list)
