from __future__ import annotations

import pytest

from features.pay import Pay, PayPeriod, PayRole, pay_in
from features.spans import Span
from features.text.normalise import lower

HOUR, DAY, WEEK, MONTH, YEAR = PayPeriod.HOUR, PayPeriod.DAY, PayPeriod.WEEK, PayPeriod.MONTH, PayPeriod.YEAR


def only(text: str, *countries: str) -> Pay:
    (pay,) = pay_in(text, countries=countries)
    return pay


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        # English
        ("We pay £9.50 - £10.20 per hour", 9.5, 10.2, "GBP", HOUR),
        ("Salary: $40,000.00 - $50,000.00 /yr", 40000, 50000, "USD", YEAR),
        ("USD 15-20 HOUR", 15, 20, "USD", HOUR),
        ("20000-30000 EUR YEAR", 20000, 30000, "EUR", YEAR),
        ("1500 BGN month", 1500, 1500, "BGN", MONTH),
        ("earn $150-$175,000/yr", 150000, 175000, "USD", YEAR),
        ("wage of 3-5k EUR a month", 3000, 5000, "EUR", MONTH),
        ("salary 30K–50K GBP p.a.", 30000, 50000, "GBP", YEAR),
        ("AED 2500 pcm", 2500, 2500, "AED", MONTH),
        ("two thousand five hundred euros per month", 2500, 2500, "EUR", MONTH),
        ("between £100 and £120 a day", 100, 120, "GBP", DAY),
        ("£650 p/w", 650, 650, "GBP", WEEK),
        ("$900 bi-weekly", 900, 900, "USD", PayPeriod.FORTNIGHT),
        ("from £8/hour - £10/hour", 8, 10, "GBP", HOUR),
        # grouping and digits
        ("1.500 € per month", 1500, 1500, "EUR", MONTH),
        ("1 500 € per month", 1500, 1500, "EUR", MONTH),
        ("CHF 4'500.50 per month", 4500.5, 4500.5, "CHF", MONTH),
        ("1.500,75 € per month", 1500.75, 1500.75, "EUR", MONTH),
        ("INR 1,50,000 per month", 150000, 150000, "INR", MONTH),
        ("5 lakh per annum", 500000, 500000, "INR", YEAR),
        ("1.2 lpa", 120000, 120000, "INR", YEAR),
        # the other languages
        ("bruttó 450.000 Ft/hó", 450000, 450000, "HUF", MONTH),
        ("havonta nettó 300 000 - 350 000 forint", 300000, 350000, "HUF", MONTH),
        ("2500 lei net pe lună", 2500, 2500, "RON", MONTH),
        ("заплата 1 800 лв. на месец", 1800, 1800, "BGN", MONTH),
        ("плата 90.000 динара месечно", 90000, 90000, "RSD", MONTH),
        ("plaća 1200 eura mjesečno", 1200, 1200, "EUR", MONTH),
        ("плата 35.000 денари месечно", 35000, 35000, "MKD", MONTH),
        ("зарплата від 20 000 до 30 000 грн на місяць", 20000, 30000, "UAH", MONTH),
        ("от 30 до 50 тыс. руб. в месяц", 30000, 50000, "RUB", MONTH),
        ("4500-5200 zł miesięcznie", 4500, 5200, "PLN", MONTH),
        ("stawka 28,50 zł/h", 28.5, 28.5, "PLN", HOUR),
        ("maaş 40.800 TL aylık", 40800, 40800, "TRY", MONTH),
        ("الراتب ١٥٠٠ درهم شهريا", 1500, 1500, "AED", MONTH),
        ("ماہانہ تنخواہ 50,000 روپے", 50000, 50000, "INR", MONTH),
        ("5000元/月", 5000, 5000, "CNY", MONTH),
        ("8千-1万/月", 8000, 10000, "CNY", MONTH),
        ("4.5-6千/月", 4500, 6000, "CNY", MONTH),
        ("月薪8k-15k", 8000, 15000, "", MONTH),
        ("Lương 15 - 20 triệu/tháng", 15e6, 20e6, "VND", MONTH),
        ("sueldo de 1.200 euros al mes", 1200, 1200, "EUR", MONTH),
        ("salário R$ 2.500,00 por mês", 2500, 2500, "BRL", MONTH),
        ("30 – 35K€ brut par an", 30000, 35000, "EUR", YEAR),
        ("Mensuel de 2000.00 Euros à 2500.00 Euros sur 12.0 mois", 2000, 2500, "EUR", MONTH),
        ("Stundenlohn 14,50 EUR", 14.5, 14.5, "EUR", HOUR),
        ("thu nhập 10-15tr/tháng", 10e6, 15e6, "VND", MONTH),
        ("fizetés: 2500 euró/hó", 2500, 2500, "EUR", MONTH),
        ("Rs. 25000/- per month", 25000, 25000, "INR", MONTH),
        ("日结200元", 200, 200, "CNY", DAY),
        ("Gaji 2 juta per bulan", 2e6, 2e6, "IDR", MONTH),
        ("Rp5.000.000 – Rp7.000.000 per bulan", 5e6, 7e6, "IDR", MONTH),
        ("RM 2,500 per month", 2500, 2500, "MYR", MONTH),
    ],
)
def test_a_wage_is_read_in_many_languages_and_styles(
    text: str, low: float, high: float, currency: str, period: PayPeriod
) -> None:
    pay = only(text)
    assert (pay.low, pay.high, pay.currency, pay.period) == (low, high, currency, period)
    assert pay.role is PayRole.WAGE
    assert pay.period_stated


