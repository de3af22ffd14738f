"""Secrets and signatures of webhooks, as the Standard Webhooks specification has them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Final

from standardwebhooks import Webhook

SECRET_PREFIX: Final = "whsec_"  # noqa: S105
_SECRET_BYTES: Final = 32


def new_secret() -> str:
    """A secret to share with a receiver."""
    return SECRET_PREFIX + b64encode(token_bytes(_SECRET_BYTES)).decode()


def signed(message_id: str, body: str, secrets: Sequence[str], now: datetime) -> dict[str, str]:
    """The headers that let a receiver verify a message with any of these secrets."""
    at = now.astimezone(UTC)
    signatures = [Webhook(secret).sign(message_id, at, body) for secret in secrets]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
