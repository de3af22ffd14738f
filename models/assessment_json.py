"""An assessment as JSON: the line that `recruitment-risk score` writes, the API answers and the store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from features.evidence import Evidence, EvidenceState
from features.indicators import Strength
from features.posting import Json, Posting
from models.assessment import Assessment, Band, Facets, IndicatorAssessment, PolicyAssessment
from models.policy import Form, PolicyName


def assessment_to_mapping(assessment: Assessment, posting: Posting) -> dict[str, Json]:
    """An assessment with the words of the posting that each piece of evidence quotes."""
    return {
        "id": assessment.posting_id,
        "language": assessment.language,
        "priority": assessment.priority,
        "band": assessment.band.value,
        "needs_review": assessment.needs_review,
        "abstained": assessment.abstained,
        "policies": [_policy_out(policy) for policy in assessment.policies],
        "indicators": [_indicator_out(indicator, posting) for indicator in assessment.indicators],
        "facets": _facets_out(assessment.facets),
        "notes": list(assessment.notes),
        "model_version": assessment.model_version,
        "packs_version": assessment.packs_version,
        "policies_version": assessment.policies_version,
        "assessed_at": assessment.assessed_at.isoformat(),
    }


def assessment_from_mapping(mapping: Mapping[str, Any]) -> Assessment:
    """The assessment that `assessment_to_mapping` wrote."""
    return Assessment(
        posting_id=mapping["id"],
        language=mapping["language"],
        priority=mapping["priority"],
        band=Band(mapping["band"]),
        needs_review=mapping["needs_review"],
        abstained=mapping["abstained"],
        policies=tuple(_policy_in(policy) for policy in mapping["policies"]),
        indicators=tuple(_indicator_in(indicator) for indicator in mapping["indicators"]),
        facets=Facets(**{name: tuple(values) for name, values in mapping["facets"].items()}),
        model_version=mapping["model_version"],
        packs_version=mapping["packs_version"],
        assessed_at=datetime.fromisoformat(mapping["assessed_at"]),
        notes=tuple(mapping["notes"]),
    )


def _policy_out(policy: PolicyAssessment) -> dict[str, Json]:
    return {
        "policy": policy.policy.value,
        "probability": policy.probability,
        "threshold": policy.threshold,
        "flagged": policy.flagged,
        "forms": [form.value for form in policy.forms],
        "reasons": list(policy.reasons),
    }


def _policy_in(mapping: Mapping[str, Any]) -> PolicyAssessment:
    return PolicyAssessment(
        policy=PolicyName(mapping["policy"]),
        probability=mapping["probability"],
        threshold=mapping["threshold"],
        flagged=mapping["flagged"],
        forms=tuple(Form(form) for form in mapping["forms"]),
        reasons=tuple(mapping["reasons"]),
    )


def _indicator_out(indicator: IndicatorAssessment, posting: Posting) -> dict[str, Json]:
    return {
        "indicator": indicator.indicator,
        "state": indicator.state.value,
        "strength": indicator.strength.value,
        "evidence": [_evidence_out(evidence, indicator, posting) for evidence in indicator.evidence],
    }


def _indicator_in(mapping: Mapping[str, Any]) -> IndicatorAssessment:
    return IndicatorAssessment(
        indicator=mapping["indicator"],
        state=EvidenceState(mapping["state"]),
        strength=Strength(mapping["strength"]),
        evidence=tuple(_evidence_in(evidence, mapping) for evidence in mapping["evidence"]),
    )


def _evidence_out(evidence: Evidence, indicator: IndicatorAssessment, posting: Posting) -> dict[str, Json]:
    """Evidence; its state and indicator only where they are not those of the indicator it stands under."""
    mapping: dict[str, Json] = {
        "field": evidence.field,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.quote(posting),
        "rule": evidence.rule,
    }
    if evidence.state is not indicator.state:
        mapping["state"] = evidence.state.value
    if evidence.indicator != indicator.indicator:
        mapping["indicator"] = evidence.indicator
    return mapping | ({"note": evidence.note} if evidence.note else {})


def _evidence_in(mapping: Mapping[str, Any], indicator: Mapping[str, Any]) -> Evidence:
    return Evidence(
        field=mapping["field"],
        start=mapping["start"],
        end=mapping["end"],
        indicator=mapping.get("indicator", indicator["indicator"]),
        rule=mapping["rule"],
        state=EvidenceState(mapping.get("state", indicator["state"])),
        note=mapping.get("note", ""),
    )


def _facets_out(facets: Facets) -> dict[str, Json]:
    return {
        "location": list(facets.location),
        "modus_operandi": list(facets.modus_operandi),
        "recruiter_role": list(facets.recruiter_role),
        "crises": list(facets.crises),
    }
