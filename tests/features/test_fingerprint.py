"""Fingerprints of templates and keys of contacts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.contacts import Contact, ContactKind, contacts_in
from features.fingerprint import EmptySecretError, contact_keys, content_fingerprint, similarity
from features.profile import Profile

TEMPLATE = (
    "We are looking for cheerful people to pack flowers in a greenhouse near the coast. No experience is needed, housing is "
    "shared and close to work, transport is free, and wages are paid each Friday. Come alone or with friends; papers are "
    "arranged by us. Start any week between spring and autumn, for two months or more. "
)
OTHER = (
    "Our accounts team seeks a payroll clerk who enjoys detail. You will reconcile ledgers, answer questions from colleagues and "
    "prepare monthly statements for the auditors. We offer a pension, flexible hours and a place in a small friendly office. "
)


def fingerprint(text: str) -> str:
    return content_fingerprint(text, contacts_in(text, Profile.LIGHT))


def test_a_template_with_other_numbers_and_contacts_keeps_its_fingerprint() -> None:
    first = fingerprint(TEMPLATE + "Pay 2,400 a month. WhatsApp +44 7700 900123.")
    second = fingerprint(TEMPLATE + "Pay 1,950 a month. WhatsApp +44 7700 900456.")
    assert first == second


def test_a_few_changed_words_leave_most_of_it() -> None:
    assert similarity(fingerprint(TEMPLATE), fingerprint(TEMPLATE.replace("flowers", "tomatoes"))) > 0.7


def test_unlike_texts_are_unlike() -> None:
    assert similarity(fingerprint(TEMPLATE), fingerprint(OTHER)) < 0.25


def test_the_masking_works_without_knowing_the_contacts() -> None:
    assert content_fingerprint(TEMPLATE + "anna@firm.example") == content_fingerprint(TEMPLATE + "hr@other.example")


def test_a_text_without_words_is_like_nothing() -> None:
    assert content_fingerprint(" ... ") == ""
    assert similarity("", "") == 0.0


def test_scripts_without_blanks_are_fingerprinted_by_character() -> None:
    assert (
        0.2
        < similarity(fingerprint("诚聘海外客服包吃包住高薪日结欢迎联系"), fingerprint("诚聘海外客服包吃包住高薪周结欢迎联系"))
        < 1
    )


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_every_text_is_like_itself(text: str) -> None:
    print_ = content_fingerprint(text)
    assert len(print_) in {0, 64}
    assert similarity(print_, print_) == (1.0 if print_ else 0.0)


def test_it_is_the_same_in_every_process() -> None:
    code = "from features.fingerprint import content_fingerprint; print(content_fingerprint('pack flowers near the coast'))"
    printed = {_printed(code, seed) for seed in ("1", "2")}
    assert printed == {content_fingerprint("pack flowers near the coast")}


def _printed(code: str, seed: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout.strip()


def test_a_key_tells_contacts_apart_and_hides_them() -> None:
    anna = Contact(0, 5, ContactKind.EMAIL, "anna@firm.example")
    hr = Contact(9, 14, ContactKind.EMAIL, "hr@firm.example")
    keys = contact_keys([anna, hr, anna], b"secret")
    assert len(keys) == 2
    assert all(len(key) == 64 and "anna" not in key for key in keys)
    assert contact_keys([hr, anna], b"secret") == keys
    assert not set(contact_keys([anna, hr], b"another")) & set(keys)


def test_a_number_on_a_messenger_shares_a_key_with_the_bare_number() -> None:
    on_messenger = Contact(0, 5, ContactKind.MESSENGER, "+447700900123", "whatsapp")
    bare = Contact(0, 5, ContactKind.TELEPHONE, "+447700900123")
    assert set(contact_keys([bare], b"secret")) < set(contact_keys([on_messenger], b"secret"))


def test_an_empty_secret_is_refused() -> None:
    with pytest.raises(EmptySecretError):
        contact_keys([], b"")
