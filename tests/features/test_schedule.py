"""Working time: whose hours, how many, and what they add up to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.schedule import Schedule, ScheduleKind, names_long_hours, schedule_in
from features.text.normalise import lower


def read(text: str) -> tuple[Schedule, ...]:
    return schedule_in(text, lower(text))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("12 hours a day, 6 days a week", [(ScheduleKind.HOURS_PER_DAY, 12.0, 12.0), (ScheduleKind.DAYS_PER_WEEK, 6.0, 6.0)]),
        (
            "Twelve hours per day, six days per week",
            [(ScheduleKind.HOURS_PER_DAY, 12.0, 12.0), (ScheduleKind.DAYS_PER_WEEK, 6.0, 6.0)],
        ),
        ("10-12 hrs/day, 7 days a week", [(ScheduleKind.HOURS_PER_DAY, 10.0, 12.0), (ScheduleKind.NO_REST, None, None)]),
        ("12 hours daily, no days off", [(ScheduleKind.HOURS_PER_DAY, 12.0, 12.0), (ScheduleKind.NO_REST, None, None)]),
        ("12 hour shifts, 4 on 4 off", [(ScheduleKind.HOURS_PER_DAY, 12.0, 12.0), (ScheduleKind.ROTATION, 4.0, 4.0)]),
        ("8 hours a day, 5 days per week", [(ScheduleKind.HOURS_PER_DAY, 8.0, 8.0), (ScheduleKind.DAYS_PER_WEEK, 5.0, 5.0)]),
        ("37.5 hours per week", [(ScheduleKind.HOURS_PER_WEEK, 37.5, 37.5)]),
        ("40 hours weekly", [(ScheduleKind.HOURS_PER_WEEK, 40.0, 40.0)]),
        ("260 hours a month", [(ScheduleKind.HOURS_PER_MONTH, 260.0, 260.0)]),
        ("14 hours a day, 30 days per month", [(ScheduleKind.HOURS_PER_DAY, 14.0, 14.0), (ScheduleKind.NO_REST, None, None)]),
        ("12 hours a day, one day off per week", [(ScheduleKind.HOURS_PER_DAY, 12.0, 12.0), (ScheduleKind.REST_DAYS, 1.0, 1.0)]),
        ("5 days a week", [(ScheduleKind.DAYS_PER_WEEK, 5.0, 5.0)]),
        ("8 hours a day", [(ScheduleKind.HOURS_PER_DAY, 8.0, 8.0)]),
        ("no statement", []),
    ],
)
def test_hours_and_days_are_read(text: str, stated: list[tuple[ScheduleKind, float | None, float | None]]) -> None:
    assert [(item.kind, item.low, item.high) for item in read(text)] == stated


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no days off", ScheduleKind.NO_REST),
        ("without rest days", ScheduleKind.NO_REST),
        ("you work 7 days a week", ScheduleKind.NO_REST),
        ("live-in housekeeper, 24/7", ScheduleKind.ROUND_CLOCK),
        ("24 hour live in carer", ScheduleKind.ROUND_CLOCK),
        ("two weeks on, two weeks off", ScheduleKind.ROTATION),
        ("night shifts", ScheduleKind.SHIFT),
        ("1 day off per week", ScheduleKind.REST_DAYS),
    ],
)
def test_rest_rotation_and_shifts_are_read(text: str, kind: ScheduleKind) -> None:
    assert [item.kind for item in read(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "our shop is open 24 hours a day, 7 days a week",
        "24-hour emergency line",
        "support 24/7",
        "care is provided 24 hours a day, seven days a week",
        "5 out of 7 days per week",
        "3 days office based",
        "two days offered",
        "we reply within 24 hours",
        "the ward runs 24/7",
        "we are open 12 hours a day, 7 days a week",
        "reception covers 16 hours, seven days a week",
        "services from our carers run 24/7, housekeeper",
    ],
)
def test_opening_hours_are_nobodys_working_time(text: str) -> None:
    assert [
        item for item in read(text) if item.kind in {ScheduleKind.NO_REST, ScheduleKind.ROUND_CLOCK, ScheduleKind.HOURS_PER_DAY}
    ] == []


def test_a_rotation_keeps_days_on_and_days_off() -> None:
    assert [(item.low, item.high) for item in read("11 days on and 3 days off")] == [(11, 3)]


@given(before=st.text(max_size=60), after=st.text(max_size=60), hours=st.integers(1, 20))
@settings(max_examples=100, deadline=None)
def test_spans_lie_within_any_text(before: str, after: str, hours: int) -> None:
    text = f"{before} {hours} hours a day {after}"
    assert all(0 <= item.start < item.end <= len(text) for item in read(text))


@pytest.mark.parametrize(
    "text",
    ["14 hours a day", "fourteen hours", "15-16h/day", "18.75 hours of work per shift", "72 hours a week", "8 to 300 hours"],
)
def test_long_hours_are_seen_at_a_glance(text: str) -> None:
    assert names_long_hours(text)


@pytest.mark.parametrize("text", ["40 hours a week", "8 hours a day", "8-16 o'clock", "within 24 months", "2026"])
def test_ordinary_hours_are_not_read_further(text: str) -> None:
    assert not names_long_hours(text)
