"""Judges postings: reads each one once, gathers its evidence, weighs it, and says how sure it is and why. A person decides."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from features.evidence import Evidence, EvidenceState
from features.gathering import evidence_of
from features.indicators import Catalogue
from features.matching.library import library
from features.posting import Posting
from features.profile import Profile
from features.reading import Reading
from models.abstention import NO_OFFER_OF_WORK, UNLIKE_ANYTHING_SEEN, reason_to_abstain
from models.assessment import Assessment, IndicatorAssessment, PolicyAssessment
from models.bundle import DEFAULT_BUNDLE, Bundle, read_bundle
from models.bundle_models import BundleModels
from models.cascade import TextReading
from models.facets import facets_of
from models.judge import Judge
from models.policy import SHIPPED, OwnThresholds, PolicyName
from models.triage import band_of, priority_of

_AT_ONCE: Final = 64
"""Postings whose readings are held together."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is found in one posting, before anybody weighs it."""

    reading: Reading
    evidence: Sequence[Evidence]
    indicators: tuple[IndicatorAssessment, ...]
    may_offer_work: bool
    """Where it does not, neither words nor indicators are weighed."""


class Assessor:
    """One bundle and one reading profile, ready to judge. Safe to share between threads."""

    def __init__(self, bundle: Bundle, profile: Profile | None = None) -> None:
        """Raises BundleError for an encoder or a gate that cannot be used."""
        self.models = BundleModels.of(bundle, profile)
        self.model_version = bundle.version

    @property
    def packs_version(self) -> str:
        """Names the packs that count now."""
        return library().version

    @classmethod
    def load(cls, folder: Path | None = None, profile: Profile | None = None) -> Assessor:
        """The assessor of a bundle folder, by default the one that comes with the project. Raises BundleError."""
        return cls(read_bundle(folder or DEFAULT_BUNDLE), profile)

    def prepared(self) -> Assessor:
        """Itself, once it has judged: all it stands on is loaded, and the garbage collector need not go over it again and again.

        For processes that judge many; it holds for all objects that there are.
        """
        self.assess(Posting(id="first", description="We are hiring. Apply on our website."))
        gc.collect()
        gc.freeze()
        return self

    @property
    def shipped_thresholds(self) -> dict[PolicyName, float]:
        """The thresholds that the bundle ships."""
        return {policy: threshold for policy, (threshold, _) in self.models.settings.items()}

    def assess_many(self, postings: Iterable[Posting], thresholds: OwnThresholds = SHIPPED) -> list[Assessment]:
        """Judge each, in order, under the bundle's thresholds or others.

        Each is judged as it would be alone; the encoder reads several beside each other.
        """
        rest, judge = iter(postings), Judge(self.models, thresholds)
        together = iter(lambda: list(islice(rest, _AT_ONCE)), [])
        return [assessment for some in together for assessment in self._assess_together(some, judge)]

    def assess(self, posting: Posting, thresholds: OwnThresholds = SHIPPED) -> Assessment:
        """Judge one posting."""
        return self.assess_many([posting], thresholds)[0]

    def _assess_together(self, postings: Sequence[Posting], judge: Judge) -> list[Assessment]:
        gathered = [self._gathered(posting) for posting in postings]
        texts = iter(self.models.cascade.read([item.reading for item in gathered if item.may_offer_work]))
        return [self._assessed(item, next(texts) if item.may_offer_work else None, judge) for item in gathered]

    def _gathered(self, posting: Posting) -> _Gathered:
        reading = Reading(posting, self.models.profile)
        evidence = evidence_of(reading)
        indicators = grouped(evidence, self.models.catalogue)
        return _Gathered(reading, evidence, indicators, self.models.may_offer_work(reading, indicators))

    def _assessed(self, gathered: _Gathered, text: TextReading | None, judge: Judge) -> Assessment:
        reading, indicators = gathered.reading, gathered.indicators
        abstained = reason_to_abstain(reading, indicators, self.models.linear.languages | library().languages)
        abstained = abstained or ("" if gathered.may_offer_work else NO_OFFER_OF_WORK)
        weighed = indicators if gathered.may_offer_work else ()
        policies = judge.policies(reading.language.code, weighed, text, abstained)
        if self._is_low_for_want_of_words(gathered, text, policies):
            abstained = abstained or UNLIKE_ANYTHING_SEEN
        always = self._always_reviewed(indicators)
        priority = priority_of(policies, always)
        band = band_of(priority, policies, always)
        return Assessment(
            posting_id=reading.posting.id,
            language=reading.language.code,
            priority=priority,
            band=band,
            needs_review=always != () or any(policy.flagged for policy in policies),
            abstained=abstained,
            policies=policies,
            indicators=indicators,
            facets=facets_of(reading, indicators),
            model_version=self.model_version,
            packs_version=self.packs_version,
            assessed_at=datetime.now(UTC),
            notes=tuple(_notes(reading, gathered.evidence)),
        )

    def _is_low_for_want_of_words(
        self, gathered: _Gathered, text: TextReading | None, policies: Sequence[PolicyAssessment]
    ) -> bool:
        """Whether nothing speaks of risk, in words of which hardly any is known. What was found is never set aside."""
        found = any(item.state is EvidenceState.PRESENT for item in gathered.indicators)
        strange = self.models.is_unlike_anything_seen(text, gathered.reading.language.code)
        return strange and not found and not any(policy.flagged for policy in policies)

    def _always_reviewed(self, indicators: Sequence[IndicatorAssessment]) -> tuple[str, ...]:
        return tuple(
            item.indicator
            for item in indicators
            if item.state is EvidenceState.PRESENT and self.models.catalogue[item.indicator].always_review
        )


_STATE_ORDER: Final = {EvidenceState.PRESENT: 0, EvidenceState.CONTRADICTED: 1}


def grouped(evidence: Iterable[Evidence], known: Catalogue) -> tuple[IndicatorAssessment, ...]:
    """Evidence by indicator, in the catalogue's order. What is shown anywhere is present, whatever else denies it."""
    by_indicator: defaultdict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_indicator[item.indicator].append(item)
    return tuple(
        IndicatorAssessment(
            name,
            min((item.state for item in by_indicator[name]), key=_STATE_ORDER.__getitem__),
            indicator.strength,
            tuple(by_indicator[name]),
        )
        for name, indicator in known.items()
        if name in by_indicator
    )


def _notes(reading: Reading, evidence: Iterable[Evidence]) -> Iterable[str]:
    if reading.phrases.is_awareness:
        yield "The text warns or reports; what it speaks of is not counted against it."
    if reading.posting.truncated:
        yield f"Cut to the longest length that is read: {', '.join(reading.posting.truncated)}."
    yield from dict.fromkeys(item.note for item in evidence if item.note)
