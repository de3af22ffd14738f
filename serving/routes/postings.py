"""Postings: search, and everything about one: what was published, what was said of it, what was done with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query

from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Asking, Explaining, Memory, Name, needs
from serving.dossier import stored_posting
from serving.looking import LooksAt
from serving.once import Once
from serving.problem_kinds import NO_CONTENT
from serving.schemas.dossiers import PostingOut
from serving.schemas.explanations import ExplanationOut
from serving.schemas.search import SearchIn, SearchOut
from serving.schemas.versions import PostingVersionOut, VersionsOut
from serving.wire import explanation_out, posting_out, posting_version_out, search_out, versions_out
from store.accesses import Accesses
from store.database import Session
from store.erasure import Erasure
from store.search import Search

router = APIRouter(route_class=JsonRoute, tags=["postings"])

_SEE: Final = [needs(Permission.READ_POSTINGS)]
VersionNumber = Annotated[int, Path(ge=1, le=2**31 - 1, description="Counts from 1.")]


@router.get("/postings", dependencies=_SEE)
def search_postings(query: Annotated[SearchIn, Query()], memory: Memory) -> SearchOut:
    """Search what was assessed, the newest first. `next_cursor` leads on; what is added meanwhile shifts nothing."""
    with memory.reading() as session:
        return search_out(Search(session).page(query.wanted(), query.order, query.limit, query.cursor))


@router.get("/postings/{posting_id}", dependencies=_SEE)
def show_posting(posting_id: str, looking: LooksAt) -> PostingOut:
    """A posting with its versions, its newest assessment, and its review. Contact data is masked letter by letter."""
    return posting_out(looking.at(posting_id))


@router.delete("/postings/{posting_id}", status_code=NO_CONTENT, dependencies=[needs(Permission.ERASE_POSTINGS)])
def erase_posting(posting_id: str, caller: Asking, once: Once, request_id: Name) -> None:
    """Erase a posting for good: its versions, assessments, reviews, sightings and decisions. The log says that it was erased."""
    once.do(lambda session: erase(session, posting_id, caller.name, request_id))


def erase(session: Session, posting_id: str, who: str, request_id: str) -> None:
    """Erase a posting, and say in the record of accesses who did."""
    known = stored_posting(session, posting_id).posting_id
    Erasure(session).erase(known)
    Accesses(session).record(who, "erase posting", known, datetime.now(UTC), request_id)


@router.get("/postings/{posting_id}/versions", dependencies=_SEE)
def list_versions(posting_id: str, memory: Memory) -> VersionsOut:
    """When a posting read how: each version's number, digest and times, the oldest first."""
    with memory.reading() as session:
        return versions_out(stored_posting(session, posting_id))


@router.get("/postings/{posting_id}/versions/{version}", dependencies=_SEE)
def show_version(posting_id: str, version: VersionNumber, looking: LooksAt) -> PostingVersionOut:
    """A posting as it read then, with what was said of that version. Contact data is masked letter by letter."""
    return posting_version_out(looking.at_version(posting_id, version))


@router.get("/postings/{posting_id}/explanation", dependencies=_SEE)
def explain_posting(posting_id: str, looking: LooksAt, explaining: Explaining) -> ExplanationOut:
    """What moved its probabilities besides the evidence, step by step and word by word. A single word is no evidence."""
    look = looking.at(posting_id)
    return explanation_out(explaining.explain(look.unmasked), look.dossier.assessed_posting)
