from __future__ import annotations

import json
import math
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.posting import CAPS, MAX_ADDITIONAL, MAX_SHORT, Organization, Posting, PostingError, PostingKind
from features.records.posting_mapping import posting_from_mapping, posting_to_mapping

TEXTS = [item.name for item in fields(Posting) if item.type == "str" and item.name != "id"]

plain_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | plain_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain_text, inner, max_size=3),
    max_leaves=8,
)
moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))]),
)


@st.composite
def postings(draw: st.DrawFn) -> Posting:
    return Posting(
        id=draw(plain_text.filter(bool)),
        kind=draw(st.sampled_from(PostingKind)),
        fetched_at=draw(st.none() | moments),
        hiring_organization=Organization(*(draw(plain_text) for _ in fields(Organization))),
        additional=MappingProxyType(draw(st.dictionaries(plain_text, json_values, max_size=4))),
        truncated=tuple(draw(st.lists(st.sampled_from(TEXTS), max_size=2, unique=True))),
        **{name: draw(plain_text) for name in TEXTS},
    )


@settings(max_examples=60, deadline=None)
@given(postings())
def test_a_posting_comes_back_from_its_mapping_and_from_json(posting: Posting) -> None:
    mapping = posting_to_mapping(posting)
    assert posting_from_mapping(mapping) == posting
    assert posting_from_mapping(json.loads(json.dumps(mapping))) == posting


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*TEXTS, "@type", "additional", "hiringOrganization", "jobLocation"]) | plain_text, json_values
    )
)
def test_any_record_is_a_posting_that_comes_back_or_is_refused_by_field(record: dict[str, Any]) -> None:
    posting = read_or_refuse(record)
    if isinstance(posting, Posting):
        assert posting_from_mapping(json.loads(json.dumps(posting_to_mapping(posting)))) == posting
    else:
        assert posting.partition(":")[0].partition(".")[0] in {item.name for item in fields(Posting)}


def read_or_refuse(record: dict[str, Any]) -> Posting | str:
    try:
        return posting_from_mapping(record)
    except PostingError as error:
        return str(error)


def test_our_own_name_goes_before_any_other_of_the_same_field() -> None:
    posting = posting_from_mapping({"identifier": ["x"], "@id": "y", "id": "z"})
    assert posting.id == "z"
    assert posting.additional == {"identifier": ["x"], "@id": "y"}


def test_schema_org_names_are_read_in_camel_case() -> None:
    posting = posting_from_mapping(
        {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "identifier": {"@type": "PropertyValue", "name": "Mill Lane", "value": "ML-7"},
            "title": "Baker",
            "datePosted": "2026-10-01",
            "employmentType": ["FULL_TIME", "TEMPORARY"],
            "hiringOrganization": {"@type": "Organization", "name": "Mill Lane Bakery", "url": "https://mill.example"},
        }
    )
    assert (posting.title, posting.date_posted, posting.employment_type) == ("Baker", "2026-10-01", "FULL_TIME, TEMPORARY")
    assert posting.id == "ML-7"
    assert posting.hiring_organization == Organization(name="Mill Lane Bakery", url="https://mill.example")
    assert posting.additional["@context"] == "https://schema.org"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("Riga", "Riga"),
        (
            {"@type": "Place", "address": {"addressLocality": "Graz", "addressRegion": "Styria", "addressCountry": "AT"}},
            "Graz, Styria, AT",
        ),
        ({"address": {"address_locality": "Graz", "address_country": {"@type": "Country", "name": "Austria"}}}, "Graz, Austria"),
        ({"@type": "Place", "address": "1 Quay Street, Galway"}, "1 Quay Street, Galway"),
        ({"city": "Oslo", "country": "Norway"}, "Oslo, Norway"),
        ({"@type": "Place", "name": "Harbour yard"}, "Harbour yard"),
        ([{"address": {"addressLocality": "Brno"}}, {"address": {"addressLocality": "Zlín"}}], "Brno; Zlín"),
        ({"addressLocality": "Luxembourg", "addressCountry": "Luxembourg"}, "Luxembourg"),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_place_becomes_a_readable_line(place: object, text: str) -> None:
    assert posting_from_mapping({"jobLocation": place}).job_location == text


@pytest.mark.parametrize(
    ("pay", "text"),
    [
        (1200, "1200"),
        (1200.0, "1200"),
        (12.5, "12.5"),
        (Decimal("13.70"), "13.70"),
        (math.nan, ""),
        ("from 15 an hour", "from 15 an hour"),
        (
            {"currency": "EUR", "value": {"@type": "QuantitativeValue", "minValue": 1200, "maxValue": 1500, "unitText": "MONTH"}},
            "EUR 1200-1500 MONTH",
        ),
        ({"currency": "EUR", "value": {"value": "14", "unitText": "HOUR"}}, "EUR 14 HOUR"),
        ({"currency": "GBP", "minValue": 90, "maxValue": 90, "unitText": "DAY"}, "GBP 90 DAY"),
        ({"currency": "USD", "value": 0}, "USD 0"),
    ],
)
def test_pay_becomes_a_readable_line(pay: object, text: str) -> None:
    assert posting_from_mapping({"baseSalary": pay}).base_salary == text


