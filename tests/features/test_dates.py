"""Days an offer names: start, departure, deadline; written out or counted from today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.dates import DateKind, dates_in
from features.text.normalise import lower


@pytest.mark.parametrize(
    ("text", "kind", "value", "days"),
    [
        ("Start date: 3 March 2027", DateKind.START, date(2027, 3, 3), None),
        ("starting on Monday, March 8th, 2027", DateKind.START, date(2027, 3, 8), None),
        ("leaving on 12/01/2027", DateKind.DEPARTURE, date(2027, 1, 12), None),
        ("apply by 2027-02-03", DateKind.DEADLINE, date(2027, 2, 3), None),
        ("departure 01.25.27", DateKind.DEPARTURE, date(2027, 1, 25), None),
        ("closing date: 5th April", DateKind.DEADLINE, None, None),
        ("departure tomorrow", DateKind.DEPARTURE, None, 1),
        ("start immediately", DateKind.START, None, 0),
        ("flight within 48 hours", DateKind.DEPARTURE, None, 2),
        ("leave in 3 days", DateKind.DEPARTURE, None, 3),
        ("starts as soon as possible", DateKind.START, None, 0),
        ("begin 31/02/2027", DateKind.START, None, None),
    ],
)
def test_days_are_read(text: str, kind: DateKind, value: date | None, days: int | None) -> None:
    assert [(item.kind, item.value, item.days) for item in dates_in(text, lower(text))] == [(kind, value, days)]


@pytest.mark.parametrize("text", ["start your career", "travel to 3 countries", "leave your mark", "12/01/2027"])
def test_other_words_name_no_day(text: str) -> None:
    assert [item for item in dates_in(text, lower(text)) if item.value or (item.days or 0) > 0] == []


@given(before=st.text(max_size=50), after=st.text(max_size=50))
@settings(max_examples=100, deadline=None)
def test_spans_lie_within_any_text(before: str, after: str) -> None:
    text = f"{before} start date 03/04/2027 {after}"
    assert all(0 <= item.start < item.end <= len(text) for item in dates_in(text, lower(text)))
