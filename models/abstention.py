"""When nothing can be said, and why: an honest "not judged" is worth more than a low score."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from features.evidence import EvidenceState
from features.reading import Reading
from models.assessment import Assessment, IndicatorAssessment

TOO_SHORT: Final = "too_short"
NO_LANGUAGE: Final = "no_language"
LANGUAGE_NOT_COVERED: Final = "language_not_covered"
NO_OFFER_OF_WORK: Final = "no_offer_of_work"
UNLIKE_ANYTHING_SEEN: Final = "unlike_anything_seen"
REASONS: Final = {
    TOO_SHORT: "Too few words to judge.",
    NO_LANGUAGE: "No language could be made out.",
    NO_OFFER_OF_WORK: "No offer of work was made out: the words speak of something else, so no policy was applied.",
    UNLIKE_ANYTHING_SEEN: "Hardly any of its words is known to the text model, so a low score would mean nothing.",
    LANGUAGE_NOT_COVERED: "No phrase pack and no text model reads this language yet.",
}
FEWEST_WORDS: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def is_flaggable(assessment: Assessment) -> bool:
    """Whether some threshold would flag it: a text of strange words is set aside only while nothing flags it."""
    return assessment.abstained in {"", UNLIKE_ANYTHING_SEEN}


def reason_to_abstain(reading: Reading, indicators: Sequence[IndicatorAssessment], covered: Collection[str]) -> str:
    """The reason, or empty. What was found is never set aside: a posting that shows an indicator is judged."""
    if any(item.state is EvidenceState.PRESENT for item in indicators):
        return ""
    if _is_short(reading.folded):
        return TOO_SHORT
    if reading.language.code == "und":
        return NO_LANGUAGE
    return "" if reading.language.code in covered else LANGUAGE_NOT_COVERED


def _is_short(folded: str) -> bool:
    words = len(_WORD.findall(folded, 0, 400))
    return words < FEWEST_WORDS and len(_UNSPACED.findall(folded, 0, 400)) < 2 * FEWEST_WORDS
