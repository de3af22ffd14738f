"""One posting: what was published, what was said of it, what was done with it."""

from __future__ import annotations

from fastapi import APIRouter

from serving.access.permissions import Permission
from serving.dependencies import Explaining, needs
from serving.looking import LookedAt
from serving.schemas.dossiers import PostingOut
from serving.schemas.explanations import ExplanationOut
from serving.wire import explanation_out, posting_out

router = APIRouter(tags=["postings"])


@router.get("/postings/{posting_id}", dependencies=[needs(Permission.READ_POSTINGS)])
def show_posting(look: LookedAt) -> PostingOut:
    """A posting with its versions, its newest assessment, and its review. Contact data is masked, letter by letter."""
    return posting_out(look)


@router.get("/postings/{posting_id}/explanation", dependencies=[needs(Permission.READ_POSTINGS)])
def explain_posting(look: LookedAt, explaining: Explaining) -> ExplanationOut:
    """What moved its probabilities besides the evidence, step by step and word by word. A single word is no evidence."""
    return explanation_out(explaining.explain(look.unmasked), look.dossier.assessed_posting)
