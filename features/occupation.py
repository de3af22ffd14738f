"""Which occupation a posting names, coarsely: the ISCO-08 major group and a sector."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Occupation:
    """A job title at `start:end` of the title (or text) it was read from: its ISCO-08 major group (0 to 9) and its sector."""

    group: int
    sector: str
    start: int
    end: int
    name: str = ""
