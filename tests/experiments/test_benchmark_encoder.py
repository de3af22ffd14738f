from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from experiments.benchmark_encoder import Speed, _cascaded, _row
from features.posting import Posting
from models.encoder import Encoder
from tests.models.small_encoder import encoder_files
from tests.models.test_cascade import FRAUD, HEARING, POSTINGS, small_bundle


def test_a_speed_is_told_beside_the_naive_one() -> None:
    assert _row(Speed("int8", 25.04), Speed("naive", 10)) == "| int8 | 25.0 | 2.50 |"


def test_the_cascade_is_timed_with_its_encoder_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    logits = Encoder.logits
    monkeypatch.setattr(Encoder, "logits", lambda self, texts: asked.append(self._threads) or logits(self, texts))
    monkeypatch.setattr("experiments.benchmark_encoder.Assessor.prepared", lambda self: self)
    bundle = small_bundle(tmp_path / "bundle", HEARING, encoder_files({"fee": [9.0]}, (FRAUD,)))
    postings: list[Posting] = [replace(posting, id=f"{posting.id} {number}") for number in range(3) for posting in POSTINGS]
    first, second = _cascaded(postings, bundle)
    assert asked == [2, 2], "to warm up and in earnest, on two threads, and never where the band is taken away"
    assert min(first.adverts_a_second, second.adverts_a_second) > 0
