"""All kinds together: spans, surroundings, both profiles, and hostile text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.contacts import ContactKind, contacts_in, messenger_mentions
from features.posting import Posting, PostingKind
from features.profile import Profile
from features.reading import Reading
from tests.work import grows_in_proportion

SAMPLES = [
    "WhatsApp: +44 7700 900123",
    "+1 202 555 0123",
    "Telegram @anna_hr",
    "jobs@firm.example",
    "https://firm.example/jobs?id=3",
    "t.me/+AbC123xyz",
    "GB29 NWBK 6016 1331 9268 19",
    "anna at firm dot com",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "WeChat ID: annahr88",
]
WORDS = st.lists(st.sampled_from(["we", "hire", "cooks", "and", "drivers", "weekly", "pay", "is", "good"]), max_size=8).map(
    " ".join
)


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_contacts_lie_within_any_text_in_order_and_apart(text: str) -> None:
    for profile in Profile:
        found = contacts_in(text, profile, ("GB",), bare_handles=True)
        assert all(0 <= item.start < item.end <= len(text) and text[item.start : item.end].strip() for item in found)
        assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.sampled_from(SAMPLES), WORDS, WORDS, st.sampled_from(list(Profile)))
@settings(max_examples=80, deadline=None)
def test_surroundings_do_not_change_a_contact(sample: str, before: str, after: str, profile: Profile) -> None:
    (alone,) = contacts_in(sample, profile)
    (found,) = contacts_in(f"{before}.\n{sample}. {after}", profile)
    assert (found.kind, found.service, found.value) == (alone.kind, alone.service, alone.value)


@given(
    st.lists(st.sampled_from([*SAMPLES, "we hire cooks.", "Call 020 7946 0018,", "three of seven"]), max_size=6).map(" \n".join)
)
@settings(max_examples=60, deadline=None)
def test_both_profiles_see_the_same_contacts(text: str) -> None:
    assert contacts_in(text, Profile.FULL, ("GB",)) == contacts_in(text, Profile.LIGHT, ("GB",))


def test_light_takes_a_number_of_the_right_length_that_full_knows_to_be_unassigned() -> None:
    assert [item.value for item in contacts_in("0399 999 9999", Profile.LIGHT, ("GB",))] == ["+443999999999"]
    assert contacts_in("0399 999 9999", Profile.FULL, ("GB",)) == ()


HOSTILE = [
    "@",
    "a@",
    "a.",
    "a-",
    "1 ",
    "1-",
    "+1",
    "one ",
    "a at ",
    " dot ",
    "telegram ",
    "line: ",
    "//a",
    "[.]",
    "1a",
    "AB12",
    "0x",
    "(",
    "wa.me/",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_costs_in_proportion_to_its_length(unit: str, profile: Profile) -> None:
    assert grows_in_proportion(lambda text: contacts_in(text, profile, ("GB",)), unit)
    assert grows_in_proportion(lambda text: messenger_mentions(text, profile), unit)


def test_each_stretch_belongs_to_one_contact_the_longest() -> None:
    (found,) = contacts_in("https://firm.example/?mail=anna@firm.example&tel=02079460018", Profile.FULL, ("GB",))
    assert found.kind is ContactKind.URL


def test_a_reading_takes_the_country_of_a_number_from_the_posting() -> None:
    reading = Reading(Posting(id="1", title="Carer in London", description="Call 020 7946 0018."))
    assert [item.value for item in reading.contacts] == ["+442079460018"]


def test_a_reading_takes_a_lone_name_in_a_post_but_not_in_an_advert() -> None:
    text = "Cooks wanted, good pay, thanks @anna_hr"
    assert [item.value for item in Reading(Posting(id="1", kind=PostingKind.SOCIAL_POST, description=text)).contacts] == [
        "anna_hr"
    ]
    assert Reading(Posting(id="1", description=text)).contacts == ()


def test_a_reading_names_messengers_without_an_address() -> None:
    reading = Reading(Posting(id="1", description="WhatsApp +44 7700 900123, or message me on Telegram"))
    assert [item.service for item in reading.messenger_mentions] == ["telegram"]
