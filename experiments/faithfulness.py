"""Whether the words that an explanation names are those that the text model listens to.

The terms that raise a posting's score most are blanked in its own text, by the explanation's places, and it is read again; so are
as many of its terms drawn at random. If the explanation tells the truth, the first lowers the log-odds more. Twins are one
observation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import sqrt
from pathlib import Path
from random import Random
from statistics import fmean, stdev
from typing import Any, Final

from experiments.dataset import NEVER_TRAINED_ON, Example, datasets, examples
from experiments.progress import track
from features.posting import Posting
from features.reading import Reading
from models.bundle import DEFAULT_BUNDLE, Bundle, read_bundle
from models.bundle_models import settings_from
from models.calibration import Calibration
from models.intervals import wilson
from models.linear import LinearModel, linear_from, words_of
from models.policy import PolicyName
from models.text_explanation import FieldSpan, TermContribution, TextExplanation, terms_explained

TERMS: Final = (1, 3, 5)
"""How many terms are blanked."""
DRAWS: Final = 5
"""Random choices of terms for each posting; their mean is compared."""
SEED: Final = 20_261_122


@dataclass(frozen=True, slots=True)
class Drop:
    """How far the log-odds of one posting fall when so many of its terms are blanked."""

    group: str
    terms: int
    strongest: float
    random: float
    """The mean of `DRAWS` random choices."""

    @property
    def holds(self) -> bool:
        """Whether the strongest terms moved the score more."""
        return self.strongest > self.random


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """Means over groups of near-duplicates, in log-odds, each with its 95 % interval; and how often it holds."""

    terms: int
    groups: int
    strongest: tuple[float, float, float]
    random: tuple[float, float, float]
    difference: tuple[float, float, float]
    holds: tuple[float, float, float]
    """The share of groups."""


def faithfulness(data: Path | None = None, bundle: Path = DEFAULT_BUNDLE) -> list[Faithfulness]:
    """Measure on the `dev` rows that the text model alone flags for fraud. Raises DatasetError, BundleError."""
    opened = read_bundle(bundle)
    rows = (row for path in datasets(data).values() for row in examples(path) if _is_measured(row))
    flagged = list(flagged_by_words(track(rows, "reading"), opened))
    model = linear_from(opened.part("linear.json"))
    return summaries(chain.from_iterable(drops(row, model) for row in track(flagged, "blanking", len(flagged))))


def _is_measured(row: Example) -> bool:
    return row.split == "dev" and bool(row.label) and row.dataset not in NEVER_TRAINED_ON


def flagged_by_words(rows: Iterable[Example], bundle: Bundle) -> Iterator[Example]:
    """The rows that would be flagged for fraud if there were nothing but the linear text model."""
    model = linear_from(bundle.part("linear.json"))
    threshold, calibration = settings_from(bundle.part("policies.json"))[PolicyName.RECRUITMENT_FRAUD]
    for row in rows:
        if (language := row.posting.language) in model.languages:
            said = model.read(words_of(Reading(row.posting))).log_odds
            if said is not None and _chance(calibration, said, language) >= threshold:
                yield row


def _chance(calibration: Calibration, said: float, language: str) -> float:
    if language not in calibration.text_shifts:
        return 0.0
    return calibration.probability(calibration.text_scale * said + calibration.text_shifts[language])


def drops(row: Example, model: LinearModel) -> Iterator[Drop]:
    """What blanking does to one posting, for each number of terms that it has twice over."""
    whole = replace(model, fewest_terms=1)
    said = terms_explained(Reading(row.posting), whole)
    chance = Random(f"{SEED} {row.dataset} {row.posting.id}")  # noqa: S311 - nothing secret
    for terms in TERMS:
        if len(said.terms) >= 2 * terms:
            strongest = _fall(row.posting, said, said.raising(terms), whole)
            chosen = (_fall(row.posting, said, chance.sample(said.terms, terms), whole) for _ in range(DRAWS))
            yield Drop(f"{row.dataset} {row.group}", terms, strongest, fmean(chosen))


def _fall(posting: Posting, said: TextExplanation, terms: Iterable[TermContribution], model: LinearModel) -> float:
    before = said.log_odds if said.log_odds is not None else model.intercept
    left = model.read(words_of(Reading(blanked(posting, chain.from_iterable(item.spans for item in terms))))).log_odds
    return before - (model.intercept if left is None else left)


def blanked(posting: Posting, spans: Iterable[FieldSpan]) -> Posting:
    """The posting with blanks of the same length in these places."""
    by_field: defaultdict[str, list[FieldSpan]] = defaultdict(list)
    for span in spans:
        by_field[span.field].append(span)
    for name, found in by_field.items():
        text = list(posting.text_of(name))
        for span in found:
            text[span.start : span.end] = " " * (span.end - span.start)
        posting = _with(posting, name, "".join(text))
    return posting


def _with(posting: Posting, name: str, text: str) -> Posting:
    outer, _, inner = name.partition(".")
    value: Any = replace(getattr(posting, outer), **{inner: text}) if inner else text
    return replace(posting, **{outer: value})


def summaries(found: Iterable[Drop]) -> list[Faithfulness]:
    """The means for each number of terms, of groups that weigh the same."""
    by_terms: defaultdict[int, defaultdict[str, list[Drop]]] = defaultdict(lambda: defaultdict(list))
    for drop in found:
        by_terms[drop.terms][drop.group].append(drop)
    return [_summary(terms, groups) for terms, groups in sorted(by_terms.items())]


def _summary(terms: int, groups: Mapping[str, Sequence[Drop]]) -> Faithfulness:
    strongest = [fmean(drop.strongest for drop in drops) for drops in groups.values()]
    random = [fmean(drop.random for drop in drops) for drops in groups.values()]
    share = fmean(one > other for one, other in zip(strongest, random, strict=True))
    return Faithfulness(
        terms=terms,
        groups=len(groups),
        strongest=_interval(strongest),
        random=_interval(random),
        difference=_interval([one - other for one, other in zip(strongest, random, strict=True)]),
        holds=(share, *wilson(share, len(groups))),
    )


def _interval(values: Sequence[float]) -> tuple[float, float, float]:
    """A mean and its 95 % interval by the normal approximation."""
    mean = fmean(values)
    spread = 1.96 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return mean, mean - spread, mean + spread


def as_markdown(found: Sequence[Faithfulness]) -> str:
    """A table: one line for each number of terms."""
    lines = [
        "| terms blanked | groups | log-odds fall, strongest terms | random terms | difference | strongest fall more |",
        "|--:|--:|--:|--:|--:|--:|",
    ]
    for item in found:
        means = (f"{mean:.2f} ({low:.2f} to {high:.2f})" for mean, low, high in (item.strongest, item.random, item.difference))
        share, low, high = item.holds
        lines.append(f"| {item.terms} | {item.groups} | {' | '.join(means)} | {share:.1%} ({low:.1%} to {high:.1%}) |")
    return "\n".join(lines)
