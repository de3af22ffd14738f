"""Speed of the main job on one core: 350-word English adverts, read, searched for evidence and judged.

The baseline of the same run is spaCy's tokenizer alone on the same texts: ratios travel between machines, absolute times do not.
Adverts come from the datasets where there are any, else they are made up of the bundled demo board's sentences.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from experiments.dataset import datasets, examples
from features.posting import Posting
from features.profile import Profile
from features.reading import Reading
from models.assessor import Assessor

WORDS: Final = 350
_SOURCES: Final = ("boards_us", "indeed_2025", "health_uk", "boards_asia_en")
_ROUNDS: Final = 3
_SLOWEST: Final = 18


def report(count: int, data: Path | None = None) -> str:
    """Adverts a second and core in both profiles, ratios to the tokenizer alone, and the functions that take the time."""
    postings = adverts(count, data)
    tokenizer = _rate(_tokenizer(), postings)
    lines = [
        f"{len(postings)} English adverts of {WORDS} words, one core, best of {_ROUNDS} rounds",
        f"spaCy tokenizer alone: {tokenizer:,.0f}/s (1.00)",
    ]
    for profile in Profile:
        assessor = Assessor.load(profile=profile).prepared()
        rate = _rate(assessor.assess, postings)
        lines.append(f"assess, {profile.value} profile: {rate:,.0f}/s ({rate / tokenizer:.2f})")
    lines += _stages(postings)
    return "\n".join([*lines, "", _profile_of(Assessor.load().assess, postings)])


def adverts(count: int, data: Path | None = None) -> list[Posting]:
    """Adverts of exactly `WORDS` words, their organisation and place as published."""
    found: list[Posting] = []
    paths = datasets(data)
    for name in _SOURCES:
        for row in examples(paths[name]):
            words = row.posting.description.split(" ")
            if len(words) >= WORDS:
                found.append(replace(row.posting, description=" ".join(words[:WORDS])))
            if len(found) == count:
                return found
    return found


def _tokenizer() -> Callable[[Posting], object]:
    import spacy

    pipeline = spacy.blank("en")
    return lambda posting: pipeline.make_doc(posting.description)


def _rate(step: Callable[[Posting], object], postings: Sequence[Posting]) -> float:
    for posting in postings[:50]:
        step(posting)
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for posting in postings:
            step(posting)
        best = min(best, time.process_time() - start)
    return len(postings) / best


def _stages(postings: Sequence[Posting]) -> list[str]:
    """Milliseconds of each part of a reading, in the order in which a posting goes through them."""
    parts = (
        "fields",
        "folded",
        "phrases",
        "contacts",
        "pay",
        "places",
        "identity_terms",
        "requirements",
        "schedule",
        "occupation",
        "language",
    )
    spent = dict.fromkeys(parts, 0.0)
    for posting in postings:
        reading: Any = Reading(posting)
        for part in parts:
            start = time.perf_counter()
            getattr(reading, part)
            spent[part] += time.perf_counter() - start
    return [f"  {part}: {1000 * seconds / len(postings):.3f} ms" for part, seconds in spent.items()]


def _profile_of(step: Callable[[Posting], object], postings: Sequence[Posting]) -> str:
    profiler = cProfile.Profile()
    profiler.enable()
    for posting in postings:
        step(posting)
    profiler.disable()
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(_SLOWEST)
    return text.getvalue().strip()
