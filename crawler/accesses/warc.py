"""WARC files on this machine: every HTML page in them is read for its JobPosting markup.

A file given by its own path, or by a path as Common Crawl lists them below the folder it was loaded into
(https://commoncrawl.org/get-started). Large files are read by `read_files`, record by record; `read` has a whole file at once.
"""

from __future__ import annotations

import io
import re
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from crawler.accesses.access import Access, EntryError, Through
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.warc import looks_like_warc, readings_in
from crawler.warc_files import FileProgress, position, read_files

__all__ = ["ACCESS", "FileProgress", "entry", "position", "read", "read_files", "recognises"]

MAX_PAGES: Final = 20_000
"""Pages of one file that `read` reads."""

_FILE: Final = re.compile(r"[^\0]{1,4000}\.warc(?:\.gz)?(?:\.open)?")


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A file by its path, or by its file: address; the cursor is the offset of the record to go on at."""
    path = _path(entry_point.strip())
    offset = int(cursor) if cursor.isascii() and cursor.isdigit() else 0
    return (Target(url=path.absolute().as_uri(), context={"offset": offset}),)


def read(page: Page) -> PageReading:
    """The postings of a whole file, from the offset in the page's context. Raises PageError where it is no WARC file."""
    if not looks_like_warc(page.body):
        raise PageError("the file is no WARC file")
    offset = page.context.get("offset")
    start = offset if isinstance(offset, int) and 0 <= offset <= len(page.body) else 0
    found = readings_in(io.BytesIO(page.body), page.url, source=page.source, offset=start)
    readings = [reading for _, reading in islice(found, MAX_PAGES)]
    left = [(at, PageProblem(page.url, f"only {MAX_PAGES} pages were read, up to {at}")) for at, _ in islice(found, 1)]
    postings = {posting.id: posting for reading in readings for posting in reading.postings}
    return PageReading(
        postings=tuple(postings.values()),
        problems=(*(problem for reading in readings for problem in reading.problems), *(problem for _, problem in left)),
        cursor=str(left[0][0] if left else len(page.body)),
        repaired=sum(reading.repaired for reading in readings),
    )


def recognises(page: Page) -> bool:
    """Whether a body begins as a WARC file."""
    return looks_like_warc(page.body)


def _path(entry_point: str) -> Path:
    parts = urlsplit(entry_point) if entry_point.startswith("file:") else None
    path = unquote(parts.path) if parts and parts.netloc in ("", "localhost") else entry_point
    if "://" in path or not _FILE.fullmatch(path):
        raise EntryError(f"{entry_point!r:.200} is no path of a .warc or .warc.gz file on this machine")
    return Path(path)


ACCESS: Final = Access(
    kind="warc",
    about="WARC files on this machine, Common Crawl's too; a file's path",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
    through=Through.FILE,
)
