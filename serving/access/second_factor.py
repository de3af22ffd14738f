"""Codes of a second factor (TOTP, RFC 6238), each good once."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
_DRIFT: Final = 1
"""How many steps a telephone's clock may be off."""


def new_seed() -> str:
    """What an authenticator application is given."""
    return pyotp.random_base32()


def address_of(seed: str, login: str) -> str:
    """The seed as an authenticator application scans or opens it."""
    return pyotp.TOTP(seed).provisioning_uri(name=login, issuer_name="recruitment-risk")


def step_of(seed: str, code: str, now: datetime, used: int | None) -> int | None:
    """The step of time whose code this is, where it is later than the last one used; None for a wrong or used code."""
    totp, current = pyotp.TOTP(seed), int(now.timestamp()) // STEP_SECONDS
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        fits = pyotp.utils.strings_equal(totp.at(step * STEP_SECONDS), code.strip().replace(" ", ""))
        if fits and step > (used if used is not None else -1):
            return step
    return None
