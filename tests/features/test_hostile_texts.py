"""Caps: a text that repeats one thing thousands of times is read only so far, and from its beginning."""

from __future__ import annotations

from collections.abc import Callable, Sized

import pytest

from features.contacts.accounts import MOST_ACCOUNTS
from features.contacts.email import MOST_ADDRESSES
from features.contacts.handles import MOST_NAMES
from features.contacts.links import MOST_LINKS
from features.contacts.services import MOST_MENTIONS
from features.contacts.telephone import MOST_RUNS
from features.contacts.worded import MOST_SPELLED
from features.identity import MOST_TERMS
from features.pay.shares import MAX_SHARES
from features.places.search import MOST_NAMES as MOST_PLACES
from features.posting import Posting, PostingKind
from features.profile import Profile
from features.reading import Reading
from features.requirements.ages import MOST_AGES, ages_in
from features.spans import Span
from features.text.rewriting import Disguise
from features.text.words import (
    MOST_ANCHORS,
    MOST_MATCHES,
    MOST_NUMBERS,
    MOST_OCCURRENCES,
    digit_runs,
    occurrences,
    places_of,
    stretches_around,
)

TIMES = 2_000
CAPS: list[tuple[str, Callable[[Reading], Sized], int]] = [
    ("in Dubai ", lambda reading: reading.places, MOST_PLACES),
    ("indian ", lambda reading: reading.identity_terms, MOST_TERMS),
    ("mail a@firm.example.com ", lambda reading: reading.contacts, MOST_ADDRESSES),
    ("write a at firm dot com, ", lambda reading: reading.contacts, MOST_ADDRESSES + MOST_LINKS),
    ("http://firm.com/a ", lambda reading: reading.contacts, MOST_LINKS),
    ("t.me/abcde ", lambda reading: reading.contacts, MOST_LINKS),
    ("@abcde ", lambda reading: reading.contacts, MOST_NAMES),
    ("telegram: ab_cde, ", lambda reading: reading.contacts, MOST_NAMES),
    ("call +49 170 1234567, ", lambda reading: reading.contacts, MOST_RUNS),
    ("call zero seven seven double zero nine zero zero one two three; ", lambda reading: reading.contacts, MOST_SPELLED),
    ("GB82WEST12345698765432, ", lambda reading: reading.contacts, MOST_ACCOUNTS + MOST_RUNS),
    ("whatsapp ", lambda reading: reading.messenger_mentions, MOST_MENTIONS),
    ("5% ", lambda reading: reading.percentages, MAX_SHARES),
    ("start 3 march ", lambda reading: reading.dates, MOST_MATCHES),
    ("girls only, ", lambda reading: reading.requirements, MOST_MATCHES),
]


def read(text: str, profile: Profile = Profile.FULL) -> Reading:
    return Reading(Posting(id="a", kind=PostingKind.SOCIAL_POST, description=text), profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(("unit", "found", "most"), CAPS)
def test_what_is_repeated_is_read_only_so_often(
    unit: str, found: Callable[[Reading], Sized], most: int, profile: Profile
) -> None:
    assert 1 <= len(found(read(unit * TIMES, profile))) <= most


@pytest.mark.parametrize(("unit", "found", "most"), CAPS)
def test_ten_times_are_read_in_full(unit: str, found: Callable[[Reading], Sized], most: int) -> None:
    lines = [f"{unit.strip()} {'and so forth ' * number}\n" for number in range(10)]
    assert len(found(read("".join(lines)))) >= min(10, most)


def test_words_and_numbers_are_looked_at_only_so_often() -> None:
    assert len(occurrences("girl", "girl " * TIMES)) == MOST_OCCURRENCES
    assert len(digit_runs("1 " * TIMES)) == len(digit_runs("1 🇩🇪" * TIMES)) == MOST_NUMBERS
    assert len(places_of(frozenset({"girl", "boy"}), "girl boy " * TIMES)) == MOST_ANCHORS


def test_places_of_several_words_are_those_at_the_beginning() -> None:
    assert [place.start for place in places_of(frozenset({"girl", "boy"}), "girl boy a girl")] == [0, 5, 11]


@pytest.mark.parametrize("most", [1, 7, 20, 99, 100])
def test_stretches_hold_only_so_many_characters(most: int) -> None:
    anchors = [Span(at, at + 2) for at in (0, 10, 50, 55, 98)]
    found = stretches_around(anchors, "a" * 100, before=5, after=6, most=most)
    whole = stretches_around(anchors, "a" * 100, before=5, after=6)
    assert sum(span.end - span.start for span in found) == min(most, sum(span.end - span.start for span in whole))
    assert all(any(one.covers(span) for one in whole) for span in found)
    assert whole == [Span(0, 18), Span(45, 63), Span(93, 100)]


def test_ages_are_read_only_so_often() -> None:
    assert 1 <= len(list(ages_in("18-25 years old " * TIMES))) <= MOST_AGES


def test_disguises_beyond_hundreds_are_left_alone() -> None:
    (field,) = read("c4sh " * TIMES).fields
    assert field.normalised.text.startswith("cash cash ")
    assert field.normalised.text.endswith("c4sh ")
    assert field.normalised.undone[0].kind is Disguise.DIGITS_FOR_LETTERS


def test_flags_spelling_a_word_become_letters_in_their_places() -> None:
    (field,) = read("🇵🇦🇾🇽 for you").fields
    assert field.normalised.text == "PAYX for you"
    assert [field.normalised.original(at, at + 1) for at in range(5)] == [Span(at, at + 1) for at in range(5)]
