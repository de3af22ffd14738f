"""Seals what must be kept and read again, such as the secret that signs webhooks: Fernet, under keys from the environment.

The first key seals, every key unseals; so a key is rotated by putting a new one before it. Without a key nothing
is sealed: there is no default.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

VARIABLE = "RECRUITMENT_RISK_SECRET_KEYS"


class SealError(Exception):
    """Something cannot be sealed or unsealed; the message says what to set."""


class StaleSealError(SealError):
    """What was sealed is too old, or was not sealed here."""


def new_key() -> str:
    """A key to put into the environment."""
    return Fernet.generate_key().decode()


class Sealer:
    """Seals short texts under the keys of this deployment."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises SealError for a key that is none."""
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None
        except ValueError:
            raise SealError(f"{VARIABLE} holds what is no key: make one with `recruitment-risk access secret`") from None

    def seal(self, text: str) -> str:
        """A text that only these keys open."""
        return self._opened().encrypt(text.encode()).decode()

    def unseal(self, sealed: str, good_for: timedelta | None = None) -> str:
        """What was sealed, no longer ago than it is good for. Raises SealError where the key that sealed it is gone."""
        try:
            return self._opened().decrypt(sealed.encode(), int(good_for.total_seconds()) if good_for else None).decode()
        except InvalidToken:
            if good_for:
                raise StaleSealError("what was sealed is too old, or was not sealed here") from None
            raise SealError(f"what was sealed under an earlier key cannot be read: put that key back into {VARIABLE}") from None

    def _opened(self) -> MultiFernet:
        if self._fernet is None:
            raise SealError(f"{VARIABLE} is not set: make a key with `recruitment-risk access secret` and put it there")
        return self._fernet
