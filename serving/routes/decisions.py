"""What platforms did with postings: they tell us, and labels are made of it."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter

from serving.access.permissions import Permission
from serving.body import JsonRoute
from serving.dependencies import Asking, Memory, needs
from serving.dossier import is_known, stored_posting
from serving.once import Once
from serving.problem_kinds import CREATED, NOT_FOUND
from serving.problems import Fault, ProblemError, pointer
from serving.schemas.decisions import DecisionsIn, DecisionsOut, RecordedDecisionsOut
from serving.wire import decision_out, recorded_decision_out
from store.database import Session
from store.decisions import Decisions
from store.scope import organisation_of

router = APIRouter(route_class=JsonRoute, tags=["decisions"])


@router.post("/decisions", status_code=CREATED, dependencies=[needs(Permission.DECIDE)])
def record_decisions(body: DecisionsIn, caller: Asking, once: Once) -> RecordedDecisionsOut:
    """Record what the platform did with 1 to 100 postings. A posting that is not there refuses them all, and is named.

    The same decision (posting, decision, moment) is recorded once, however often it is sent. Decisions become labels.
    """
    return once.do(lambda session: _record(session, body, caller.name))


@router.get("/postings/{posting_id}/decisions", dependencies=[needs(Permission.READ_POSTINGS)])
def list_decisions(posting_id: str, memory: Memory) -> DecisionsOut:
    """What the platform did with a posting, in the order in which it was decided."""
    with memory.reading() as session:
        known = stored_posting(session, posting_id).posting_id
        return DecisionsOut(posting_id=known, decisions=[decision_out(one) for one in Decisions(session).of(known)])


def _record(session: Session, body: DecisionsIn, client: str) -> RecordedDecisionsOut:
    names = _names(session, body)
    decisions, now = Decisions(session), datetime.now(UTC)
    # In one order for everybody, so that two who send the same postings never wait for each other.
    versions = {name: decisions.current_version(name) for name in sorted(set(names))}
    made = [one.made(name, versions[name], now, client) for one, name in zip(body.decisions, names, strict=True)]
    new = [decisions.append(decision) for decision in made]
    kept = {(one.posting_id, one.decision, one.decided_at): one for one in decisions.of(*versions)}
    stored = [kept[one.posting_id, one.decision, one.decided_at] for one in made]
    return RecordedDecisionsOut(decisions=[recorded_decision_out(*each) for each in zip(stored, new, strict=True)])


def _names(session: Session, body: DecisionsIn) -> list[str]:
    """Our name of each posting. A problem tells every one that is not there."""
    names = [decision.name(organisation_of(session)) for decision in body.decisions]
    unknown = [number for number, name in enumerate(names) if not is_known(session, name)]
    if unknown:
        faults = [Fault("there is no such posting", pointer=pointer("decisions", number)) for number in unknown]
        raise ProblemError(NOT_FOUND, faults=faults)
    return names
