"""Pay in fields of its own."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.pay import pay
from features.records.posting_mapping import posting_from_mapping


def text(currency: object, low: object, high: object, period: object = "") -> str:
    return posting_from_mapping({"id": "1", "base_salary": pay(currency, low, high, period)}).base_salary


@pytest.mark.parametrize("period", ["month", "monthly", "Monthly", "MONTH", "MONATSGEHALT"])
def test_a_span_is_written_with_its_currency_and_period(period: str) -> None:
    assert text("EUR", 1200, "1500", period) == "EUR 1200-1500 MONTH"


def test_one_end_is_enough() -> None:
    assert text("PLN", None, 31.5, "hourly") == "PLN 31.5 HOUR"
    assert text("PLN", 30, None) == "PLN 30"


def test_a_period_that_schema_org_has_no_word_for_stays_as_it_is() -> None:
    assert text("KZT", 9000, None, "SHIFT") == "KZT 9000 SHIFT"


@pytest.mark.parametrize("nothing", [None, "", "0", "0.00", 0, 0.0, True, [], {}, math.nan, math.inf, -5, "on request"])
def test_no_figure_is_no_pay(nothing: object) -> None:
    assert pay("EUR", nothing, nothing, "month") is None


def test_a_currency_goes_by_the_code_of_today() -> None:
    assert text("RUR", 90000, None) == "RUB 90000"


values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.text())
)


@given(values, values, values, values)
def test_whatever_is_stated_can_be_a_postings_pay(currency: object, low: object, high: object, period: object) -> None:
    assert isinstance(text(currency, low, high, period), str)
