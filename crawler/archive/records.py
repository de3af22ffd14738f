"""One answer as a WARC 1.1 record (ISO 28500:2017), there and back.

The body is kept after transfer and content decoding, so the header fields that spoke of its coding are renamed, as Common Crawl
does: `Content-Encoding` becomes `X-Crawl-Content-Encoding`, and a true `Content-Length` ends the header. What robots.txt said is
a header field of the record itself, not a metadata record beside it: tools that copy or extract records keep fields they do not
know, and often leave neighbouring records behind.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from crawler.archive.errors import ArchiveError, Fault
from features.posting import Json

MAX_BODY: Final = 256 * 1024 * 1024
"""Bytes of a body that one record holds; a larger one is refused."""

_CODING: Final = re.compile(r"content-encoding|transfer-encoding|content-length|x-crawl-.*", re.IGNORECASE | re.DOTALL)
_RENAMED: Final = "X-Crawl-"
_PERMISSION: Final = "X-Crawl-Permission"
_BREAKS: Final = re.compile(r"[\r\n\0]")
_NO_NAME: Final = re.compile(r"[\s:\0]")
_STATUS: Final = re.compile(rb"HTTP/1\.1 (\d{1,4}) (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one address answered."""

    url: str
    fetched_at: datetime
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    """As received, in order; text is Latin-1, as HTTP has it."""
    body: bytes
    """After transfer and content decoding."""
    permission: Mapping[str, Json]
    """What robots.txt said of the address."""


@dataclass(frozen=True, slots=True)
class RecordPointer:
    """Where the record of an answer is, and what its body's digest must be."""

    file: str
    """Relative to the archive's folder, as it is named once it is complete."""
    offset: int
    record_id: str
    """`urn:uuid:...`"""
    digest: str
    """`sha256:` and the body's SHA-256 in hexadecimal digits."""

    def to_mapping(self) -> dict[str, Json]:
        """The pointer as plain values."""
        return {"file": self.file, "offset": self.offset, "record_id": self.record_id, "digest": self.digest}

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object]) -> RecordPointer:
        """The pointer that plain values tell of. Raises ArchiveError."""
        file, offset, record_id, digest = (mapping.get(name) for name in ("file", "offset", "record_id", "digest"))
        if not isinstance(offset, int) or isinstance(offset, bool) or offset < 0:
            raise ArchiveError(Fault.NO_RECORD, f"{offset!r:.60} is no offset of a record")
        if not (isinstance(file, str) and isinstance(record_id, str) and isinstance(digest, str)):
            raise ArchiveError(Fault.NO_RECORD, "a pointer has a file, an offset, a record_id and a digest")
        return cls(file, offset, record_id, digest)


def digest_of(content: bytes) -> str:
    """SHA-256 in the form that digests have in records and pointers."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def response_record(exchange: Exchange, record_id: str, info_id: str, digest: str) -> bytes:
    """The record of an answer, not yet compressed; `digest` is the body's."""
    block = b"".join((_http_header(exchange), exchange.body))
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<{record_id}>",
        "WARC-Date": _date(exchange.fetched_at),
        "WARC-Target-URI": quote(exchange.url, safe="".join(map(chr, range(33, 127)))),
        "WARC-Warcinfo-ID": f"<{info_id}>",
        "WARC-Payload-Digest": digest,
        "WARC-Block-Digest": digest_of(block),
        _PERMISSION: json.dumps(dict(exchange.permission), separators=(",", ":")) if exchange.permission else "",
        "Content-Type": "application/http;msgtype=response",
    }
    return record_bytes(fields, block)


def record_bytes(fields: Mapping[str, str], block: bytes) -> bytes:
    """A record of any type: its fields, where they are stated, and its block."""
    lines = [f"{name}: {value}\r\n" for name, value in fields.items() if value]
    header = f"WARC/1.1\r\n{''.join(lines)}Content-Length: {len(block)}\r\n\r\n".encode()
    return b"".join((header, block, b"\r\n\r\n"))


