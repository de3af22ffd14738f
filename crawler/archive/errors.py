"""What can be wrong with evidence on disk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """One way in which a record is not what its pointer says."""

    NO_FILE = "missing file"
    NO_RECORD = "missing record"
    OTHER_RECORD = "another record"
    DIGEST = "digest differs"
    TORN = "torn"
    """The file ends within the record: its writer was killed, or the end was cut off."""
    DAMAGED = "damaged"
    REFUSED = "refused"
    """It cannot be written."""


class ArchiveError(Exception):
    """A record cannot be read or written; `fault` says in what way, the message says what and where."""

    def __init__(self, fault: Fault, reason: str) -> None:
        super().__init__(f"{fault}: {reason}")
        self.fault = fault
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ArchiveProblem:
    """Evidence that is missing or not what it was."""

    file: str
    offset: int
    fault: Fault
    reason: str
    record_id: str = ""
