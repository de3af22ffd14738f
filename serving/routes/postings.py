"""One posting: what was published, what was said of it, what was done with it."""

from __future__ import annotations

from fastapi import APIRouter

from serving.access.permissions import Permission
from serving.dependencies import Explaining, Memory, needs
from serving.dossier import dossier
from serving.schemas.dossiers import PostingOut
from serving.schemas.explanations import ExplanationOut
from serving.wire import explanation_out, posting_out

router = APIRouter(tags=["postings"])


@router.get("/postings/{posting_id}", dependencies=[needs(Permission.READ_POSTINGS)])
def show_posting(posting_id: str, memory: Memory) -> PostingOut:
    """A posting with its versions, its newest assessment, and its review."""
    with memory.reading() as session:
        return posting_out(dossier(session, posting_id))


@router.get("/postings/{posting_id}/explanation", dependencies=[needs(Permission.READ_POSTINGS)])
def explain_posting(posting_id: str, explaining: Explaining, memory: Memory) -> ExplanationOut:
    """What moved its probabilities besides the evidence, step by step and word by word. A single word is no evidence."""
    with memory.reading() as session:
        posting = dossier(session, posting_id).assessed_posting
    return explanation_out(explaining.explain(posting), posting)
