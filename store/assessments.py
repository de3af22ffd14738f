"""Assessments: what each model version said of each version of a posting. The newest one places the posting in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from features.evidence import EvidenceState
from features.indicators import Strength
from features.posting import Posting
from features.records.posting_mapping import posting_from_mapping
from models.abstention import is_flaggable
from models.assessment import Assessment, IndicatorAssessment
from models.assessment_json import assessment_from_mapping, assessment_to_mapping
from store.errors import UnknownPostingError
from store.events import EventType, flagged_data
from store.outbox import Outbox
from store.policy_tables import ScoreRow
from store.search_index import index_indicators
from store.tables import AssessmentRow, FlagRow, PostingRow, VersionRow
from store.writing import insert_or_replace, insert_or_replace_each, locked_posting

TOP_INDICATORS: Final = 5
"""How many indicators a line of the queue names."""

_SHOWN: Final = 300
"""How much of a title a line of the queue shows."""

_STRONGEST_FIRST: Final = (Strength.STRONG, Strength.MODERATE, Strength.WEAK)


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """An assessment, and the version of the posting it speaks of. Its `posting_id` is the store's."""

    posting_id: str
    version: int
    assessment: Assessment


class Assessments:
    """What was said of every posting."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, posting_id: str, version: int, assessment: Assessment) -> None:
        """Remember an assessment of a version of a posting; the same model version's earlier one gives way."""
        row = locked_posting(self._session, posting_id)
        stored = self._session.get(VersionRow, (posting_id, version))
        if stored is None:
            raise UnknownPostingError(f"posting {posting_id} has no version {version}")
        posting = posting_from_mapping(stored.body)
        assessment = replace(assessment, posting_id=posting_id)
        insert_or_replace(self._session, AssessmentRow, _row(version, assessment, posting))
        if version >= (row.assessed_version or 0):
            self._place(row, version, assessment, posting)

    def latest(self, posting_id: str) -> StoredAssessment | None:
        """The last assessment of the newest version that was assessed."""
        return next(iter(self.history(posting_id)), None)

    def history(self, posting_id: str) -> tuple[StoredAssessment, ...]:
        """Every assessment of a posting, newest version and latest assessment first."""
        query = (
            select(AssessmentRow)
            .where(AssessmentRow.posting_id == posting_id)
            .order_by(AssessmentRow.version.desc(), AssessmentRow.assessed_at.desc(), AssessmentRow.model_version.desc())
            .execution_options(populate_existing=True)  # rows are written past the session, which may hold older ones
        )
        return tuple(
            StoredAssessment(posting_id, row.version, assessment_from_mapping(row.body)) for row in self._session.scalars(query)
        )

    def _place(self, row: PostingRow, version: int, assessment: Assessment, posting: Posting) -> None:
        """Put the posting where the assessment says in the queue."""
        before, new = row.flagged, row.assessed_version is None
        flagged = [policy.policy.value for policy in assessment.policies if policy.flagged]
        row.assessed_version = version
        row.rank = -assessment.priority
        row.band, row.language, row.needs_review = assessment.band.value, assessment.language, assessment.needs_review
        row.abstained = assessment.abstained
        row.title = posting.title[:_SHOWN] or posting.description[:_SHOWN]
        row.employer, row.location = posting.hiring_organization.name[:_SHOWN], posting.job_location[:_SHOWN]
        row.flagged, row.indicators = flagged, _top(assessment.indicators)
        self._session.flush()
        if flagged != (before or []):
            self._flag(row.posting_id, flagged)
        self._score(row, assessment, new=new)
        present = [item.indicator for item in assessment.indicators if item.state is EvidenceState.PRESENT]
        index_indicators(self._session, row.posting_id, present)
        if flagged and set(flagged) != set(before or ()):
            data = flagged_data(version, assessment, before or ())
            kind, owner = EventType.ASSESSMENT_FLAGGED, row.organisation
            Outbox(self._session).add(kind, row.posting_id, data, assessment.assessed_at, organisation=owner)

    def _flag(self, posting_id: str, policies: list[str]) -> None:
        self._session.execute(delete(FlagRow).where(FlagRow.posting_id == posting_id))
        if policies:
            self._session.execute(insert(FlagRow), [{"policy": name, "posting_id": posting_id} for name in policies])

    def _score(self, row: PostingRow, assessment: Assessment, *, new: bool) -> None:
        """Note how high it scores, so that other thresholds can be tried on it; where nothing was judged there is no score."""
        if is_flaggable(assessment):
            insert_or_replace_each(self._session, ScoreRow, _scores(row, assessment))
        elif not new:
            self._session.execute(delete(ScoreRow).where(ScoreRow.posting_id == row.posting_id))


def _scores(row: PostingRow, assessment: Assessment) -> list[dict[str, object]]:
    day = assessment.assessed_at.astimezone(UTC).date()
    of: dict[str, object] = {"posting_id": row.posting_id, "organisation": row.organisation, "assessed_on": day}
    return [of | {"policy": item.policy.value, "probability": item.probability} for item in assessment.policies]


def _row(version: int, assessment: Assessment, posting: Posting) -> dict[str, object]:
    return {
        "posting_id": assessment.posting_id,
        "version": version,
        "model_version": assessment.model_version,
        "assessed_at": assessment.assessed_at,
        "priority": assessment.priority,
        "band": assessment.band.value,
        "flagged": assessment.flagged,
        "language": assessment.language,
        "needs_review": assessment.needs_review,
        "abstained": assessment.abstained,
        "body": assessment_to_mapping(assessment, posting),
    }


def _top(indicators: Iterable[IndicatorAssessment]) -> list[str]:
    present = [indicator for indicator in indicators if indicator.state is EvidenceState.PRESENT]
    present.sort(key=lambda indicator: _STRONGEST_FIRST.index(indicator.strength))
    return [indicator.indicator for indicator in present[:TOP_INDICATORS]]
