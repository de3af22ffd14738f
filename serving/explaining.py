"""One posting in the terminal: its text with the evidence marked, what each indicator means, and what moved each policy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from features.evidence import Evidence, EvidenceState
from features.indicators import Catalogue, Indicator
from features.posting import Posting, PostingError, PostingKind
from features.records.formats import FormatError, read_postings
from features.records.posting_mapping import posting_from_mapping
from features.translations import SOURCE, catalogue_in, languages
from models.abstention import REASONS
from models.assessment import Assessment, IndicatorAssessment
from models.assessor import Assessor
from models.bundle import BundleError
from models.explanation import Explainer, Explanation
from models.text_explanation import TermContribution
from serving.moved import CAUTION, UNREAD, moved
from serving.reasons import reason_in

_TERMS: Final = 6
"""Words that are listed of those that raise, and of those that lower."""
_STYLES = {EvidenceState.PRESENT: "bold underline red", EvidenceState.CONTRADICTED: "underline green"}


class ExplainError(Exception):
    """There is no such posting to explain; the message says why."""


def explain_posting(
    source: Path, number: int, bundle: Path | None, console: Console | None = None, *, language: str = SOURCE
) -> None:
    """Print one posting of a file, or the text on standard input, explained in a language. Raises ExplainError."""
    if language not in languages():
        raise ExplainError(f"indicators are not explained in {language!r}; choose one of {', '.join(languages())}")
    try:
        posting = _posting(source, number)
        assessor = Assessor.load(bundle)
        assessment = assessor.assess(posting)
        why = Explainer(assessor.models).explain(posting)
    except (FormatError, BundleError) as error:
        raise ExplainError(str(error)) from error
    (console or Console()).print(explanation(posting, assessment, catalogue_in(language), why))


def _posting(source: Path, number: int) -> Posting:
    if source == Path("-"):
        return _pasted(sys.stdin.read())
    record = next(islice(read_postings(source), number - 1, None), None)
    if record is None:
        raise ExplainError(f"{source} holds fewer than {number} postings")
    if record.posting is None:
        raise ExplainError(f"{source}: line {record.number}: {record.error}")
    return record.posting


def _pasted(text: str) -> Posting:
    """A posting as JSON, or plain text as somebody copied it."""
    import orjson

    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        return posting_from_mapping({"id": "pasted", "kind": PostingKind.SOCIAL_POST.value, "description": text})
    try:
        return posting_from_mapping(data if isinstance(data, dict) else {"id": "pasted", "description": text})
    except PostingError as error:
        raise ExplainError(str(error)) from error


def explanation(posting: Posting, assessment: Assessment, catalogue: Catalogue, why: Explanation | None = None) -> RenderableType:
    """Everything there is to say, top down: the verdict, the policies, the text, the indicators, what else moved the score."""
    policies = () if assessment.abstained else (_policies(assessment, catalogue),)
    return Group(
        *_headline(posting, assessment),
        *policies,
        *_texts(posting, assessment),
        *_indicators(posting, assessment, catalogue),
        *(_moved(why, catalogue) if why and not assessment.abstained else ()),
    )


def _headline(posting: Posting, assessment: Assessment) -> Iterator[RenderableType]:
    yield Text(_printable(posting.title or posting.id), style="bold")
    if assessment.abstained:
        yield Text(f"NOT JUDGED  {REASONS[assessment.abstained]}", style="bold")
    else:
        band = Text(f"{assessment.band.value.upper()}  priority {assessment.priority:.2f}", style="bold")
        yield band.append("  a person reviews this" if assessment.needs_review else "", style="bold red")
    yield from (Text(_printable(note), style="italic") for note in assessment.notes)


def _policies(assessment: Assessment, catalogue: Catalogue) -> Table:
    table = Table("policy", "probability", "threshold", "flagged", "what moved it")
    for policy in assessment.policies:
        table.add_row(
            policy.policy.value,
            f"{policy.probability:.3f}",
            f"{policy.threshold:.3f}",
            "yes" if policy.flagged else "",
            Text(_printable("\n".join(str(reason_in(reason, catalogue)) for reason in policy.reasons))),
        )
    return table


def _texts(posting: Posting, assessment: Assessment) -> Iterator[RenderableType]:
    evidence = [item for indicator in assessment.indicators for item in indicator.evidence]
    for name, text in posting.texts():
        yield Text(f"\n{name}", style="dim")
        yield Padding(_marked(text, [item for item in evidence if item.field == name]), (0, 2))


def _marked(text: str, evidence: list[Evidence]) -> Text:
    marked = Text(_printable(text))
    for item in evidence:
        marked.stylize(_STYLES[item.state], item.start, item.end)
    return marked


def _printable(text: str) -> str:
    """Control characters must not reach the terminal; the length stays, so that places agree."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def _indicators(posting: Posting, assessment: Assessment, catalogue: Catalogue) -> Iterator[RenderableType]:
    for item in assessment.indicators:
        yield Text(f"\n{catalogue[item.indicator].name}", style="bold").append(
            f"  {item.state.value}, {item.strength.value} ({item.indicator})", style="dim"
        )
        yield Padding(_reason(posting, item, catalogue[item.indicator]), (0, 2))


def _reason(posting: Posting, item: IndicatorAssessment, known: Indicator) -> Text:
    quotes = "\n".join(f"“{_printable(piece.quote(posting))}”  [{piece.rule}]" for piece in item.evidence)
    return Text(
        f"{quotes}\n{known.definition} {known.why}\nCheck: {known.advice}\nSource: {'; '.join(s.title for s in known.sources)}"
    )


def _moved(why: Explanation, catalogue: Catalogue) -> Iterator[RenderableType]:
    """Each policy's way to its probability, and the words that pulled most."""
    yield Text("\nWhat else moved the score", style="bold")
    table = Table("policy", "step", "log-odds", "comes to")
    for policy in why.policies:
        for number, step in enumerate(moved(policy, catalogue)):
            row = (_printable(str(step.what)), f"{step.log_odds:+.2f}", f"{step.comes_to:.3f}")
            table.add_row("" if number else policy.policy.value, *row)
    yield table
    yield Text(UNREAD[why.text.unread] if why.text.unread else "Words that pulled the score for recruitment fraud", style="dim")
    yield from (_term(item) for item in (*why.text.raising(_TERMS), *why.text.lowering(_TERMS)))
    yield Text(CAUTION, style="italic")


def _term(item: TermContribution) -> Text:
    places = f"{len(item.spans)} places, first in" if len(item.spans) > 1 else "in"
    return Text(_printable(f"  {item.log_odds:+.2f}  “{item.term}”  {places} {item.spans[0].field}"))
