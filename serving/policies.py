"""Policies as an organisation has them in force, and as they are answered."""

from __future__ import annotations

from dataclasses import dataclass

from labelling.trying import Trial
from models.assessor import Assessor
from models.policy import FORMS_OF, MEANING_OF, Form, PolicyName
from serving.etags import etag_of
from serving.schemas.policies import (
    MovedOut,
    PolicyInForceOut,
    PrecisionOut,
    PreviewCountsOut,
    PreviewDayOut,
    PreviewOut,
    ThresholdChangeOut,
)
from store.database import Session
from store.thresholds import ThresholdChange, Thresholds


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """A policy with the threshold that its model ships, and what an organisation made of it last."""

    policy: PolicyName
    shipped: float
    model_version: str
    last: ThresholdChange | None

    @property
    def own(self) -> float | None:
        """The organisation's own threshold."""
        return self.last.threshold if self.last else None

    @property
    def threshold(self) -> float:
        """The threshold in force."""
        return self.shipped if self.own is None else self.own

    @property
    def version(self) -> int:
        """How often it was changed."""
        return self.last.version if self.last else 0

    @property
    def edition(self) -> str:
        """Names what is shown: another model ships another threshold, without anybody having changed any."""
        return f"{self.version}.{self.model_version}"

    def out(self) -> PolicyInForceOut:
        """As it is answered."""
        return PolicyInForceOut(
            policy=self.policy,
            meaning=MEANING_OF[self.policy],
            forms=[form for form in Form if form in FORMS_OF[self.policy]],
            threshold=self.threshold,
            shipped_threshold=self.shipped,
            own_threshold=self.own,
            version=self.version,
            etag=etag_of(self.edition),
            last_change=ThresholdChangeOut.model_validate(self.last) if self.last else None,
            model_version=self.model_version,
        )


def policies_in_force(session: Session, judge: Assessor) -> dict[PolicyName, PolicyInForce]:
    """Every policy as whoever asks has it in force."""
    last, shipped = Thresholds(session).latest(), judge.shipped_thresholds
    return {
        policy: PolicyInForce(policy, threshold, judge.model_version, last.get(policy)) for policy, threshold in shipped.items()
    }


def preview_out(trial: Trial) -> PreviewOut:
    """What a threshold would have flagged, as it is answered."""
    totals = trial.totals
    return PreviewOut(
        policy=trial.policy,
        threshold=trial.threshold,
        threshold_in_force=trial.threshold_in_force,
        days=[
            PreviewDayOut(day=day, **PreviewCountsOut.model_validate(counts).model_dump()) for day, counts in trial.days.items()
        ],
        totals=PreviewCountsOut.model_validate(totals),
        flagged_now_per_day=trial.per_day(totals.flagged_now),
        would_be_flagged_per_day=trial.per_day(totals.would_be_flagged),
        precision=PrecisionOut.model_validate(trial.precision) if trial.precision else None,
        newly_flagged=MovedOut.model_validate(trial.newly_flagged),
        no_longer_flagged=MovedOut.model_validate(trial.no_longer_flagged),
    )
