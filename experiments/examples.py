"""How the detector does on the hand-written examples: the share of expected indicators found, and of each class flagged.

The examples were written without the packs. Those that are open may be looked at when packs are written, those that are sealed
(`en_test`, `*_sealed`) may not.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from features.evidence import EvidenceState
from features.matching.packs import PackError
from features.posting import PostingError
from features.records.posting_mapping import posting_from_mapping
from models.assessment import Assessment
from models.assessor import Assessor

FOLDER: Final = Path(__file__).parents[1] / "tests" / "features" / "examples"


class ExamplesError(ValueError):
    """A line of a file of examples cannot be used; the message says which, and why."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An example as it was marked by hand, and what the detector says of it."""

    marked: dict[str, Any]
    assessment: Assessment

    def found(self, state: EvidenceState) -> set[str]:
        """The indicators the detector finds in this state."""
        return {item.indicator for item in self.assessment.indicators if item.state is state}

    @property
    def flagged(self) -> bool:
        """Whether any policy flags it."""
        return self.assessment.flagged


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """Shares over one file of examples."""

    recall: float
    """Of the indicators expected in risky examples."""
    recall_by_indicator: dict[str, tuple[int, int]]
    """Found and expected."""
    flagged: dict[str, float]
    """By class of example."""
    right_policy: float
    """Of risky examples, those flagged by the policy they were written for."""
    unexpected: list[tuple[str, int]]
    """Indicators found in ordinary and awareness examples, the most frequent first."""
    contradictions: float
    """Of the indicators that an example denies, those seen as denied."""


def files(language: str = "") -> list[str]:
    """The files of examples, of one language or of all; within a language, the sealed one is last."""
    names = [path.stem for path in FOLDER.glob(f"{language}_*.jsonl" if language else "*.jsonl")]
    return sorted(names, key=lambda name: (name.partition("_")[0], is_sealed(name), name))


def is_sealed(name: str) -> bool:
    """Whether nobody who writes packs may read it."""
    return name.endswith(("_sealed", "_test"))


def goal_files() -> list[str]:
    """The open file of each language by which its goal is measured; English has further open ones, without awareness texts."""
    return [name for name in files() if name.endswith(("_open", "_dev"))]


def judge(name: str, assessor: Assessor | None = None) -> list[Judged]:
    """Every example of a file of the folder, judged."""
    return judge_file(FOLDER / f"{name}.jsonl", assessor)


def judge_file(path: Path, assessor: Assessor | None = None) -> list[Judged]:
    """Every example of a file, one JSON object a line. Raises ExamplesError for a line that is none, or a pack that is broken."""
    assessor = assessor or Assessor.load()
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_judged(line, f"{path}:{number}", assessor) for number, line in enumerate(lines, 1) if line.strip()]


def _judged(line: str, where: str, assessor: Assessor) -> Judged:
    row = _row(line, where)
    try:
        return Judged(row, assessor.assess(posting_from_mapping(row)))
    except PostingError as error:
        raise ExamplesError(f"{where}: {error}") from error
    except PackError as error:
        raise ExamplesError(str(error)) from error


def judged_sets(language: str = "", file: Path | None = None) -> Iterator[tuple[str, list[Judged]]]:
    """Each set of examples with its name, judged: somebody's own file, or those of the folder."""
    if file:
        yield file.stem, judge_file(file)
        return
    for name in files(language):
        yield name, judge(name)


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ExamplesError(f"{where}: {error}") from error
    missing = [name for name in ("id", "kind", "class", "description") if not isinstance(row, dict) or name not in row]
    if missing:
        raise ExamplesError(f"{where}: {', '.join(missing)} missing")
    if row["class"] == "risky" and "expected" not in row:
        raise ExamplesError(f"{where}: a risky example needs `expected`, the indicators that it shows")
    return {"policy": "", **row}


