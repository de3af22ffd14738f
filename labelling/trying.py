"""Tries another threshold on the last weeks: what it would have flagged, and how often reviewers confirmed such postings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from models.intervals import wilson
from models.policy import PolicyName
from store.database import Session
from store.previews import Counts, Previews

EXAMPLES: Final = 10
"""How many postings of each kind are named."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How often reviewers confirmed what would be flagged, with its 95 % interval (Wilson)."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The postings that another threshold would treat differently: how many, and some of them."""

    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a threshold would have flagged beside the one in force, on each of the days."""

    policy: PolicyName
    threshold: float
    threshold_in_force: float
    days: Mapping[date, Counts]
    newly_flagged: Moved
    no_longer_flagged: Moved

    @property
    def totals(self) -> Counts:
        """Of all days together."""
        return sum(self.days.values(), Counts())

    @property
    def precision(self) -> Precision | None:
        """None where no reviewer decided about any that would be flagged."""
        return precision_of(self.totals.confirmed, self.totals.reviewed)

    def per_day(self, count: int) -> float:
        """So many in all, on an average day."""
        return round(count / len(self.days), 3)


def precision_of(confirmed: int, reviewed: int) -> Precision | None:
    """How often reviewers confirmed; None where they decided nothing."""
    return Precision(confirmed / reviewed, *wilson(confirmed / reviewed, reviewed)) if reviewed else None


def trial(session: Session, policy: PolicyName, in_force: float, threshold: float, last: date, days: int) -> Trial:
    """Try a threshold on so many days in UTC, of which `last` is the last."""
    previews, all_days = Previews(session), [last - timedelta(days=back) for back in reversed(range(days))]
    counts = previews.by_day(policy, in_force, threshold, all_days[0])
    by_day = {day: counts.get(day, Counts()) for day in all_days}
    total = sum(by_day.values(), Counts())

    def moved(count: int, low: float, high: float) -> Moved:
        return Moved(count, previews.between(policy, low, high, all_days[0], EXAMPLES)) if count > 0 else Moved(0, ())

    return Trial(
        policy=policy,
        threshold=threshold,
        threshold_in_force=in_force,
        days=by_day,
        newly_flagged=moved(total.would_be_flagged - total.flagged_now, threshold, in_force),
        no_longer_flagged=moved(total.flagged_now - total.would_be_flagged, in_force, threshold),
    )
