"""Keys by which postings are linked later: a fingerprint of the template, and keyed hashes of the contacts.

The fingerprint is a one-permutation MinHash (Li, Owen and Zhang 2012) with four bits a bucket (b-bit minwise hashing,
Li and König 2010) over three-word shingles: contacts and numbers are masked, so that only the template counts. The keys
are HMAC-SHA-256, so that clear contacts need not be kept.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Final

from features.contacts import Contact, ContactKind

_BUCKETS: Final = 64
_SHINGLE: Final = 3
_CHANCE: Final = 1 / 16
_UNSPACED: Final = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|(?<!\S)@\w+")
_NUMBER: Final = re.compile(r"\d[\d.,:/-]*")


class EmptySecretError(ValueError):
    """Contacts cannot be keyed without a secret: unkeyed hashes of telephone numbers are undone by trying them all."""


def content_fingerprint(text: str, contacts: Sequence[Contact] = ()) -> str:
    """64 hexadecimal digits that near-duplicate texts mostly share; empty for a text without words.

    `contacts` are those found in this very text; addresses and numbers are masked without them too.
    """
    lowest: dict[int, int] = {}
    for shingle in _shingles(_WORD.findall(_masked(text, contacts).lower())):
        number = int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big")
        bucket, value = number % _BUCKETS, number // _BUCKETS
        if value < lowest.get(bucket, value + 1):
            lowest[bucket] = value
    return "".join(f"{_value(lowest, bucket) % 16:x}" for bucket in range(_BUCKETS)) if lowest else ""


def _masked(text: str, contacts: Sequence[Contact]) -> str:
    for contact in sorted(contacts, reverse=True):
        text = f"{text[: contact.start]} contactpoint {text[contact.end :]}"
    return _NUMBER.sub(" 0 ", _ADDRESS.sub(" contactpoint ", text))


def _shingles(words: Sequence[str]) -> Iterator[str]:
    if words:
        for start in range(max(1, len(words) - _SHINGLE + 1)):
            yield " ".join(words[start : start + _SHINGLE])


def _value(lowest: dict[int, int], bucket: int) -> int:
    """A bucket's minimum; an empty bucket borrows from the next one, told apart by the distance (Shrivastava and Li 2014)."""
    distance = 0
    while (bucket + distance) % _BUCKETS not in lowest:
        distance += 1
    return lowest[(bucket + distance) % _BUCKETS] + distance * 0x9E3779B1


def similarity(a: str, b: str) -> float:
    """The share of shingles that two fingerprinted texts have in common, estimated: 0 for strangers, 1 for the same template."""
    if not a or not b:
        return 0.0
    agreement = sum(x == y for x, y in zip(a, b, strict=True)) / _BUCKETS
    return max(0.0, (agreement - _CHANCE) / (1 - _CHANCE))


def contact_keys(contacts: Iterable[Contact], secret: bytes) -> tuple[str, ...]:
    """One keyed hash for each distinct contact, sorted; a number on a messenger has its telephone key as well."""
    if not secret:
        raise EmptySecretError("contact keys need a secret that is not empty")
    named = {name for contact in contacts for name in _names(contact)}
    return tuple(sorted(hmac.digest(secret, name.encode(), "sha256").hex() for name in named))


def _names(contact: Contact) -> Iterator[str]:
    yield f"{contact.kind}:{contact.service}:{contact.value}"
    if contact.kind is ContactKind.MESSENGER and contact.value.startswith("+"):
        yield f"{ContactKind.TELEPHONE}::{contact.value}"
