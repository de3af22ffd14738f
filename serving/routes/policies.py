"""Policies: which thresholds are in force for an organisation, changing them, and trying others first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Response

from labelling.trying import trial
from models.policy import PolicyName, policies_version
from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Asking, Judge, Memory, needs
from serving.etags import CONDITIONAL, TAGGED, IfMatch, require_match
from serving.once import Once
from serving.policies import PolicyInForce, policies_in_force, preview_out
from serving.problem_kinds import NOT_FOUND
from serving.problems import ProblemError
from serving.schemas.policies import (
    HistoryIn,
    PoliciesInForceOut,
    PolicyInForceOut,
    PreviewIn,
    PreviewOut,
    ThresholdChangeOut,
    ThresholdHistoryOut,
    ThresholdIn,
)
from store.database import Session
from store.thresholds import ThresholdChange, Thresholds

router = APIRouter(route_class=JsonRoute, tags=["policies"])

_SEE: Final = [needs(Permission.READ_POLICIES)]
_NAMES: Final = {policy.value: policy for policy in PolicyName}


def _named(policy: Annotated[str, Path(json_schema_extra={"enum": list(_NAMES)})]) -> PolicyName:
    if policy not in _NAMES:
        raise ProblemError(NOT_FOUND, f"There is no policy {policy!r:.80}.")
    return _NAMES[policy]


Named = Annotated[PolicyName, Depends(_named)]


@router.get("/policies", dependencies=_SEE)
def list_policies(judge: Judge, memory: Memory) -> PoliciesInForceOut:
    """Every policy with its threshold in force: your organisation's own, or the one that comes with the model."""
    with memory.reading() as session:
        each = policies_in_force(session, judge).values()
    version = policies_version((one.policy, one.threshold) for one in each)
    return PoliciesInForceOut(policies=[one.out() for one in each], policies_version=version, model_version=judge.model_version)


@router.get("/policies/{policy}", dependencies=_SEE, responses=TAGGED)
def show_policy(policy: Named, response: Response, judge: Judge, memory: Memory) -> PolicyInForceOut:
    """One policy with its threshold in force. `ETag` names what you see; a change must send it as `If-Match`."""
    with memory.reading() as session:
        return _answered(policies_in_force(session, judge)[policy], response)


@router.patch("/policies/{policy}", dependencies=[needs(Permission.MANAGE_POLICIES)], responses=CONDITIONAL | TAGGED)
def change_threshold(
    policy: Named, body: ThresholdIn, response: Response, caller: Asking, judge: Judge, once: Once, if_match: IfMatch = ""
) -> PolicyInForceOut:
    """Choose a threshold for your organisation, or go back to the shipped one with null.

    It counts for what is assessed from now on, by this API and by crawls; what was assessed before stays as it was.
    """

    def change(session: Session) -> PolicyInForceOut:
        before = policies_in_force(session, judge)[policy]
        require_match(if_match, before.edition)
        made = ThresholdChange(
            policy=policy,
            version=before.version + 1,
            threshold=body.threshold,
            changed_at=datetime.now(UTC),
            changed_by=caller.name,
            reason=body.reason,
        )
        Thresholds(session).change(made)
        return _answered(policies_in_force(session, judge)[policy], response)

    return once.do(change)


@router.get("/policies/{policy}/history", dependencies=_SEE)
def show_history(policy: Named, query: Annotated[HistoryIn, Query()], memory: Memory) -> ThresholdHistoryOut:
    """Every change that your organisation made to a policy's threshold, the last first: what, when, who and why."""
    with memory.reading() as session:
        found = Thresholds(session).history(policy, query.limit, query.cursor)
    items = [ThresholdChangeOut.model_validate(change) for change in found.changes]
    return ThresholdHistoryOut(items=items, next_cursor=found.next_cursor)


@router.get("/policies/{policy}/preview", dependencies=_SEE)
def preview_threshold(policy: Named, query: Annotated[PreviewIn, Query()], judge: Judge, memory: Memory) -> PreviewOut:
    """What another threshold would have flagged in the last days, and how often reviewers confirmed such postings.

    Each posting counts once, on the day in UTC of its latest assessment, with the probability found then.
    """
    with memory.reading() as session:
        now = policies_in_force(session, judge)[policy].threshold
        tried = trial(session, policy, now, query.threshold, datetime.now(UTC).date(), query.days)
    return preview_out(tried)


def _answered(policy: PolicyInForce, response: Response) -> PolicyInForceOut:
    answered = policy.out()
    response.headers["ETag"] = answered.etag
    return answered
