"""What the server is told by its environment, read once, when the application is made.

There are no accounts yet: whoever reaches the port may read and decide. So the server binds to the loopback interface only, and
any other host is refused here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from store.location import DATABASE_VARIABLE, DEFAULT_DATABASE

PREFIX: Final = "RECRUITMENT_RISK_"
MAX_BATCH: Final = 100
"""The most postings in one request: it is answered synchronously."""


class SettingsError(ValueError):
    """A setting cannot be used; the message names the environment variable and what it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the server may be told."""

    database_url: str = DEFAULT_DATABASE
    bundle: Path | None = None
    """The folder of the model bundle; none takes the one that comes with the package."""
    host: str = "127.0.0.1"
    port: int = 8000
    """0 takes any that is free."""
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    """Names by which browsers may call the server (without port): the answer to DNS rebinding."""
    max_body_bytes: int = 8 * 1024 * 1024
    max_json_depth: int = 32
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    """Fernet keys that seal what is kept secret; the first seals, all unseal."""
    webhook_allow_private: bool = False
    """Whether webhooks may be sent over HTTP and to private addresses: for tests and closed networks."""

    def __post_init__(self) -> None:
        if not _is_loopback(self.host):
            message = f"{PREFIX}HOST must be 127.0.0.1, ::1 or localhost: without accounts, {self.host!r} would be open to all"
            raise SettingsError(message)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `RECRUITMENT_RISK_...`; what is not set keeps its default."""
        told = os.environ if environment is None else environment
        default = cls()
        return cls(
            database_url=told.get(DATABASE_VARIABLE) or default.database_url,
            bundle=Path(folder) if (folder := told.get(f"{PREFIX}BUNDLE")) else None,
            host=told.get(f"{PREFIX}HOST") or default.host,
            port=_number(told, "PORT", default.port, least=0, most=65_535),
            allowed_hosts=default.allowed_hosts + _names(told.get(f"{PREFIX}ALLOWED_HOSTS", "")),
            max_body_bytes=_number(told, "MAX_BODY_BYTES", default.max_body_bytes, most=1 << 30),
            max_json_depth=_number(told, "MAX_JSON_DEPTH", default.max_json_depth, most=512),
            secret_keys=tuple(key.strip() for key in told.get(f"{PREFIX}SECRET_KEYS", "").split(",") if key.strip()),
            webhook_allow_private=told.get(f"{PREFIX}WEBHOOK_ALLOW_PRIVATE", "").strip().lower() in {"1", "true", "yes"},
        )


def _number(told: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int) -> int:
    """A whole number from `least` to `most`."""
    text = told.get(f"{PREFIX}{name}") or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        message = f"{PREFIX}{name} must be a whole number from {least} to {most}, not {text!r}"
        raise SettingsError(message)
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach it."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
