"""E-mail addresses, plain and disguised, and whose mailbox it is."""

from __future__ import annotations

import pytest

from features.contacts import ContactKind, contacts_in, is_free_mail
from features.profile import Profile


def emails(text: str, profile: Profile = Profile.FULL) -> list[tuple[str, str, bool]]:
    return [(item.value, item.domain, item.disguised) for item in contacts_in(text, profile) if item.kind is ContactKind.EMAIL]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(
    ("text", "value", "domain", "disguised"),
    [
        ("Write to Jobs@Firm.example.", "jobs@firm.example", "firm.example", False),
        ("邮箱anna@firm.example欢迎", "anna@firm.example", "firm.example", False),
        ("<anna.b+hr@mail.firm.co.uk>", "anna.b+hr@mail.firm.co.uk", "firm.co.uk", False),
        ("to anna@firm.com.Please reply", "anna@firm.com", "firm.com", False),
        ("Müller@firm.de", "müller@firm.de", "firm.de", False),
        ("anna at firm dot com", "anna@firm.com", "firm.com", True),
        ("anna.b [at] firm [dot] co [dot] uk", "anna.b@firm.co.uk", "firm.co.uk", True),
        ("reach me at anna.b[at]firm(dot)com", "anna.b@firm.com", "firm.com", True),
        ("anna(at)firm.de", "anna@firm.de", "firm.de", True),
        ("e-mail: anna @ firm . com", "anna@firm.com", "firm.com", True),
    ],
)
def test_an_address_is_found_however_it_is_written(text: str, value: str, domain: str, disguised: bool, profile: Profile) -> None:
    assert emails(text, profile) == [(value, domain, disguised)]


@pytest.mark.parametrize(
    "text",
    [
        "apply at firm.com",
        "meet @ 9am",
        "Sales Manager @ Firm.com",
        "Sales @ Firm.com (at the coast)",
        "ask anna@...",
        "look at this dot matrix",
        "@media (x)",
        "a@b",
    ],
)
def test_places_times_and_fragments_are_no_addresses(text: str) -> None:
    assert emails(text) == []


@pytest.mark.parametrize(
    "domain", ["gmail.com", "yahoo.co.uk", "YAHOO.fr", "mail.ru", "163.com", "ukr.net", "abv.bg", "wp.pl", "proton.me"]
)
def test_free_mail_is_known_world_wide(domain: str) -> None:
    assert is_free_mail(domain)


@pytest.mark.parametrize("domain", ["firm.example", "notgmail.com", "yahoo-careers.example", "gmail.com.example"])
def test_a_domain_of_ones_own_is_not_free_mail(domain: str) -> None:
    assert not is_free_mail(domain)
