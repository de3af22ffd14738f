"""Our values as the wire models answer them."""

from __future__ import annotations

from features.posting import Posting
from features.records.posting_mapping import posting_to_mapping
from labelling.review import Review, ReviewEvent, actions_from
from models.assessment import Assessment
from models.assessment_json import assessment_to_mapping
from serving.dossier import Dossier
from serving.schemas.assessments import AnsweredAssessmentOut, AssessmentOut
from serving.schemas.dossiers import PostingOut, SightingOut
from serving.schemas.postings import StoredPostingOut, VersionOut
from serving.schemas.queue import QueueCountsOut, QueueItemOut, QueueOut
from serving.schemas.reviews import ReviewEventOut, ReviewOut
from store.postings import SavedPosting, StoredPosting
from store.queue import Page, QueueCounts


def assessment_out(assessment: Assessment, posting: Posting) -> AssessmentOut:
    """An assessment as `recruitment-risk score` writes it."""
    return AssessmentOut.model_validate(assessment_to_mapping(assessment, posting))


def answered_out(assessment: Assessment, posting: Posting, saved: SavedPosting | None, request_id: str) -> AnsweredAssessmentOut:
    """An assessment that was just made, with where it is kept."""
    kept = {"posting_id": saved.posting_id, "version": saved.version} if saved else {}
    return AnsweredAssessmentOut.model_validate(assessment_to_mapping(assessment, posting) | kept | {"request_id": request_id})


def posting_out(dossier: Dossier) -> PostingOut:
    """Everything there is about a posting."""
    assessed = dossier.assessed
    return PostingOut(
        **_stored_out(dossier.stored).model_dump(),
        assessed_version=assessed.version if assessed else None,
        assessment=assessment_out(assessed.assessment, dossier.assessed_posting) if assessed else None,
        review=review_out(dossier.stored.posting_id, dossier.review, dossier.events),
        sightings=[SightingOut.model_validate(sighting) for sighting in dossier.sightings],
    )


def _stored_out(stored: StoredPosting) -> StoredPostingOut:
    return StoredPostingOut(
        posting_id=stored.posting_id,
        version=stored.version,
        versions=[VersionOut.model_validate(version) for version in stored.versions],
        first_seen_at=stored.first_seen_at,
        last_seen_at=stored.last_seen_at,
        gone_at=stored.gone_at,
        posting=posting_to_mapping(stored.posting),
    )


def review_out(posting_id: str, review: Review, events: tuple[ReviewEvent, ...]) -> ReviewOut:
    """Where a review stands, and what was done."""
    return ReviewOut(
        posting_id=posting_id,
        state=review.state,
        holder=review.holder,
        sequence=review.sequence,
        next_actions=list(actions_from(review.state)),
        events=[ReviewEventOut.model_validate(event) for event in events],
    )


def queue_out(page: Page, counts: QueueCounts) -> QueueOut:
    """A page of the queue."""
    return QueueOut(
        items=[QueueItemOut.model_validate(item) for item in page.items],
        next_cursor=page.next_cursor,
        counts=QueueCountsOut.model_validate(counts),
    )
