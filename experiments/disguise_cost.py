"""What disguise costs: the examples once more, with a telling word of each piece of evidence hidden from a plain search.

In every stretch that shows an indicator, the longest word is written in some disguise, a different kind each time. What is found
then is compared with what is found in the plain text. The choice follows from the example's id: the figures come out the same
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from experiments.disguises import disguised
from experiments.examples import Judged, judge
from features.evidence import EvidenceState
from features.records.posting_mapping import posting_from_mapping
from features.spans import Span
from models.assessor import Assessor

_WORD: Final = re.compile(r"[^\W\d_]{4,}|[\u4e00-\u9fff]{2,4}")
_FIELDS: Final = ("title", "description")


@dataclass(frozen=True, slots=True)
class DisguiseCost:
    """Shares of the expected indicators found in the plain and in the disguised examples, and how many words were hidden."""

    name: str
    plain: float
    disguised: float
    words: int
    told: float
    """Share of the disguised examples in which the disguise itself is reported."""

    @property
    def cost(self) -> float:
        """Points of recall, in [-1, 1]."""
        return self.plain - self.disguised


def disguise_cost(name: str, assessor: Assessor | None = None) -> DisguiseCost:
    """Compare a file of examples with its disguised twin."""
    assessor = assessor or Assessor.load()
    risky = [item for item in judge(name, assessor) if item.marked["class"] == "risky"]
    hidden = [hide(item) for item in risky]
    again = [Judged(marked, assessor.assess(posting_from_mapping(marked))) for marked, _ in hidden]
    changed = [item for item, (_, words) in zip(again, hidden, strict=True) if words]
    return DisguiseCost(
        name,
        plain=_recall(risky),
        disguised=_recall(again),
        words=sum(words for _, words in hidden),
        told=sum("obfuscated_contact_or_text" in item.found(EvidenceState.PRESENT) for item in changed) / max(1, len(changed)),
    )


def hide(item: Judged) -> tuple[dict[str, Any], int]:
    """The example with a word of each piece of evidence disguised, and how many were."""
    random = Random(item.marked["id"])  # noqa: S311
    marked = dict(item.marked)
    evidence = [one for indicator in item.assessment.indicators for one in indicator.evidence]
    shown = [one for one in evidence if one.state is EvidenceState.PRESENT]
    count = 0
    for field in _FIELDS:
        text = str(marked.get(field) or "")
        words = sorted(set(_longest_words(text, [Span(one.start, one.end) for one in shown if one.field == field])), reverse=True)
        for start, end in words:
            text = text[:start] + disguised(text[start:end], random) + text[end:]
        marked[field] = text
        count += len(words)
    return marked, count


def _longest_words(text: str, spans: Sequence[Span]) -> Iterable[tuple[int, int]]:
    """The longest word of each stretch; Chinese ones of two to four characters."""
    for span in spans:
        words = [match.span() for match in _WORD.finditer(text, span.start, span.end)]
        if words:
            yield max(words, key=lambda word: word[1] - word[0])


def _recall(items: Iterable[Judged]) -> float:
    pairs = [(name, item) for item in items for name in item.marked["expected"]]
    return sum(name in item.found(EvidenceState.PRESENT) for name, item in pairs) / max(1, len(pairs))


def as_text(costs: Sequence[DisguiseCost]) -> str:
    """A Markdown table."""
    lines = ["| examples | words hidden | found, plain | found, disguised | cost | told |", "|---|--:|--:|--:|--:|--:|"]
    lines += [
        f"| {item.name} | {item.words} | {item.plain:.1%} | {item.disguised:.1%} |"
        f" {100 * item.cost:.1f} points | {item.told:.0%} |"
        for item in costs
    ]
    return "\n".join(lines)
