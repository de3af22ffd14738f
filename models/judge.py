"""Turns evidence and words into each policy's probability, flag, forms and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from features.evidence import EvidenceState
from features.indicators import Catalogue, Strength
from features.reading import Reading
from models.assessment import IndicatorAssessment, PolicyAssessment
from models.bundle import Bundle, BundleError
from models.calibration import Calibration, calibration_from
from models.cascade import Cascade, TextReading
from models.encoder import Encoder
from models.evidence_model import EvidenceModel, EvidenceScore, EvidenceWeights
from models.linear import TERM_FREQUENCY, LinearModel
from models.policy import FORMS_OF, Form, PolicyName

_FORM_SHARE: Final = 0.6
"""A form is named when its indicators weigh at least this share of the heaviest form's."""
_TEXT_TELLS_FROM: Final = 0.5
"""What the text models say is a reason when it moves the log-odds by more."""


class Judge:
    """The models of one bundle."""

    def __init__(self, bundle: Bundle, catalogue: Catalogue, encoder: Encoder | None = None) -> None:
        self._catalogue = catalogue
        self._settings = settings_from(bundle.part("policies.json"))
        self._weights = weights_from(bundle.part("evidence.json"))
        self._evidence = EvidenceModel(self._weights, catalogue)
        self._linear = linear_from(bundle.part("linear.json"))
        self._cascade = Cascade(self._linear, encoder, [calibration for _, calibration in self._settings.values()])

    @property
    def languages(self) -> frozenset[str]:
        """The languages of which the text model says something."""
        return self._linear.languages

    def read(self, readings: Sequence[Reading]) -> list[TextReading | None]:
        """What the text models say of each posting, in order; faster for several together."""
        return self._cascade.read(readings)

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
        threshold, calibration = self._settings[policy]
        score = self._evidence.score(policy, indicators)
        joined = _joined(policy, calibration, score, text, language)
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
            known = self._catalogue[item.indicator]
            if item.state is EvidenceState.PRESENT and policy in known.policies:
                for form in FORMS_OF[policy].intersection(map(Form, known.forms)):
                    weight[form] += self._weights.strengths[item.strength] / len(known.forms)
        heaviest = max(weight.values(), default=0.0)
        ranked = sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(form for form, value in ranked if value >= _FORM_SHARE * heaviest)

    def _reasons(self, score: EvidenceScore, text: TextReading | None, joined: _Joined) -> Iterator[str]:
        for item in score.contributions:
            denied = "denied: " if item.log_odds < 0 else ""
            yield f"{denied}{self._catalogue[item.indicator].name} ({item.log_odds:+.1f})"
        if text and (said := joined.words - score.log_odds) > _TEXT_TELLS_FROM:
            terms = ", ".join(f"“{item.term}”" for item in text.words.strongest(4))
            yield f"words that fraudulent postings use: {terms} ({said:+.1f})"
        if text and abs(said := joined.all - joined.words) > _TEXT_TELLS_FROM:
            yield f"the text as a whole, as the encoder reads it ({said:+.1f})"


@dataclass(frozen=True, slots=True)
class _Joined:
    """One policy's log-odds from evidence and words, and from these and the encoder."""

    words: float
    all: float


def _joined(
    policy: PolicyName, calibration: Calibration, score: EvidenceScore, text: TextReading | None, language: str
) -> _Joined:
    linear, encoder = (text.words.log_odds, text.heads.get(policy)) if text else (None, None)
    words = calibration.joined(score.log_odds, calibration.text(linear, None, language), language)
    if encoder is None:
        return _Joined(words, words)
    return _Joined(words, calibration.joined(score.log_odds, calibration.text(linear, encoder, language), language))


def settings_from(part: Mapping[str, Any]) -> Mapping[PolicyName, tuple[float, Calibration]]:
    """Each policy's threshold and calibration, as a bundle writes them."""
    policies = part["policies"]
    return {
        policy: (float(policies[policy]["threshold"]), calibration_from(policies[policy]["calibration"])) for policy in PolicyName
    }


def weights_from(part: Mapping[str, Any]) -> EvidenceWeights:
    """The evidence model's log-odds, as a bundle writes them."""
    return EvidenceWeights(
        prior=float(part["prior"]),
        strengths={Strength(name): float(value) for name, value in part["strengths"].items()},
        contradiction=float(part["contradiction"]),
        most_contradiction=float(part["most_contradiction"]),
        anchors={PolicyName(name): frozenset(indicators) for name, indicators in part["anchors"].items()},
        unanchored_share=float(part["unanchored_share"]),
    )


def linear_from(part: Mapping[str, Any]) -> LinearModel:
    """The text model, as a bundle writes it: each term with its weight and its inverse document frequency.

    Raises BundleError for weights that were learned with another count of repeated terms.
    """
    if (count := part.get("term_frequency")) != TERM_FREQUENCY:
        raise BundleError(
            f"linear.json: counts repeated terms by {count!r}, this version by {TERM_FREQUENCY!r}; train the bundle again"
        )
    return LinearModel(
        intercept=float(part["intercept"]),
        terms={term: (weight * idf, idf * idf) for term, (weight, idf) in part["terms"].items()},
        languages=frozenset(part["languages"]),
        fewest_terms=int(part["fewest_terms"]),
    )
