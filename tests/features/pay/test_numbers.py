from __future__ import annotations

import pytest

from features.pay.numbers import value_of, worded_value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("7", 7),
        ("1,500", 1500),
        ("1.500", 1500),
        ("1 500", 1500),
        ("1'500", 1500),
        ("1,500.00", 1500),
        ("1.500,50", 1500.5),
        ("1,50,000", 150000),
        ("1.234.567", 1234567),
        ("3.000,00", 3000),
        ("3,000,00", 3000),
        ("0.5", 0.5),
        ("18,3", 18.3),
        ("١٥٠٠", 1500),
        ("۲٬۵۰۰", 2500),
        ("1٫5", 1.5),
    ],
)
def test_numbers_are_read_as_people_write_them(raw: str, value: float) -> None:
    assert value_of(raw) == value


@pytest.mark.parametrize("raw", ["01174", "12.05.2024", "192.168.1.1", "1,23,45", "020 795", "1.2.3", "9" * 20, "1," * 40 + "1"])
def test_dates_addresses_and_references_are_no_amounts(raw: str) -> None:
    assert value_of(raw) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred", 200),
        ("one thousand", 1000),
        ("a thousand", 1000),
        ("two thousand five hundred", 2500),
        ("twenty five", None),
    ],
)
def test_worded_amounts_begin_at_a_hundred(words: str, value: float | None) -> None:
    assert worded_value(words) == value
