"""Bank accounts, cards and wallets: only those whose checksum holds."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.contacts import Contact, ContactKind, contacts_in
from features.contacts.accounts import card_checks, iban_checks
from features.contacts.keccak import keccak256
from features.contacts.wallets import base58_service
from features.profile import Profile

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
DIGITS = "0123456789"


def of_kind(text: str, kind: ContactKind) -> list[Contact]:
    return [item for item in contacts_in(text, Profile.LIGHT) if item.kind is kind]


def iban(country: str, account: str) -> str:
    rest = int("".join(str(int(character, 36)) for character in account + country + "00")) % 97
    return f"{country}{98 - rest:02}{account}"


def card(body: str) -> str:
    return next(body + digit for digit in DIGITS if luhn(body + digit))


def luhn(digits: str) -> bool:
    """The textbook's way, from the right."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def base58(version: int, payload: bytes) -> str:
    whole = bytes([version]) + payload
    whole += sha256(sha256(whole).digest()).digest()[:4]
    number, text = int.from_bytes(whole, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = BASE58[rest] + text
    return "1" * (len(whole) - len(whole.lstrip(b"\0"))) + text


def corrupted(text: str, place: int, alphabet: str) -> str:
    other = alphabet[(alphabet.index(text[place]) + 1) % len(alphabet)]
    return text[:place] + other + text[place + 1 :]


@given(st.text(DIGITS, min_size=18, max_size=18), st.integers(2, 21))
@settings(max_examples=60)
def test_an_iban_is_found_and_one_wrong_digit_refuses_it(account: str, place: int) -> None:
    whole = iban("DE", account)
    grouped = " ".join(whole[start : start + 4] for start in range(0, len(whole), 4))
    assert [item.value for item in of_kind(f"pay to {grouped}, please", ContactKind.IBAN)] == [whole]
    assert not iban_checks(corrupted(whole, place, DIGITS))
    assert of_kind(f"pay to {corrupted(whole, place, DIGITS)}, please", ContactKind.IBAN) == []


@given(st.text(DIGITS, min_size=14, max_size=14), st.integers(1, 15))
@settings(max_examples=60)
def test_a_card_is_found_and_one_wrong_digit_refuses_it(body: str, place: int) -> None:
    number = card("4" + body)
    grouped = " ".join(number[start : start + 4] for start in range(0, 16, 4))
    assert [item.value for item in of_kind(f"to {grouped}.", ContactKind.CARD)] == [number]
    assert not card_checks(corrupted(number, place, DIGITS))


@pytest.mark.parametrize(
    ("version", "service"), [(0x00, "bitcoin"), (0x05, "bitcoin"), (0x41, "tron"), (0x30, "litecoin"), (0x1E, "dogecoin")]
)
@given(payload=st.binary(min_size=20, max_size=20), place=st.integers(5, 24))
@settings(max_examples=25)
def test_a_wallet_is_found_and_one_wrong_letter_refuses_it(version: int, service: str, payload: bytes, place: int) -> None:
    address = base58(version, b"\x01" + payload[1:])
    assert [(item.service, item.value) for item in of_kind(f"send to {address} now", ContactKind.WALLET)] == [(service, address)]
    assert base58_service(corrupted(address, place, BASE58)) == ""


@pytest.mark.parametrize(
    ("address", "service"),
    [
        ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bitcoin"),  # BIP 173's own example
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "bitcoin"),  # BIP 350's own example
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "ethereum"),  # ERC-55's own example
        ("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "ethereum"),
    ],
)
def test_the_standards_examples_are_accepted_and_their_corruptions_are_not(address: str, service: str) -> None:
    (found,) = of_kind(f"Wallet: {address}.", ContactKind.WALLET)
    assert (found.service, found.value) == (service, address.lower())
    if not address.islower() or address.startswith("bc"):
        swapped = address[:-1] + ("Q" if address[-1].isupper() else "q" if address.startswith("bc") else "D")
        assert of_kind(f"Wallet: {swapped}.", ContactKind.WALLET) == []


def test_keccak_is_the_original_and_not_sha3() -> None:
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"abc").hex() == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"


@pytest.mark.parametrize(
    "text",
    [
        "Reference 4111111111111111",
        "order GB29NWBK60161331926818",
        "1" * 34,
        "0x" + "0" * 40,
        "T" + "a" * 33,
        "card 4111 1111 1111 1112",
    ],
)
def test_long_numbers_that_do_not_check_are_nothing(text: str) -> None:
    kinds = {ContactKind.IBAN, ContactKind.CARD, ContactKind.WALLET}
    assert [item for item in contacts_in(text, Profile.FULL) if item.kind in kinds] == []


def test_an_ungrouped_card_number_needs_to_be_called_one() -> None:
    assert [item.value for item in of_kind("transfer to card 4111111111111111", ContactKind.CARD)] == ["4111111111111111"]
