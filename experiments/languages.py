"""What each language reaches on its hand-written examples: the table of the README, and the floors of the tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Final

from experiments.examples import ExampleReport, files, goal_files, judge, report_on
from experiments.progress import track
from features.matching.library import library
from models.assessor import Assessor

FLOORS: Final = Path(__file__).parents[1] / "tests" / "experiments" / "languages.toml"
GOAL: Final = {"recall": 0.85, "ordinary": 0.05, "awareness": 0.10}
_HEAD: Final = """# What languages reach on their open examples where the goal (recall .85, ordinary .05, awareness .1) is missed.
# Written by `recruitment-risk measure languages --write`; a figure may only come nearer to the goal.
"""


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """Shares on one file of examples."""

    name: str
    recall: float
    denials: float
    risky: float
    ordinary: float
    awareness: float

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return self.name.partition("_")[0]


def figures(name: str, report: ExampleReport) -> LanguageFigures:
    """The shares that the table shows."""
    flagged = report.flagged
    return LanguageFigures(
        name, report.recall, report.contradictions, flagged["risky"], flagged["ordinary"], flagged.get("awareness", 0.0)
    )


def all_figures() -> list[LanguageFigures]:
    """Every file of examples."""
    assessor = Assessor.load()
    return [figures(name, report_on(judge(name, assessor))) for name in track(files(), "reading examples")]


def as_table(found: Iterable[LanguageFigures]) -> str:
    """For the README."""
    lines = [
        "| examples | expected indicators found | denials seen | risky flagged | ordinary flagged | awareness flagged |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {item.name.replace('_', ' ')} | {item.recall:.0%} | {item.denials:.0%} | {item.risky:.0%} | {item.ordinary:.0%}"
        f" | {item.awareness:.0%} |"
        for item in found
    ]
    return "\n".join(lines)


def write_floors(found: Sequence[LanguageFigures]) -> None:
    """Keep what was reached where the goal was not."""
    blocks = (_floor(item) for item in found if item.name in goal_files() and item.language in library().languages)
    FLOORS.write_text(_HEAD + "".join(filter(None, blocks)), encoding="utf-8")


def _floor(item: LanguageFigures) -> str:
    missed = [f"recall = {floor(1000 * item.recall) / 1000}"] if item.recall < GOAL["recall"] else []
    missed += [
        f"{key} = {-floor(-1000 * share) / 1000}"
        for key, share in (("ordinary", item.ordinary), ("awareness", item.awareness))
        if share > GOAL[key]
    ]
    return "\n".join([f"\n[{item.language}]", *missed, ""]) if missed else ""
