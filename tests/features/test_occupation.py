from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.occupation import occupation_of


@pytest.mark.parametrize(
    ("title", "group", "sector"),
    [
        ("Waitress wanted", 5, "hospitality"),
        ("Senior Software Engineer (m/f/d)", 2, "it"),
        ("Kitchen Manager", 1, "office"),
        ("Nurse - night shift at a care home", 2, "health"),
        ("Au pair in Vienna", 5, "domestic"),
        ("Live-in caregiver", 5, "care"),
        ("Strawberry pickers for summer", 9, "agriculture"),
        ("Welder / Fitter", 7, "construction"),
        ("Truck driver", 8, "transport"),
        ("Warehouse operative", 9, "warehouse"),
        ("Hotel cleaner", 9, "cleaning"),
        ("Data entry clerk", 4, "office"),
        ("Live chat operator", 4, "customer_support"),
        ("Payment processing agent", 3, "finance"),
        ("Massage therapist", 5, "beauty_massage"),
        ("Club hostess", 5, "nightlife"),
        ("Photo model", 5, "entertainment"),
        ("Deckhand on a trawler", 8, "fishing"),
        ("Security guard", 5, "security"),
        ("Takarítónő", 9, "cleaning"),
        ("Ospătar cu experiență", 5, "hospitality"),
        ("Шофьор на камион", 8, "transport"),
        ("Konobarica u restoranu", 5, "hospitality"),
        ("Официантка в кафе", 5, "hospitality"),
        ("Покоївка в готель", 9, "cleaning"),
        ("Spawacz TIG", 7, "construction"),
        ("Garson", 5, "hospitality"),
        ("خادمة منزل", 9, "domestic"),
        ("司机", 8, "transport"),
        ("Nhân viên massage", 5, "beauty_massage"),
        ("Ayudante de cocina", 9, "hospitality"),
        ("Empregada doméstica", 9, "domestic"),
        ("Femme de ménage", 9, "cleaning"),
        ("Erntehelfer gesucht", 9, "agriculture"),
        ("Asisten rumah tangga", 9, "domestic"),
    ],
)
def test_a_title_tells_group_and_sector(title: str, group: int, sector: str) -> None:
    found = occupation_of(title)
    assert found is not None
    assert (found.group, found.sector) == (group, sector)
    assert found.in_title


def test_where_the_title_says_nothing_the_text_is_asked_whom_it_seeks() -> None:
    text = "Great news!\nWe are looking for a waitress for our bar."
    found = occupation_of("Great news!", text)
    assert found is not None
    assert not found.in_title
    assert text[found.start : found.end] == "waitress"


@pytest.mark.parametrize("title", ["", "Join us today", "12345", "Great opportunity abroad"])
def test_a_title_may_name_no_occupation(title: str) -> None:
    assert occupation_of(title) is None


def test_a_sector_counts_before_a_mere_level() -> None:
    found = occupation_of("Nurse coordinator")
    assert found is not None
    assert found.sector == "health"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_stretches_lie_within_any_text(before: str, after: str) -> None:
    title = f"{before} | waitress | {after}"
    found = occupation_of(title)
    assert found is not None
    assert 0 <= found.start < found.end <= len(title)


@pytest.mark.parametrize("piece", ["waitress ", "for ", "a-", "服务员", "driver,", "au "])
def test_hostile_titles_are_read_like_any_other(piece: str) -> None:
    """How long it takes is measured by `recruitment-risk measure rules`."""
    text = piece * (10_000 // len(piece))
    found = occupation_of(text, text)
    assert found is None or 0 <= found.start < found.end <= len(text)
