from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.posting import PostingError, PostingKind
from features.records.jsonld import job_nodes, postings_in_jsonld

PAGE = "https://board.example/jobs/7"


def job(**members: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "JobPosting", "title": "Cook", "description": "Cooks."} | members


def titles(data: object) -> list[str]:
    return [posting.title for posting in postings_in_jsonld(data, url=PAGE)]


@pytest.mark.parametrize(
    "data",
    [
        job(),
        [{"@type": "WebSite"}, job()],
        {"@graph": [{"@type": "Organization", "name": "X"}, job()]},
        {"@type": "WebPage", "mainEntity": job()},
        {"@type": "WebPage", "mainEntity": [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": job()}]}]},
        job(**{"@type": ["Thing", "JobPosting"]}),
        job(**{"@type": "https://schema.org/JobPosting"}),
        job(**{"@type": "schema:JobPosting"}),
        job(**{"@type": "jobPosting "}),
    ],
)
def test_a_job_posting_is_found_wherever_a_page_puts_it(data: object) -> None:
    assert titles(data) == ["Cook"]


@pytest.mark.parametrize(
    "data", [None, 3, "JobPosting", [], {}, {"@type": "Job"}, {"@type": None, "title": "Cook"}, {"@type": [3]}]
)
def test_what_is_no_job_posting_gives_none(data: object) -> None:
    assert titles(data) == []


def test_every_posting_of_a_document_comes_in_order_and_once() -> None:
    data = {"@graph": [job(title="A"), {"x": {"y": [job(title="B")]}}, job(title="A")]}
    assert titles(data) == ["A", "B"]


def test_two_adverts_with_the_same_title_on_one_page_are_two() -> None:
    data = [job(hiringOrganization="Inn at the Lake"), job(hiringOrganization="Hilltop Inn")]
    assert len({posting.id for posting in postings_in_jsonld(data, url=PAGE)}) == 2


def test_schema_orgs_things_become_the_postings_texts() -> None:
    [posting] = postings_in_jsonld(
        job(
            description="<p>Cooks for <b>forty</b>.</p><p>Free meals.</p>",
            hiringOrganization={"@type": "Organization", "name": "Inn &amp; Co", "email": "inn@inn.example"},
            jobLocation={"@type": "Place", "address": {"addressLocality": "Győr", "addressCountry": "HU"}},
            baseSalary={"@type": "MonetaryAmount", "currency": "EUR", "value": {"minValue": 1500, "unitText": "MONTH"}},
            datePosted="2026-11-01",
            inLanguage="en",
        ),
        url=PAGE,
        source="board",
        fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
    )
    assert posting.description == "Cooks for forty.\n\nFree meals."
    assert posting.hiring_organization.email == "inn@inn.example"
    assert posting.job_location == "Győr, HU"
    assert posting.base_salary == "EUR 1500 MONTH"
    assert (posting.source, posting.url, posting.language, posting.kind) == ("board", PAGE, "en", PostingKind.JOB_ADVERT)
    assert posting.fetched_at == datetime(2026, 11, 21, tzinfo=UTC)


def test_html_that_was_escaped_once_too_often_becomes_text_too() -> None:
    [posting] = postings_in_jsonld(job(description="&lt;p&gt;Cooks.&lt;/p&gt;&lt;p&gt;Cleans.&lt;/p&gt;"), url=PAGE)
    assert posting.description == "Cooks.\n\nCleans."


def test_a_reference_within_the_document_is_filled_in() -> None:
    graph = [
        job(hiringOrganization={"@id": "#org"}),
        {"@id": "#org", "@type": "Organization", "name": "Inn", "parent": {"@id": "#org"}},
    ]
    [posting] = postings_in_jsonld({"@graph": graph}, url=PAGE)
    assert posting.hiring_organization.name == "Inn"


def test_wrapped_values_and_prefixed_names_are_understood() -> None:
    node = {
        "@type": "schema:JobPosting",
        "schema:title": {"@value": "Cook", "@language": "en"},
        "http://schema.org/skills": "soup",
    }
    [posting] = postings_in_jsonld(node, url=PAGE)
    assert (posting.title, posting.skills) == ("Cook", "soup")


def test_a_page_does_not_choose_what_is_the_crawlers_to_say() -> None:
    hostile = job(id="mine", kind="message", source="trusted", truncated=5, fetchedAt="never", additional={"crawl": "allowed"})
    [posting] = postings_in_jsonld(hostile, url=PAGE, source="board")
    assert posting.kind is PostingKind.JOB_ADVERT
    assert posting.source == "board"
    assert posting.id != "mine"
    assert posting.fetched_at is None
    assert "crawl" not in posting.additional


def test_the_id_is_the_pages_so_that_an_edit_is_a_new_version_of_the_same_posting() -> None:
    [before] = postings_in_jsonld(job(), url=f"{PAGE}#apply", source="board")
    [after] = postings_in_jsonld(job(title="Chef", identifier="77"), url=PAGE, source="board")
    [elsewhere] = postings_in_jsonld(job(), url=PAGE, source="another")
    assert before.id == after.id
    assert before.id != elsewhere.id
    assert before.digest() != after.digest()


def test_the_employers_own_identifier_is_kept_aside() -> None:
    [posting] = postings_in_jsonld(job(identifier={"@type": "PropertyValue", "value": "77"}), url=PAGE)
    assert posting.additional["identifier"] == {"@type": "PropertyValue", "value": "77"}


def test_an_address_that_is_none_does_not_cost_the_posting() -> None:
    assert len(postings_in_jsonld([job(url="http://["), job(title="B", url="/b")], url=PAGE)) == 2


def test_a_value_that_cannot_be_text_is_named() -> None:
    with pytest.raises(PostingError, match="title"):
        postings_in_jsonld(job(title={"@type": "Thing"}))


VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(["JobPosting", "#a", "@id"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@id", "@graph", "@value", "url", "identifier", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_no_document_makes_the_walk_raise(data: object) -> None:
    assert all("JobPosting" in str(node.get("@type", "JobPosting")) for node in job_nodes(data))


def test_a_document_of_one_thing_within_another_ends() -> None:
    data: Any = job()
    for _ in range(900):
        data = {"x": [data]}
    assert titles(data) == ["Cook"]
    deep: Any = "end"
    for _ in range(900):
        deep = [deep]
    assert titles(job(extra=deep)) == ["Cook"]
