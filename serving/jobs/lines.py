"""The lines of a job, one posting each, as they were sent: JSON Lines, or the `postings` of one JSON object.

A line that cannot be read is handed on as such, with its number and what is wrong with it; the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

import orjson

from serving.body import UnsoundError, parse, sound
from serving.problem_kinds import INVALID, TOO_LARGE
from serving.problems import Fault, ProblemError, pointer

MAX_LINES: Final = 100_000
"""The most lines of one job, empty ones too."""
_PASSED_OVER: Final = 64 * 1024
"""Bytes of a line that is too long that are looked at together for its end."""
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, and the JSON object on it or what is wrong."""

    number: int
    text: bytes
    error: str = ""

    def item(self) -> bytes:
        """As it is kept until it is assessed."""
        if self.error:
            return orjson.dumps({"line": self.number, "error": self.error})
        return b'{"line":%d,"posting":%b}' % (self.number, self.text)


@dataclass(frozen=True, slots=True)
class LineLimits:
    """What a line may be."""

    max_bytes: int
    max_depth: int


def read_json_lines(stream: IO[bytes], limits: LineLimits) -> Iterator[Line]:
    """The lines of a stream that are not empty."""
    for number, text in enumerate(_cut(stream, limits.max_bytes), start=1):
        if number > MAX_LINES:
            raise ProblemError(TOO_LARGE, f"A job may have at most {MAX_LINES:,} lines.")
        if whole := (text.removeprefix(_BOM) if number == 1 else text).strip(b" \t\r\n"):
            yield _line(number, whole, limits)


def read_json(stream: IO[bytes], limits: LineLimits) -> Iterator[Line]:
    """The postings of one JSON object; the first is line 1. Raises ProblemError where it is none of ours."""
    body = parse(stream.read(), limits.max_depth)
    if faults := list(_faults(body)):
        raise ProblemError(INVALID, faults=faults)
    if len(body["postings"]) > MAX_LINES:
        raise ProblemError(TOO_LARGE, f"A job may have at most {MAX_LINES:,} postings.")
    for number, item in enumerate(body["postings"], start=1):
        yield Line(number, orjson.dumps(item)) if isinstance(item, dict) else Line(number, b"", "the posting is no JSON object")


def _faults(body: Any) -> Iterator[Fault]:
    if not isinstance(body, dict):
        yield Fault("Input should be an object with `postings`", pointer="")
        return
    yield from (Fault("Extra inputs are not permitted", pointer=pointer(name)) for name in body if name != "postings")
    postings = body.get("postings")
    if not isinstance(postings, list) or not postings:
        yield Fault("Input should be a list with at least one posting", pointer=pointer("postings"))


def _cut(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """Each line; of one that is too long its beginning, which is longer than is read."""
    while text := stream.readline(most + 2):
        rest = text
        while len(text) > most and rest and not rest.endswith(b"\n"):
            rest = stream.readline(_PASSED_OVER)
        yield text


def _line(number: int, text: bytes, limits: LineLimits) -> Line:
    if len(text) > limits.max_bytes:
        return Line(number, b"", f"the line is longer than {limits.max_bytes:,} bytes")
    try:
        value = sound(text, limits.max_depth)
    except UnsoundError as error:
        return Line(number, b"", f"the line {error}")
    return Line(number, text) if isinstance(value, dict) else Line(number, b"", "the line is no JSON object")
