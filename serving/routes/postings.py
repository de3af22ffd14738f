"""One posting: what was published, what was said of it, what was done with it."""

from __future__ import annotations

from fastapi import APIRouter

from serving.dependencies import Memory
from serving.dossier import dossier
from serving.schemas.dossiers import PostingOut
from serving.wire import posting_out

router = APIRouter(tags=["postings"])


@router.get("/postings/{posting_id}")
def show_posting(posting_id: str, memory: Memory) -> PostingOut:
    """A posting with its versions, its newest assessment, and its review."""
    with memory.reading() as session:
        return posting_out(dossier(session, posting_id))
