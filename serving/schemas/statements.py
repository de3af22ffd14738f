"""Statements of reasons over the wire, under the names of the DSA Transparency Database (its API of July 2025, version 2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema

from serving.exports.transparency_database import (
    ECONOMIC_AREA,
    KEYWORDS,
    MAX_EXPLANATION,
    MAX_FACTS,
    MAX_GROUND,
    Account,
    AccountType,
    Category,
    ContentType,
    Ground,
    Monetary,
    Provision,
    Source,
    Visibility,
    YesNo,
)
from serving.schemas.base import Day, In, OneLine, Out

_PUID: Final = r"^[A-Za-z0-9_-]{1,500}$"
_AREAS: Final = ("EU", "EEA")


def _known_keyword(keyword: str) -> str:
    if keyword not in KEYWORDS:
        message = f"{keyword!r:.80} is not a keyword of the database"
        raise ValueError(message)
    return keyword


def _known_country(country: str) -> str:
    if country not in (*ECONOMIC_AREA, *_AREAS):
        message = f"{country!r:.80} is neither a country of the European Economic Area, nor EU or EEA"
        raise ValueError(message)
    return country


Keyword = Annotated[str, AfterValidator(_known_keyword), WithJsonSchema({"type": "string", "enum": list(KEYWORDS)})]
Country = Annotated[str, AfterValidator(_known_country), WithJsonSchema({"type": "string", "enum": [*ECONOMIC_AREA, *_AREAS]})]
FreeText = Annotated[OneLine, Field(max_length=MAX_GROUND)]
EndDate = Annotated[Day | None, Field(description="Until when; not stated means for good. Not before `application_date`.")]


class StatementIn(In):
    """What the platform decided. What the posting and its review tell need not be stated; texts hold no personal data."""

    language: str = Field(
        default="",
        max_length=20,
        description="ISO 639-1: the language of indicators' names and definitions. English unless said.",
    )
    decision_visibility: list[Visibility] = Field(
        default=[],
        max_length=len(Visibility),
        description="One of the four kinds of decision is needed: this, or"
        " `decision_monetary`, `decision_provision`, `decision_account`.",
    )
    decision_visibility_other: FreeText | None = Field(default=None, description="With `DECISION_VISIBILITY_OTHER`.")
    end_date_visibility_restriction: EndDate = None
    decision_monetary: Monetary | None = Field(default=None, description="What was restricted of payments.")
    decision_monetary_other: FreeText | None = Field(default=None, description="With `DECISION_MONETARY_OTHER`.")
    end_date_monetary_restriction: EndDate = None
    decision_provision: Provision | None = Field(default=None, description="What was restricted of the service.")
    end_date_service_restriction: EndDate = None
    decision_account: Account | None = Field(default=None, description="What was done to the account.")
    end_date_account_restriction: EndDate = None
    account_type: AccountType | None = Field(default=None, description="Whose account it is.")
    decision_ground: Ground = Field(description="Whether the law or the platform's own terms are relied on.")
    decision_ground_reference_url: str | None = Field(
        default=None,
        max_length=500,
        pattern=r"^https?://[^\s\x00-\x1f\x7f]+$",
        description="Where that law or those terms stand.",
    )
    illegal_content_legal_ground: FreeText | None = Field(
        default=None, description="The law relied on; needed with `DECISION_GROUND_ILLEGAL_CONTENT`."
    )
    incompatible_content_ground: FreeText | None = Field(
        default=None, description="The term relied on; needed with `DECISION_GROUND_INCOMPATIBLE_CONTENT`."
    )
    incompatible_content_illegal: YesNo | None = Field(default=None, description="Whether it is held to be illegal as well.")
    content_type: list[ContentType] = Field(
        default=[ContentType.TEXT], min_length=1, max_length=len(ContentType), description="A posting's text unless said."
    )
    content_type_other: FreeText | None = Field(default=None, description="With `CONTENT_TYPE_OTHER`.")
    category: Category | None = Field(
        default=None,
        description="Unless said, what the one policy that the reviewer confirmed stands under: fraud under "
        "`STATEMENT_CATEGORY_SCAMS_AND_FRAUD`, exploitation under `STATEMENT_CATEGORY_VIOLENCE`. Needed where they confirmed "
        "another, several or none.",
    )
    category_addition: list[Category] = Field(default=[], max_length=len(Category), description="Further categories.")
    category_specification: list[Keyword] = Field(
        default=[], max_length=len(KEYWORDS), description="Keywords below the category; none is assumed."
    )
    category_specification_other: FreeText | None = Field(default=None, description="With `KEYWORD_OTHER`.")
    territorial_scope: list[Country] = Field(
        min_length=1,
        max_length=40,
        description="Countries of the European Economic Area; `EU` and `EEA` stand for all of theirs.",
    )
    content_date: Day | None = Field(
        default=None, ge=date(2000, 1, 1), description="When it was published; needed where the posting does not say."
    )
    application_date: Day = Field(ge=date(2020, 1, 1), description="From when the decision holds.", examples=["2026-11-23"])
    source_type: Source = Field(description="What led the platform to the content: a notice, or its own initiative.")
    source_identity: FreeText | None = Field(
        default=None, description="Which organisation notified; never a person. Not with `SOURCE_VOLUNTARY`."
    )
    puid: str | None = Field(
        default=None,
        pattern=_PUID,
        description="The statement's own name on the platform. Unless said, the posting's id and the number of the review event "
        "that decided: name a second statement on one review yourself.",
    )


class StatementOut(Out):
    """A statement of reasons as the Transparency Database takes it; what does not apply is left out."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
                    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
                    "incompatible_content_ground": "Section 4.2 of the terms: no fees from applicants",
                    "incompatible_content_explanation": "A person reviewed the posting and confirmed these indicators ...",
                    "content_type": ["CONTENT_TYPE_TEXT"],
                    "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
                    "territorial_scope": ["DE", "NL"],
                    "content_language": "EN",
                    "content_date": "2026-11-18",
                    "application_date": "2026-11-23",
                    "decision_facts": "Software pointed to the posting; a person reviewed version 1 of it ...",
                    "source_type": "SOURCE_VOLUNTARY",
                    "automated_detection": "Yes",
                    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
                    "puid": "k3v7m2q4x6y8z2a5b7c3d4e6f2-2",
                }
            ]
        },
    )

    decision_visibility: list[Visibility] | None
    decision_visibility_other: str | None
    end_date_visibility_restriction: date | None
    decision_monetary: Monetary | None
    decision_monetary_other: str | None
    end_date_monetary_restriction: date | None
    decision_provision: Provision | None
    end_date_service_restriction: date | None
    decision_account: Account | None
    end_date_account_restriction: date | None
    account_type: AccountType | None
    decision_facts: str = Field(max_length=MAX_FACTS)
    decision_ground: Ground
    decision_ground_reference_url: str | None
    illegal_content_legal_ground: str | None
    illegal_content_explanation: str | None = Field(max_length=MAX_EXPLANATION)
    incompatible_content_ground: str | None
    incompatible_content_explanation: str | None = Field(max_length=MAX_EXPLANATION)
    incompatible_content_illegal: YesNo | None
    content_type: list[ContentType]
    content_type_other: str | None
    category: Category
    category_addition: list[Category] | None
    category_specification: list[Keyword] | None
    category_specification_other: str | None
    territorial_scope: list[Country]
    content_language: str | None = Field(description="ISO 639-1 in capitals; left out where the posting's language is not known.")
    content_date: date
    application_date: date
    source_type: Source
    source_identity: str | None
    automated_detection: Literal[YesNo.YES] = Field(description="Software pointed to the posting.")
    automated_decision: Literal["AUTOMATED_DECISION_NOT_AUTOMATED"] = Field(description="A person decided.")
    puid: str = Field(pattern=_PUID)
