"""Contact data is masked letter by letter; everything else stays as it was published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.posting import READ_FIELDS, Organization, Posting, PostingKind
from features.reading import Reading
from serving.masking import BULLET, bullets, masked, masked_text
from tests.factories import DESCRIPTION, posting

CONTACTS = [
    "+44 7700 900123",
    "bob.smith@firm.example",
    "bob at firm dot example",
    "@bob_jobs",
    "https://wa.me/447700900123",
    "t.me/bob_jobs",
    "GB82 WEST 1234 5698 7654 32",
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "plus four four seven seven double zero nine hundred one two three",
    "https://firm.example/apply?from=bob@firm.example",
]


def of(text: str, **more: object) -> Posting:
    return replace(posting(description=text, kind=PostingKind.SOCIAL_POST), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("contact", CONTACTS)
def test_a_contact_is_masked_and_the_words_around_it_stay(contact: str) -> None:
    text = f"Good pay, write to {contact}, and bring your passport."
    assert masked(of(text)).description == text.replace(contact, bullets(contact))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Telegram: @bob_jobs", "Telegram: @•••_••••"),
        ("WhatsApp +44 7700 900123 only", "WhatsApp +•• •••• •••••• only"),
        ("微信号: bobjobs88", "微信号: •••••••••"),
    ],
)
def test_which_messenger_it_is_may_be_seen(text: str, shown: str) -> None:
    assert masked(of(text)).description == shown


def test_where_a_link_leads_is_masked_in_the_markup_too() -> None:
    text = '<p>Apply <a href="mailto:bob@firm.example">here</a> or <a href="https://wa.me/447700900123">there</a></p>'
    shown = masked(of(text)).description
    assert not {"bob", "firm", "4477"} & {part for part in ("bob", "firm", "4477") if part in shown}
    assert shown.startswith('<p>Apply <a href="mailto:•••@••••.•••••••">here</a>')


def test_what_identifies_whoever_hires_is_masked_whole() -> None:
    organisation = Organization("North Quay Storage", email="not an address", telephone="ask Bob", url="https://quay.example/a")
    shown = masked(posting(hiring_organization=organisation, author="Bob Smith"))
    assert shown.hiring_organization.name == "North Quay Storage"
    assert (shown.hiring_organization.email, shown.hiring_organization.telephone) == ("••• •• •••••••", "••• •••")
    assert "quay" not in shown.hiring_organization.url
    assert shown.author == "••• •••••"
    assert shown.url == posting().url


def test_what_has_no_field_of_its_own_is_masked_where_it_holds_a_contact() -> None:
    additional = {
        "applicationContact": {"@type": "ContactPoint", "telephone": 447700900123, "note": ["write to bob@firm.example", 7]},
        "contact_email": ["anything at all"],
        "remark": "the same 5551234 again",
        "urgent": True,
    }
    shown = masked(of("Call 5551234 now", additional=additional)).additional
    assert shown == {
        "applicationContact": {
            "@type": "ContactPoint",
            "telephone": "••••••••••••",
            "note": ["write to •••@••••.•••••••", 7],
        },
        "contact_email": ["•••••••• •• •••"],
        "remark": "the same ••••••• again",
        "urgent": True,
    }


def test_a_posting_without_contacts_stays_as_it_was_published() -> None:
    assert masked(posting()) == posting()
    assert masked_text(DESCRIPTION) == DESCRIPTION


@pytest.mark.parametrize("number", [30, 500])
def test_many_contacts_are_all_masked(number: int) -> None:
    text = "\n".join(f"Call +44 7700 {900000 + one} or write to bob{one}@firm.example, good pay" for one in range(number))
    shown = masked(of(text))
    assert not any(character.isdigit() for character in shown.description)
    assert "firm" not in shown.description
    assert len(shown.description) == len(text)


def test_a_contact_that_was_found_once_is_masked_wherever_it_stands() -> None:
    shown = masked(of("Call 5551234 now", title="Housemaid 5551234"))
    assert shown.title == "Housemaid •••••••"


def test_a_title_alone_is_masked_as_in_its_posting() -> None:
    assert masked_text("Housemaid, WhatsApp +44 7700 900123") == "Housemaid, WhatsApp +•• •••• ••••••"


pieces = st.one_of(
    st.sampled_from([*CONTACTS, "Telegram", "WhatsApp", "call", "ID:", "<b>", "</b>", "&#64;", "@", "\n", "Dubai", "0️⃣7️⃣"]),
    st.text(max_size=12),
)
texts = st.lists(pieces, max_size=8).map(" ".join)


@given(st.builds(Posting, id=st.just("a"), kind=st.sampled_from(PostingKind), title=texts, description=texts, skills=texts))
def test_masking_keeps_lengths_and_goes_on_until_nothing_is_found(of: Posting) -> None:
    shown = masked(of)
    for name in READ_FIELDS:
        before, after = of.text_of(name), shown.text_of(name)
        assert len(before) == len(after)
        assert all(other in (one, BULLET) for one, other in zip(before, after, strict=True))
    assert masked(shown) == shown
    assert not Reading(shown).contacts
