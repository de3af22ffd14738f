from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.relative_dates import day_meant

FETCHED = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-22"),
        ("Just posted", "2026-11-22"),
        ("Posted Yesterday", "2026-11-21"),
        ("Posted 30+ Days Ago", "2026-10-23"),
        ("2 hours ago", "2026-11-22"),
        ("5h ago", "2026-11-21"),
        ("30 minutes ago", "2026-11-22"),
        ("il y a 1 an", "2025-11-22"),
        ("3d ago", "2026-11-19"),
        ("a week ago", "2026-11-15"),
        ("2 months ago", "2026-09-23"),
        ("vor 2 Wochen", "2026-11-08"),
        ("vor einem Tag", "2026-11-21"),
        ("Gestern", "2026-11-21"),
        ("vorgestern", "2026-11-20"),
        ("il y a 3 jours", "2026-11-19"),
        ("avant-hier", "2026-11-20"),
        ("hace 3 días", "2026-11-19"),
        ("há 2 semanas", "2026-11-08"),
        ("3 giorni fa", "2026-11-19"),
        ("3 dni temu", "2026-11-19"),
        ("acum 4 zile", "2026-11-18"),
        ("3 дня назад", "2026-11-19"),
        ("вчера", "2026-11-21"),
        ("2 тижні тому", "2026-11-08"),
        ("3 nappal ezelőtt", "2026-11-19"),
        ("3 gün önce", "2026-11-19"),
        ("3 hari yang lalu", "2026-11-19"),
        ("3 ngày trước", "2026-11-19"),
        ("3天前", "2026-11-19"),
        ("2 週間前", "2026-11-08"),
        ("منذ 3 أيام", "2026-11-19"),
        ("3일 전", "2026-11-19"),
    ],
)
def test_a_day_counted_back_is_a_date(text: str, day: str) -> None:
    assert day_meant(text, FETCHED) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-05-13",
        "2026-05-13T07:19:54-04:00",
        "13 May 2026",
        "Wed, 19 Aug 2026 23:10:38 GMT",
        "soon",
        "in 3 days",
        "5 days",
        "9999 years ago",
    ],
)
def test_any_other_text_stays_as_published(text: str) -> None:
    assert day_meant(text, FETCHED) == text


def test_a_page_of_unknown_age_tells_no_day() -> None:
    assert day_meant("yesterday", None) == "yesterday"


def test_a_text_that_says_more_than_a_day_is_left() -> None:
    assert day_meant("yesterday " + "we opened our second shop " * 4, FETCHED).startswith("yesterday we")


@given(st.text(max_size=100))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(day_meant(text, FETCHED), str)
