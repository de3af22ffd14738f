"""The reviewers' desk: what was done with a posting, and one more thing done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from features.posting import Json
from labelling.review import Review, ReviewAction, ReviewEvent, ReviewState, Verdict, advance, review_after
from models.policy import PolicyName
from store.database import Session
from store.errors import ReviewConflictError
from store.events import EventType, moment
from store.outbox import Outbox
from store.reviews import Reviews, StoredEvent


class ReviewDesk:
    """Where reviewers act on postings."""

    def __init__(self, session: Session) -> None:
        self._reviews = Reviews(session)
        self._outbox = Outbox(session)

    def events(self, posting_id: str) -> tuple[ReviewEvent, ...]:
        """What was done with a posting, in order."""
        return tuple(map(event_from_stored, self._reviews.events(posting_id)))

    def review(self, posting_id: str) -> Review:
        """Where a posting stands."""
        return review_after(self.events(posting_id))

    def record(self, event: ReviewEvent, seen: int | None = None) -> ReviewState:
        """Do one more thing with a posting, and answer the state it is now in.

        `seen` is the number of events (`Review.sequence`) on which the reviewer acted; when more have happened since, or another
        reviewer's comes first, `ReviewConflictError` is raised and nothing is recorded.
        """
        self._reviews.require(event.posting_id, event.posting_version)
        review = self.review(event.posting_id)
        if seen is not None and seen != review.sequence:
            raise ReviewConflictError(f"someone else acted on posting {event.posting_id} first: look at it again")
        after = advance(review, event)
        owner = self._reviews.append(event_to_stored(event, after.sequence), after.state)
        if event.action is ReviewAction.DECIDE:
            data = decision_data(event, after.sequence)
            self._outbox.add(EventType.POSTING_REVIEWED, event.posting_id, data, event.recorded_at, organisation=owner)
        return after.state


def decision_data(event: ReviewEvent, sequence: int) -> dict[str, Json]:
    """What webhooks tell of a decision: neither who decided, nor in which words."""
    return {
        "posting_id": event.posting_id,
        "version": event.posting_version,
        "sequence": sequence,
        "verdict": event.verdict.value if event.verdict else None,
        "policies": [policy.value for policy in event.policies],
        "accepted": list(event.accepted),
        "rejected": list(event.rejected),
        "decided_at": moment(event.recorded_at),
    }


def event_to_stored(event: ReviewEvent, sequence: int) -> StoredEvent:
    """An event as the store keeps it."""
    body: dict[str, Json] = {
        "verdict": event.verdict.value if event.verdict else None,
        "policies": [policy.value for policy in event.policies],
        "accepted": list(event.accepted),
        "rejected": list(event.rejected),
        "reason": event.reason,
        "note": event.note,
        "shown_model_version": event.shown_model_version,
    }
    return StoredEvent(
        posting_id=event.posting_id,
        sequence=sequence,
        posting_version=event.posting_version,
        reviewer=event.reviewer,
        action=event.action.value,
        recorded_at=event.recorded_at,
        body=body,
    )


def event_from_stored(stored: StoredEvent) -> ReviewEvent:
    """An event as the store kept it."""
    body: Mapping[str, Any] = stored.body
    return ReviewEvent(
        posting_id=stored.posting_id,
        posting_version=stored.posting_version,
        reviewer=stored.reviewer,
        action=ReviewAction(stored.action),
        recorded_at=stored.recorded_at,
        verdict=Verdict(body["verdict"]) if body["verdict"] else None,
        policies=tuple(map(PolicyName, body["policies"])),
        accepted=tuple(body["accepted"]),
        rejected=tuple(body["rejected"]),
        reason=body["reason"],
        note=body["note"],
        shown_model_version=body["shown_model_version"],
    )
