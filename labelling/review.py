"""Review of one posting: events are appended and never changed, and the state is the fold of the events.

An open posting is claimed by one reviewer, who decides it, lets it go or escalates it. An escalated one waits for someone to
resolve it, and waits again when let go. A closed one may be reopened.

ReviewError
├── TransitionError          the action does not go with the state
├── NotHolderError           the posting is claimed by someone else
└── IncompleteReviewError    a decision without verdict or reason, or a verdict without decision
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from types import MappingProxyType
from typing import Final

from models.policy import PolicyName


class ReviewAction(StrEnum):
    """What a reviewer may do with a posting."""

    CLAIM = "claim"
    RELEASE = "release"
    ESCALATE = "escalate"
    DECIDE = "decide"
    REOPEN = "reopen"


class ReviewState(StrEnum):
    """Where the review of a posting stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    ESCALATED = "escalated"
    RESOLVING = "resolving"
    """Escalated, and claimed by someone."""
    CLOSED = "closed"


class Verdict(StrEnum):
    """What a reviewer found: of the posting, never of a person."""

    RISKY = "risky"
    NOT_RISKY = "not_risky"
    UNSURE = "unsure"


class ReviewError(ValueError):
    """A reviewer asked for something that cannot be done; the message says what and why."""


class TransitionError(ReviewError):
    """The action does not go with the state the posting is in."""

    def __init__(self, state: ReviewState, action: ReviewAction) -> None:
        super().__init__(f"cannot {action} a posting that is {state}")
        self.state = state
        self.action = action


class NotHolderError(ReviewError):
    """Only who claimed a posting decides or escalates it."""


class IncompleteReviewError(ReviewError):
    """A decision lacks its verdict or reason, or something else carries one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent:
    """One thing a reviewer did with one version of a posting."""

    posting_id: str
    posting_version: int
    reviewer: str
    action: ReviewAction
    recorded_at: datetime
    verdict: Verdict | None = None
    policies: tuple[PolicyName, ...] = ()
    """The policies that the reviewer confirms."""
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    """The shown indicators that the reviewer confirms, and those that they do not."""
    reason: str = ""
    note: str = ""
    shown_model_version: str = ""
    """The model whose opinion the reviewer saw; empty when they judged blind."""

    def __post_init__(self) -> None:
        if self.recorded_at.tzinfo is None:
            raise IncompleteReviewError("the time of a review names no time zone")
        if not self.reviewer.strip():
            raise IncompleteReviewError("a review names its reviewer")
        if self.action is ReviewAction.DECIDE:
            _require_decision(self)
        elif self.verdict is not None:
            raise IncompleteReviewError(f"only a decision carries a verdict, and this is to {self.action}")
        if both := sorted(set(self.accepted) & set(self.rejected)):
            raise IncompleteReviewError(f"both accepted and rejected: {', '.join(both)}")


@dataclass(frozen=True, slots=True)
class Review:
    """Where a posting stands: its state, who holds it, and the last decision."""

    state: ReviewState = ReviewState.OPEN
    holder: str = ""
    decision: ReviewEvent | None = None
    sequence: int = 0
    """How many events there were."""


_NEXT: Final = MappingProxyType(
    {
        (ReviewState.OPEN, ReviewAction.CLAIM): ReviewState.CLAIMED,
        (ReviewState.CLAIMED, ReviewAction.RELEASE): ReviewState.OPEN,
        (ReviewState.CLAIMED, ReviewAction.ESCALATE): ReviewState.ESCALATED,
        (ReviewState.CLAIMED, ReviewAction.DECIDE): ReviewState.CLOSED,
        (ReviewState.ESCALATED, ReviewAction.CLAIM): ReviewState.RESOLVING,
        (ReviewState.RESOLVING, ReviewAction.RELEASE): ReviewState.ESCALATED,
        (ReviewState.RESOLVING, ReviewAction.DECIDE): ReviewState.CLOSED,
        (ReviewState.CLOSED, ReviewAction.REOPEN): ReviewState.OPEN,
    }
)

_HELD: Final = frozenset({ReviewState.CLAIMED, ReviewState.RESOLVING})

# Anyone may release a claim, so that a posting is not stuck with someone who went home; the log says who did.
_FOR_HOLDER: Final = frozenset({ReviewAction.DECIDE, ReviewAction.ESCALATE})


def actions_from(state: ReviewState) -> tuple[ReviewAction, ...]:
    """What may be done next."""
    return tuple(action for before, action in _NEXT if before is state)


def next_state(state: ReviewState, action: ReviewAction) -> ReviewState:
    """The state an action leads to. Raises `TransitionError` where it leads nowhere."""
    try:
        return _NEXT[state, action]
    except KeyError:
        raise TransitionError(state, action) from None


def advance(review: Review, event: ReviewEvent) -> Review:
    """The review after one more event."""
    state = next_state(review.state, event.action)
    if event.action in _FOR_HOLDER and event.reviewer != review.holder:
        raise NotHolderError(f"{event.reviewer} cannot {event.action} what {review.holder} has claimed")
    return Review(
        state=state,
        holder=(review.holder or event.reviewer) if state in _HELD else "",
        decision=event if event.action is ReviewAction.DECIDE else review.decision,
        sequence=review.sequence + 1,
    )


def review_after(events: Iterable[ReviewEvent]) -> Review:
    """Where a posting stands after these events."""
    return reduce(advance, events, Review())


def state_after(events: Iterable[ReviewEvent]) -> ReviewState:
    """The state a posting is in after these events."""
    return review_after(events).state


def _require_decision(event: ReviewEvent) -> None:
    missing = [name for name, there in (("a verdict", event.verdict), ("a reason", event.reason.strip())) if not there]
    if missing:
        raise IncompleteReviewError(f"a decision needs {' and '.join(missing)}")
