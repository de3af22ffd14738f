"""A chat or private number as the only way to apply."""

from __future__ import annotations

import pytest

from features.posting import PostingKind
from features.profile import Profile
from tests.features.recognisers.states import shows

INDICATOR = "informal_contact_only"

SHOWN = [
    "Cleaners needed. WhatsApp +44 7700 900123.",
    "Write me on Telegram.",
    "Interested? Text me 07700 900456.",
    "Send your CV to maryjobs2020@gmail.com",
    "Waitress wanted in Malta. Inbox me or viber.",
    "Call me for details, my number is 07700 900789.",
    "Contact only by WhatsApp.",
    "DM for more info on instagram @jobgirl_abroad",
    "Add me on WeChat for details of the work.",
    "Workers needed, apply via Viber +44 7700 900222",
    "message me on messenger if you want the job",
    "Interested girls send photo to hiring.manager.abroad@yahoo.com",
]

NOT_SHOWN = [
    "Apply online at www.northfleet.example/jobs or on WhatsApp.",
    "Send your CV to jobs@harbour-hotel.example.",
    "Drop your CV at our office, 4 Quay Street.",
    "Call our HR department on 01632 960171.",
    "Apply through the company website; we answer messages on Facebook too.",
    "You answer customers on WhatsApp and by phone. Apply online.",
    "Contact the EURES adviser of your employment office.",
    "Please do not message me, apply through the portal.",
    "You will moderate our Telegram channel. CV to people@kanalhaus.example",
    "Kitchen assistant, night shifts, permanent contract.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_one_private_way_to_apply_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_a_channel_of_a_firm_beside_it_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


def test_a_number_alone_counts_in_a_post_without_a_name_and_not_in_an_advert() -> None:
    text = "Two cleaners wanted for evenings. Call 01632 960171."
    assert shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
    assert not shows(INDICATOR, text)
    assert not shows(INDICATOR, "Quay Street Bakery Ltd. " + text, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("number", ["+44 7700 900123", "+1 202 555 0143", "+61 491 570 156", "+33 6 39 98 01 23"])
def test_the_prefix_of_a_number_changes_nothing(number: str) -> None:
    assert shows(INDICATOR, f"Cleaners needed. WhatsApp {number}", kind=PostingKind.SOCIAL_POST)
