"""A posting as a page: its text with the evidence marked, and beside it what each indicator means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from features.evidence import Evidence, EvidenceState
from features.indicators import Catalogue, Indicator, Strength
from features.posting import Posting
from labelling.review import Review, ReviewAction, actions_from
from models.assessment import Assessment, IndicatorAssessment
from models.explanation import Explanation
from models.policy import PolicyName
from serving.console.explained import explained_context, pulls_of
from serving.console.marking import Mark, Pull, Segment, letters, segments
from serving.console.shown import shown_text
from serving.dossier import Dossier
from serving.reasons import Reason, reason_in

_STRONGEST_FIRST: Final = (Strength.STRONG, Strength.MODERATE, Strength.WEAK)
QUOTED: Final = 160
"""How much of a quote the margin repeats."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence in the margin: its mark in the text, and the words it marks."""

    mark: Mark
    words: str
    note: str

    @property
    def is_whole_field(self) -> bool:
        """Whether the field as a whole, or its absence, is what was seen."""
        return self.mark.start >= self.mark.end


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator in the margin."""

    letter: str
    id: str
    name: str
    about: Indicator | None
    """The catalogue's entry; none where the indicator was retired since."""
    state: EvidenceState
    strength: Strength
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One text of the posting, cut into segments."""

    name: str
    segments: tuple[Segment, ...]
    whole: tuple[Mark, ...]
    """Evidence that is the field as a whole."""


def posting_context(dossier: Dossier, catalogue: Catalogue, explanation: Explanation | None = None) -> dict[str, Any]:
    """What the posting's template needs to know of the posting, with the catalogue in the reader's language.

    The explanation is there where somebody asked what else moved the score.
    """
    posting = dossier.assessed_posting
    assessment = dossier.assessed.assessment if dossier.assessed else None
    cards = tuple(_cards(assessment.indicators if assessment else (), posting, catalogue))
    marks = [quote.mark for card in cards for quote in card.quotes]
    pulls = tuple(pulls_of(explanation)) if explanation else ()
    return {
        "dossier": dossier,
        "posting": posting,
        "title": shown_text(posting.title) or "Posting without a title",
        "assessment": assessment,
        "cards": cards,
        "always": [card for card in cards if card.about and card.about.always_review and card.state is EvidenceState.PRESENT],
        "reasons": _reasons(assessment, catalogue),
        "by_letter": {card.letter: card for card in cards},
        "fields": tuple(_fields(posting, marks, pulls)),
        "explained": explained_context(explanation, assessment, catalogue) if explanation and assessment else None,
        "elsewhere": [mark for mark in marks if mark.start >= mark.end and not posting.text_of(mark.field)],
        "not_stated": [item.name for item in catalogue.values() if item.id not in {card.id for card in cards}],
        "language": assessment.language if assessment and assessment.language != "und" else "",
        "policies": list(PolicyName),
    }


def _reasons(assessment: Assessment | None, catalogue: Catalogue) -> dict[PolicyName, list[Reason]]:
    """What moved each policy's probability."""
    policies = assessment.policies if assessment else ()
    return {policy.policy: [reason_in(reason, catalogue) for reason in policy.reasons] for policy in policies}


def review_context(review: Review, reviewer: str) -> dict[str, Any]:
    """What the posting's template needs to know of the review, for whoever looks."""
    actions = actions_from(review.state)
    held_by_other = bool(review.holder) and review.holder != reviewer
    can_decide = not held_by_other and bool({ReviewAction.DECIDE, ReviewAction.CLAIM} & set(actions))
    return {"review": review, "actions": actions, "held_by_other": held_by_other, "can_decide": can_decide}


def _cards(indicators: tuple[IndicatorAssessment, ...], posting: Posting, catalogue: Catalogue) -> Iterator[Card]:
    """The indicators that the words show, strongest first, then those that they contradict."""
    ordered = sorted(
        indicators, key=lambda item: (item.state is not EvidenceState.PRESENT, _STRONGEST_FIRST.index(item.strength))
    )
    for number, item in enumerate(ordered):
        about = catalogue.get(item.indicator)
        yield Card(
            letter=letters(number),
            id=item.indicator,
            name=about.name if about else item.indicator.replace("_", " "),
            about=about,
            state=item.state,
            strength=item.strength,
            quotes=tuple(_quote(letters(number), count, one, posting) for count, one in enumerate(item.evidence, 1)),
        )


def _quote(letter: str, number: int, evidence: Evidence, posting: Posting) -> Quote:
    mark = Mark(f"{letter}{number}", evidence.field, evidence.start, evidence.end, letter, evidence.state)
    words = shown_text(posting.text_of(evidence.field)[evidence.start : evidence.end])
    return Quote(mark, words if len(words) <= QUOTED else words[:QUOTED].rstrip() + "…", evidence.note)


def _fields(posting: Posting, marks: list[Mark], pulls: Sequence[tuple[str, Pull]]) -> Iterator[Field]:
    by_field: Mapping[str, list[Mark]] = {name: [mark for mark in marks if mark.field == name] for name, _ in posting.texts()}
    for name, text in posting.texts():
        pulling = [pull for field, pull in pulls if field == name]
        if name == "title" and not by_field[name] and not pulling:
            continue
        whole = tuple(mark for mark in by_field[name] if mark.start >= mark.end)
        yield Field(name, tuple(segments(text, by_field[name], pulling)), whole)
