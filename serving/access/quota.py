"""How often each caller may ask: a budget that fills evenly, shared by every process of a server.

The generic cell rate algorithm (ITU-T I.371) needs one number a caller: when its budget would be full again. They lie in one
small file that all processes map; a lock on it is held for microseconds.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Final

SLOTS: Final = 4_096
"""Callers that are told apart; more share what another left."""
_SLOT: Final = struct.Struct("=Qd")
_LOOKED_AT: Final = 16
"""Slots that a caller may lie in."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many units in so many seconds; all of them may be used at once."""

    units: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Granted:
    """Whether a request may pass, and what is left."""

    granted: bool
    rate: Rate
    left: int
    resets_in: int
    """Seconds until the whole budget is there again."""
    retry_after: int
    """Seconds until this much may be asked; nought where it was granted."""

    def headers(self) -> dict[str, str]:
        """As the IETF draft on RateLimit header fields has them."""
        told = {
            "RateLimit-Policy": f'"default";q={self.rate.units};w={ceil(self.rate.seconds)}',
            "RateLimit": f'"default";r={self.left};t={self.resets_in}',
        }
        return told if self.granted else told | {"Retry-After": str(self.retry_after)}


class Quotas:
    """Every caller's budget."""

    def __init__(self, path: Path | None = None) -> None:
        """In a file that other processes open too, or in one of its own."""
        self._threads = Lock()  # the lock on the file keeps processes apart, not the threads of one
        self._descriptor = _opened(path)
        if os.fstat(self._descriptor).st_size != SLOTS * _SLOT.size:
            os.ftruncate(self._descriptor, SLOTS * _SLOT.size)
        self._numbers = mmap.mmap(self._descriptor, SLOTS * _SLOT.size)

    def take(self, caller: str, units: int, rate: Rate, now: float) -> Granted:
        """Take units from a caller's budget, unless there are too few. `now`: seconds of a clock that all processes share."""
        each = rate.seconds / rate.units
        with self._alone():
            place, full_at = self._find(_name(caller), now)
            before = max(full_at, now)
            after = before + units * each
            if granted := after - now <= rate.seconds + each / 1e6:
                _SLOT.pack_into(self._numbers, place, _name(caller), after)
        standing = after if granted else before
        left = int((rate.seconds - (standing - now)) / each + 1e-6)
        wait = 0 if granted else max(1, ceil(after - now - rate.seconds))
        return Granted(granted, rate, max(0, left), ceil(standing - now), wait)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._threads:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._descriptor, fcntl.LOCK_UN)

    def _find(self, name: int, now: float) -> tuple[int, float]:
        """A caller's slot: its own, else an empty or idle one, else the one that is idle soonest."""
        best: tuple[int, float] | None = None
        for number in range(_LOOKED_AT):
            place = (name + number) % SLOTS * _SLOT.size
            owner, full_at = _SLOT.unpack_from(self._numbers, place)
            if owner == name:
                return place, full_at
            if best is None or full_at < best[1]:
                best = place, full_at
        return (best or (0, 0.0))[0], now


def _opened(path: Path | None) -> int:
    if path is not None:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with tempfile.TemporaryFile() as own:
        return os.dup(own.fileno())


def _name(caller: str) -> int:
    return int.from_bytes(blake2b(caller.encode(), digest_size=8).digest()) | 1
