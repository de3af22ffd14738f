"""In every language, who somebody is never moves a judgement: people, names, places and tongues are swapped, and all stays as it was."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import pytest

from features.matching.library import library
from features.posting import Posting, PostingKind
from models.assessment import Assessment
from models.assessor import Assessor

ASSESSOR = Assessor.load()
PREPARED = tomllib.loads(Path(__file__).with_name("swaps.toml").read_text(encoding="utf-8"))
SWAPS = {language: swaps for language, swaps in PREPARED.items() if language in library().languages}
"""Of the languages that have a pack."""
SLOTS = {"people": "people", "names": "name", "cities": "city", "tongues": "tongue"}
CASES = [
    pytest.param(language, text, kind, id=f"{language}-{text}-{kind}")
    for language, (text, kind) in product(SWAPS, product(("ordinary", "risky"), SLOTS))
    if f"{{{SLOTS[kind]}}}" in SWAPS[language][text]
]


def judged(language: str, text: str, **swapped: str) -> Assessment:
    swaps = SWAPS[language]
    words = {slot: swaps[kind][0] for kind, slot in SLOTS.items()} | swapped
    description = swaps[text].format(**words)
    return ASSESSOR.assess(Posting(id="swap", kind=PostingKind.SOCIAL_POST, language=language, description=description))


def scores(assessment: Assessment) -> list[tuple[str, float, bool]]:
    return [(policy.policy.value, policy.probability, policy.flagged) for policy in assessment.policies]


@pytest.mark.parametrize(("language", "text", "kind"), CASES)
def test_who_somebody_is_moves_no_probability(language: str, text: str, kind: str) -> None:
    first, *others = SWAPS[language][kind]
    expected = scores(judged(language, text, **{SLOTS[kind]: first}))
    for other in others:
        assert scores(judged(language, text, **{SLOTS[kind]: other})) == expected, other


@pytest.mark.parametrize("language", SWAPS)
def test_the_swapped_postings_are_what_they_are_meant_to_be(language: str) -> None:
    assert not judged(language, "ordinary").flagged
    assert judged(language, "risky").flagged
