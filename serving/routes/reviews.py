"""What reviewers do with a posting."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter

from labelling.desk import ReviewDesk
from serving.access.escalation import require_may_act
from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Asking, needs
from serving.dossier import dossier
from serving.once import Once
from serving.problem_kinds import CREATED
from serving.schemas.reviews import ReviewIn, ReviewOut
from serving.wire import review_out
from store.database import Session

router = APIRouter(route_class=JsonRoute, tags=["reviews"])


@router.post("/postings/{posting_id}/reviews", status_code=CREATED, dependencies=[needs(Permission.REVIEW)])
def review_posting(posting_id: str, review: ReviewIn, caller: Asking, once: Once) -> ReviewOut:
    """Claim, release, escalate, decide or reopen. Answers where the review now stands."""

    def record(session: Session) -> ReviewOut:
        known = dossier(session, posting_id)
        require_may_act(caller, known.review.state, review.action)
        event = review.event(posting_id, caller.acts_as(review.reviewer), known.reviewed_version, datetime.now(UTC))
        ReviewDesk(session).record(event, review.seen)
        after = dossier(session, posting_id)
        return review_out(posting_id, after.review, after.events)

    return once.do(record)
