"""What a training run is told: a strict TOML file, every key of which is known, typed and bounded.

Each section is a frozen dataclass; a key is a field with a default, and numbers say in their metadata what is allowed. To add a
section, add a dataclass and name it in `Config`.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Final, TypeVar, get_type_hints

from experiments.examples import FOLDER

DEFAULT_CONFIG: Final = Path(__file__).with_name("default.toml")
_WHERE_ONLY: Final = ("data", "output", "tracking")
"""Keys that say where things stand, not what is computed."""
_KINDS: Final[Mapping[Any, str]] = {
    int: "a whole number",
    float: "a number",
    str: "a text",
    tuple[str, ...]: "a list of texts",
    Mapping[str, float]: "a table of numbers",
}

T = TypeVar("T")


class ConfigError(ValueError):
    """A file of settings cannot be used; the message names file, key, what stands there and what is allowed."""


def number(default: float, least: float, most: float) -> Any:
    """A field that holds a number from `least` to `most`, both allowed."""
    return field(default=default, metadata={"least": least, "most": most})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearSettings:
    """How the text model of words is fitted."""

    regularisation: float = number(30.0, 0.001, 10_000)
    """Inverse strength of the penalty on large weights (C of a logistic regression)."""
    presumed_weight: float = number(0.3, 0, 1)
    """How much an advert of a dataset without a risky row weighs: it is presumed ordinary, and its style tells its source."""
    fewest_groups: int = number(5, 1, 1_000)
    """A term stands in at least so many near-duplicate groups,"""
    fewest_datasets: int = number(2, 1, 100)
    """and in so many datasets."""
    fewest_terms: int = number(8, 1, 1_000)
    """Of a text with fewer known terms the model says nothing."""
    most_terms: int = number(60_000, 1, 1_000_000)
    """The most frequent terms are kept, so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationSettings:
    """How log-odds become probabilities, and how loudly words are heard beside evidence."""

    prevalence: float = number(0.05, 0.001, 0.5)
    """The share of fraud at which probabilities are calibrated: about that of the largest annotated set of adverts (4.84 %)."""
    most_ordinary_flagged: float = number(0.01, 0, 0.5)
    """The share of each ordinary `dev` dataset that the text model alone may flag."""
    most_missed: float = number(0.01, 0, 1)
    """The share of risky postings that the linear model may settle as calm without asking the encoder."""
    most_unfamiliar: float = number(0.002, 0, 0.5)
    """Below the share of known words that so few postings of a language do not reach, a text is unlike anything seen."""
    fewest_for_share: int = number(30, 1, 10_000)
    """A share is not read off fewer postings than these."""
    allowances: Mapping[str, float] = field(
        default_factory=lambda: {"emscad": 0.015, "ru_chat_ordinary": 0.005, "zh_58_orfd": 0.2},
        metadata={"least": 0, "most": 1},
        hash=False,
    )
    """Another share for datasets that their annotators found hard to tell apart, or of which less is asked to be flagged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderTraining:
    """How an encoder is fine-tuned, to be heard beside the words."""

    base: str = ""
    """The encoder to begin from: `all-MiniLM-L6-v2` comes along, any other is loaded by its name on a hub; empty: none."""
    languages: tuple[str, ...] = ("en",)
    """The languages that it is taught and heard in; the encoder to begin from should read them."""
    epochs: int = number(4, 1, 100)
    batch: int = number(16, 1, 1_000)
    learning_rate: float = number(1.5e-4, 0, 1)
    learned_layers: int = number(4, 1, 100)
    """The upper layers that learn; what those below say of a text is computed once."""
    window: int = number(192, 8, 512)
    """Tokens that are read at once; a longer text is read in parts."""
    most_tokens: int = number(380, 8, 8_192)
    """Of a longer text the beginning is read."""
    presumed_rows: int = number(500, 0, 1_000_000)
    """Of adverts that nobody annotated, an epoch takes so many, drawn anew;"""
    message_rows: int = number(300, 0, 1_000_000)
    """of messages so many."""
    presumed_weight: float = number(0.5, 0, 1)
    """How much a row counts whose set nobody annotated."""
    cut: float = number(0.15, 0, 1)
    """The share of windows that are cut to the length of a post, anew in each epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingSettings:
    """Where MLflow keeps runs and models."""

    uri: str = ""
    """A server's URL or a database; empty: MLFLOW_TRACKING_URI, else `sqlite:///var/mlflow.db`."""
    experiment: str = "recruitment-risk"
    model: str = "recruitment-risk"
    """The registered model's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that one run is told."""

    seed: int = number(0, 0, 2**32 - 1)
    data: str = ""
    """Folder of datasets; empty: RECRUITMENT_RISK_DATA, else `../shared/data` beside the repository."""
    written: str = ""
    """Folder of hand-written examples, which the gate learns from too; empty: those of the tests. Sealed files are not opened."""
    leave_out: tuple[str, ...] = ()
    """Datasets that are neither trained nor calibrated on. They are measured all the same."""
    output: str = "var/bundle"
    """The bundle folder to write."""
    linear: LinearSettings = LinearSettings()
    encoder: EncoderTraining = EncoderTraining()
    calibration: CalibrationSettings = CalibrationSettings()
    tracking: TrackingSettings = TrackingSettings()

    @property
    def data_folder(self) -> Path | None:
        """None where nothing is named."""
        return Path(self.data) if self.data else None

    @property
    def written_folder(self) -> Path:
        """Where the hand-written examples stand."""
        return Path(self.written) if self.written else FOLDER

    @property
    def digest(self) -> str:
        """SHA-256 of what is computed: of all but the places of data, bundle and tracking."""
        told = {name: value for name, value in asdict(self).items() if name not in _WHERE_ONLY}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def read_config(path: Path) -> Config:
    """Read a file of settings; keys that are not there keep their defaults. Raises ConfigError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    try:
        return _section(Config, table, "")
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def flattened(config: Config) -> dict[str, str]:
    """Each key with its value as text, sections dotted: what a run's parameters are."""
    return dict(_flattened(asdict(config), ""))