@pytest.mark.parametrize(
    "text",
    [
        "Call 020 7946 0123 or +44 20 7946 0999",
        "Open 24/7 since 2015, with 500 employees and 5 years of experience",
        "401(k) and 401k matching, paid form 1099",
        "Working hours 9.00-17.00, 40 hours per week, 37.5 hours.",
        "12 Mill Road, Cambridge, job number 14343, ref. B-1207",
        "Ages 18-35, height 170-180, 2019 - 2023",
        "more than 100k monthly users and 3 million daily readers",
        "Our fields cover 12 hectares; 20 000 visitors come each summer",
        "within 10 km of the centre, shelf of 14 ft, code R12345",
        "Starts 01.12.2026, ends 15/03/2027, IP 192.168.10.20",
        "Over 440k+ colleagues around the globe",
        "Apply by 15 ALL WELCOME",
        "salary grade, 3000 SR",
    ],
)
def test_other_numbers_are_not_money(text: str) -> None:
    assert pay_in(text) == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("registration fee 100 EUR", PayRole.FEE),
        ("You pay a 100 EUR processing fee", PayRole.FEE),
        ("такса за регистрация 100 лв.", PayRole.FEE),
        ("opłata rejestracyjna 200 zł", PayRole.FEE),
        ("a sign-on bonus of $1,500", PayRole.BONUS),
        ("$500 referral bonus", PayRole.BONUS),
        ("£500 deducted from your salary", PayRole.DEDUCTION),
        ("We deduct 200 EUR a month for rent", PayRole.DEDUCTION),
        ("a deposit of 500 USD is required", PayRole.DEPOSIT),
        ("押金500元", PayRole.DEPOSIT),
        ("wages 500 USD deposit", PayRole.DEPOSIT),
        ("a penalty of €1000 for leaving early", PayRole.PENALTY),
        ("Vertragsstrafe von 1.000 EUR", PayRole.PENALTY),
        ("advance of 300 EUR", PayRole.ADVANCE),
        ("a budget of €250,000", PayRole.OTHER),
        ("annual revenue of $900,000", PayRole.OTHER),
        ("we raised $14m from investors", PayRole.OTHER),
        ("insurance cover up to £50,000", PayRole.OTHER),
        ("a discount voucher worth €30", PayRole.OTHER),
        ("a lot of €700", PayRole.UNKNOWN),
    ],
)
def test_the_words_around_say_what_the_money_is_for(text: str, role: PayRole) -> None:
    assert only(text).role is role


def test_a_wage_with_a_bonus_after_it_stays_a_wage() -> None:
    wage, bonus = pay_in("Salary 1,700 EUR plus bonus 300 EUR")
    assert (wage.role, bonus.role) == (PayRole.WAGE, PayRole.BONUS)


