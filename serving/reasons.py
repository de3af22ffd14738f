"""What moved a probability, with the names of indicators in the reader's language: "denied: Papers kept by another (-1.2)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from features.indicators import Catalogue, catalogue

_REASON: Final = re.compile(r"(denied: )?(.+?)( \([+-][\d.]+\))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in three parts, of which the name may be in another language than the rest."""

    before: str
    name: str
    after: str
    translated: bool = False

    def __str__(self) -> str:
        return f"{self.before}{self.name}{self.after}"


def reason_in(reason: str, translations: Catalogue) -> Reason:
    """A reason as an assessment keeps it, with the name that a catalogue gives the indicator; other words stay as they are."""
    found = _REASON.fullmatch(reason)
    before, name, after = found.groups("") if found else ("", reason, "")
    indicator = _by_name().get(name)
    return Reason(before, translations[indicator].name if indicator else name, after, indicator is not None)


@cache
def _by_name() -> Mapping[str, str]:
    """Each indicator's id by its English name, as assessments write it."""
    return {item.name: item.id for item in catalogue().values()}
