"""Results of a job as they are read: a chunk a time, each in a short session, so that a slow reader holds nothing up."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import StreamingResponse

from serving.jobs.upload import JSON_LINES
from store.database import Database
from store.jobs import Jobs


class JsonLinesResponse(StreamingResponse):
    """One JSON object a line."""

    media_type = JSON_LINES[0]


def stream_results(memory: Database, job_id: str, after: int) -> Iterator[bytes]:
    """JSON Lines in the order of the input, until a line that is not done yet, or the end."""
    while True:
        with memory.reading() as session:
            results = Jobs(session).results(job_id, after)
        if results is None:
            return
        yield results.text
        after = results.last_line