def _flattened(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{name}.")
        else:
            yield prefix + name, ", ".join(value) if isinstance(value, tuple) else str(value)


def _section(section: type[T], table: Mapping[str, Any], prefix: str) -> T:
    """A dataclass filled from a table of the file."""
    known = {item.name: item for item in fields(section)}  # type: ignore[arg-type]
    if unknown := sorted(table.keys() - known.keys()):
        raise ConfigError(f"{prefix}{unknown[0]}: unknown key; allowed: {', '.join(known)}")
    kinds = get_type_hints(section)
    return section(**{name: _value(kinds[name], value, known[name].metadata, prefix + name) for name, value in table.items()})


def _value(kind: Any, value: Any, limits: Mapping[str, Any], key: str) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, dict):
            raise ConfigError(f"{key}: {value!r}; allowed: a section, [{key}]")
        return _section(kind, value, f"{key}.")
    if not _is(kind, value) or not _within(value, limits):
        raise ConfigError(f"{key}: {value!r}; allowed: {_allowed(kind, limits)}")
    return _converted(kind, value)


def _is(kind: Any, value: Any) -> bool:
    if kind == tuple[str, ...]:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == Mapping[str, float]:
        return isinstance(value, dict) and all(_is(float, item) for item in value.values())
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind


def _converted(kind: Any, value: Any) -> Any:
    """So that 30 and 30.0 are the same setting."""
    if kind is float:
        return float(value)
    if isinstance(value, dict):
        return {name: float(item) for name, item in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _within(value: Any, limits: Mapping[str, Any]) -> bool:
    values = value.values() if isinstance(value, dict) else [value]
    return not limits or all(limits["least"] <= item <= limits["most"] for item in values)


def _allowed(kind: Any, limits: Mapping[str, Any]) -> str:
    return _KINDS[kind] + (f" from {limits['least']:g} to {limits['most']:.10g}" if limits else "")
