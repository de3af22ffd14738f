"""What webhooks send, in the `webhooks` part of the API's description (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import FastAPI

from serving.problem_kinds import NO_CONTENT
from serving.schemas.events import AssessmentFlaggedEventOut, JobFinishedEventOut, PostingReviewedEventOut, WebhookTestEventOut
from store.events import TEST_EVENT, EventType

_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    "4XX": {"description": "Sent again later, as after any answer but 2xx; 410 disables the endpoint."}
}


def announce(app: FastAPI) -> None:
    """Describe each event as the request that a receiver gets."""
    for name, received in _EVENTS.items():
        app.webhooks.post(name, status_code=NO_CONTENT, tags=["webhooks"], responses=_ANSWERS)(received)


def assessment_flagged(event: AssessmentFlaggedEventOut) -> None:
    """A posting became flagged, or is flagged by other policies than before. Sent once for each change of its flags."""


def posting_reviewed(event: PostingReviewedEventOut) -> None:
    """A person decided on a posting."""


def job_finished(event: JobFinishedEventOut) -> None:
    """An assessment job ended: finished, cancelled, or failed because not one posting could be assessed."""


def webhook_test(event: WebhookTestEventOut) -> None:
    """Somebody tries this endpoint out; nothing happened."""


_EVENTS: Final[Mapping[str, Callable[..., None]]] = {
    EventType.ASSESSMENT_FLAGGED.value: assessment_flagged,
    EventType.POSTING_REVIEWED.value: posting_reviewed,
    EventType.JOB_FINISHED.value: job_finished,
    TEST_EVENT: webhook_test,
}
