"""What the server is told by its environment, read once, when the application is made.

A server asks everybody who they are (`RECRUITMENT_RISK_ACCESS=accounts`), or nobody (`open`): then whoever reaches the port may
read and decide, so an open server binds to the loopback interface only, and any other host is refused here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from serving.access.quota import Rate
from store.location import DATABASE_VARIABLE, DEFAULT_DATABASE

PREFIX: Final = "RECRUITMENT_RISK_"
MAX_BATCH: Final = 100
"""The most postings in one request: it is answered synchronously."""
JOBS_PATH: Final = "/v1/assessment-jobs"
"""Where more postings are sent than fit into memory."""
METRICS: Final = ("loopback", "any", "off")
LOGS: Final = ("text", "json")
LOG_LEVELS: Final = ("debug", "info", "warning", "error", "critical")


_RATE: Final = Rate(6_000, 60)
_JOB_PATIENCE: Final = 10


class Access(StrEnum):
    """Whether a server asks who somebody is."""

    ACCOUNTS = "accounts"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class OidcProvider:
    """An OpenID provider, and what this server is to it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.may_lead_to(self.issuer):
            message = f"{PREFIX}OIDC_ISSUER must be an https:// address, not {self.issuer!r:.80}"
            raise SettingsError(message)

    def may_lead_to(self, address: str) -> bool:
        """Whether people and secrets may be sent to an address: by https, or all on this machine."""
        try:
            scheme, hosts = urlsplit(address).scheme, [urlsplit(one).hostname or "" for one in (address, self.issuer)]
        except ValueError:
            return False
        return bool(hosts[0]) and (scheme == "https" or (scheme == "http" and all(map(_is_loopback, hosts))))


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
    access: Access = Access.ACCOUNTS
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    """Names by which browsers may call the server (without port): the answer to DNS rebinding."""
    max_body_bytes: int = 8 * 1024 * 1024
    max_job_bytes: int = 64 * 1024 * 1024
    """The most that may be sent to be assessed as a job: it goes to a file, not into memory."""
    body_seconds: int = 30
    """How long a body may take to arrive; one that is sent to be assessed as a job, ten times as long."""
    job_results_days: int = 7
    """How long the results of a job that ended are kept."""
    max_json_depth: int = 32
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    """Fernet keys that seal what is kept secret; the first seals, all unseal."""
    rate: Rate = _RATE
    """How many requests, and postings to assess, a key may send in a while."""
    oidc: OidcProvider | None = None
    """Whom people may sign in through; none leaves local accounts."""
    shared_quotas: Path | None = None
    """The file in which the processes of one server count together; none counts in this process."""
    metrics: str = "loopback"
    """Who may ask for `/metrics`: callers on this machine (`loopback`), `any`, or nobody (`off`)."""
    log: str = "text"
    """How a line of the log is written: `text` or `json`."""
    log_level: str = ""
    """The least that is logged; by default `info` in JSON, and `warning` in text."""
    shutdown_seconds: int = 30
    """How long requests in flight may go on when the server is told to end."""
    workers: int = 1
    """Processes that answer beside each other."""
    webhook_allow_private: bool = False
    """Whether webhooks may be sent over HTTP and to private addresses: for tests and closed networks."""

    def __post_init__(self) -> None:
        if self.is_open and not _is_loopback(self.host):
            message = f"{PREFIX}HOST must be 127.0.0.1, ::1 or localhost: without accounts, {self.host!r} would be open to all"
            raise SettingsError(message)

    @property
    def is_open(self) -> bool:
        """Whether nobody is asked who they are."""
        return self.access is Access.OPEN

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
            access=access_of(told.get(f"{PREFIX}ACCESS") or default.access),
            rate=_rate(told),
            oidc=_oidc(told),
            shared_quotas=Path(file) if (file := told.get(f"{PREFIX}SHARED_QUOTAS")) else None,
            allowed_hosts=default.allowed_hosts + _names(told.get(f"{PREFIX}ALLOWED_HOSTS", "")),
            max_body_bytes=_number(told, "MAX_BODY_BYTES", default.max_body_bytes, most=1 << 30),
            max_job_bytes=_number(told, "MAX_JOB_BYTES", default.max_job_bytes, most=1 << 34),
            body_seconds=_number(told, "BODY_SECONDS", default.body_seconds, most=3_600),
            job_results_days=_number(told, "JOB_RESULTS_DAYS", default.job_results_days, most=3_650),
            max_json_depth=_number(told, "MAX_JSON_DEPTH", default.max_json_depth, most=512),
            secret_keys=tuple(key.strip() for key in told.get(f"{PREFIX}SECRET_KEYS", "").split(",") if key.strip()),
            metrics=_one_of(told, "METRICS", default.metrics, METRICS),
            log=_one_of(told, "LOG", default.log, LOGS),
            log_level=_one_of(told, "LOG_LEVEL", default.log_level, LOG_LEVELS),
            shutdown_seconds=_number(told, "SHUTDOWN_SECONDS", default.shutdown_seconds, most=3_600),
            workers=_number(told, "WORKERS", default.workers, most=256),
            webhook_allow_private=told.get(f"{PREFIX}WEBHOOK_ALLOW_PRIVATE", "").strip().lower() in {"1", "true", "yes"},
        )

    def max_bytes(self, path: str) -> int:
        """How much a request to this address may send."""
        return self.max_job_bytes if path == JOBS_PATH else self.max_body_bytes

    def body_seconds_of(self, path: str) -> int:
        """How long the body of a request to this address may take to arrive."""
        return self.body_seconds * (_JOB_PATIENCE if path == JOBS_PATH else 1)


def _oidc(told: Mapping[str, str]) -> OidcProvider | None:
    """All three or none."""
    names = (f"{PREFIX}OIDC_ISSUER", f"{PREFIX}OIDC_CLIENT_ID", f"{PREFIX}OIDC_CLIENT_SECRET")
    parts = [told.get(name, "") for name in names]
    if not any(parts):
        return None
    if not all(parts):
        message = f"{', '.join(names)} are set together or not at all"
        raise SettingsError(message)
    return OidcProvider(*parts)


def _rate(told: Mapping[str, str]) -> Rate:
    seconds = _number(told, "RATE_SECONDS", int(_RATE.seconds), most=86_400)
    return Rate(_number(told, "RATE_UNITS", _RATE.units, most=1_000_000_000), seconds)


def access_of(text: str) -> Access:
    """Accounts or open. Raises SettingsError."""
    if text not in set(Access):
        message = f"{PREFIX}ACCESS must be accounts or open, not {text!r}"
        raise SettingsError(message)
    return Access(text)


def _number(told: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int) -> int:
    """A whole number from `least` to `most`."""
    text = told.get(f"{PREFIX}{name}") or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        message = f"{PREFIX}{name} must be a whole number from {least} to {most}, not {text!r}"
        raise SettingsError(message)
    return int(text)


def _one_of(told: Mapping[str, str], name: str, default: str, choices: tuple[str, ...]) -> str:
    """One of a few words, in any case of letters."""
    text = told.get(f"{PREFIX}{name}", "").lower()
    if text and text not in choices:
        message = f"{PREFIX}{name} must be one of {', '.join(choices)}, not {text!r}"
        raise SettingsError(message)
    return text or default


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach it."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