def info_record(record_id: str, file: str, at: datetime, about: Mapping[str, str]) -> bytes:
    """The warcinfo record that begins a file: what wrote it."""
    block = "".join(f"{name}: {value}\r\n" for name, value in about.items()).encode()
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": f"<{record_id}>",
        "WARC-Date": _date(at),
        "WARC-Filename": file,
        "WARC-Block-Digest": digest_of(block),
        "Content-Type": "application/warc-fields",
    }
    return record_bytes(fields, block)


def fields_and_block(record: bytes) -> tuple[dict[str, str], bytes]:
    """A whole record's fields, by lower-case name, and its block. Raises ArchiveError."""
    head, _, rest = record.partition(b"\r\n\r\n")
    version, *lines = head.split(b"\r\n")
    if not version.startswith(b"WARC/1."):
        raise ArchiveError(Fault.NO_RECORD, "what stands there is no WARC record")
    pairs = (line.decode("utf-8", "replace").partition(": ") for line in lines)
    fields = {name.lower(): value for name, _, value in pairs}
    block = rest[:-4]
    if fields.get("content-length") != str(len(block)) or rest[-4:] != b"\r\n\r\n":
        raise ArchiveError(Fault.DAMAGED, "the record is not as long as it says")
    return fields, block


def exchange_in(fields: Mapping[str, str], block: bytes) -> Exchange:
    """The answer in a response record. Raises ArchiveError."""
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    status = _STATUS.fullmatch(first)
    if fields.get("warc-type") != "response" or status is None:
        raise ArchiveError(Fault.NO_RECORD, f"the record holds no answer ({fields.get('warc-type', 'no type')})")
    pairs = [line.decode("latin-1").partition(": ") for line in lines[:-1]]  # the last is the archive's own Content-Length
    return Exchange(
        url=fields.get("warc-target-uri", ""),
        fetched_at=date_in(fields),
        status=int(status[1]),
        reason=status[2].decode("latin-1"),
        headers=tuple((_as_received(name), value) for name, _, value in pairs),
        body=body,
        permission=_permission(fields),
    )


def date_in(fields: Mapping[str, str]) -> datetime:
    """When a record was made. Raises ArchiveError."""
    try:
        return datetime.fromisoformat(fields["warc-date"]).astimezone(UTC)
    except (KeyError, ValueError) as error:
        raise ArchiveError(Fault.DAMAGED, "the record has no readable date") from error


def record_id_in(fields: Mapping[str, str]) -> str:
    """A record's id without its brackets."""
    return fields.get("warc-record-id", "").strip("<>")


def _http_header(exchange: Exchange) -> bytes:
    lines = [f"HTTP/1.1 {exchange.status} {exchange.reason}"]
    lines += [f"{_as_kept(name)}: {value}" for name, value in exchange.headers]
    lines.append(f"Content-Length: {len(exchange.body)}")
    return b"\r\n".join([*(_latin(_BREAKS.sub(" ", line)) for line in lines), b"\r\n"])


def _latin(line: str) -> bytes:
    """As HTTP has it; what Latin-1 cannot say is written in UTF-8."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def _as_kept(name: str) -> str:
    return _RENAMED + name if _CODING.fullmatch(name) else _NO_NAME.sub("-", name)


def _as_received(name: str) -> str:
    return name.removeprefix(_RENAMED)


def _permission(fields: Mapping[str, str]) -> dict[str, Json]:
    try:
        verdict = json.loads(fields.get(_PERMISSION.lower(), "{}"))
    except (ValueError, RecursionError) as error:
        raise ArchiveError(Fault.DAMAGED, "what robots.txt said is not readable") from error
    return verdict if isinstance(verdict, dict) else {}


def _date(at: datetime) -> str:
    """UTC with microseconds, which WARC 1.1 allows."""
    if at.utcoffset() is None:
        raise ArchiveError(Fault.REFUSED, "the time of an answer names no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
