"""Assess postings: a posting in, an explained assessment out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from features.posting import Posting, PostingError
from features.records.posting_mapping import posting_from_mapping
from models.assessment import Assessment
from serving.body import JsonRoute
from serving.dependencies import Explaining, Judge, Name
from serving.once import Once
from serving.problem_kinds import INVALID
from serving.problems import Fault, ProblemError, pointer
from serving.schemas.assessments import AnsweredAssessmentOut, AnsweredAssessmentsOut
from serving.schemas.base import In
from serving.schemas.postings import AssessIn, PostingsIn
from serving.wire import answered_out
from store.assessments import Assessments
from store.database import Session
from store.identity import public_id
from store.postings import Postings, SavedPosting
from store.scope import organisation_of

router = APIRouter(route_class=JsonRoute, tags=["assessments"])


class AssessQuery(In):
    """How to assess."""

    store: bool = True
    explain: bool = Field(default=False, description="Say besides what moved each probability, step by step and word by word.")


@router.post("/assessments")
def assess(
    body: AssessIn,
    query: Annotated[AssessQuery, Query()],
    judge: Judge,
    explaining: Explaining,
    once: Once,
    request_id: Name,
) -> AnsweredAssessmentOut | AnsweredAssessmentsOut:
    """Assess one posting, or up to 100 in `postings`. They are kept and queued for review unless `store=false`."""
    several = isinstance(body.root, PostingsIn)
    postings = read_postings(body)
    if query.store:
        once.look()
    assessments = judge.assess_many(postings)
    explained = [explaining.explain(posting) if query.explain else None for posting in postings]

    def answered(saved: Sequence[SavedPosting | None]) -> AnsweredAssessmentOut | AnsweredAssessmentsOut:
        each = zip(assessments, postings, saved, explained, strict=True)
        said = [answered_out(one, posting, kept, request_id, more) for one, posting, kept, more in each]
        return AnsweredAssessmentsOut(assessments=said, request_id=request_id) if several else said[0]

    if not query.store:
        return answered([None] * len(postings))
    return once.do(lambda session: answered(keep(session, postings, assessments)))


def read_postings(body: AssessIn) -> list[Posting]:
    """The postings that were sent. A problem names every one that cannot be read, and its field."""
    if isinstance(body.root, PostingsIn):
        places = [("postings", number) for number in range(len(body.root.postings))]
        read = [read_posting(record, place) for record, place in zip(body.root.records(), places, strict=True)]
    else:
        read = [read_posting(body.root.record())]
    if faults := [item for item in read if isinstance(item, Fault)]:
        raise ProblemError(INVALID, faults=faults)
    return [item for item in read if isinstance(item, Posting)]


def read_posting(record: dict[str, Any], place: tuple[str | int, ...] = ()) -> Posting | Fault:
    """The posting that was sent, or what is wrong with it; `place` says where in the body it stands."""
    try:
        return posting_from_mapping(record)
    except PostingError as error:
        field, _, reason = str(error).partition(": ")
        return Fault(reason or str(error), pointer=pointer(*place, *(field.split(".") if reason else ())))


def keep(session: Session, postings: list[Posting], assessments: list[Assessment]) -> list[SavedPosting]:
    """Keep postings with what was said of them."""
    # All in one order, so that two who send the same never wait for each other; and before the time is taken, because what is
    # saved under an earlier one than is known already counts as old.
    for posting_id in sorted({public_id(posting, organisation_of(session)) for posting in postings}):
        Postings(session).hold(posting_id)
    now = datetime.now(UTC)
    saved = [Postings(session).save(posting, now) for posting in postings]
    for one, assessment in zip(saved, assessments, strict=True):
        Assessments(session).save(one.posting_id, one.version, assessment)
    return saved