def test_what_was_flattened_is_kept_as_it_was() -> None:
    place = {"@type": "Place", "address": {"addressLocality": "Graz", "postalCode": "8010"}}
    assert posting_from_mapping({"job_location": place}).additional == {"job_location": place}


def test_what_is_not_known_is_kept() -> None:
    posting = posting_from_mapping({"id": "a", "label": None, "rank": 3, "additional": {"seen": [1, {"by": "x"}]}})
    assert posting.additional == {"label": None, "rank": 3, "seen": [1, {"by": "x"}]}


def test_an_organisation_may_be_a_name_or_columns_of_a_table() -> None:
    assert posting_from_mapping({"hiring_organization": "Reed Farm"}).hiring_organization == Organization("Reed Farm")
    columns = {"hiring_organization.name": "Reed Farm", "hiring_organization.description": "We grow reeds."}
    assert posting_from_mapping(columns).hiring_organization == Organization("Reed Farm", "We grow reeds.")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"title": {"text": "Cook"}}, "title: expected text, found an object"),
        ({"description": True}, "description: expected text, found true or false"),
        ({"url": b"x"}, "url: expected text, found bytes"),
        ({"hiring_organization": {"name": [["x"]]}}, r"hiring_organization\.name: expected text, found a list within a list"),
        ({"kind": "poster"}, "kind: 'poster' is not one of job_advert, social_post, message"),
        ({"kind": 3}, "kind: "),
        ({"fetched_at": "yesterday"}, "fetched_at: 'yesterday' is not an ISO 8601"),
        ({"fetched_at": "2026-01-01T00:00:00"}, "fetched_at: .* names no time zone"),
        ({"truncated": "title"}, "truncated: expected a list"),
        ({"id": "x" * (MAX_SHORT + 1)}, "id: longer than"),
    ],
)
def test_what_cannot_be_a_posting_is_refused_by_the_name_of_its_field(record: dict[str, object], message: str) -> None:
    with pytest.raises(PostingError, match=message):
        posting_from_mapping(record)


def test_long_texts_are_cut_at_their_caps_and_named() -> None:
    posting = posting_from_mapping({"title": "t" * 2_000, "author": "a" * 5_000, "hiring_organization": {"name": "n" * 5_000}})
    assert len(posting.title) == CAPS["title"]
    assert len(posting.author) == MAX_SHORT
    assert posting.truncated == ("title", "author", "hiring_organization.name")


def test_additional_is_bounded_in_size_and_depth() -> None:
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    posting = posting_from_mapping({"one": 1, "deep": deep, "big": "b" * MAX_ADDITIONAL, "two": 2})
    assert set(posting.additional) == {"one", "deep"}
    assert posting.truncated == ("additional",)
    assert len(json.dumps(dict(posting.additional))) < 200


def test_characters_that_no_database_keeps_are_replaced_one_for_one() -> None:
    posting = posting_from_mapping({"id": "a", "title": "a\0b\ud800c", "odd\0key": ["\udfff", math.inf]})
    assert posting.title == "a\ufffdb\ufffdc"
    assert posting.additional == {"odd\ufffdkey": ["\ufffd", None]}


def test_a_posting_without_id_is_named_by_its_content() -> None:
    one, other = posting_from_mapping({"title": "Cook"}), posting_from_mapping({"title": "Cook", "url": "https://b.example/1"})
    assert one.id == other.id
    assert one.id != posting_from_mapping({"title": "Baker"}).id


def test_dates_of_tables_become_text_and_moments_stay_moments() -> None:
    moment = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
    posting = posting_from_mapping({"date_posted": date(2026, 2, 1), "fetched_at": moment, "crawled": moment})
    assert (posting.date_posted, posting.fetched_at) == ("2026-02-01", moment)
    assert posting.additional["crawled"] == str(moment)


def test_social_posts_and_messages_are_told_from_their_type() -> None:
    assert posting_from_mapping({"@type": "SocialMediaPosting"}).kind is PostingKind.SOCIAL_POST
    assert posting_from_mapping({"type": "Message"}).kind is PostingKind.MESSAGE
    assert posting_from_mapping({"@type": ["JobPosting", "Thing"]}).kind is PostingKind.JOB_ADVERT
    assert posting_from_mapping({}).kind is PostingKind.JOB_ADVERT
