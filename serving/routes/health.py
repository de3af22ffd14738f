"""Whether the process lives, and whether it can do its work."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from serving.dependencies import Judge, Memory
from serving.schemas.base import Out

router = APIRouter(tags=["health"])


class HealthOut(Out):
    """The process answers."""

    status: Literal["ok"] = "ok"


class ReadinessOut(HealthOut):
    """The database answers, and a model is loaded."""

    model_version: str
    packs_version: str


@router.get("/healthz")
def health() -> HealthOut:
    """Whether the process answers."""
    return HealthOut()


@router.get("/readyz")
def readiness(judge: Judge, memory: Memory) -> ReadinessOut:
    """Whether requests can be answered: the database is reachable and at this release's revision, and a model is loaded."""
    memory.require_current()
    return ReadinessOut(model_version=judge.model_version, packs_version=judge.packs_version)
