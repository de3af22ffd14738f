"""What a reviewer does on a posting's page: from the form to the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import ValidationError
from starlette.datastructures import FormData

from labelling.desk import ReviewDesk
from labelling.review import ReviewAction, ReviewState, Verdict
from serving.access.caller import Caller
from serving.access.escalation import require_may_act
from serving.console.pages import clean_name
from serving.dossier import dossier
from serving.problems import Fault
from serving.schemas.reviews import ReviewIn
from store.database import Session

_PREFIX: Final = "indicator."
_VERDICTS: Final = frozenset(Verdict)
_CLAIMING: Final = frozenset(
    {
        (ReviewState.OPEN, ReviewAction.DECIDE),
        (ReviewState.OPEN, ReviewAction.ESCALATE),
        (ReviewState.ESCALATED, ReviewAction.DECIDE),
    }
)
"""What a click on a page may do with a posting that nobody has claimed: the claim is recorded first."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the form: kept when it is shown again because something is missing."""

    reviewer: str = ""
    reason: str = ""
    policies: tuple[str, ...] = ()
    views: Mapping[str, str] | None = None
    """Of each indicator: accepted, rejected, or nothing."""

    def view(self, indicator: str) -> str:
        """What the reviewer said of an indicator."""
        return (self.views or {}).get(indicator, "")


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """A form as it was sent."""

    entered: Entered
    act: str
    seen: str
    posting_version: str
    shown_model_version: str

    def review(self) -> ReviewIn:
        """As a review. Raises pydantic's `ValidationError` where it cannot be one."""
        act: dict[str, Any] = {"action": self.act}
        if self.act in _VERDICTS:
            act = {"action": ReviewAction.DECIDE, "verdict": self.act, "policies": self.entered.policies}
            act |= {"accepted": self._said("accepted"), "rejected": self._said("rejected")}
        about = {"seen": self.seen or None, "posting_version": self.posting_version or None}
        who = {"reviewer": self.entered.reviewer, "shown_model_version": self.shown_model_version}
        return ReviewIn.model_validate(act | about | who | {"reason": self.entered.reason})

    def _said(self, view: str) -> list[str]:
        return [indicator for indicator, said in (self.entered.views or {}).items() if said == view]


def read_form(form: FormData) -> ReviewForm:
    """What was sent, as text."""
    texts = {name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}
    views = {name.removeprefix(_PREFIX): value for name, value in texts.items() if name.startswith(_PREFIX) and value}
    entered = Entered(
        reviewer=clean_name(texts.get("reviewer", "")),
        reason=texts.get("reason", ""),
        policies=tuple(value for value in form.getlist("policies") if isinstance(value, str)),
        views=views,
    )
    about = (texts.get(name, "") for name in ("seen", "posting_version", "shown_model_version"))
    return ReviewForm(entered, texts.get("act", ""), *about)


def record(session: Session, posting_id: str, form: ReviewForm, caller: Caller) -> None:
    """Do what the form says. Who decides or escalates what nobody has claimed claims it by doing so."""
    review = form.review()
    reviewer = caller.acts_as(review.reviewer)
    known = dossier(session, posting_id)
    event = review.event(posting_id, reviewer, known.reviewed_version, datetime.now(UTC))
    require_may_act(caller, known.review.state, event.action)
    desk, seen = ReviewDesk(session), review.seen
    if (desk.review(posting_id).state, event.action) in _CLAIMING:
        claim = ReviewIn(action=ReviewAction.CLAIM)
        desk.record(claim.event(posting_id, reviewer, event.posting_version, event.recorded_at), seen)
        seen = None
    desk.record(event, seen)


_NAMES: Final = {
    "reviewer": "Your name",
    "reason": "Reason",
    "policies": "Policies",
    "action": "What to do",
    "verdict": "Verdict",
}


def faults_of(error: ValidationError) -> Sequence[Fault]:
    """What is wrong with a form, by the names that the page gives its fields."""
    return [
        Fault(f"{_NAMES.get(str(item['loc'][0]), 'The form')}: {item['msg'].lower()}", parameter=str(item["loc"][0]))
        for item in error.errors()
    ]
