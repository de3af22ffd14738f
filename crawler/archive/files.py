"""The archive's files: their names, which of two names one has now, and whether somebody still writes it."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from crawler.archive.errors import ArchiveError, Fault

OPEN: Final = ".open"
"""Ends the name of a file that is being written, or whose writer was killed."""

_NAME: Final = re.compile(r"crawl-[0-9TZ]+-[A-Za-z0-9.-]+-[0-9]+-[0-9]+\.warc\.gz")
_NO_HOST: Final = re.compile(r"[^A-Za-z0-9-]+")


def file_name(at: datetime, host: str, process: int, serial: int) -> str:
    """The name of a complete file."""
    return f"crawl-{at:%Y%m%dT%H%M%SZ}-{_NO_HOST.sub('-', host)[:60] or 'host'}-{process}-{serial:05d}.warc.gz"


def path_of(folder: Path, name: str) -> Path:
    """Where a file is now, complete or still open. Raises ArchiveError."""
    if not _NAME.fullmatch(name):
        raise ArchiveError(Fault.NO_FILE, f"{name!r:.100} is no name of an archive's file")
    for path in (folder / name, folder / (name + OPEN), folder / name):  # the last for one renamed between the first two looks
        if path.is_file():
            return path
    raise ArchiveError(Fault.NO_FILE, f"{name} is not in {folder}")


def name_of(path: Path) -> str:
    """A file's name once it is complete: what pointers call it."""
    return path.name.removesuffix(OPEN)


def archive_files(folder: Path) -> Iterator[Path]:
    """The archive's own files in order of name, which is that of time; others in the folder are left alone."""
    yield from sorted(path for path in folder.iterdir() if _NAME.fullmatch(name_of(path)) and path.is_file())


def claim(descriptor: int) -> None:
    """Mark an open file as being written, until it is closed or its process ends. Some network file systems cannot."""
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_being_written(path: Path) -> bool:
    """Whether a living process writes the file."""
    if not path.name.endswith(OPEN):
        return False
    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def sync_folder(folder: Path) -> None:
    """See to it that new, renamed and removed names outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