def report_on(judged: Sequence[Judged]) -> ExampleReport:
    """Count what was found and flagged."""
    risky = [item for item in judged if item.marked["class"] == "risky"]
    by_indicator = _recall(risky)
    flags: defaultdict[str, list[bool]] = defaultdict(list)
    for item in judged:
        flags[item.marked["class"]].append(item.flagged)
    calm = Counter(name for item in judged if item.marked["class"] != "risky" for name in _unexpected(item))
    denied = [(name in item.found(EvidenceState.CONTRADICTED)) for item in judged for name in item.marked.get("contradicted", ())]
    return ExampleReport(
        recall=_share(sum(found for found, _ in by_indicator.values()), sum(expected for _, expected in by_indicator.values())),
        recall_by_indicator=by_indicator,
        flagged={name: _share(sum(values), len(values)) for name, values in sorted(flags.items())},
        right_policy=_share(sum(_flags(item.assessment, item.marked["policy"]) for item in risky), len(risky)),
        unexpected=calm.most_common(),
        contradictions=_share(sum(denied), len(denied)),
    )


def _recall(risky: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for item in risky:
        names = set(item.marked["expected"])
        expected.update(names)
        found.update(names & item.found(EvidenceState.PRESENT))
    return {name: (found[name], expected[name]) for name in sorted(expected)}


def _unexpected(item: Judged) -> set[str]:
    known = {*item.marked.get("expected", ()), *item.marked.get("arguable", ())}
    return item.found(EvidenceState.PRESENT) - known


def _flags(assessment: Assessment, policy: str) -> bool:
    return any(item.flagged for item in assessment.policies if item.policy == policy)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def as_text(name: str, report: ExampleReport) -> str:
    """For the terminal."""
    weak = [f"{key} {found}/{expected}" for key, (found, expected) in report.recall_by_indicator.items() if found < expected]
    lines = [
        f"{name}: expected indicators found {report.recall:.1%}; denials seen {report.contradictions:.1%}",
        "flagged: " + ", ".join(f"{key} {share:.1%}" for key, share in report.flagged.items()),
        f"risky flagged by the policy they were written for: {report.right_policy:.1%}",
        "missed: " + (", ".join(weak) or "nothing"),
        "shown in ordinary, awareness and other texts: "
        + (", ".join(f"{key} {count}" for key, count in report.unexpected) or "nothing"),
    ]
    return "\n".join(lines)


def details(judged: Sequence[Judged]) -> str:
    """What is missed and what is wrongly flagged, with the texts; for those who write packs, of open examples."""
    return "\n".join(line for item in judged for line in _details(item))


def _details(item: Judged) -> list[str]:
    marked, shown = item.marked, item.found(EvidenceState.PRESENT)
    missed = set(marked["expected"]) - shown if marked["class"] == "risky" else set()
    denied = set(marked.get("contradicted", ())) - item.found(EvidenceState.CONTRADICTED)
    wrong = _unexpected(item) if marked["class"] != "risky" or not item.flagged else set()
    flagged = item.flagged and marked["class"] != "risky"
    if not (missed or denied or flagged or wrong or (marked["class"] == "risky" and not item.flagged)):
        return []
    evidence = [
        f"    {one.indicator}: {posting_from_mapping(marked).text_of(one.field)[one.start : one.end]!r} by {one.rule[:90]}"
        for indicator in item.assessment.indicators
        for one in indicator.evidence
        if one.indicator in wrong
    ]
    flags = ", ".join(f"{policy.policy} {policy.probability:.2f}" for policy in item.assessment.policies if policy.flagged)
    text = " / ".join(part for part in (marked.get("title"), marked.get("description"), marked.get("base_salary")) if part)
    return [
        f"{marked['id']} {marked['class']} [{flags or 'not flagged'}] missed: {', '.join(sorted(missed)) or '-'}"
        + (f"; denials missed: {', '.join(sorted(denied))}" if denied else "")
        + (f"; unexpected: {', '.join(sorted(wrong))}" if wrong else ""),
        *evidence,
        f"    {text!r}",
    ]
