from __future__ import annotations

import pytest

from features.pay import Pay, PayPeriod, PayRole, pay_in
from features.pay.lexicon import money
from features.wages import convert, countries, occupation_factor, plausibility, reference

EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
ELSEWHERE = (
    "GB CH NO RS BA MK AL MD UA RU TR GE AE SA QA KW LB JO EG IQ PK IN BD NP LK CN HK TW TH MM KH LA VN PH MY SG ID JP KR NG KE "
    "GH ET UG ZA US CA MX BR CO AU NZ IL"
)


def wage(text: str) -> Pay:
    (pay,) = pay_in(text)
    return pay


def test_the_countries_most_concerned_are_all_listed() -> None:
    assert {*EU.split(), *ELSEWHERE.split()} <= set(countries())


@pytest.mark.parametrize("country", countries())
def test_each_country_s_figures_make_sense(country: str) -> None:
    known = reference(country)
    assert known is not None
    assert 2020 <= known.year <= 2026
    assert known.source
    assert known.minimum is None or 0 < known.minimum < known.mean
    dollars = convert(known.mean, known.currency, "USD")
    assert dollars is not None
    assert 40 < dollars < 9000


@pytest.mark.parametrize("country", countries())
def test_the_figure_for_guessing_periods_agrees_with_a_country_that_uses_the_currency(country: str) -> None:
    known = reference(country)
    assert known is not None
    shared = {"EUR", "USD", "XOF", "XAF"}
    assert known.currency in shared or 0.35 < money().months[known.currency] / known.mean < 2.5


def test_a_country_without_a_minimum_wage_has_none() -> None:
    known = reference("SE")
    assert known is not None
    assert known.minimum is None


def test_managers_earn_more_than_elementary_workers() -> None:
    assert occupation_factor(1) > occupation_factor(5) > occupation_factor(9)
    assert occupation_factor(None) == 1


def test_a_waitress_offered_several_times_the_wage_stands_out() -> None:
    ratio = plausibility(wage("waitress 6,000 EUR/month"), "GR", 5)
    assert ratio is not None
    assert ratio.ratio > 4
    assert ratio.minimum_ratio is not None
    assert ratio.minimum_ratio > 5
    assert "GR" in ratio.baseline
    assert "ISCO group 5" in ratio.baseline
    assert "2024" in ratio.baseline


def test_an_ordinary_wage_does_not() -> None:
    ratio = plausibility(wage("4500 zł miesięcznie"), "PL", 9)
    assert ratio is not None
    assert 0.5 < ratio.ratio < 1.2


def test_another_currency_is_converted() -> None:
    ratio = plausibility(wage("2000 USD per month"), "PH", 5)
    assert ratio is not None
    assert ratio.currency == "PHP"
    assert ratio.monthly > 100_000


def test_a_posting_without_a_country_is_held_against_a_high_income_one() -> None:
    ratio = plausibility(wage("$3,000-15,000 a month, typing only"), "", 4)
    assert ratio is not None
    assert ratio.ratio > 2.5
    assert ratio.low_ratio < 1
    assert "names no country" in ratio.baseline


def test_pay_in_a_national_currency_is_held_against_its_own_country() -> None:
    ratio = plausibility(wage("stawka 115 zł/h"), "IN", 2)
    assert ratio is not None
    assert ratio.baseline.startswith("mean monthly wage of PL")
    assert ratio.ratio < 3


def test_a_bare_figure_is_in_the_country_s_currency_and_says_nothing_without_a_country() -> None:
    pay = wage("salary 2500/month")
    ratio = plausibility(pay, "DE", None)
    assert ratio is not None
    assert ratio.currency == "EUR"
    assert plausibility(pay, "", None) is None


@pytest.mark.parametrize(
    "pay",
    [
        Pay(0, 3, 100.0, 100.0, "EUR", True, PayPeriod.MONTH, True, PayRole.FEE),
        Pay(0, 3, 100.0, 100.0, "EUR", True, PayPeriod.PIECE, True, PayRole.WAGE),
        Pay(0, 3, 100.0, 100.0, "ZZZ", True, PayPeriod.MONTH, True, PayRole.WAGE),
        Pay(0, 3, 65000.0, 75000.0, "EUR", True, PayPeriod.HOUR, True, PayRole.WAGE),
    ],
)
def test_nothing_is_said_of_fees_piece_rates_unknown_currencies_and_slips_of_the_pen(pay: Pay) -> None:
    assert plausibility(pay, "DE", 9) is None


def test_nothing_is_said_of_a_country_not_listed() -> None:
    assert plausibility(wage("900 USD per month"), "ZZ", None) is None
    assert reference("ZZ") is None


def test_a_guessed_period_is_said_to_be_guessed() -> None:
    ratio = plausibility(wage("salary 3000 EUR"), "DE", None)
    assert ratio is not None
    assert not ratio.period_stated
