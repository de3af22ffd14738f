"""What a crawl has done so far, and what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.pages.page import PageProblem
from store.errors import DatabaseError
from store.postings import Outcome


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a crawl did, at its end or at a moment of it."""

    pages: int = 0
    postings: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repaired_scripts: int = 0
    errors: tuple[PageProblem, ...] = ()
    """Pages, or parts of pages, that could not be read or saved."""
    passed_over: tuple[PageProblem, ...] = ()
    """Addresses that robots.txt forbids or that lie elsewhere."""
    interrupted: bool = False
    """Whether it was told to end before its time."""

    def __str__(self) -> str:
        """One line for a person."""
        return (
            f"{self.pages} pages, {self.postings} postings ({self.new} new, {self.changed} changed, {self.unchanged} unchanged), "
            f"{len(self.errors)} errors, {len(self.passed_over)} passed over{', interrupted' if self.interrupted else ''}"
        )


OnProgress = Callable[[CrawlSummary], None]


@dataclass(slots=True)
class Tally:
    """The running count. One for a crawl, on its one thread."""

    on_progress: OnProgress | None = None
    pages: int = 0
    repaired_scripts: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    errors: list[PageProblem] = field(default_factory=list)
    passed_over: list[PageProblem] = field(default_factory=list)
    interrupted: bool = False
    ended_by: DatabaseError | None = None

    def page(self) -> None:
        """One more page was fetched."""
        self.pages += 1
        self._tell()

    def saved(self, outcome: Outcome) -> None:
        """One more posting was handed on."""
        self.outcomes[outcome] += 1
        self._tell()

    def failed(self, problem: PageProblem) -> None:
        """Something could not be read or saved."""
        self.errors.append(problem)
        self._tell()

    def summary(self) -> CrawlSummary:
        """The count as it stands."""
        return CrawlSummary(
            pages=self.pages,
            postings=self.outcomes.total(),
            new=self.outcomes[Outcome.NEW],
            changed=self.outcomes[Outcome.CHANGED],
            unchanged=self.outcomes[Outcome.UNCHANGED],
            repaired_scripts=self.repaired_scripts,
            errors=tuple(self.errors),
            passed_over=tuple(self.passed_over),
            interrupted=self.interrupted,
        )

    def _tell(self) -> None:
        if self.on_progress is not None:
            self.on_progress(self.summary())
