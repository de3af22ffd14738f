from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from features.evidence import Evidence, EvidenceState
from features.indicators import Strength
from features.posting import Posting
from models.assessment import Assessment, Band, Facets, IndicatorAssessment, PolicyAssessment
from models.assessment_json import assessment_from_mapping, assessment_to_mapping
from models.policy import Form, PolicyName

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
POSTING = Posting(id="7", title="Cook abroad", description="Pay a 200 deposit first.")

chances = st.floats(0, 1)
words = st.lists(st.text(max_size=8), max_size=2).map(tuple)
evidence = st.builds(
    Evidence,
    field=st.sampled_from(["title", "description"]),
    start=st.integers(0, 5),
    end=st.integers(5, 11),
    indicator=st.sampled_from(["upfront_fee", "vague_duties"]),
    rule=st.text(max_size=8),
    state=st.sampled_from(EvidenceState),
    note=st.sampled_from(["", "seen twice"]),
)
indicators = st.builds(
    IndicatorAssessment,
    indicator=st.sampled_from(["upfront_fee", "vague_duties"]),
    state=st.sampled_from(EvidenceState),
    strength=st.sampled_from(Strength),
    evidence=st.lists(evidence, max_size=3).map(tuple),
)
policies = st.builds(
    PolicyAssessment,
    policy=st.sampled_from(PolicyName),
    probability=chances,
    threshold=chances,
    flagged=st.booleans(),
    forms=st.lists(st.sampled_from(Form), max_size=2).map(tuple),
    reasons=words,
)
assessments = st.builds(
    Assessment,
    posting_id=st.text(max_size=8),
    language=st.sampled_from(["en", "und"]),
    priority=chances,
    band=st.sampled_from(Band),
    needs_review=st.booleans(),
    abstained=st.sampled_from(["", "too_short"]),
    policies=st.lists(policies, max_size=3).map(tuple),
    indicators=st.lists(indicators, max_size=3).map(tuple),
    facets=st.builds(Facets, words, words, words, words),
    model_version=st.text(max_size=8),
    packs_version=st.text(max_size=8),
    assessed_at=st.just(NOW),
    notes=words,
)


@settings(max_examples=60, deadline=None)
@given(assessments)
def test_an_assessment_comes_back_from_its_json(assessment: Assessment) -> None:
    line = json.dumps(assessment_to_mapping(assessment, POSTING))
    assert assessment_from_mapping(json.loads(line)) == assessment


def test_the_line_has_the_promised_shape_and_quotes_the_posting() -> None:
    found = Evidence("description", 4, 17, "upfront_fee", "fee.before_work")
    against = Evidence("title", 0, 4, "upfront_fee", "fee.denied", EvidenceState.CONTRADICTED, "a denial")
    assessment = Assessment(
        posting_id="7",
        language="en",
        priority=0.8,
        band=Band.HIGH,
        needs_review=False,
        abstained="",
        policies=(PolicyAssessment(PolicyName.RECRUITMENT_FRAUD, 0.7, 0.5, True, (Form.FRAUD,), ("a fee",)),),
        indicators=(IndicatorAssessment("upfront_fee", EvidenceState.PRESENT, Strength.STRONG, (found, against)),),
        facets=Facets(("abroad",), ("advance fee",), ()),
        model_version="m1",
        packs_version="p1",
        assessed_at=NOW,
    )
    assert assessment_to_mapping(assessment, POSTING) == {
        "id": "7",
        "language": "en",
        "priority": 0.8,
        "band": "high",
        "needs_review": False,
        "abstained": "",
        "policies": [
            {
                "policy": "recruitment_fraud",
                "probability": 0.7,
                "threshold": 0.5,
                "flagged": True,
                "forms": ["fraud"],
                "reasons": ["a fee"],
            }
        ],
        "indicators": [
            {
                "indicator": "upfront_fee",
                "state": "present",
                "strength": "strong",
                "evidence": [
                    {"field": "description", "start": 4, "end": 17, "text": "a 200 deposit", "rule": "fee.before_work"},
                    {
                        "field": "title",
                        "start": 0,
                        "end": 4,
                        "text": "Cook",
                        "rule": "fee.denied",
                        "state": "contradicted",
                        "note": "a denial",
                    },
                ],
            }
        ],
        "facets": {"location": ["abroad"], "modus_operandi": ["advance fee"], "recruiter_role": [], "crises": []},
        "notes": [],
        "model_version": "m1",
        "packs_version": "p1",
        "policies_version": "19231a5083a9",
        "assessed_at": "2026-11-03T09:30:00+00:00",
    }
