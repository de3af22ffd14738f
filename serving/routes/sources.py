"""Postings under the names that their sources give them: for clients who know their own ids."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response

from features.posting import MAX_SHORT, Posting
from features.records.posting_mapping import DERIVED_ID
from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Asking, Counted, Judge, Name, needs
from serving.in_force import InForce
from serving.looking import LooksAt
from serving.once import Once
from serving.problem_kinds import CREATED, INVALID, NO_CONTENT, OK
from serving.problems import Fault, ProblemError
from serving.routes.assessments import keep, read_posting
from serving.routes.postings import erase
from serving.schemas.dossiers import PostingOut
from serving.schemas.postings import PostingIn
from serving.schemas.upserts import UpsertedOut
from serving.wire import posting_out, upserted_out
from store.database import Session
from store.identity import native_id
from store.postings import Outcome
from store.scope import organisation_of

router = APIRouter(route_class=JsonRoute, tags=["postings"])

SourceName = Annotated[
    str, Path(max_length=MAX_SHORT, description="Where it was published, as `source` says.", examples=["board.example"])
]
ExternalId = Annotated[
    str, Path(max_length=MAX_SHORT, description="The source's own id; it may hold slashes.", examples=["board-4711"])
]
_ADDRESS: Final = "/sources/{source}/postings/{external_id:path}"
_NEW: Final[dict[int | str, dict[str, Any]]] = {CREATED: {"model": UpsertedOut, "description": "The posting is new."}}


@router.put(_ADDRESS, dependencies=[needs(Permission.WRITE_POSTINGS)], responses=_NEW)
def put_posting(
    source: SourceName,
    external_id: ExternalId,
    body: PostingIn,
    judge: Judge,
    thresholds: InForce,
    counted: Counted,
    once: Once,
    request_id: Name,
    response: Response,
) -> UpsertedOut:
    """Assess a posting and keep it under the source's own id: as new, as a new version of what was there, or as unchanged."""
    posting = _named(body, source, external_id)
    once.look()
    (assessment,) = judge.assess_many([posting], thresholds)
    counted.assessed([assessment])

    def upserted(session: Session) -> UpsertedOut:
        (saved,) = keep(session, [posting], [assessment])
        return upserted_out(assessment, posting, saved, request_id)

    answered = once.do(upserted, _status)
    response.status_code = _status(answered)
    return answered


@router.get(_ADDRESS, dependencies=[needs(Permission.READ_POSTINGS)])
def find_posting(source: SourceName, external_id: ExternalId, looking: LooksAt) -> PostingOut:
    """The posting that the source calls by this id, with its versions, its newest assessment, and its review; masked as there."""
    return posting_out(looking.at(native_id(source, external_id, looking.caller.organisation)))


@router.delete(_ADDRESS, dependencies=[needs(Permission.ERASE_POSTINGS)], status_code=NO_CONTENT)
def erase_found_posting(source: SourceName, external_id: ExternalId, caller: Asking, once: Once, request_id: Name) -> None:
    """Erase the posting that the source calls by this id, for good, with everything that is kept of it."""
    once.do(lambda session: erase(session, _id(session, source, external_id), caller.name, request_id))


def _id(session: Session, source: str, external_id: str) -> str:
    return native_id(source, external_id, organisation_of(session))


def _status(answered: UpsertedOut) -> int:
    return CREATED if answered.outcome is Outcome.NEW else OK


def _named(body: PostingIn, source: str, external_id: str) -> Posting:
    """The posting that was sent, under the names of the address. A body that says otherwise is refused."""
    native_id(source, external_id)  # where the address names none, it is said before the body is read
    record = body.record()
    sent = _read(record)
    stated = "" if sent.id.startswith(DERIVED_ID) else sent.id
    differing = [("/id", stated, external_id), ("/source", sent.source, source)]
    faults = [Fault("differs from the address", pointer=place) for place, said, named in differing if said not in {"", named}]
    if faults:
        raise ProblemError(INVALID, faults=faults)
    return _read(record | {"id": external_id, "source": source})


def _read(record: dict[str, Any]) -> Posting:
    read = read_posting(record)
    if isinstance(read, Fault):
        raise ProblemError(INVALID, faults=[read])
    return read
