"""HTML answers in a WARC file (ISO 28500), record by record, ours, Common Crawl's and others'.

The file comes from strangers: a record that is too large, torn or broken becomes a problem with its offset, and reading goes on
at the next record that can be found. Memory holds one record at a time.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.archive.errors import ArchiveError, Fault
from crawler.archive.members import MAGIC, member_at, next_member
from crawler.pages.coding import decoded
from crawler.pages.jobposting import read_jobposting_page
from crawler.pages.page import PageError, PageProblem, PageReading

MAX_RECORD: Final = 32 * 1024 * 1024
"""Bytes of a record that is read, and of a body once it is unpacked."""

_SCANNED: Final = 1024 * 1024
_LOOKED_AT: Final = 2048
_MARK: Final = b"\nWARC/1."


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as a record holds it."""

    offset: int
    url: str
    at: datetime | None
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A record, or a stretch behind one, that cannot be read."""

    offset: int
    url: str
    reason: str


def readings_in(stream: BinaryIO, name: str, *, source: str = "", offset: int = 0) -> Iterator[tuple[int, PageReading]]:
    """What each page of a file holds, and the offset of its record; most hold nothing."""
    for answer in answers_in(stream, offset=offset):
        yield answer.offset, _reading(answer, name, source)


def answers_in(stream: BinaryIO, *, offset: int = 0) -> Iterator[Answer | Spoiled]:
    """The HTML pages among a file's answers, from the record that begins at an offset."""
    start: int | None = offset
    while start is not None:
        at, told = start, start != offset  # what could not be read before was told of already
        try:
            stream.seek(start)
            for record in ArchiveIterator(stream, parse_http=False, quirks_mode=True):
                answer = _answer(record) if record.record_type == WarcRecordType.response else None
                at, told = max(at, record.stream_pos), isinstance(answer, Spoiled)
                if answer is not None:
                    yield answer
            if not told:
                yield from _torn_end(stream, at)
            return
        except OSError as error:
            if not told:
                yield Spoiled(at, "", f"the file is damaged at or behind this record: {error}")
            start = _next_start(stream, at + 1)


def looks_like_warc(body: bytes) -> bool:
    """Whether a body begins as a WARC file, compressed or not."""
    return body.startswith((b"WARC/1.", b"WARC/0.")) or next_member(io.BytesIO(body[:_LOOKED_AT]), 0) == 0


def _answer(record: WarcRecord) -> Answer | Spoiled | None:
    offset, url = record.stream_pos, (record.headers.get("WARC-Target-URI") or "").strip("<> ").replace(" ", "%20")
    if record.content_length > MAX_RECORD:
        return Spoiled(offset, url, f"the record is larger than {MAX_RECORD} bytes")
    try:
        record.parse_http(quirks_mode=True)
    except OSError as error:
        return Spoiled(offset, url, f"the record holds no HTTP answer: {error}")
    http = record.http_headers
    if http is None or http.status_code != 200 or not url:
        return None
    declared = http.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type") or ""
    if declared and "html" not in declared.lower():
        return None
    return _page(record, url, declared)


def _page(record: WarcRecord, url: str, declared: str) -> Answer | Spoiled | None:
    http, said = record.http_headers, record.content_length
    coded = record.reader.read(MAX_RECORD) if record.reader else b""
    if len(coded) < said:
        return Spoiled(record.stream_pos, url, f"the record is torn: {len(coded)} of its {said} bytes are there")
    coding = http and (http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or "")
    try:
        body = decoded(coded, *(coding or ("", "")), most=MAX_RECORD)
    except PageError as error:
        return Spoiled(record.stream_pos, url, str(error))
    if not declared and not body.lstrip().startswith(b"<"):
        return None
    return Answer(record.stream_pos, url, _moment(record), declared, body)


def _moment(record: WarcRecord) -> datetime | None:
    try:
        at = record.record_date
    except ValueError:
        return None
    return at if at is not None and at.utcoffset() is not None else None


def _reading(answer: Answer | Spoiled, name: str, source: str) -> PageReading:
    if isinstance(answer, Spoiled):
        return PageReading(problems=(PageProblem(answer.url or name, f"record at {answer.offset}: {answer.reason}"),))
    try:
        return read_jobposting_page(
            answer.body, answer.url, source=source, fetched_at=answer.at, content_type=answer.content_type
        )
    except (ValueError, RecursionError) as error:
        return PageReading(problems=(PageProblem(answer.url, f"record at {answer.offset}: {error}"),))


def _torn_end(stream: BinaryIO, last: int) -> Iterator[Spoiled]:
    """A record that a packed file ends within, which FastWARC takes for the file's end."""
    try:
        _, end = member_at(stream, last, most=MAX_RECORD) if _is_packed(stream) else (b"", stream.seek(0, io.SEEK_END))
    except ArchiveError as error:
        if error.fault is Fault.TORN:
            yield Spoiled(last, "", "the record is torn: the file ends within it")
        return
    if stream.seek(0, io.SEEK_END) > end:
        yield Spoiled(end, "", "the record is torn: the file ends within it")


def _is_packed(stream: BinaryIO) -> bool:
    stream.seek(0)
    return stream.read(len(MAGIC)) == MAGIC


def _next_start(stream: BinaryIO, offset: int) -> int | None:
    """Where to go on behind damage: the next gzip member that is a record, or the next record's first line."""
    return next_member(stream, offset) if _is_packed(stream) else _next_mark(stream, offset)


def _next_mark(stream: BinaryIO, offset: int) -> int | None:
    stream.seek(offset)
    kept, at = b"", offset
    while chunk := stream.read(_SCANNED):
        window = kept + chunk
        if (found := window.find(_MARK)) >= 0:
            return at - len(kept) + found + 1
        at, kept = at + len(chunk), window[-len(_MARK) :]
    return None
