"""A fine-tuned encoder, as it is used: an ONNX graph that reads a posting's words in order, on ONNX Runtime.

encoder.onnx      token ids and attention mask to logits, one column a head
tokenizer.json    of the `tokenizers` library
encoder.json      kind, languages, heads in the order of the columns, most tokens of a text that are read, and at once
words.txt         the only words that it may see, one a line

Every text is run alone, not in a batch: int8 graphs scale their activations by the largest number of the whole batch, so that a
text's neighbours would move its score; and on a processor a batch is no faster, since padding costs what batching saves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from features.reading import Reading
from models.bundle import Bundle, BundleError
from models.encoder_text import encoder_text
from models.windows import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KIND: Final = "bert-words"
"""Reads `encoder_text` through word pieces. A bundle of another kind needs another version of this module."""
GRAPH: Final = "encoder.onnx"
TOKENIZER: Final = "tokenizer.json"
SETTINGS: Final = "encoder.json"
WORDS: Final = "words.txt"
FILES: Final = (GRAPH, TOKENIZER, SETTINGS, WORDS)
THREADS_VARIABLE: Final = "RECRUITMENT_RISK_ENCODER_THREADS"
"""How many texts a process reads beside each other; one unless this says otherwise, since the service has workers."""
_SHORTEST_WINDOW: Final = 3
_LONGEST_WORD: Final = 101
"""Word pieces know no word of more than 100 letters: what follows changes nothing, and costs nothing when it is cut."""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What `encoder.json` says."""

    languages: frozenset[str]
    """The languages it was trained in; of any other it is not asked."""
    heads: tuple[str, ...]
    """What each logit is of: policies by their names, indicators by their ids."""
    most_tokens: int
    """Of a longer text the beginning is read."""
    window: int
    """Tokens that are read at once, the marks of beginning and end among them; of several windows the mean counts."""


class Encoder:
    """The graph and tokenizer of one bundle, loaded. Safe to share between threads."""

    def __init__(self, bundle: Bundle, threads: int | None = None) -> None:
        """Load everything at once. Raises BundleError for files that are missing, unreadable or of another kind."""
        if missing := [name for name in FILES if name not in bundle.files]:
            raise BundleError(f"{bundle.folder}: an encoder needs {', '.join(missing)}")
        self.settings = settings_from(_json(bundle))
        self.words = frozenset(bundle.read(WORDS).decode().split("\n")) - {""}
        self._tokenizer = _tokenizer(bundle, self.settings.most_tokens)
        self._begin, self._end = _marks(bundle, self._tokenizer)
        self._session = _session(bundle, len(self.settings.heads))
        self._threads = threads or threads_from(os.environ)

    def text(self, reading: Reading) -> str:
        """What it reads of a posting."""
        return encoder_text(reading, self.words)

    def logits(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The log-odds of each head, texts by heads, in the order of the texts; a text's row depends on that text alone."""
        import numpy as np

        if self._threads == 1 or len(texts) < 2:
            rows = [self._row(text) for text in texts]
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                rows = list(pool.map(self._row, texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), len(self.settings.heads))

    def heads(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        """The same as numbers by head."""
        return [dict(zip(self.settings.heads, map(float, row), strict=True)) for row in self.logits(texts)]

    def _row(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        row: NDArray[np.float32] = np.mean([self._of_window(window) for window in self._windows(text)], axis=0)
        return row

    def _of_window(self, window: Sequence[int]) -> NDArray[np.float32]:
        import numpy as np

        tokens = np.array([window], dtype=np.int64)
        (logits,) = self._session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})
        row: NDArray[np.float32] = logits[0]
        return row

    def _windows(self, text: str) -> list[list[int]]:
        ids = self._tokenizer.encode(self._bounded(text), add_special_tokens=False).ids
        return windows(ids, self.settings.window, self._begin, self._end)

    def _bounded(self, text: str) -> str:
        """No more than can become tokens that are read: every word is one at least."""
        most = self.settings.most_tokens
        return " ".join(word[:_LONGEST_WORD] for word in text.split(" ", most)[:most])


def encoder_from(bundle: Bundle) -> Encoder | None:
    """A bundle's encoder; None where it has none, or where the libraries that run it are not installed.

    Raises BundleError for one that cannot be used.
    """
    if GRAPH not in bundle.files or not all(map(find_spec, ("onnxruntime", "tokenizers", "numpy"))):
        return None
    return Encoder(bundle)


def settings_from(part: Mapping[str, Any]) -> EncoderSettings:
    """What a bundle writes of its encoder. Raises BundleError."""
    if (kind := part.get("kind")) != KIND:
        raise BundleError(f"{SETTINGS}: kind is {kind!r}, this version runs {KIND!r}")
    try:
        most_tokens, window = int(part["most_tokens"]), int(part["window"])
        settings = EncoderSettings(frozenset(part["languages"]), tuple(part["heads"]), most_tokens, window)
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{SETTINGS}: needs languages, heads, most_tokens and window: {error!r}") from error
    if settings.window < _SHORTEST_WINDOW or settings.most_tokens < 1:
        raise BundleError(f"{SETTINGS}: a window has {_SHORTEST_WINDOW} tokens or more, most_tokens is one or more")
    return settings


def threads_from(environment: Mapping[str, str]) -> int:
    """How many threads may be used. Raises BundleError for anything but a whole number from 1 on."""
    stated = environment.get(THREADS_VARIABLE, "") or "1"
    if not stated.isdecimal() or int(stated) < 1:
        raise BundleError(f"{THREADS_VARIABLE} is {stated!r}: a whole number from 1 on is allowed")
    return int(stated)


def _json(bundle: Bundle) -> Mapping[str, Any]:
    try:
        part = json.loads(bundle.read(SETTINGS))
    except ValueError as error:
        raise BundleError(f"{bundle.folder / SETTINGS}: {error}") from error
    return part if isinstance(part, dict) else {}


def _tokenizer(bundle: Bundle, most_tokens: int) -> Any:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_buffer(bundle.read(TOKENIZER))
    except ValueError as error:
        raise BundleError(f"{bundle.folder / TOKENIZER}: {error}") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(most_tokens)
    return tokenizer


def _marks(bundle: Bundle, tokenizer: Any) -> tuple[int, int]:
    """The ids of the marks that stand before and behind a text."""
    marks = tokenizer.encode("").ids
    if len(marks) != 2:
        raise BundleError(f"{bundle.folder / TOKENIZER}: puts {len(marks)} marks around a text; two are needed")
    return marks[0], marks[1]


def _session(bundle: Bundle, heads: int) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # texts run beside each other instead: less waiting
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(bundle.read(GRAPH), options, providers=["CPUExecutionProvider"])
        columns = session.get_outputs()[0].shape[-1]
    except Exception as error:  # its errors have no common base of their own
        raise BundleError(f"{bundle.folder / GRAPH}: {error}") from error
    if columns != heads:
        raise BundleError(f"{bundle.folder / GRAPH}: gives {columns} logits, {SETTINGS} names {heads} heads")
    return session
