"""Assessments for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime

from features.evidence import Evidence, EvidenceState
from features.indicators import Strength
from features.posting import Posting
from models.assessment import Assessment, Band, Facets, IndicatorAssessment, PolicyAssessment
from models.policy import Form, PolicyName
from store.assessments import Assessments
from store.database import Session
from store.postings import Postings

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def an_assessment(
    priority: float = 0.5,
    *,
    band: Band = Band.REVIEW,
    flagged: tuple[PolicyName, ...] = (),
    indicators: tuple[IndicatorAssessment, ...] = (),
    language: str = "en",
    needs_review: bool = False,
    model_version: str = "m1",
    assessed_at: datetime = NOW,
    abstained: str = "",
) -> Assessment:
    return Assessment(
        posting_id="native",
        language=language,
        priority=priority,
        band=band,
        needs_review=needs_review,
        abstained=abstained,
        policies=tuple(
            PolicyAssessment(name, priority, 0.5, name in flagged, (Form.LABOUR,), ("a fee is asked",)) for name in PolicyName
        ),
        indicators=indicators,
        facets=Facets(("abroad",), ("advance fee",), ("agent",)),
        model_version=model_version,
        packs_version="p1",
        assessed_at=assessed_at,
        notes=("a note",),
    )


def an_indicator(name: str, strength: Strength, state: EvidenceState = EvidenceState.PRESENT) -> IndicatorAssessment:
    return IndicatorAssessment(name, state, strength, (Evidence("title", 0, 4, name, f"{name}.rule", state),))


def enqueue(session: Session, name: str, assessment: Assessment | None = None, *, source: str = "board") -> str:
    """Save a posting with its assessment; answers its id."""
    saved = Postings(session).save(Posting(id=name, source=source, title=f"Cook {name}"), NOW)
    Assessments(session).save(saved.posting_id, saved.version, assessment or an_assessment())
    return saved.posting_id
