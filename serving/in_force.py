"""The thresholds that are in force for whoever asks: read anew for each request, so that a change counts at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from models.policy import OwnThresholds
from serving.dependencies import Memory
from store.thresholds import Thresholds


def _in_force(memory: Memory) -> OwnThresholds:
    with memory.reading() as session:
        return Thresholds(session).own()


InForce = Annotated[OwnThresholds, Depends(_in_force)]
