"""Whether a challenger may become champion: nothing that is guarded gets worse, and the order of postings gets no worse.

The rule: the primary figure (mean average precision of the datasets with both sides) is not lower than the champion's; and in no
guarded slice (dataset, language, length or sector of at least `FEWEST` postings) is the challenger's share flagged beyond the
champion's 95 % interval on the wrong side: below it for risky postings, above it for ordinary ones and for other spam.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from experiments.training.slices import FEWEST, Report, Slice, as_share

_TOLERANCE: Final = 1e-9
"""Rounding alone makes nothing worse."""


@dataclass(frozen=True, slots=True)
class Change:
    """One guarded slice under both."""

    champion: Slice
    challenger: Slice

    @property
    def is_worse(self) -> bool:
        """Whether the challenger lies beyond the champion's interval on the wrong side."""
        share, interval = self.challenger.flagged.value, self.champion.flagged
        if self.champion.side == "risky":
            return share < interval.low - _TOLERANCE
        return share > interval.high + _TOLERANCE


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says, and why."""

    primary: tuple[float, float]
    """The champion's and the challenger's."""
    changes: Sequence[Change]

    @property
    def worse(self) -> list[Change]:
        """The guarded slices that got worse."""
        return [change for change in self.changes if change.is_worse]

    @property
    def is_better(self) -> bool:
        """Whether the challenger may become champion."""
        return not self.worse and self.primary[1] >= self.primary[0] - _TOLERANCE

    @property
    def reason(self) -> str:
        """In one sentence."""
        before, after = self.primary
        figures = f"mean average precision {before:.3f} to {after:.3f}"
        if after < before - _TOLERANCE:
            return f"not better: {figures}, which is lower"
        if self.worse:
            names = ", ".join(f"{change.champion.name} ({change.champion.side})" for change in self.worse)
            return f"not better: {figures}, but worse beyond the interval: {names}"
        return f"better: {figures}, and none of {len(self.changes)} guarded slices is worse beyond its interval"


def compared(champion: Report, challenger: Report) -> Verdict:
    """Apply the rule to what both said of the same postings."""
    other = {(item.kind, item.name, item.side): item for item in challenger.slices}
    pairs = [(item, other.get((item.kind, item.name, item.side))) for item in champion.slices if _is_guarded(item)]
    changes = [Change(before, after) for before, after in pairs if after is not None]
    return Verdict((champion.primary, challenger.primary), changes)


def _is_guarded(item: Slice) -> bool:
    return item.kind != "overall" and item.side in {"risky", "ordinary", "other spam"} and item.postings >= FEWEST


def as_markdown(verdict: Verdict) -> str:
    """A table with a row for each guarded slice whose share changed, and what was said of the rest."""
    changed = [change for change in verdict.changes if change.champion.flagged.value != change.challenger.flagged.value]
    lines = ["| | | side | postings | champion (95 %) | challenger (95 %) | |", "|---|---|---|--:|--:|--:|---|"]
    lines += [
        f"| {change.champion.kind} | {change.champion.name} | {change.champion.side} | {change.champion.postings:,}"
        f" | {as_share(change.champion.flagged)} | {as_share(change.challenger.flagged)} | {'worse' if change.is_worse else ''} |"
        for change in changed
    ]
    return "\n".join([*lines, "", f"{len(verdict.changes) - len(changed)} further guarded slices are as they were."])
