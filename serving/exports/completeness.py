"""What a statement of reasons cannot do without, and what cannot stand in it: told all at once, each by its parameter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from serving.exports.personal_data import findings_in
from serving.exports.reviewed import told
from serving.exports.transparency_database import OTHER_KEYWORD, Category, ContentType, Ground, Monetary, Source, Visibility
from serving.problem_kinds import INVALID, PERSONAL_DATA
from serving.problems import Fault, ProblemError
from serving.schemas.statements import StatementIn

FREE_TEXTS: Final = (
    "decision_visibility_other",
    "decision_monetary_other",
    "decision_ground_reference_url",
    "illegal_content_legal_ground",
    "incompatible_content_ground",
    "content_type_other",
    "category_specification_other",
    "source_identity",
)
"""The parameters that hold whatever the sender writes."""
_END_DATES: Final = (
    "end_date_visibility_restriction",
    "end_date_monetary_restriction",
    "end_date_service_restriction",
    "end_date_account_restriction",
)


def refuse_incomplete(asked: StatementIn, category: Category | None, published: date | None) -> None:
    """Raise `ProblemError` with everything that is missing or does not go together."""
    faults = [*_missing(category, published, asked), *_pairs(asked), *_dates(asked)]
    if faults:
        raise ProblemError(INVALID, "", faults)


def refuse_personal_data(asked: StatementIn) -> None:
    """Raise `ProblemError` with every place where a sender's text names or reaches a person."""
    texts = ((name, getattr(asked, name) or "") for name in FREE_TEXTS)
    faults = [Fault(told(finding), parameter=name) for name, text in texts for finding in findings_in(text)]
    if faults:
        raise ProblemError(PERSONAL_DATA, "", faults)


def _missing(category: Category | None, published: date | None, asked: StatementIn) -> Iterator[Fault]:
    if not (asked.decision_visibility or asked.decision_monetary or asked.decision_provision or asked.decision_account):
        detail = "Nothing is decided: one of decision_visibility, decision_monetary, decision_provision, decision_account."
        yield Fault(detail, parameter="decision_visibility")
    if category is None:
        yield Fault("No category follows from what the reviewer confirmed.", parameter="category")
    if published is None:
        yield Fault("The posting does not say when it was published.", parameter="content_date")


def _pairs(asked: StatementIn) -> Iterator[Fault]:
    """Texts that are needed with a choice, and mean nothing without it."""
    for name, chosen, choice, needed in _choices(asked):
        given = getattr(asked, name) is not None
        if given and not chosen:
            yield Fault(f"Goes with {choice} only.", parameter=name)
        if needed and chosen and not given:
            yield Fault(f"Needed with {choice}.", parameter=name)


def _choices(asked: StatementIn) -> Iterator[tuple[str, bool, str, bool]]:
    """A text, whether its choice was made, the choice, and whether the choice needs the text."""
    illegal = asked.decision_ground is Ground.ILLEGAL
    yield "decision_visibility_other", Visibility.OTHER in asked.decision_visibility, Visibility.OTHER, True
    yield "decision_monetary_other", asked.decision_monetary is Monetary.OTHER, Monetary.OTHER, True
    yield "illegal_content_legal_ground", illegal, Ground.ILLEGAL, True
    yield "incompatible_content_ground", not illegal, Ground.INCOMPATIBLE, True
    yield "incompatible_content_illegal", not illegal, Ground.INCOMPATIBLE, False
    yield "content_type_other", ContentType.OTHER in asked.content_type, ContentType.OTHER, True
    yield "category_specification_other", OTHER_KEYWORD in asked.category_specification, OTHER_KEYWORD, False
    yield "source_identity", asked.source_type is not Source.VOLUNTARY, "a source that is not SOURCE_VOLUNTARY", False
    yield "end_date_visibility_restriction", bool(asked.decision_visibility), "decision_visibility", False
    yield "end_date_monetary_restriction", asked.decision_monetary is not None, "decision_monetary", False
    yield "end_date_service_restriction", asked.decision_provision is not None, "decision_provision", False
    yield "end_date_account_restriction", asked.decision_account is not None, "decision_account", False


def _dates(asked: StatementIn) -> Iterator[Fault]:
    for name in _END_DATES:
        ends: date | None = getattr(asked, name)
        if ends and ends < asked.application_date:
            yield Fault("Ends before application_date.", parameter=name)
