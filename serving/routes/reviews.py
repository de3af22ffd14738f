"""What reviewers do with a posting."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter

from labelling.desk import ReviewDesk
from serving.body import JsonRoute
from serving.dossier import dossier
from serving.once import Once
from serving.problem_kinds import CREATED
from serving.schemas.reviews import ReviewIn, ReviewOut
from serving.wire import review_out
from store.database import Session

router = APIRouter(route_class=JsonRoute, tags=["reviews"])


@router.post("/postings/{posting_id}/reviews", status_code=CREATED)
def review_posting(posting_id: str, review: ReviewIn, once: Once) -> ReviewOut:
    """Claim, release, escalate, decide or reopen. Answers where the review now stands."""

    def record(session: Session) -> ReviewOut:
        known = dossier(session, posting_id)
        event = review.event(posting_id, known.reviewed_version, datetime.now(UTC))
        ReviewDesk(session).record(event, review.seen)
        after = dossier(session, posting_id)
        return review_out(posting_id, after.review, after.events)

    return once.do(record)
