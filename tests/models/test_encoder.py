from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from features.posting import Posting
from features.reading import Reading
from models.bundle import PARTS, Bundle, BundleError, write_bundle
from models.encoder import FILES, GRAPH, SETTINGS, THREADS_VARIABLE, TOKENIZER, Encoder, encoder_from, threads_from
from tests.models.small_encoder import encoder_files

HEADS = ("recruitment_fraud", "worker_pays_fee")
FILES_OF_OURS = encoder_files({"fee": (4.0, 8.0), "school": (-2.0, 0.0)}, HEADS, words=["pays", "a", "of", "in"])


def bundle_of(folder: Path, files: dict[str, bytes]) -> Bundle:
    return write_bundle(folder / "bundle", {name: {} for name in PARTS}, {"made_on": "2026.01.01"}, files)


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    return Encoder(bundle_of(tmp_path, FILES_OF_OURS))


def test_each_text_gives_the_log_odds_of_every_head_in_its_place(encoder: Encoder) -> None:
    logits = encoder.logits(["fee", "a school and a fee", ""])
    assert logits.shape == (3, 2)
    np.testing.assert_allclose(logits, [[4 / 3, 8 / 3], [2 / 7, 8 / 7], [0, 0]], atol=1e-6)
    assert encoder.heads(["fee"]) == [pytest.approx({"recruitment_fraud": 4 / 3, "worker_pays_fee": 8 / 3})]


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.logits([]).shape == (0, 2)


@pytest.mark.parametrize("threads", [1, 3])
def test_a_text_s_score_does_not_depend_on_its_neighbours(tmp_path: Path, threads: int) -> None:
    encoder = Encoder(bundle_of(tmp_path, FILES_OF_OURS), threads)
    texts = ["fee " * number + "school" for number in range(12)]
    together = encoder.logits(texts)
    np.testing.assert_array_equal(together, np.concatenate([encoder.logits([text]) for text in texts]))
    np.testing.assert_array_equal(together[::-1], encoder.logits(texts[::-1]))


def test_it_reads_the_words_of_its_list_and_nothing_else(encoder: Encoder) -> None:
    posting = Posting(id="1", description="Anna pays a FEE of 300 in London")
    assert encoder.text(Reading(posting)) == "[MASK] pays a fee of # in [MASK]"


def test_of_a_text_that_is_read_in_windows_the_mean_counts(tmp_path: Path) -> None:
    files = encoder_files({"fee": (4.0, 8.0), "school": (-2.0, 0.0)}, HEADS, window=4)
    encoder = Encoder(bundle_of(tmp_path, files))
    np.testing.assert_allclose(encoder.logits(["fee fee school"]), encoder.logits(["fee", "fee school"]).mean(axis=0)[None])


@pytest.mark.parametrize("changes", [{"window": 2}, {"most_tokens": 0}])
def test_a_window_that_holds_no_word_is_refused(tmp_path: Path, changes: dict[str, int]) -> None:
    with pytest.raises(BundleError, match=r"a window has 3 tokens or more"):
        Encoder(bundle_of(tmp_path, encoder_files({"fee": (1.0, 1.0)}, HEADS, **changes)))


def test_what_stands_after_the_last_token_that_is_read_changes_nothing(encoder: Encoder) -> None:
    beginning = "school " * 30
    assert encoder.heads([beginning]) == encoder.heads([beginning + "fee " * 1_000])
    assert encoder.heads([beginning[7:]]) != encoder.heads([beginning[7:] + "fee"])


@pytest.mark.parametrize("text", ["a" * 1_000_000, "招" * 1_000_000, "fee " * 250_000, " " * 1_000_000, "[MASK]" * 100_000])
def test_a_hostile_text_costs_little(encoder: Encoder, text: str) -> None:
    start = time.process_time()
    assert np.isfinite(encoder.logits([text])).all()
    assert time.process_time() - start < 0.5


def test_a_bundle_without_an_encoder_has_none(tmp_path: Path) -> None:
    assert encoder_from(bundle_of(tmp_path, {})) is None
    assert encoder_from(bundle_of(tmp_path, FILES_OF_OURS)) is not None


@pytest.mark.parametrize("lost", sorted(set(FILES) - {GRAPH}))
def test_an_encoder_that_lacks_a_file_is_refused_with_its_name(tmp_path: Path, lost: str) -> None:
    files = {name: content for name, content in FILES_OF_OURS.items() if name != lost}
    with pytest.raises(BundleError, match=f"an encoder needs {lost}"):
        encoder_from(bundle_of(tmp_path, files))


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        (GRAPH, b"no graph", r"encoder\.onnx: "),
        (TOKENIZER, b"{", r"tokenizer\.json: "),
        (SETTINGS, b"{", r"encoder\.json: "),
        (SETTINGS, b"[]", "kind is None"),
        (SETTINGS, b'{"kind": "another"}', "kind is 'another'"),
        (SETTINGS, b'{"kind": "bert-words"}', "needs languages, heads, most_tokens and window"),
        (SETTINGS, json.dumps(json.loads(FILES_OF_OURS[SETTINGS]) | {"heads": ["one"]}).encode(), "gives 2 logits"),
    ],
)
def test_an_encoder_that_cannot_be_used_says_which_file_and_why(
    tmp_path: Path, name: str, content: bytes, complaint: str
) -> None:
    with pytest.raises(BundleError, match=complaint):
        encoder_from(bundle_of(tmp_path, FILES_OF_OURS | {name: content}))


def test_threads_are_one_unless_the_environment_says_more() -> None:
    assert threads_from({}) == threads_from({THREADS_VARIABLE: ""}) == 1
    assert threads_from({THREADS_VARIABLE: "2"}) == 2


@pytest.mark.parametrize("stated", ["0", "-1", "two", "1.5"])
def test_threads_that_cannot_be_are_refused(stated: str) -> None:
    with pytest.raises(BundleError, match=THREADS_VARIABLE):
        threads_from({THREADS_VARIABLE: stated})


def test_nothing_of_the_encoder_s_libraries_is_loaded_before_there_is_one() -> None:
    code = "import sys, models.assessor; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"onnxruntime", "tokenizers", "numpy"} & set(loaded)
