"""The secrets that programs and browsers carry: made from the system's randomness, kept only as a digest.

A key of the API reads `rr_ID_SECRET`: the id may be shown and logged, the secret is shown once. A plain SHA-256 serves as digest,
since nobody guesses 256 random bits; passwords, which people choose, are another matter (`passwords.py`).
"""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from hmac import compare_digest
from typing import Final

_KEY: Final = re.compile(r"rr_([a-z2-7]{12})_([A-Za-z0-9_-]{43})", re.ASCII)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz234567"


def new_id() -> str:
    """Twelve letters and digits that name a key or an account."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


def new_secret() -> str:
    """256 random bits, safe in a header."""
    return secrets.token_urlsafe(32)


def api_key(key_id: str, secret: str) -> str:
    """A key as its owner keeps it."""
    return f"rr_{key_id}_{secret}"


def read_api_key(text: str) -> tuple[str, str] | None:
    """A key's id and secret; None for a text that is no key."""
    found = _KEY.fullmatch(text)
    return (found[1], found[2]) if found else None


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def is_secret_of(digest: str, secret: str) -> bool:
    """Whether this is the secret, in a time that tells nothing."""
    return compare_digest(digest, digest_of(secret))
