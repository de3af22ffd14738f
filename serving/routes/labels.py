"""Labels, for those who train and measure models."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from labelling.labels import labels
from serving.access.permissions import Permission
from serving.dependencies import Memory, needs
from serving.schemas.labels import LabelOut, LabelsIn, LabelsOut

router = APIRouter(tags=["labels"])


@router.get("/labels", dependencies=[needs(Permission.READ_LABELS)])
def list_labels(query: Annotated[LabelsIn, Query()], memory: Memory) -> LabelsOut:
    """What reviewers and platforms found, posting by posting, with where each label comes from. `next_cursor` leads on."""
    with memory.reading() as session:
        page = labels(session, query.limit, query.cursor)
    return LabelsOut(labels=[LabelOut.model_validate(label) for label in page.labels], next_cursor=page.next_cursor)
