"""Takes in the body of a job while it arrives: into a temporary file, whatever its size, with no database session open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Final, cast

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response

from serving.body import Handler, require_uncompressed
from serving.jobs.gathering import IN_MEMORY
from serving.jobs.lines import Line, LineLimits, read_json, read_json_lines
from serving.problem_kinds import TOO_LARGE, UNSUPPORTED_MEDIA_TYPE
from serving.problems import ProblemError
from serving.settings import Settings

JSON: Final = "application/json"
JSON_LINES: Final = ("application/jsonl", "application/x-ndjson")
_UPLOAD: Final = "upload"


@dataclass(frozen=True, slots=True)
class UploadedLines:
    """A body that arrived whole."""

    kind: str
    file: IO[bytes]
    limits: LineLimits

    def lines(self) -> Iterator[Line]:
        """The postings in it, one line each."""
        self.file.seek(0)
        return (read_json if self.kind == JSON else read_json_lines)(self.file, self.limits)


class UploadRoute(APIRoute):
    """A route whose body lies in a file before the handler is called, and is gone after it."""

    def get_route_handler(self) -> Handler:
        """The framework's handler behind our taking in."""
        handle = super().get_route_handler()

        async def handle_uploaded(request: Request) -> Response:
            settings: Settings = request.app.state.settings
            kind = _kind(request.headers)
            most = min(settings.max_body_bytes, settings.max_job_bytes) if kind == JSON else settings.max_job_bytes
            state = request.scope["state"]
            with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
                state["body_digest"] = await _spool(request, file, most)
                limits = LineLimits(settings.max_body_bytes, settings.max_json_depth)
                state[_UPLOAD] = UploadedLines(kind, file, limits)
                return await handle(request)

        return handle_uploaded


def _kind(headers: Headers) -> str:
    """What the body is announced to be: in UTF-8, and not compressed."""
    header = Message()
    header["content-type"] = headers.get("content-type", "") or "none"
    kind, charset = header.get_content_type(), header.get_content_charset("utf-8")
    if kind not in (JSON, *JSON_LINES) or charset != "utf-8":
        detail = f"Send JSON Lines in UTF-8 with `Content-Type: {JSON_LINES[0]}`, or JSON with `{JSON}`."
        raise ProblemError(UNSUPPORTED_MEDIA_TYPE, detail)
    require_uncompressed(headers)
    return kind


async def _spool(request: Request, file: IO[bytes], most: int) -> str:
    """Write the body to the file; its digest."""
    digest, size = sha256(), 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise ProblemError(TOO_LARGE, f"The body may have at most {most:,} bytes; JSON Lines may have more than JSON.")
        digest.update(part)
        await run_in_threadpool(file.write, part)
    return digest.hexdigest()


def _uploaded(request: Request) -> UploadedLines:
    return cast("UploadedLines", request.scope["state"][_UPLOAD])


Uploaded = Annotated[UploadedLines, Depends(_uploaded)]
