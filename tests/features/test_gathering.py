from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.evidence import Evidence
from features.gathering import evidence_of
from features.matching.library import library
from features.posting import Posting
from features.profile import Profile
from features.reading import Reading
from features.records.posting_mapping import posting_from_mapping

EXAMPLES = Path(__file__).parent / "examples"


def examples() -> list[Posting]:
    lines = [
        line
        for name in ("en_dev", "en_open_1", "en_open_2", "en_test")
        for line in (EXAMPLES / f"{name}.jsonl").read_text().splitlines()
    ]
    return [posting_from_mapping(json.loads(line)) for line in lines]


POSTINGS = examples()


@pytest.mark.parametrize("posting", POSTINGS, ids=lambda posting: posting.id)
def test_both_profiles_give_the_same_phrase_evidence(posting: Posting) -> None:
    """Light checks no numbering plan: a made-up number is a contact to one profile only, and a phrase may hang on it."""
    full, light = (Reading(posting, profile) for profile in Profile)
    assert full.phrases == light.phrases
    assert full.phrases.is_awareness is light.phrases.is_awareness
    if full.contacts == light.contacts:
        assert _of_phrases(evidence_of(full)) == _of_phrases(evidence_of(light))


def _of_phrases(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    languages = tuple(f"{language}:" for language in library().languages)
    return [item for item in evidence if item.rule.startswith(languages)]


@pytest.mark.parametrize("posting", POSTINGS, ids=lambda posting: posting.id)
def test_evidence_lies_within_the_original_text_of_its_field(posting: Posting) -> None:
    for item in evidence_of(Reading(posting)):
        assert 0 <= item.start <= item.end <= len(posting.text_of(item.field))
        assert item.quote(posting) or (item.start, item.end) == (0, 0)


SURROUNDINGS = st.text(max_size=60) | st.sampled_from(["<p>", "\x1e", "\u200b\u200b", "Ａｂ", "🇩🇪 ", "\n\n", "“", "𝓦𝓸𝓻𝓴 "])


@settings(max_examples=60)
@given(posting=st.sampled_from(POSTINGS), before=SURROUNDINGS, after=SURROUNDINGS)
def test_spans_stay_within_the_text_under_any_surroundings(posting: Posting, before: str, after: str) -> None:
    framed = Posting(id="framed", kind=posting.kind, title=before, description=before + posting.description + after)
    for profile in Profile:
        for item in evidence_of(Reading(framed, profile)):
            assert 0 <= item.start <= item.end <= len(framed.text_of(item.field))


@given(st.text(max_size=400))
def test_any_text_at_all_can_be_read(text: str) -> None:
    posting = Posting(id="any", title=text[:40], description=text)
    for profile in Profile:
        assert all(item.end <= len(posting.text_of(item.field)) for item in evidence_of(Reading(posting, profile)))
