"""Links: where they end, whom they lead to, and whether they hide it."""

from __future__ import annotations

import pytest

from features.contacts import Contact, ContactKind, contacts_in, is_link_shortener
from features.profile import Profile


def only(text: str, profile: Profile = Profile.FULL) -> Contact:
    (found,) = contacts_in(text, profile)
    return found


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(
    ("text", "value", "domain"),
    [
        ("See https://www.Firm.example/Jobs/?utm_source=a&id=3.", "https://firm.example/Jobs?id=3", "firm.example"),
        ("(visit jobs.firm.co.uk/a_(b))", "https://jobs.firm.co.uk/a_(b)", "firm.co.uk"),
        ("(http://firm.example/)for more", "https://firm.example", "firm.example"),
        ("https://firm.example/a📂", "https://firm.example/a", "firm.example"),
        ("www.firm.it, now", "https://firm.it", "firm.it"),
        ("at firm.com!", "https://firm.com", "firm.com"),
        ("http://192-firm.example:8080/x", "https://192-firm.example/x", "192-firm.example"),
        ("见https://firm.example/a欢迎", "https://firm.example/a", "firm.example"),
    ],
)
def test_a_link_ends_where_it_should_and_has_one_spelling(text: str, value: str, domain: str, profile: Profile) -> None:
    found = only(text, profile)
    assert (found.kind, found.value, found.domain) == (ContactKind.URL, value, domain)


def test_a_host_in_another_alphabet_is_compared_in_punycode() -> None:
    assert only("https://вакансии.рф/x").value == "https://xn--80aae0aajw6a.xn--p1ai/x"


@pytest.mark.parametrize(
    "text",
    [
        "apply now.it is good",
        "we use node.js and vb",
        "end.Next sentence",
        "e.g. this",
        "version 3.5.2",
        "m.in. praca",
        "Straż m.st. Warszawy",
        "ASP.NET and VB.net",
        "facebook.com",
        "reģ.nr 1",
        "lançar.de",
    ],
)
def test_a_full_stop_without_a_blank_is_no_link(text: str) -> None:
    assert contacts_in(text, Profile.FULL) == ()


@pytest.mark.parametrize("text", ["hxxps://firm[.]example/a", "firm[.]example", "firm (dot) com", "visit firm dot com"])
def test_a_defanged_link_is_read_and_called_disguised(text: str) -> None:
    found = only(text)
    assert (found.kind, found.disguised) == (ContactKind.URL, True)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(
    ("text", "service", "value", "invite"),
    [
        ("t.me/Anna_hr", "telegram", "anna_hr", False),
        ("https://t.me/s/annahr", "telegram", "annahr", False),
        ("t.me/+AbC-123xyz", "telegram", "AbC-123xyz", True),
        ("t.me/joinchat/AbC123xyz", "telegram", "AbC123xyz", True),
        ("tg://resolve?domain=annahr", "telegram", "annahr", False),
        ("http //t.me/annahr", "telegram", "annahr", False),
        ("chat.whatsapp.com/AbCdEf12345", "whatsapp", "AbCdEf12345", True),
        ("viber://chat?number=%2B447700900123", "viber", "+447700900123", False),
        ("zalo.me/g/abc123", "zalo", "abc123", True),
        ("https://line.me/ti/p/~anna", "line", "anna", False),
        ("https://signal.me/#p/+447700900123", "signal", "+447700900123", False),
        ("https://signal.group/#AbC123", "signal", "AbC123", True),
        ("m.me/anna.hr", "messenger", "anna.hr", False),
        ("facebook.com/groups/jobs.abroad", "facebook", "jobs.abroad", True),
        ("https://www.facebook.com/profile.php?id=10001", "facebook", "10001", False),
        ("vk.com/annahr", "vk", "annahr", False),
        ("instagram.com/anna.hr/", "instagram", "anna.hr", False),
        ("discord.gg/AbC123", "discord", "AbC123", True),
        ("tiktok.com/@annahr", "tiktok", "annahr", False),
        ("x.com/annahr", "x", "annahr", False),
    ],
)
def test_a_link_into_a_messenger_or_network_is_a_contact_there(
    text: str, service: str, value: str, invite: bool, profile: Profile
) -> None:
    found = only(text, profile)
    assert (found.service, found.value, found.invite) == (service, value, invite)


@pytest.mark.parametrize(
    "text", ["facebook.com/sharer/x", "t.me/share/url?url=a", "instagram.com/p/abc", "https://x.com/intent/post"]
)
def test_a_networks_own_pages_lead_to_nobody(text: str) -> None:
    assert only(text).kind is ContactKind.URL


def test_shorteners_are_known() -> None:
    assert all(is_link_shortener(domain) for domain in ("bit.ly", "tinyurl.com", "t.co", "goo.gl", "rb.gy", "is.gd", "cutt.ly"))
    assert not is_link_shortener("firm.example")
