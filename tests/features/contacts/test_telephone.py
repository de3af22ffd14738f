"""Telephone numbers: what is one, what only looks like one, and what it is called in E.164."""

from __future__ import annotations

import pytest

from features.contacts import ContactKind, contacts_in
from features.profile import Profile

PROFILES = list(Profile)


def numbers(text: str, profile: Profile = Profile.FULL, regions: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = contacts_in(text, profile, regions)
    return [(item.service, item.value) for item in found if item.kind in {ContactKind.TELEPHONE, ContactKind.MESSENGER}]


INTERNATIONAL = [
    ("Call +44 20 7946 0018 today", "+442079460018"),
    ("Ring us: +44 (0)20 7946 0018.", "+442079460018"),
    ("phone 0044 7700 900123", "+447700900123"),
    ("+1 (202) 555-0123", "+12025550123"),
    ("write to +48 600 123 456, Anna", "+48600123456"),
    ("tel.+49-30-901820", "+4930901820"),
]
NATIONAL = [
    ("Call 020 7946 0018", ("GB",), "+442079460018"),
    ("Telephone number020 7946 0018", ("GB",), "+442079460018"),
    ("Good pay. 020 7946 0018", ("GB",), "+442079460018"),
    ("Mobile:\n07700 900123", ("GB",), "+447700900123"),
    ("kontakt 600 123 456", ("PL",), "+48600123456"),
    ("Тел. 8 (912) 345-67-89", ("RU",), "+79123456789"),
    ("no hp 0812-3456-7890", ("ID",), "+6281234567890"),
    ("Tel. (202) 555-0123", ("US",), "+12025550123"),
    ("电话:13812345678", (), "+8613812345678"),
    ("SĐT: 0912 345 678", (), "+84912345678"),
    ("Call 020 7946 0018", ("FR", "GB"), "+442079460018"),
    ("tālr. 20114257", ("LV",), "+37120114257"),
]
NOT_NUMBERS = [
    "posted 12.05.2024, ends 2024-06-30",
    "phone interview on 12.05.2024 or 2024-06-30",
    "between 2019-2024 and 2025 - 2026",
    "salary 12000-15000 a year",
    "pay 1 500 000 - 2 000 000 a month",
    "from 09:00 - 18:00, or 0900-1800, or 08.00-17.30",
    "£24,000 - £31,500 and $1200-1500 weekly",
    "Reference Number: 814-58-0077",
    "Ref 02079460018",
    "Job ID 7700900123",
    "Registration No: R1111375",
    "VAT 020 7946 0018",
    "Numer referencyjny: 45300/2106007",
    "+44 XXXX XXXXXX or 07XXX XXXXXX",
    "phone 0000000000 or 1234567890",
    "IBAN GB29 NWBK 6016 1331 9268 19",
    "card 4111 1111 1111 1111",
    "月薪5000-10000元 无责任底薪4500-6000",
    "area 10 000 000 sq ft, postcode 10115",
    "see firm.example/jobs/020794600181",
    "20 24 hours 24/7 support",
    "2 0 2 4/ 2 0 2 5",
    "release 7. 1/6. 2/6. 1/5. 1",
]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("text", "value"), INTERNATIONAL)
def test_a_number_with_its_country_code_needs_no_region(text: str, value: str, profile: Profile) -> None:
    assert numbers(text, profile) == [("", value)]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("text", "regions", "value"), NATIONAL)
def test_a_national_number_is_read_as_one_of_the_countries_named(
    text: str, regions: tuple[str, ...], value: str, profile: Profile
) -> None:
    assert numbers(text, profile, regions) == [("", value)]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_dates_prices_ranges_hours_and_references_are_no_numbers(text: str, profile: Profile) -> None:
    assert numbers(text, profile, ("GB", "PL", "CN", "IT", "US")) == []


def test_a_labelled_number_of_an_unknown_country_keeps_its_digits() -> None:
    assert numbers("Call 0632 960 983") == [("", "0632960983")]


def test_two_numbers_in_one_run_are_two() -> None:
    assert numbers("call 01632 960983 / 020 7946 0018", regions=("GB",)) == [("", "+441632960983"), ("", "+442079460018")]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("WhatsApp: +44 7700 900123", "whatsapp"),
        ("whats app me on +44 7700 900123", "whatsapp"),
        ("+44 7700 900123 (WhatsApp)", "whatsapp"),
        ("+44 7700 900123 on Viber", "viber"),
        ("Viber/Telegram +44 7700 900123", "telegram"),
        ("wa.me/447700900123", "whatsapp"),
        ("https://api.whatsapp.com/send?phone=447700900123&text=hello", "whatsapp"),
        ("Вайбер: +44 7700 900123", "viber"),
        ("message my Signal: +44 7700 900123", "signal"),
    ],
)
def test_a_number_on_a_messenger_is_one_contact_of_that_messenger(text: str, service: str, profile: Profile) -> None:
    assert numbers(text, profile) == [(service, "+447700900123")]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_link_broken_before_its_number_still_names_the_messenger(profile: Profile) -> None:
    assert numbers("http //wa.me /442079460018", profile) == [("whatsapp", "+442079460018")]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    ("link", "value"),
    [("wa.me/u/Maria_Jobs", "maria_jobs"), ("wa.me/message/AB12", "ab12"), ("https://wa.link/ab12cd", "ab12cd")],
)
def test_a_link_of_a_messenger_without_a_number_leads_to_a_name(link: str, value: str, profile: Profile) -> None:
    assert [(item.service, item.value) for item in contacts_in(f"Write to {link} today", profile)] == [("whatsapp", value)]


def test_the_messenger_of_one_number_is_not_that_of_the_next() -> None:
    found = numbers("+44 7700 900123 (WhatsApp) 020 7946 0018", regions=("GB",))
    assert found == [("whatsapp", "+447700900123"), ("", "+442079460018")]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "text",
    [
        "plus four four double seven zero zero nine zero zero one two three",
        "WhatsApp plus four four 77 zero zero nine 0 0 one two three",
        "+ 4 4 7 7 0 0 9 0 0 1 2 3",
        "call +44 77OO 900123",
    ],
)
def test_a_spelled_or_spaced_number_is_read_and_called_disguised(text: str, profile: Profile) -> None:
    (found,) = contacts_in(text, profile)
    assert (found.value, found.disguised) == ("+447700900123", True)


def test_a_number_written_plainly_is_not_disguised() -> None:
    (found,) = contacts_in("+44 7700 900123", Profile.FULL)
    assert not found.disguised


@pytest.mark.parametrize(
    "text", ["one or two of the five teams, three days, six of seven weeks", "one two three four go", "sixty seven hundred"]
)
def test_counting_in_words_is_no_number(text: str) -> None:
    assert numbers(text) == []
