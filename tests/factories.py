"""Postings, assessments and a small bundle for tests: sound by default, changed where a test says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from features.evidence import Evidence, EvidenceState
from features.indicators import Strength
from features.posting import Organization, Posting
from models.assessment import Assessment, Band, Facets, IndicatorAssessment, PolicyAssessment
from models.bundle import Bundle, read_bundle, write_bundle
from models.policy import Form, PolicyName

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

DESCRIPTION = (
    "We look for warehouse helpers. Pay the training fee of 300 EUR before your first day.\n"
    "We never keep your passport. Hand in your passport at the office, it stays with us until the season ends."
)


def posting(**changes: Any) -> Posting:
    """A posting that shows a fee, and both denies and shows that a passport is kept."""
    plain = Posting(
        id="board-4711",
        source="board.example",
        url="https://board.example/jobs/4711",
        title="Warehouse helper",
        description=DESCRIPTION,
        hiring_organization=Organization(name="North Quay Storage"),
        job_location="Rotterdam, NL",
    )
    return replace(plain, **changes)


def evidence(of: Posting, words: str, indicator: str, *, field: str = "description", **changes: Any) -> Evidence:
    """Evidence that quotes these words of a posting."""
    start = of.text_of(field).index(words)
    return replace(Evidence(field, start, start + len(words), indicator, f"test.{indicator}"), **changes)


def indicator(name: str, *found: Evidence, strength: Strength = Strength.STRONG) -> IndicatorAssessment:
    """An indicator, present unless all its evidence contradicts it."""
    states = {item.state for item in found}
    state = EvidenceState.CONTRADICTED if states == {EvidenceState.CONTRADICTED} else EvidenceState.PRESENT
    return IndicatorAssessment(name, state, strength, found)


def assessment(of: Posting | None = None, **changes: Any) -> Assessment:
    """An assessment of `posting()`, or of another that quotes the same words; without indicators where it has other words."""
    of = of or posting()
    plain = Assessment(
        posting_id=of.id,
        language="en",
        priority=0.87,
        band=Band.HIGH,
        needs_review=True,
        abstained="",
        policies=(
            PolicyAssessment(PolicyName.RECRUITMENT_FRAUD, 0.91, 0.6, True, (Form.FRAUD,), ("Upfront fee (+2.2)",)),
            PolicyAssessment(PolicyName.EXPLOITATION_RISK, 0.72, 0.6, True, (Form.LABOUR,), ("Passport kept (+2.0)",)),
            PolicyAssessment(PolicyName.CRIMINAL_RECRUITMENT, 0.02, 0.6, False),
        ),
        indicators=_indicators(of) if of.description == DESCRIPTION else (),
        facets=Facets(modus_operandi=("a fee before the first day",)),
        model_version="test+1",
        packs_version="test",
        assessed_at=NOON,
    )
    return replace(plain, **changes)


def _indicators(of: Posting) -> tuple[IndicatorAssessment, ...]:
    denied = evidence(of, "We never keep your passport", "passport_retention", state=EvidenceState.CONTRADICTED)
    kept = evidence(of, "Hand in your passport at the office, it stays with us", "passport_retention")
    fee = evidence(of, "Pay the training fee of 300 EUR", "worker_pays_fee")
    return indicator("worker_pays_fee", fee), indicator("passport_retention", denied, kept)


def bundle(folder: Path) -> Bundle:
    """The bundle that comes along, without the words of its text model: it loads at once, and weighs evidence alone."""
    parts = dict(read_bundle().parts)
    parts["linear.json"] = {**parts["linear.json"], "terms": {}}
    return write_bundle(folder, parts, {"made_on": "2026-11-20"})
