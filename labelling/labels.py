"""Labels: what people found of postings, each with where it comes from.

The rules:

- A reviewer's decision is a label of the version that was reviewed. Of several decisions of one reviewer on one version the last
  counts; different reviewers' stand beside each other. A review that is opened again keeps its labels until it is decided anew.
- A platform's decisions on a posting make one label, of the version that the last of them speaks of. They are taken in the order
  in which they were decided, not in which they arrived, and the last one counts: `removed` is risky (until it is restored),
  `kept` and `restored` are not risky, `appealed` is unsure until a decision follows.
- Only a removal names a policy; what takes it back confirms none.
- A reviewer who saw no model's opinion judged blind. A platform was told our assessment, so its decisions never count as blind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from labelling.desk import ReviewDesk
from labelling.review import ReviewAction, ReviewEvent, Verdict
from models.policy import PolicyName
from store.database import Session
from store.decisions import Decided, Decision, Decisions
from store.judged import judged_postings

REVIEW: Final = "review"
PLATFORM: Final = "platform"

_VERDICTS: Final = {
    Decided.REMOVED: Verdict.RISKY,
    Decided.KEPT: Verdict.NOT_RISKY,
    Decided.APPEALED: Verdict.UNSURE,
    Decided.RESTORED: Verdict.NOT_RISKY,
}
_AT_ONCE: Final = (Decided.KEPT, Decided.REMOVED, Decided.APPEALED, Decided.RESTORED)
"""How things go that are said to have happened at the same moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What somebody found of one version of a posting: of the offer, never of a person."""

    posting_id: str
    version: int
    verdict: Verdict
    policies: tuple[PolicyName, ...] = ()
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    """Indicators that a reviewer confirmed, and those that they did not."""
    at: datetime
    provenance: str
    """`review`, or `platform:` and what the platform did."""
    reviewer: str = ""
    """Who reviewed it; empty for a platform."""
    shown_model_version: str = ""
    """The model whose opinion the reviewer saw; empty where none is known."""

    @property
    def blind(self) -> bool:
        """Whether it was found without a model's opinion."""
        return self.provenance == REVIEW and not self.shown_model_version


@dataclass(frozen=True, slots=True)
class LabelPage:
    """The labels of some postings, and where to go on; no cursor means that this was the end."""

    labels: tuple[Label, ...]
    next_cursor: str | None


def labels(session: Session, limit: int = 100, cursor: str | None = None) -> LabelPage:
    """The labels of up to `limit` postings of the session's organisation, posting by posting."""
    posting_ids, following = judged_postings(session, limit, cursor)
    decided = {name: tuple(some) for name, some in groupby(Decisions(session).of(*posting_ids), lambda one: one.posting_id)}
    desk = ReviewDesk(session)
    found = (label for name in posting_ids for label in labels_of(desk.events(name), decided.get(name, ())))
    return LabelPage(tuple(found), following)


def labels_of(events: Iterable[ReviewEvent], decisions: Iterable[Decision]) -> tuple[Label, ...]:
    """The labels of one posting: its reviewers' in the order of their decisions, then its platform's."""
    platform = platform_label(decisions)
    return (*review_labels(events), *([platform] if platform else []))


def review_labels(events: Iterable[ReviewEvent]) -> tuple[Label, ...]:
    """What reviewers found, from the events of one posting in order."""
    last: dict[tuple[int, str], Label] = {}
    for event in events:
        if event.action is ReviewAction.DECIDE and event.verdict is not None:
            key = event.posting_version, event.reviewer
            last.pop(key, None)
            last[key] = _of_review(event, event.verdict)
    return tuple(last.values())


def platform_label(decisions: Iterable[Decision]) -> Label | None:
    """What a platform's decisions on one posting come to, in whatever order they are told."""
    last = max(decisions, key=_order, default=None)
    if last is None:
        return None
    named = last.decision is Decided.REMOVED and last.policy
    return Label(
        posting_id=last.posting_id,
        version=last.version,
        verdict=_VERDICTS[last.decision],
        policies=(PolicyName(last.policy),) if named else (),
        at=last.decided_at,
        provenance=f"{PLATFORM}:{last.decision}",
    )


def _order(decision: Decision) -> tuple[datetime, int]:
    return decision.decided_at, _AT_ONCE.index(decision.decision)


def _of_review(event: ReviewEvent, verdict: Verdict) -> Label:
    return Label(
        posting_id=event.posting_id,
        version=event.posting_version,
        verdict=verdict,
        policies=event.policies,
        accepted=event.accepted,
        rejected=event.rejected,
        at=event.recorded_at,
        provenance=REVIEW,
        reviewer=event.reviewer,
        shown_model_version=event.shown_model_version,
    )
