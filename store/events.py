"""What webhooks tell: the types of event, and what each says. Never a posting's text, a contact or a reviewer's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from features.evidence import EvidenceState
from models.assessment import Assessment, PolicyAssessment
from store.tables import JsonObject


class EventType(StrEnum):
    """What an endpoint may ask to be told of."""

    ASSESSMENT_FLAGGED = "assessment.flagged"
    POSTING_REVIEWED = "posting.reviewed"
    JOB_FINISHED = "job.finished"


TEST_EVENT: Final = "webhook.test"
"""Told to one endpoint when somebody tries it out; nobody asks for it beforehand."""


def told(type_: str, data: JsonObject, now: datetime) -> JsonObject:
    """An event's body, as the Standard Webhooks specification has it."""
    return {"type": type_, "timestamp": moment(now), "data": data}


def moment(of: datetime) -> str:
    """A moment as a body writes it."""
    return of.astimezone(UTC).isoformat().replace("+00:00", "Z")


def flagged_data(version: int, assessment: Assessment, before: Sequence[str]) -> JsonObject:
    """What is told of a posting that became flagged, or is flagged by other policies than before."""
    present = [item.indicator for item in assessment.indicators if item.state is EvidenceState.PRESENT]
    return {
        "posting_id": assessment.posting_id,
        "version": version,
        "priority": assessment.priority,
        "band": assessment.band.value,
        "needs_review": assessment.needs_review,
        "policies": [_policy(policy) for policy in assessment.policies],
        "flagged_before": list(before),
        "indicators": present,
        "model_version": assessment.model_version,
        "packs_version": assessment.packs_version,
        "assessed_at": moment(assessment.assessed_at),
    }


def _policy(policy: PolicyAssessment) -> JsonObject:
    return {
        "policy": policy.policy.value,
        "probability": policy.probability,
        "threshold": policy.threshold,
        "flagged": policy.flagged,
    }
