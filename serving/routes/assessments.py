"""Assess postings: a posting in, an explained assessment out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import repeat
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from features.posting import Posting, PostingError
from features.records.posting_mapping import posting_from_mapping
from models.assessment import Assessment
from models.explanation import Explanation
from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Explaining, Name, Toll, needs
from serving.judging import Judging
from serving.once import Once
from serving.problem_kinds import INVALID
from serving.problems import Fault, ProblemError, pointer
from serving.schemas.assessments import AnsweredAssessmentOut, AnsweredAssessmentsOut
from serving.schemas.base import In
from serving.schemas.postings import AssessIn, PostingsIn
from serving.wire import answered_out
from store.database import Session
from store.keeping import hold, keep_assessed
from store.postings import SavedPosting

router = APIRouter(route_class=JsonRoute, tags=["assessments"])


class AssessQuery(In):
    """How to assess."""

    store: bool = True
    explain: bool = Field(default=False, description="Say besides what moved each probability, step by step and word by word.")


@router.post(
    "/assessments", dependencies=[needs(Permission.ASSESS)], response_model=AnsweredAssessmentOut | AnsweredAssessmentsOut
)
async def assess(
    body: AssessIn,
    query: Annotated[AssessQuery, Query()],
    judging: Judging,
    explaining: Explaining,
    once: Once,
    toll: Toll,
    request_id: Name,
) -> Response:
    """Assess one posting, or up to 100 in `postings`. They are kept and queued for review unless `store=false`."""
    several = isinstance(body.root, PostingsIn)

    def judged() -> _Said:
        postings = read_postings(body)
        toll(len(postings) - 1)
        if query.store:
            once.look()
        assessments = judging.assess(postings)
        explained = [explaining.explain(posting) if query.explain else None for posting in postings]
        return _Said(postings, assessments, explained, request_id, several)

    def kept(said: _Said) -> Response:
        return _json(once.do(lambda session: said.answered(keep(session, said.postings, said.assessments))))

    if query.store:
        return await run_in_threadpool(kept, await judging.judged(judged))
    return await judging.judged(lambda: _json(judged().answered()))


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of the postings of one request."""

    postings: list[Posting]
    assessments: list[Assessment]
    explained: list[Explanation | None]
    request_id: str
    several: bool

    def answered(self, kept: Sequence[SavedPosting] = ()) -> AnsweredAssessmentOut | AnsweredAssessmentsOut:
        """As it is answered, with where the postings are kept."""
        each = zip(self.assessments, self.postings, kept or repeat(None), self.explained, strict=False)
        said = [answered_out(one, posting, saved, self.request_id, more) for one, posting, saved, more in each]
        return AnsweredAssessmentsOut(assessments=said, request_id=self.request_id) if self.several else said[0]


def _json(answered: BaseModel) -> Response:
    """Made here, in the thread that has the answer: the framework would take it to another one and look it over once more."""
    return Response(answered.model_dump_json(), media_type="application/json")


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
    hold(session, postings)  # what is saved under an earlier moment than is known already counts as old
    return keep_assessed(session, postings, assessments, datetime.now(UTC))
