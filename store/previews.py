"""What another threshold would have flagged, day by day, and what reviewers said of it: counted by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.policy import PolicyName
from store.policy_tables import ScoreRow
from store.scope import organisation_of
from store.tables import ReviewRow

# As `labelling.review` writes them.
_DECIDE: Final = "decide"
_RISKY: Final = "risky"
_SETTLED: Final = (_RISKY, "not_risky")


@dataclass(frozen=True, slots=True)
class Counts:
    """Postings by what one threshold flags and another would, and by what reviewers decided of the latter."""

    assessed: int = 0
    """Those on which something could be judged."""
    flagged_now: int = 0
    would_be_flagged: int = 0
    reviewed: int = 0
    """Of these, decided risky or not risky: one that leaves its reviewer unsure speaks for neither."""
    confirmed: int = 0
    """Of these, decided risky, for this policy or for none in particular."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.assessed + other.assessed,
            self.flagged_now + other.flagged_now,
            self.would_be_flagged + other.would_be_flagged,
            self.reviewed + other.reviewed,
            self.confirmed + other.confirmed,
        )


class Previews:
    """How high one organisation's postings score, each by its latest assessment."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._organisation = organisation_of(session)

    def by_day(self, policy: PolicyName, now: float, would: float, since: date) -> dict[date, Counts]:
        """The counts of each day in UTC on which something was assessed, under the threshold of now and under another."""
        verdict, policies = ReviewRow.body["verdict"].as_string(), cast(ReviewRow.body["policies"], String)
        meant = or_(policies == "[]", policies.contains(f'"{policy.value}"', autoescape=True))
        flagged = ScoreRow.probability >= would
        counted = (
            func.count(),
            func.count().filter(ScoreRow.probability >= now),
            func.count().filter(flagged),
            func.count().filter(verdict.in_(_SETTLED)),
            func.count().filter(verdict == _RISKY, meant),
        )
        decided = and_(flagged, ReviewRow.posting_id == ScoreRow.posting_id, _is_last_decision())
        query = select(ScoreRow.assessed_on, *counted).outerjoin(ReviewRow, decided).group_by(ScoreRow.assessed_on)
        return {day: Counts(*counts) for day, *counts in self._session.execute(query.where(self._own(policy, since)))}

    def between(self, policy: PolicyName, low: float, high: float, since: date, most: int) -> tuple[str, ...]:
        """Some postings that reach the lower probability and not the higher one, the last assessed first."""
        inside = and_(self._own(policy, since), ScoreRow.probability >= low, ScoreRow.probability < high)
        latest_first = (ScoreRow.assessed_on.desc(), ScoreRow.probability.desc(), ScoreRow.posting_id.desc())
        return tuple(self._session.scalars(select(ScoreRow.posting_id).where(inside).order_by(*latest_first).limit(most)))

    def _own(self, policy: PolicyName, since: date) -> ColumnElement[bool]:
        own = and_(ScoreRow.organisation == self._organisation, ScoreRow.policy == policy.value)
        return and_(own, ScoreRow.assessed_on >= since)


def _is_last_decision() -> ColumnElement[bool]:
    later = aliased(ReviewRow)
    decided_again = exists().where(
        later.posting_id == ReviewRow.posting_id, later.sequence > ReviewRow.sequence, later.action == _DECIDE
    )
    return and_(ReviewRow.action == _DECIDE, ~decided_again)
