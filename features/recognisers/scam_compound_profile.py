"""Online persuasion or back-office work, in a zone known for held workers, with a package or a visa oddity: all three together.

A place alone counts nothing: hotels, clinics and schools hire there honestly, and so do call centres elsewhere (FBI23, MEA,
UNODCFC). The zones stand in `zones.toml` with the day they were last reviewed, which every note repeats.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from features.evidence import Evidence
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "scam_compound_profile"
_ROLE: Final = "online_persuasion_role"
_PACKAGE: Final = "package_or_oddity"
_FILE: Final = Path(__file__).parents[1] / "zones.toml"


@dataclass(frozen=True, slots=True)
class Zones:
    """Names of places, signs of them that are no names, and the day of the last review."""

    names: frozenset[str]
    words: re.Pattern[str]
    reviewed: str


@cache
def zones() -> Zones:
    """The list, read once."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = "|".join(map(re.escape, sorted(data["words"], key=len, reverse=True)))
    return Zones(frozenset((*data["zones"], *data["pick_up"])), re.compile(rf"\b(?:{words})\b"), str(data["reviewed"]))


def recognise(reading: Reading) -> Iterator[Evidence]:
    """Zone, role and package, where all three are named."""
    role, package = reading.phrases.shown(_ROLE), reading.phrases.shown(_PACKAGE)
    if not role or not package or (zone := _zone(reading)) is None:
        return
    note = f"zone of the list reviewed on {zones().reviewed}; counts only with the role and the package beside it"
    yield reading.evidence(zone, indicator=INDICATOR, rule="zone", note=note)
    yield reading.evidence(role[0].span, indicator=INDICATOR, rule=role[0].rule, note="the role")
    yield reading.evidence(package[0].span, indicator=INDICATOR, rule=package[0].rule, note="the package or visa oddity")


def _zone(reading: Reading) -> Span | None:
    listed = zones()
    named = next((Span(place.start, place.end) for place in reading.places if place.name in listed.names), None)
    if named is None and (sign := listed.words.search(reading.folded)):
        return Span(sign.start(), sign.end())
    return named
