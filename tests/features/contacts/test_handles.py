"""Names on messengers and networks, and messengers that are only named."""

from __future__ import annotations

import pytest

from features.contacts import ContactKind, contacts_in, messenger_mentions
from features.profile import Profile

KINDS = {ContactKind.MESSENGER, ContactKind.SOCIAL}


def handles(text: str, profile: Profile = Profile.FULL, *, bare: bool = False) -> list[tuple[str, str]]:
    return [(item.service, item.value) for item in contacts_in(text, profile, bare_handles=bare) if item.kind in KINDS]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(
    ("text", "service", "value"),
    [
        ("Telegram @Anna_hr", "telegram", "anna_hr"),
        ("telegram: anna_hr1", "telegram", "anna_hr1"),
        ("tg: anna_hr", "telegram", "anna_hr"),
        ("Телеграм @anna_hr", "telegram", "anna_hr"),
        ("тг: anna_hr", "telegram", "anna_hr"),
        ("WeChat ID: annahr88", "wechat", "annahr88"),
        ("weixin annahr88", "wechat", "annahr88"),
        ("微信号annahr88", "wechat", "annahr88"),
        ("加V:annahr88", "wechat", "annahr88"),
        ("LINE ID: anna.hr", "line", "anna.hr"),
        ("line @annahr88", "line", "annahr88"),
        ("Signal: anna.42", "signal", "anna.42"),
        ("Skype live:.cid.12ab34", "skype", "live:.cid.12ab34"),
        ("IG: @anna.hr", "instagram", "anna.hr"),
        ("Instagram anna_hr", "instagram", "anna_hr"),
        ("X: @annahr", "x", "annahr"),
        ("QQ群:123456789", "qq", "123456789"),
        ("Snapchat anna_hr", "snapchat", "anna_hr"),
    ],
)
def test_a_name_beside_its_service_is_a_handle(text: str, service: str, value: str, profile: Profile) -> None:
    assert handles(text, profile) == [(service, value)]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(
    "text",
    [
        "production line: 5 and line manager",
        "Assembly Line: B12345",
        "traffic signal: strong; signal processing",
        "Telegram channel marketing, Viber adverts, WhatsApp Business",
        "Skype: preferred",
        "Facebook: Cover, banner",
        "Manage our Instagram page",
        "messenger service, discord among teams",
        "in my opinion (imo) fine",
        "line: 12",
        "@media screen { }",
        "Sales @ Firm",
    ],
)
def test_services_as_ordinary_words_or_work_are_no_handles(text: str, profile: Profile) -> None:
    assert handles(text, profile) == []


def test_a_lone_name_counts_in_posts_and_where_the_reader_is_told_to_write() -> None:
    assert handles("thanks @anna_hr", bare=True) == [("", "anna_hr")]
    assert handles("thanks @anna_hr") == []
    assert handles("пишите @anna_hr") == [("", "anna_hr")]
    assert handles("DM us at @anna_hr") == [("", "anna_hr")]


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("Message me on WhatsApp", ["whatsapp"]),
        ("contact via Telegram only", ["telegram"]),
        ("on LINE or via Signal", ["line", "signal"]),
        ("напишите в ватсап", ["whatsapp"]),
        ("írj WhatsAppon vagy Viberen", ["viber", "whatsapp"]),
        ("pisz na WhatsAppie", ["whatsapp"]),
        ("what's applied viberately", []),
        ("production line and traffic signal", []),
        ("WhatsApp: +44 7700 900123", []),
    ],
)
@pytest.mark.parametrize("profile", list(Profile))
def test_a_messenger_named_without_an_address_is_a_mention(text: str, services: list[str], profile: Profile) -> None:
    contacts = contacts_in(text, profile)
    assert sorted(item.service for item in messenger_mentions(text, profile, contacts)) == services


def test_no_handle_reaches_across_two_fields() -> None:
    assert handles("Telegram\n\x1e\nid: anna_hr1") == []
