from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.pay import Pay, PayPeriod, PayRole, pay_in, percentages_in
from tests.work import grows_in_proportion

PERIODS = {
    PayPeriod.HOUR: ["per hour", "/h", "an hour", "por hora", "pro Stunde", "в час", "/giờ"],
    PayPeriod.DAY: ["per day", "/day", "a day", "por día", "par jour", "в день", "per hari", "/天"],
    PayPeriod.WEEK: ["per week", "a week", "/week", "pro Woche", "в неделю", "per minggu"],
    PayPeriod.MONTH: [
        "per month",
        "/mo",
        "monthly",
        "a month",
        "miesięcznie",
        "al mes",
        "pe lună",
        "im Monat",
        "aylık",
        "/tháng",
        "/月",
    ],
    PayPeriod.YEAR: ["per year", "per annum", "/yr", "a year", "par an", "pro Jahr", "в год", "rocznie"],
}
CURRENCIES = {
    "EUR": ["€{}", "{} €", "EUR {}", "{} EUR", "{} euros"],
    "GBP": ["£{}", "{} GBP", "GBP {}"],
    "PLN": ["{} zł", "{} PLN"],
    "AED": ["{} AED", "AED {}", "{} dirhams"],
    "INR": ["₹{}", "INR {}"],
    "TRY": ["{} ₺", "₺{}"],
}


def grouped(amount: int, mark: str) -> str:
    return f"{amount:,}".replace(",", mark)


written_periods = st.sampled_from([(period, words) for period, forms in PERIODS.items() for words in forms])
written_currencies = st.sampled_from([(code, form) for code, forms in CURRENCIES.items() for form in forms])
amounts = st.integers(min_value=10, max_value=900_000)
marks = st.sampled_from(["", ",", ".", " ", "'", "\u00a0"])


@settings(max_examples=150, deadline=None)
@given(amounts, marks, written_currencies, written_periods)
def test_what_is_written_is_read_back(amount: int, mark: str, currency: tuple[str, str], period: tuple[PayPeriod, str]) -> None:
    text = f"Pay: {currency[1].format(grouped(amount, mark))} {period[1]}".replace(" /", "/")
    (pay,) = pay_in(text)
    assert (pay.low, pay.high, pay.currency, pay.period) == (amount, amount, currency[0], period[0])
    assert text[pay.start : pay.end].endswith(period[1])


@settings(max_examples=100, deadline=None)
@given(amounts, st.integers(min_value=1, max_value=50_000), written_currencies, st.sampled_from([" - ", "-", " to ", " – "]))
def test_a_range_is_read_back(low: int, wider: int, currency: tuple[str, str], between: str) -> None:
    written = currency[1].format(f"{low}{between}{low + wider}")
    found = pay_in(f"Salary {written} per month")
    assert found[-1].high == low + wider
    if low * 60 > low + wider:  # farther apart they are two amounts
        (pay,) = found
        assert pay.low in (low, low * 1000)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 .,-–/$€£元万kмpercent hour\n", max_size=80))
def test_stretches_lie_within_any_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for pay in pay_in(text):
        assert end <= pay.start < pay.end <= len(text)
        assert pay.low is not None or pay.high is not None
        assert pay.low is None or pay.high is None or pay.low <= pay.high
        end = pay.end
    for share in percentages_in(text):
        assert 0 <= share.start < share.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcdefgh жзиты 好的 ,\n", max_size=60), st.text(alphabet="abcdefgh жзиты 好的 ,\n", max_size=60))
def test_surroundings_do_not_matter(before: str, after: str) -> None:
    text = f"{before}.\n\nSalary 1,700 EUR per month.\n\n{after}"
    (pay,) = pay_in(text)
    assert text[pay.start : pay.end] == "1,700 EUR per month"
    assert (pay.low, pay.period, pay.role) == (1700, PayPeriod.MONTH, PayRole.WAGE)


HOSTILE = [
    "1 ",
    "€1",
    "1,",
    "9",
    "1-",
    "$5 per ",
    "one thousand ",
    "5k to ",
    "1元",
    "salary 1000 ",
    "100 gross net ",
    "$",
    "a ",
    "\n",
    "5% ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_stays_linear(piece: str) -> None:
    assert grows_in_proportion(pay_in, piece)
    assert grows_in_proportion(percentages_in, piece)


def test_a_pay_is_a_value() -> None:
    assert Pay(0, 1, 1.0, 1.0) == Pay(0, 1, 1.0, 1.0)
