"""Whether a posting offers work at all. Other spam, chatter and news do not, and are said not to, instead of risky or safe.

A linear model of words tells offers from the rest. What it calls none is neither heard nor weighed, so it says so only where it
is sure: in languages that it learned, of texts of which it knows enough, and where no indicators speak of work that its words do
not show. Recruitment into crime seldom looks like a job ("need your account for a week"): one strong indicator asks for a much
surer none, two indicators that speak of recruitment in particular forbid it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from features.evidence import EvidenceState
from features.indicators import Strength
from features.reading import Reading
from models.assessment import IndicatorAssessment
from models.bundle import Bundle, BundleError
from models.linear import LinearModel, linear_from, words_of

FILE: Final = "gate.json"
"""Its name in a bundle; a bundle without it has no gate."""
MOST_WORDS: Final = 120
"""Words after these are not looked at: an offer says early that it is one."""
_OF_ANY_MESSAGE: Final = frozenset(
    {"employer_unnamed", "informal_contact_only", "off_platform_redirect", "obfuscated_contact_or_text"}
)
"""Shown by spam of any kind: nobody is named, and one is to write elsewhere."""
_FORBID_NONE: Final = 2


class OffersWork(StrEnum):
    """What the gate says of a posting."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Shown(StrEnum):
    """How much of recruitment the indicators of a posting speak, whatever its words."""

    LITTLE = "little"
    STRONGLY = "strongly"
    """One strong indicator."""
    MUCH = "much"
    """Several indicators."""


@dataclass(frozen=True, slots=True)
class Border:
    """The log-odds of an offer below which a text of one language is none."""

    none: float
    """Where no strong indicator is shown."""
    clearly: float
    """Where one is."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A linear model of offers of work, with the borders of each language."""

    model: LinearModel
    borders: Mapping[str, Border]
    """By language (ISO 639-1); of any other the gate is unsure."""

    def offers_work(self, reading: Reading, indicators: Sequence[IndicatorAssessment]) -> OffersWork:
        """What it says of a posting; unsure of texts that warn or report, which are somebody else's question."""
        border = self.borders.get(reading.language.code)
        shown = shown_by(indicators)
        if border is None or shown is Shown.MUCH or reading.phrases.is_awareness:
            return OffersWork.UNSURE
        return self.verdict(words_of(reading), border, shown)

    def verdict(self, words: Sequence[str], border: Border, shown: Shown) -> OffersWork:
        """What the words say; above even odds that they offer work, below the border that they do not."""
        log_odds = self.model.read(words[:MOST_WORDS]).log_odds
        if log_odds is None:
            return OffersWork.UNSURE
        if log_odds > 0:
            return OffersWork.YES
        below = {Shown.LITTLE: border.none, Shown.STRONGLY: border.clearly}.get(shown)
        return OffersWork.NO if below is not None and log_odds < below else OffersWork.UNSURE


def shown_by(indicators: Sequence[IndicatorAssessment]) -> Shown:
    """How much of recruitment these indicators speak."""
    speaking = [item for item in indicators if item.state is EvidenceState.PRESENT and item.indicator not in _OF_ANY_MESSAGE]
    if len(speaking) >= _FORBID_NONE:
        return Shown.MUCH
    return Shown.STRONGLY if any(item.strength is Strength.STRONG for item in speaking) else Shown.LITTLE


def gate_from(bundle: Bundle) -> Gate | None:
    """The gate of a bundle, or None where it has none. Raises BundleError for one that cannot be read."""
    if FILE not in bundle.files:
        return None
    content = bundle.read(FILE)
    try:
        part = json.loads(content)
        borders = {language: Border(float(item["none"]), float(item["clearly"])) for language, item in part["borders"].items()}
        return Gate(linear_from(part), borders)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BundleError(f"{bundle.folder / FILE}: cannot be read as a gate: {error}") from error
