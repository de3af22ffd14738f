from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "movement_or_phone_restriction"
POSITIVES = [
    "Workers may not leave the compound.",
    "You hand in your phone when you arrive and get it back after the contract.",
    "Going out is allowed only with permission of the manager.",
    "The gate is locked at night and nobody goes out.",
    "No resignation during the first year.",
    "Closed management, everything you need is inside the park.",
    "Maid is not allowed to have a mobile phone or to leave the house alone.",
    "Phones are kept by the supervisor, one call home on Sunday.",
    "You can not quit before the two years are finished.",
    "No going out and no contact with the outside world.",
    "Staff are escorted from the hostel to work and back, you do not walk alone in town.",
    "Once inside you stay inside until your contract is over",
    "cannot go outside without guard",
    "Doors get locked from 10 pm to 6 am, the key is with the boss",
    "You must not talk with neighbours or other workers outside.",
    "no day out for the first six months",
    "It is forbidden to leave the accommodation after work",
    "sim cards are collected at the airport",
    "nobody leaves before the season ends",
    "Family calls once a month, from the office phone.",
]
NEGATIVES = [
    "Personal phones stay in lockers in the secure data room.",
    "No mobile phones while driving or on the shop floor.",
    "Clean room: phones, jewellery and make-up are not allowed inside.",
    "Deckhands: four months on, two months off, shore leave in port when duty allows.",
    "Do not leave children unattended.",
    "You may leave at any time with a week's notice.",
    "Prison officer: phones must be left at the gate.",
    "Lock the gate at night and set the alarm.",
    "Keep your phone charged during on-call shifts.",
    "Annual leave must be approved by your manager.",
    "Never leave the vehicle unlocked.",
    "Employees may not leave the premises during paid breaks without clocking out.",
    "Residents are not allowed to leave the ward without a member of staff; you will escort them.",
    "No phone calls please, apply online.",
    "Do not contact the school directly.",
    "Notice period of three months for managers.",
    "Company phone is provided.",
    "Only sign out equipment with the permission of the manager.",
    "They locked us in and took our phones, a survivor told the court, according to prosecutors.",
]
CONTRADICTED = [
    "You keep your phone and are free to go out after work.",
    "Maid has free days and may leave the house when she likes.",
    "You are free to leave with one month's notice.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_limits_on_going_out_phones_and_leaving_are_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_rules_of_sites_and_care_are_not(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_freedom_that_is_stated_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
