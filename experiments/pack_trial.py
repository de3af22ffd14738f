"""What the packs find in one text, and what is made of it; for those who write packs."""

from __future__ import annotations

from dataclasses import dataclass

from features.gathering import evidence_of
from features.matching.library import library
from features.posting import Posting, PostingKind
from features.reading import Reading
from features.text.hearing import heard
from models.assessor import Assessor


@dataclass(frozen=True, slots=True)
class Trial:
    """A text with everything that is found in it, as lines to read."""

    languages: tuple[str, ...]
    awareness: bool
    offers: bool
    phrases: list[str]
    evidence: list[str]
    flags: list[str]


def trial(text: str, kind: str = "social_post") -> Trial:
    """Read a text as a posting of some kind and judge it."""
    posting = Posting(id="trial", kind=PostingKind(kind), description=text)
    reading = Reading(posting)
    hits = [hit for matches in library().read(reading.folded) for hit in (*matches.claims, *matches.context)]
    return Trial(
        languages=heard(reading.folded, library().languages),
        awareness=reading.phrases.is_awareness,
        offers=reading.phrases.offers,
        phrases=[
            f"{hit.phrase.section}.{hit.phrase.use}: {reading.text[hit.span.start : hit.span.end]!r} by {hit.phrase.rule}"
            for hit in sorted(hits, key=lambda hit: hit.span)
        ],
        evidence=[f"{item.indicator} ({item.state}): {item.quote(posting)!r} by {item.rule}" for item in evidence_of(reading)],
        flags=[
            f"{policy.policy} {policy.probability:.2f}{' FLAGGED' if policy.flagged else ''}"
            for policy in Assessor.load().assess(posting).policies
        ],
    )


def as_text(found: Trial) -> str:
    """For the terminal."""
    kind = (
        "warns, reports or recounts"
        if found.awareness
        else "offers work"
        if found.offers
        else "neither offers nor warns in so many words"
    )
    parts = [
        f"languages heard: {', '.join(found.languages) or 'none'}; the text {kind}",
        "phrases:",
        *(f"  {line}" for line in found.phrases or ["none"]),
        "evidence:",
        *(f"  {line}" for line in found.evidence or ["none"]),
        f"policies: {', '.join(found.flags)}",
    ]
    return "\n".join(parts)
