"""What was escalated waits for somebody who may decide it."""

from __future__ import annotations

from typing import Final

from labelling.review import ReviewAction, ReviewState
from serving.access.caller import Caller
from serving.access.permissions import Permission
from serving.problem_kinds import FORBIDDEN
from serving.problems import ProblemError

_ESCALATED: Final = frozenset({ReviewState.ESCALATED, ReviewState.RESOLVING})
_DECIDING: Final = frozenset({ReviewAction.CLAIM, ReviewAction.DECIDE})


def require_may_act(caller: Caller, state: ReviewState, action: ReviewAction) -> None:
    """Raise a problem where somebody who may not would take or decide what was escalated."""
    if state in _ESCALATED and action in _DECIDING and not caller.may(Permission.RESOLVE):
        raise ProblemError(FORBIDDEN, "This posting was escalated: it waits for somebody with the permission `reviews:resolve`.")
