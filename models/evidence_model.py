"""A transparent judgement from evidence alone: log-odds by strength, each group counted once, counter-evidence subtracted.

The rules are those of the indicator catalogue. A weak or moderate indicator counts only beside an indicator of another group; a
strong one is worth a review alone. What is not stated counts nothing. A policy may have anchors: indicators that speak of it in
particular. Without one of them the others, which fit many kinds of deception, count at a lower share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from features.evidence import EvidenceState
from features.indicators import Catalogue, Indicator, Strength
from models.assessment import IndicatorAssessment
from models.policy import PolicyName


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """Log-odds: of a posting about which nothing is known, and what each piece of knowledge adds or takes away."""

    prior: float
    strengths: Mapping[Strength, float]
    contradiction: float
    """Taken away for each group in which something is denied and nothing shown."""
    most_contradiction: float
    anchors: Mapping[PolicyName, frozenset[str]]
    """Indicators that speak of this policy in particular; a policy that is not listed needs none."""
    unanchored_share: float
    """What the others count for when no anchor is shown, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one group's strongest indicator, or its counter-evidence, does to the log-odds."""

    indicator: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class EvidenceScore:
    """Log-odds of one policy from evidence, and where they come from, the largest first."""

    log_odds: float
    contributions: tuple[Contribution, ...]


class EvidenceModel:
    """Weighs the indicators found in one posting for one policy."""

    def __init__(self, weights: EvidenceWeights, catalogue: Catalogue) -> None:
        self._weights = weights
        self._catalogue = catalogue

    def score(self, policy: PolicyName, found: Sequence[IndicatorAssessment]) -> EvidenceScore:
        """Log-odds that a posting with these indicators deserves the policy's flag."""
        if not found:
            return EvidenceScore(self._weights.prior, ())
        shown = self._speaking(policy, found, EvidenceState.PRESENT)
        all_groups = {self._catalogue[item.indicator].group for item in found if item.state is EvidenceState.PRESENT}
        share = self._share(policy, shown)
        raised = [
            replace(item, log_odds=item.log_odds * share) for item in self._strongest(shown) if self._counts(item, all_groups)
        ]
        lowered = self._denied(policy, found, {self._catalogue[item.indicator].group for item in raised})
        contributions = sorted((*raised, *lowered), key=lambda item: (-abs(item.log_odds), item.indicator))
        return EvidenceScore(self._weights.prior + sum(item.log_odds for item in contributions), tuple(contributions))

    def _speaking(self, policy: PolicyName, found: Iterable[IndicatorAssessment], state: EvidenceState) -> list[Indicator]:
        known = (self._catalogue[item.indicator] for item in found if item.state is state)
        return [indicator for indicator in known if policy in indicator.policies]

    def _share(self, policy: PolicyName, shown: Iterable[Indicator]) -> float:
        anchors = self._weights.anchors.get(policy)
        anchored = anchors is None or any(indicator.id in anchors for indicator in shown)
        return 1.0 if anchored else self._weights.unanchored_share

    def _strongest(self, shown: Iterable[Indicator]) -> list[Contribution]:
        best: dict[str, Contribution] = {}
        for indicator in shown:
            contribution = Contribution(indicator.id, self._weights.strengths[indicator.strength])
            if indicator.group not in best or contribution.log_odds > best[indicator.group].log_odds:
                best[indicator.group] = contribution
        return list(best.values())

    def _counts(self, contribution: Contribution, groups: set[str]) -> bool:
        indicator = self._catalogue[contribution.indicator]
        return indicator.strength is Strength.STRONG or bool(groups - {indicator.group})

    def _denied(self, policy: PolicyName, found: Iterable[IndicatorAssessment], raised: set[str]) -> list[Contribution]:
        denied = {indicator.group: indicator for indicator in self._speaking(policy, found, EvidenceState.CONTRADICTED)}
        names = [indicator.id for group, indicator in denied.items() if group not in raised]
        share = min(self._weights.contradiction, self._weights.most_contradiction / len(names)) if names else 0.0
        return [Contribution(name, -share) for name in names]


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
