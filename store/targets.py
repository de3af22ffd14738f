"""What a crawl is to fetch: asked for, leased, done or dead."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from store.tables import JsonObject


class TargetState(StrEnum):
    """Where a target stands."""

    PENDING = "pending"
    LEASED = "leased"
    DONE = "done"
    DEAD = "dead"
    """It could not be fetched or read; the reason says why. The dead letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something to fetch. `request` is the crawler's own, and with the source it makes the target's name."""

    source: str
    host: str
    name: str
    """What tells it from the source's other targets: method, address and body."""
    request: JsonObject
    turn: int = 0

    @property
    def target_id(self) -> str:
        """26 letters and digits."""
        digest = hashlib.sha256(f"{self.source}\0{self.name}".encode("utf-8", "surrogatepass")).digest()
        return base64.b32encode(digest[:16]).decode().rstrip("=").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A target that this process may fetch now."""

    target_id: str
    source: str
    host: str
    crawl: int
    attempts: int
    """How often it was fetched before, in vain."""
    request: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A target that is done, or dead, and why."""

    target_id: str
    crawl: int
    """The one that asked: a later crawl may have asked again in the meantime."""
    state: TargetState
    reason: str = ""
    record: JsonObject | None = None
    """Where the archive holds the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A target that was given up."""

    target_id: str
    source: str
    crawl: int
    request: JsonObject
    reason: str
    attempts: int
    ended_at: datetime | None
    record: JsonObject | None
