"""Drawn away from the platform."""

from __future__ import annotations

import pytest

from features.posting import Organization, PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "off_platform_redirect"

SHOWN = [
    "Join our Telegram group https://t.me/+AbCdEf123456 for jobs.",
    "Comment 'JOB' and I will DM you.",
    "Apply here: https://bit.ly/3abcXYZ",
    "Inbox me for details.",
    "Type INTERESTED below and we message you.",
    "Details in the private group, link in bio.",
    "Don't apply here, write to me on Telegram instead.",
    "Drop your number in the comments.",
    "DM me the word WORK.",
    "Link to the closed group in first comment.",
    "Scan the QR code to join our WhatsApp group.",
    "Drop a dot and check your inbox.",
    "pm is the key, we do not answer here",
    "Click the link and continue on WhatsApp with our receptionist.",
    "Put a + in the comments, I'll write to you.",
]

NOT_SHOWN = [
    "Apply at careers.northfleet.example.",
    "Moderate comments and direct messages on our social media.",
    "Comment your code and write tests first.",
    "Follow us on Instagram and like our posts.",
    "You will manage our Discord community and Telegram channel.",
    "We never contact applicants on WhatsApp or Telegram.",
    "You will find a confirmation in your mailbox after you apply online.",
    "Post parcels and write up orders.",
    "Office hours 9 am to 6 pm for six days.",
    "Leave and sickness cover for the support inbox.",
    "Applications only through this site.",
    "Click the link to our application form.",
]

DENIED = [
    "We never recruit over WhatsApp or Telegram.",
    "Please apply only through this site.",
    "We do not interview by Telegram.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_ways_off_the_platform_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_social_media_as_work_and_ordinary_ways_to_apply_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_of_chats_contradicts(text: str) -> None:
    assert denies(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("link", ["https://t.me/+AbCdEf123456", "https://chat.whatsapp.com/Abc123Def456Ghi789Jkl0"])
def test_an_invitation_shows_it(link: str) -> None:
    assert shows(INDICATOR, f"Jobs daily: {link}")


def test_a_short_link_of_a_named_firm_is_a_convenience() -> None:
    text = "All openings: https://bit.ly/3abcXYZ"
    assert shows(INDICATOR, text)
    assert not shows(INDICATOR, text, hiring_organization=Organization(name="Northfleet Ltd"))
    assert not shows(INDICATOR, text + " and www.northfleet.example/jobs")


@pytest.mark.parametrize("link", ["https://lnkd.in/abc123", "https://t.co/abc123"])
def test_a_link_that_the_network_itself_shortens_hides_nothing(link: str) -> None:
    assert not shows(INDICATOR, f"Apply here: {link}")
