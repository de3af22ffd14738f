"""Duties that belong to another kind of work than the title: telling pairs only."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import evidence_for, shows

INDICATOR = "title_duty_mismatch"
APART = [
    ("Personal assistant", "You accompany the boss on trips and are good company in the evenings."),
    ("Secretary", "Dinner with clients, travel with me, separate room not needed."),
    ("Office assistant", "Duties: keep him company on his yacht and wear evening dresses at events."),
    ("Travel assistant", "You simply travel with me and share the cabin."),
    ("Housekeeper", "Besides cleaning a private massage for the boss in the evening."),
    ("Waitress", "You sit with the guests and drink champagne with them, commission for every bottle."),
    ("Waitress", "Make the guests order more, 20% from each lady drink."),
    ("Bartender", "Dance with the guests, guests buy you drinks."),
    ("Customer service agent", "Chat with rich foreigners online and persuade them to invest in crypto."),
    ("HR assistant", "You build trust with lonely men on dating apps and guide clients to deposit on our casino."),
    ("Graphic designer", "Talk to foreign singles through prepared profiles and convince them to top up."),
    ("Translator and office assistant", "You manage several dating profiles to chat with strangers."),
    ("Secretary", "Typing skills not important. Send height, weight and bust-waist-hips."),
]
TOGETHER = [
    ("Personal assistant", "You keep the diary, book trips and take minutes."),
    ("Caregiver", "You accompany him to the doctor and keep the patients company."),
    ("Waitress", "You bring drinks to the guests and clear tables."),
    ("Hostess", "You sit with the guests and drink with them; club in Berlin, adults only."),
    ("Escort", "Dinner with gentlemen, travel with clients."),
    ("Customer service agent", "You answer chats of customers about their orders."),
    ("Compliance manager", "Risk and AML policy for online gaming players."),
    ("Tour guide", "You accompany guests on day trips."),
    ("Teacher", "You accompany children on school trips."),
    ("Bartender", "You mix cocktails. Drinking with guests is not allowed; no lady drinks."),
    ("Account manager", "Close relationship with clients and good company culture."),
    ("Model", "Height, weight and measurements for a registered agency."),
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(("title", "text"), APART)
def test_duties_of_another_kind_are_shown(title: str, text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, title=title)


@pytest.mark.parametrize(("title", "text"), TOGETHER)
def test_duties_that_fit_the_title_are_not(title: str, text: str) -> None:
    assert not shows(INDICATOR, text, title=title)


def test_the_note_says_what_does_not_fit() -> None:
    note = evidence_for(INDICATOR, APART[0][1], title=APART[0][0])[0].note
    assert note == 'being company, under the title "personal assistant"'


def test_without_a_title_or_an_occupation_nothing_can_differ() -> None:
    assert not shows(INDICATOR, "You sit with the guests and drink champagne with them.")
