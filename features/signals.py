"""What packs may describe besides indicators, and which indicators each such signal serves. Data: `signals.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that says nothing alone: its name, the indicators that a recogniser makes of it, and what its phrases say."""

    name: str
    serves: tuple[str, ...]
    means: str


@cache
def signals() -> Mapping[str, Signal]:
    """All of them, by name."""
    data = tomllib.loads(Path(__file__).with_name("signals.toml").read_text(encoding="utf-8"))
    return {name: Signal(name, tuple(entry["for"]), entry["means"]) for name, entry in data["signals"].items()}
