"""Departure or decision wanted at once; starting work at once is ordinary."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "urgent_departure"
POSITIVES = [
    "Departure this Friday.",
    "You fly within three days.",
    "Bus leaves on Sunday, tell us today whether you come.",
    "Flight in 48 hours, everything is ready.",
    "leave tonight with the group",
    "Must decide today, only two seats left on the plane.",
    "Be ready to travel tomorrow.",
    "We depart next week, no time to lose.",
    "quick departure, papers in 2 days",
    "Immediate departure to Cyprus.",
    "Pack your bag, travel is the day after tomorrow.",
    "Need girls who can fly this weekend.",
    "Fast departure: five days after you send your passport.",
    "If you don't say yes by tonight the place goes to somebody else.",
    "Ready to fly at once? Contact us.",
    "Going to Germany on Monday, 3 places in the van.",
    "Urgent deployment: flight within a week.",
    "Last seats for the group that travels tomorrow, answer now.",
    "We go Wednesday night, tell me by noon.",
    "Flights are already booked for the 14th, three days from now, two names missing.",
    "Can you leave in 2 days? Passport enough.",
    "Work starts Monday in Lisbon, plane on Sunday, decide now.",
    "Whoever is ready flies tomorrow evening.",
    "You have until tonight to say yes.",
    "Urgent urgent, flying this week to Oman",
    "Travel date: within 5 days of selection.",
    "we are leaving at dawn, bring only a small bag",
    "Plane leaves in two days.",
    "Need answer by tonight, seats go fast.",
    "Travel this Saturday with the group to Cyprus.",
    "We are flying out on Thursday, are you in?",
    "Departure in 72 hours after approval.",
    "Hurry, last three places for tomorrow's bus to Holland.",
    "You need to leave tomorrow.",
    "Departure within 48 hours.",
    "Bus leaves tonight.",
    "Decide today, tomorrow it is too late.",
    "Flight on Sunday, confirm today.",
    "We leave on Friday, pack your things.",
    "Last chance: leaving in two days.",
    "You fly tomorrow.",
    "We leave tonight.",
    "Ready to travel within 24 hours?",
    "Decide by tonight.",
    "Departure is this weekend.",
]
NEGATIVES = [
    "Immediate start.",
    "Apply today.",
    "Urgently hiring warehouse staff, start Monday.",
    "The closing date is this Friday.",
    "You can start within a week.",
    "Candidates must be ready to travel up to 25% of the time.",
    "Flight schedules are published two days before departure.",
    "The employee will prepare aircraft for departure.",
    "Available to start immediately? Call us today.",
    "Ready to fly? Become a pilot with our airline.",
    "Shuttle bus leaves the depot at 6 am on weekdays.",
    "Annual leave: 25 days; you may leave early on Friday.",
    "Interview on Monday, decision within a week.",
    "Departure lounge staff needed at the airport.",
    "Tour leader: travel next week to Spain with our customers and return on Sunday.",
    "There is no hurry: take your time before you decide.",
]
CONTRADICTED = [
    "There is no need to decide today.",
    "You do not have to leave this week: take time to think.",
    "No immediate departure.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_hurried_departure_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_ordinary_dates_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_hurry_that_is_denied_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
