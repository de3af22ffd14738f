"""Some lines of an assessment job, packed for a row of the database: compressed JSON Lines."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

_LEVEL: Final = 3
"""zlib's: most of the gain for little of the time."""


@dataclass(frozen=True, slots=True)
class NewChunk:
    """Lines that were sent, packed."""

    first_line: int
    last_line: int
    items: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Results:
    """What was said of some lines, as JSON Lines, and the last of these lines."""

    text: bytes
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkLease:
    """A chunk that one worker has for itself until a moment, and what its job asks for."""

    job_id: str
    organisation: str
    request_id: str
    stores: bool
    first_line: int
    items: int
    attempts: int
    """How often it was taken, this time included."""
    worker: str
    until: datetime
    packed: bytes


def pack(lines: Iterable[bytes]) -> bytes:
    """Lines, each without its end, as a row holds them."""
    return zlib.compress(b"".join(line + b"\n" for line in lines), _LEVEL)


def unpack(packed: bytes) -> list[bytes]:
    """The lines of a row, each without its end."""
    return zlib.decompress(packed).split(b"\n")[:-1]


def cut(packed: bytes) -> list[NewChunk]:
    """Each line of a chunk as a chunk of its own."""
    numbered = [(int(orjson.loads(line)["line"]), line) for line in unpack(packed)]
    return [NewChunk(number, number, 1, pack([line])) for number, line in numbered]


def new_row(job_id: str, chunk: NewChunk, state: str) -> dict[str, Any]:
    """A chunk's row when its job begins."""
    return {
        "job_id": job_id,
        "first_line": chunk.first_line,
        "last_line": chunk.last_line,
        "items": chunk.items,
        "state": state,
        "attempts": 0,
        "leased_by": "",
        "leased_until": None,
        "packed": chunk.packed,
    }
