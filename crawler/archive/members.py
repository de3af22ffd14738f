"""Records in a gzip file, one member each: read at an offset, and found again behind a damaged stretch."""

from __future__ import annotations

import zlib
from typing import BinaryIO, Final

from crawler.archive.errors import ArchiveError, Fault
from crawler.archive.records import MAX_BODY

MAGIC: Final = b"\x1f\x8b\x08"
MAX_MEMBER: Final = MAX_BODY + 4 * 1024 * 1024
_CHUNK: Final = 32 * 1024
_SCANNED: Final = 1024 * 1024


def member_at(stream: BinaryIO, offset: int, *, most: int = MAX_MEMBER) -> tuple[bytes, int]:
    """The gzip member that begins at an offset, unpacked, and where it ends. Raises ArchiveError."""
    stream.seek(offset)
    chunk = stream.read(_CHUNK)
    if not chunk or not MAGIC.startswith(chunk[:3]):
        raise ArchiveError(Fault.NO_RECORD, f"no record begins at {offset}")
    unpacker, pieces, room = zlib.decompressobj(wbits=31), [], most
    try:
        while chunk and not unpacker.eof and room > 0:
            pieces.append(unpacker.decompress(chunk, room))
            room -= len(pieces[-1])
            chunk = unpacker.unconsumed_tail or (b"" if unpacker.eof else stream.read(_CHUNK))
    except zlib.error as error:
        raise ArchiveError(Fault.DAMAGED, f"the gzip member at {offset} is broken ({error})") from error
    return b"".join(pieces), _end(stream, unpacker, offset, room)


def next_member(stream: BinaryIO, offset: int) -> int | None:
    """Where the first WARC record at or behind an offset begins; None where there is none."""
    at, kept = offset, b""
    stream.seek(offset)
    while chunk := stream.read(_SCANNED):
        window = kept + chunk
        found = window.find(MAGIC)
        while found >= 0:
            if _begins_record(window[found : found + _CHUNK]):
                return at - len(kept) + found
            found = window.find(MAGIC, found + 1)
        at += len(chunk)
        kept = window[-(_CHUNK - 1) :]
    return None


def _end(stream: BinaryIO, unpacker: zlib._Decompress, offset: int, room: int) -> int:
    if unpacker.eof:
        return stream.tell() - len(unpacker.unused_data)
    if room <= 0:
        raise ArchiveError(Fault.DAMAGED, f"the record at {offset} is larger than any that is written")
    raise ArchiveError(Fault.TORN, f"the file ends within the record at {offset}")


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
