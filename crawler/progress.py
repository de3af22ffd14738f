"""What a crawl has done so far, and what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from crawler.pages.page import PageProblem
from crawler.verdicts import Verdict
from store.postings import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSummary:
    """What a crawl did, at its end or at a moment of it."""

    pages: int = 0
    """Answers that came in, of whatever kind."""
    postings: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    """Postings that were there before and are no more."""
    missing: int = 0
    """Addresses that lead nowhere."""
    repaired: int = 0
    later: int = 0
    """Attempts that are to be made again."""
    hosts: tuple[tuple[str, int], ...] = ()
    """Pages a host."""
    seconds: float = 0.0
    errors: tuple[PageProblem, ...] = ()
    """Pages, or parts of pages, that could not be read or saved."""
    passed_over: tuple[PageProblem, ...] = ()
    """Addresses that robots.txt forbids, that are reserved, or that lie elsewhere."""
    warnings: tuple[str, ...] = ()
    """What fell against the source's own history; what is left for another time."""
    interrupted: bool = False
    """Whether it was told to end before its time."""

    def __str__(self) -> str:
        """One line for a person."""
        return (
            f"{self.pages} pages, {self.postings} postings ({self.new} new, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.gone} gone), {len(self.errors)} errors, {self.missing} missing, {len(self.passed_over)} passed over"
            f"{', interrupted' if self.interrupted else ''}"
        )

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds if self.seconds else 0.0


OnProgress = Callable[[CrawlSummary], None]


@dataclass(slots=True)
class Tally:
    """The running count. One for a crawl, on its one thread."""

    on_progress: OnProgress | None = None
    hosts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    gone: int = 0
    repaired: int = 0
    errors: list[PageProblem] = field(default_factory=list)
    passed_over: list[PageProblem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    interrupted: bool = False
    ended_by: Exception | None = None
    """What kept it from going on."""
    began: float = field(default_factory=monotonic)

    def answered(self, host: str) -> None:
        """One more answer came in."""
        self.hosts[host] += 1

    def settled(self, verdict: Verdict, problem: PageProblem) -> None:
        """What became of a target, with the reason where there is one to tell."""
        self.verdicts[verdict] += 1
        if verdict is Verdict.DEAD:
            self.errors.append(problem)
        elif verdict is Verdict.PASSED_OVER:
            self.passed_over.append(problem)
        self.tell()

    def warn(self, line: str) -> None:
        """Something to know, told once."""
        if line not in self.warnings:
            self.warnings.append(line)

    def tell(self) -> None:
        """Let whoever watches know."""
        if self.on_progress is not None:
            self.on_progress(self.summary())

    def summary(self) -> CrawlSummary:
        """The count as it stands."""
        return CrawlSummary(
            pages=self.hosts.total(),
            postings=self.outcomes.total(),
            new=self.outcomes[Outcome.NEW],
            changed=self.outcomes[Outcome.CHANGED],
            unchanged=self.outcomes[Outcome.UNCHANGED],
            gone=self.gone,
            missing=self.verdicts[Verdict.GONE],
            repaired=self.repaired,
            later=self.verdicts[Verdict.LATER],
            hosts=tuple(self.hosts.most_common()),
            seconds=monotonic() - self.began,
            errors=tuple(self.errors),
            passed_over=tuple(self.passed_over),
            warnings=tuple(self.warnings),
            interrupted=self.interrupted,
        )
