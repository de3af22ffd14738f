"""Which indicators postings show, per dataset and language, and which phrases fire on ordinary boards: candidates for repair.

Research found at least one indicator in nearly every migrant-job advert (Volodko, Cockbain and Kleinberg 2020), so it is the
share with three groups, and the share flagged, that say whether ordinary adverts are left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from experiments.dataset import ORDINARY, Example, datasets, examples
from experiments.progress import track
from features.evidence import EvidenceState
from features.indicators import catalogue
from models.assessment import Assessment
from models.assessor import Assessor

_BATCH: Final = 200
_MANY: Final = 3
_MOST_FREQUENT: Final = 6
_QUOTES: Final = 3


@dataclass
class Shares:
    """What a set of postings shows."""

    dataset: str
    language: str
    label: str
    postings: int = 0
    one_group: int = 0
    three_groups: int = 0
    flagged: int = 0
    indicators: Counter[str] = field(default_factory=Counter)
    """Postings that show each."""
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Postings in which a rule shows an indicator."""
    flagging: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The same, among those that are flagged."""
    quotes: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Some of the words that each rule saw."""

    def add(self, row: Example, assessment: Assessment) -> None:
        """Count one posting."""
        shown = [item for item in assessment.indicators if item.state is EvidenceState.PRESENT]
        groups = {catalogue()[item.indicator].group for item in shown}
        self.postings += 1
        self.one_group += bool(groups)
        self.three_groups += len(groups) >= _MANY
        self.flagged += assessment.flagged
        self.indicators.update(item.indicator for item in shown)
        evidence = [one for item in shown for one in item.evidence if one.state is EvidenceState.PRESENT]
        rules = {(one.indicator, one.rule) for one in evidence}
        self.rules.update(rules)
        self.flagging.update(rules if assessment.flagged else ())
        for one in evidence:
            self.quotes[one.indicator, one.rule].append(one.quote(row.posting)[:60])

    def join(self, other: Shares) -> None:
        """Take up what was counted of another part of the same set."""
        self.postings += other.postings
        self.one_group += other.one_group
        self.three_groups += other.three_groups
        self.flagged += other.flagged
        self.indicators += other.indicators
        self.rules += other.rules
        self.flagging += other.flagging
        for rule, quotes in other.quotes.items():
            self.quotes[rule] = [*self.quotes[rule], *quotes][:_QUOTES]


def indicator_shares(
    folder: Path | None = None, *, language: str = "", dataset: str = "", split: str = "", workers: int = 2
) -> list[Shares]:
    """Assess the postings of all datasets, or of those chosen; one entry a dataset, language and label."""
    chosen = (path for name, path in datasets(folder).items() if name.startswith(dataset))
    rows = [row for path in chosen for row in examples(path) if split in {"", row.split} and _is_in(row, language)]
    found: dict[tuple[str, str, str], Shares] = {}
    with ProcessPoolExecutor(workers) as pool:
        for part in track(pool.map(_counted, _batches(rows)), "assessing", total=-(-len(rows) // _BATCH)):
            for shares in part:
                key = (shares.dataset, shares.language, shares.label)
                found.setdefault(key, Shares(*key)).join(shares)
    return [shares for _, shares in sorted(found.items())]


def _is_in(row: Example, language: str) -> bool:
    return language in {"", row.posting.language}


def _batches(rows: Iterable[Example]) -> Iterator[list[Example]]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _counted(rows: Sequence[Example]) -> list[Shares]:
    assessor = Assessor.load()
    found: dict[tuple[str, str, str], Shares] = {}
    for row in rows:
        key = (row.dataset, row.posting.language, row.label)
        found.setdefault(key, Shares(*key)).add(row, assessor.assess(row.posting))
    return list(found.values())


def as_text(found: Sequence[Shares], most: int) -> str:
    """Two parts for the terminal: a Markdown table, and the phrases that fire on ordinary postings."""
    return "\n".join([*_table(found), "", *_candidates([item for item in found if item.label in ORDINARY], most)])


def _table(found: Sequence[Shares]) -> Iterator[str]:
    yield "| dataset | language | label | postings | one group | three groups | flagged | most frequent |"
    yield "|---|---|---|--:|--:|--:|--:|---|"
    for item in found:
        frequent = ", ".join(f"{name} {_share(count, item)}" for name, count in item.indicators.most_common(_MOST_FREQUENT))
        shares = " | ".join(_share(count, item) for count in (item.one_group, item.three_groups, item.flagged))
        yield f"| {item.dataset} | {item.language} | {item.label or 'unlabelled'} | {item.postings} | {shares} | {frequent} |"


def _share(count: int, item: Shares) -> str:
    return f"{count / item.postings:.1%}"


def _candidates(ordinary: Sequence[Shares], most: int) -> Iterator[str]:
    total = Shares("ordinary", "all", "benign")
    for item in ordinary:
        total.join(item)
    by_indicator: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (indicator, rule), count in total.rules.items():
        by_indicator[indicator].append((total.flagging[indicator, rule], count, rule))
    yield f"phrases that fire most on {total.postings} ordinary postings (flagged ones first):"
    for indicator, rules in sorted(by_indicator.items()):
        yield f"{indicator}:"
        for flagging, count, rule in sorted(rules, reverse=True)[:most]:
            quotes = "; ".join(dict.fromkeys(total.quotes[indicator, rule]))
            yield f"  {count} postings, {flagging} of them flagged: {rule[:110]}   «{quotes}»"