def test_a_fee_in_another_clause_does_not_colour_a_wage() -> None:
    fee, wage = pay_in("Visa fee: 90 EUR. Salary: 1,800 EUR per month.")
    assert (fee.role, wage.role) == (PayRole.FEE, PayRole.WAGE)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("up to 3000 EUR per month", None, 3000),
        ("bis zu 3000 EUR im Monat", None, 3000),
        ("до 90 000 руб. в месяц", None, 90000),
        ("from 3000 EUR per month", 3000, None),
        ("od 2 800 PLN miesięcznie", 2800, None),
        ("3000+ EUR monthly", 3000, None),
        ("salary of 25 000 THB and more", 25000, None),
        ("salary 2000 EUR + food", 2000, 2000),
    ],
)
def test_an_open_end_stays_open(text: str, low: float | None, high: float | None) -> None:
    pay = only(text)
    assert (pay.low, pay.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "countries", "currency", "sure"),
    [
        ("wage $900", (), "USD", False),
        ("wage $900", ("CA",), "CAD", True),
        ("wage $900", ("CA", "US"), "USD", False),
        ("wage US$900", ("CA",), "USD", True),
        ("wage USD $900", ("AR",), "USD", True),
        ("lön 30 000 kr", ("NO",), "NOK", True),
        ("lön 30 000 kr", (), "SEK", False),
        ("salary Rs 40,000", ("PK",), "PKR", True),
        ("salary ¥300,000", ("JP",), "JPY", True),
        ("salary 3000 SR", ("SA",), "SAR", True),
        ("salary 2500", (), "", False),
    ],
)
def test_a_shared_sign_is_settled_by_the_posting_s_countries(
    text: str, countries: tuple[str, ...], currency: str, sure: bool
) -> None:
    pay = only(text, *countries)
    assert (pay.currency, pay.currency_sure) == (currency, sure)


@pytest.mark.parametrize(
    ("text", "gross"),
    [
        ("2500 zł brutto miesięcznie", True),
        ("€1,800 netti/mese", False),
        ("оклад 80 000 руб. на руки", False),
        ("salary 2000 EUR before tax", True),
        ("salary 2000 EUR", None),
    ],
)
def test_gross_and_net_are_told(text: str, gross: bool | None) -> None:
    assert only(text).gross is gross


@pytest.mark.parametrize(
    ("text", "period"),
    [("40000-50000", YEAR), ("£9.50 - £10.20", HOUR), ("£21,000", YEAR), ("2.100 EUR", MONTH), ("7 EUR", HOUR)],
)
def test_in_the_field_for_pay_an_unstated_period_is_guessed_and_said_to_be(text: str, period: PayPeriod) -> None:
    (pay,) = pay_in(text, salary_span=Span(0, len(text)))
    assert (pay.role, pay.period, pay.period_stated) == (PayRole.WAGE, period, False)


def test_a_bare_figure_counts_only_in_the_field_for_pay() -> None:
    assert pay_in("40000-50000") == ()


def test_a_small_starting_salary_is_not_taken_for_an_hour_s_pay() -> None:
    assert only("starting salary $100").period is PayPeriod.UNKNOWN


@pytest.mark.parametrize(
    ("text", "monthly"),
    [
        ("€10 per hour", 1733.3),
        ("€100 per day", 2175.0),
        ("€400 per week", 1738.0),
        ("€800 fortnightly", 1738.0),
        ("€24,000 per year", 2000.0),
    ],
)
def test_pay_is_made_monthly(text: str, monthly: float) -> None:
    assert only(text).monthly() == (monthly, monthly)


def test_piece_rates_and_trips_have_no_monthly_figure() -> None:
    assert only("€5 per parcel").monthly() == (None, None)
    assert only("€500 per trip").monthly() == (None, None)


def test_a_given_lower_case_changes_nothing() -> None:
    text = "Salary USD 900 PER MONTH"
    assert pay_in(text, lower(text)) == pay_in(text)


def test_many_amounts_are_cut_off_rather_than_read_for_ever() -> None:
    assert 0 < len(pay_in("wage €5, " * 3000)) <= 40
