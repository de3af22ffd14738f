"""Bodies out of HTTP's transfer and content coding (RFC 9110, 9112), as archives keep them: often cut, or named wrongly."""

from __future__ import annotations

import io
import zlib
from typing import Final

from fastwarc.stream_io import BrotliReader, ZstdReader

from crawler.pages.page import PageError

_LONGEST_CHUNK_LINE: Final = 1_000
_GZIP: Final = b"\x1f\x8b"
_PORTION: Final = 4096


def decoded(body: bytes, transfer: str, content: str, *, most: int) -> bytes:
    """The body as it was meant. One that is cut gives what there is; one that is not coded as it says is left as it is.

    Raises PageError where it unpacks to more than `most` bytes.
    """
    if "chunked" in transfer.lower():
        body = _unchunked(body)
    for name in reversed(content.lower().split(",")[:4]):
        body = _unpacked(body, name.strip(), most)
    if len(body) > most:
        raise PageError(f"the body is larger than {most} bytes")
    return body


def _unchunked(body: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while (end := body.find(b"\r\n", at, at + _LONGEST_CHUNK_LINE)) >= 0:
        try:
            size = int(body[at:end].partition(b";")[0], 16)
        except ValueError:
            break
        if size <= 0:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(pieces) if pieces else body


def _unpacked(body: bytes, coding: str, most: int) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, 31, most) if body.startswith(_GZIP) else body
    if coding == "deflate":
        return _inflated(body, 15, most) or _inflated(body, -15, most) or body
    if coding in ("br", "zstd"):
        try:
            reader = BrotliReader(io.BytesIO(body)) if coding == "br" else ZstdReader(io.BytesIO(body))
            return reader.read(most + 1)
        except OSError:
            return body
    return body


def _inflated(body: bytes, window: int, most: int) -> bytes:
    """What can be unpacked; nothing where that is nothing."""
    pieces: list[bytes] = []
    unpacker, room = zlib.decompressobj(wbits=window), most + 1
    for at in range(0, len(body), _PORTION):
        portion = body[at : at + _PORTION]
        while portion and room > 0 and not unpacker.eof:
            try:
                pieces.append(unpacker.decompress(portion, room))
            except zlib.error:  # broken in its middle: what stands before that counts
                return b"".join(pieces)
            room, portion = room - len(pieces[-1]), unpacker.unconsumed_tail
    return b"".join(pieces)
