"""Turns evidence and words into each policy's probability, flag, forms and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from features.evidence import EvidenceState
from models.assessment import IndicatorAssessment, PolicyAssessment
from models.bundle_models import BundleModels, Joined
from models.cascade import TextReading
from models.evidence_model import EvidenceScore
from models.policy import FORMS_OF, SHIPPED, Form, OwnThresholds, PolicyName

_FORM_SHARE: Final = 0.6
"""A form is named when its indicators weigh at least this share of the heaviest form's."""
_TEXT_TELLS_FROM: Final = 0.5
"""What the text models say is a reason when it moves the log-odds by more."""


class Judge:
    """Judges with the models of one bundle, under its thresholds or others."""

    def __init__(self, models: BundleModels, thresholds: OwnThresholds = SHIPPED) -> None:
        self._models = models
        self._thresholds = thresholds

    def policies(
        self, language: str, indicators: Sequence[IndicatorAssessment], text: TextReading | None, abstained: str
    ) -> tuple[PolicyAssessment, ...]:
        """Each policy's probability, threshold and flag. An abstention flags nothing."""
        return tuple(self._policy(policy, language, indicators, text, abstained) for policy in PolicyName)

    def _policy(
        self,
        policy: PolicyName,
        language: str,
        indicators: Sequence[IndicatorAssessment],
        text: TextReading | None,
        abstained: str,
    ) -> PolicyAssessment:
        shipped, calibration = self._models.settings[policy]
        threshold = self._thresholds.get(policy, shipped)
        score = self._models.evidence.score(policy, indicators)
        joined = self._models.joined(policy, score, text, language)
        probability = round(calibration.probability(joined.all), 6)
        flagged = probability >= threshold and not abstained
        return PolicyAssessment(
            policy,
            probability,
            threshold,
            flagged,
            forms=self._forms(policy, indicators) if flagged else (),
            reasons=tuple(self._reasons(score, text if flagged else None, joined)),
        )

    def _forms(self, policy: PolicyName, indicators: Sequence[IndicatorAssessment]) -> tuple[Form, ...]:
        """The forms that the shown indicators speak of most. One that fits every form says little of any."""
        weight: defaultdict[Form, float] = defaultdict(float)
        for item in indicators:
            known = self._models.catalogue[item.indicator]
            if item.state is EvidenceState.PRESENT and policy in known.policies:
                for form in FORMS_OF[policy].intersection(map(Form, known.forms)):
                    weight[form] += self._models.weights.strengths[item.strength] / len(known.forms)
        heaviest = max(weight.values(), default=0.0)
        ranked = sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(form for form, value in ranked if value >= _FORM_SHARE * heaviest)

    def _reasons(self, score: EvidenceScore, text: TextReading | None, joined: Joined) -> Iterator[str]:
        for item in score.contributions:
            denied = "denied: " if item.log_odds < 0 else ""
            yield f"{denied}{self._models.catalogue[item.indicator].name} ({item.log_odds:+.1f})"
        if text and (said := joined.words - score.log_odds) > _TEXT_TELLS_FROM:
            terms = ", ".join(f"“{item.term}”" for item in text.words.strongest(4))
            yield f"words that fraudulent postings use: {terms} ({said:+.1f})"
        if text and abs(said := joined.all - joined.words) > _TEXT_TELLS_FROM:
            yield f"the text as a whole, as the encoder reads it ({said:+.1f})"
