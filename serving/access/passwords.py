"""Passwords of local accounts: Argon2id (RFC 9106) at the library's costs, long rather than complicated (NIST SP 800-63B)."""

from __future__ import annotations

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST: Final = 12
MOST: Final = 256
"""Characters that a password has."""


class PasswordError(ValueError):
    """A password cannot be taken; the message says why."""


def require_good(password: str, login: str) -> None:
    """Raise PasswordError for a password that is too short, too long, or all too plain."""
    if not LEAST <= len(password) <= MOST:
        raise PasswordError(f"a password has {LEAST} to {MOST} characters")
    if len(set(password)) < 5 or (login and login.lower() in password.lower()):
        raise PasswordError("this password is too easily guessed: it repeats few characters, or holds the login")


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(password)


def is_password_of(kept: str | None, password: str) -> bool:
    """Whether this is the password. Takes as long where there is none, so that nobody learns which accounts there are."""
    try:
        return _hasher().verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was hashed at other costs than today's, and should be hashed again when it is next known."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return hashed("nobody has this password")
