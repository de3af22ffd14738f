from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "excessive_hours"
POSITIVES = [
    "12 hours a day, 7 days a week, paid in hand.",
    "14 hours per day in high season.",
    "No days off in the first three months.",
    "Working time 6 am to 10 pm, every day.",
    "You work 310 hours a month.",
    "80 hours per week, good for those who want to save.",
    "16-hour shifts, Sundays too.",
    "without a day off until the harvest is in",
    "thirty days a month, 11-13 hours",
    "One rest day per month, 12 hours daily.",
    "We work 7 days a week from sunrise to dark.",
    "Live-in maid, on call 24 hours, no day off.",
    "Work day is 15 hours with two breaks.",
    "from 5 in the morning until 9 in the evening, Monday to Sunday",
    "12h x 7 days, night shift",
    "no weekly rest, no holidays during the contract",
]
NEGATIVES = [
    "12-hour shifts, three days a week.",
    "Four on, four off, 12 hours a shift.",
    "40 hours per week, Monday to Friday.",
    "Open 24 hours a day, 7 days a week.",
    "Our support team covers 24/7 in rotating 8-hour shifts.",
    "Offshore rotation: 28 days on, 28 days off, 12 hours a day.",
    "On-call one week in six.",
    "Ten hours a day, four days a week.",
    "12 hours a week, term time only.",
    "Between 35 and 48 hours a week.",
    "Nurse, long days of twelve hours and at least two days off each week.",
    "We are open from 6 am to 10 pm every day; shifts of 6 hours.",
    "Must be able to work any shift, 7 days a week, 37.5 hours per week.",
    "72 hours' notice is needed for leave.",
    "Response within 24 hours.",
    "We never ask anybody to work 12 hours a day without rest.",
]
CONTRADICTED = [
    "Two days off every week, guaranteed.",
    "Never more than 48 hours a week.",
    "40 hours a week with Saturday and Sunday off.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_hours_beyond_any_law_are_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_long_shifts_with_rest_and_opening_hours_are_not(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_rest_that_is_stated_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
