"""What else moved a posting's score, as its page tells it: each policy's way to its probability, and the strongest words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum
from typing import Any, Final

from features.indicators import Catalogue
from models.assessment import Assessment
from models.explanation import Explanation
from models.policy import PolicyName
from models.text_explanation import TermContribution
from serving.console.marking import Pull
from serving.moved import CAUTION, UNREAD, Moved, moved

MOST_WORDS: Final = 8
"""Words that are listed of those that raise, and of those that lower."""


@dataclass(frozen=True, slots=True)
class Way:
    """A policy's way to its probability."""

    policy: PolicyName
    steps: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or pair in the list: where it stands first, how often, and what it adds."""

    label: str
    term: str
    log_odds: float
    places: int


def explained_context(explanation: Explanation, assessment: Assessment, catalogue: Catalogue) -> dict[str, Any]:
    """What the posting's template needs to know of an explanation, with the catalogue in the reader's language."""
    words = list(_words(explanation))
    others = [item.log_odds for item in explanation.text.others(MOST_WORDS)]
    return {
        "ways": [Way(policy.policy, tuple(moved(policy, catalogue))) for policy in explanation.policies],
        "raising": [word for word in words if word.log_odds > 0],
        "lowering": [word for word in words if word.log_odds < 0],
        "others": (len(others), fsum(others)),
        "unread": UNREAD[explanation.text.unread] if explanation.text.unread else "",
        "caution": CAUTION,
        "is_of_now": is_of_now(explanation, assessment),
    }


def is_of_now(explanation: Explanation, assessment: Assessment) -> bool:
    """Whether the models and packs that explain still say what was assessed."""
    said = {policy.policy: policy.probability for policy in explanation.policies}
    return all(said.get(policy.policy) == policy.probability for policy in assessment.policies)


def pulls_of(explanation: Explanation) -> Iterator[tuple[str, Pull]]:
    """Each place of the listed words with its field; the first place of each carries the word's label."""
    for number, item in enumerate(_listed(explanation), 1):
        for place, span in enumerate(item.spans):
            yield span.field, Pull(span.start, span.end, item.log_odds, "" if place else _label(number))


def _listed(explanation: Explanation) -> tuple[TermContribution, ...]:
    return explanation.text.strongest(MOST_WORDS)


def _words(explanation: Explanation) -> Iterator[Word]:
    for number, item in enumerate(_listed(explanation), 1):
        yield Word(_label(number), item.term, item.log_odds, len(item.spans))


def _label(number: int) -> str:
    return f"word-{number}"
