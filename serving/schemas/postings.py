"""Postings over the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag, WithJsonSchema

from features.posting import PostingKind
from serving.schemas.base import Moment, Out, PostingId
from serving.settings import MAX_BATCH

Text = Annotated[Any, WithJsonSchema({"type": ["string", "null"]})]
"""A text as our schema asks for it; what schema.org allows besides (numbers, things, lists) is read too."""


class PostingIn(BaseModel):
    """A posting as it was published, under schema.org/JobPosting's names in snake or camel case. What is not known is kept."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "id": "board-4711",
                    "source": "board.example",
                    "title": "Warehouse helper",
                    "description": "Pay the training fee of 300 EUR before your first day.",
                    "hiring_organization": {"name": "North Quay Storage"},
                    "job_location": "Rotterdam, NL",
                }
            ]
        },
    )

    id: Text = Field(
        default=None, description="The source's own id. A posting without one is named by its address, or by its content."
    )
    kind: Annotated[Any, WithJsonSchema({"enum": [*PostingKind, None]})] = Field(
        default=None, description="`job_advert` unless said."
    )
    source: Text = Field(default=None, description="Where it was published: a site, channel or list.")
    url: Text = None
    title: Text = None
    description: Text = Field(default=None, description="The text as published; HTML is seen through. Evidence quotes this text.")
    qualifications: Text = None
    job_benefits: Text = None
    hiring_organization: Any = Field(default=None, description="A name, or a schema.org Organization.")
    job_location: Any = Field(default=None, description="A place in words, or a schema.org Place.")
    base_salary: Any = Field(default=None, description="Pay in words, or a schema.org MonetaryAmount.")
    employment_type: Text = None
    date_posted: Text = None
    valid_through: Text = None

    def record(self) -> dict[str, Any]:
        """What was sent."""
        return self.model_dump(exclude_unset=True)


class PostingsIn(BaseModel):
    """Several postings at once. One that cannot be read refuses them all, and the problem says which."""

    model_config = ConfigDict(extra="forbid")

    postings: list[PostingIn] = Field(min_length=1, max_length=MAX_BATCH)

    def records(self) -> list[dict[str, Any]]:
        """What was sent, in order."""
        return [posting.record() for posting in self.postings]


def _which(body: Any) -> str:
    return "batch" if isinstance(body, dict) and "postings" in body else "one"


class AssessIn(
    RootModel[Annotated[Annotated[PostingIn, Tag("one")] | Annotated[PostingsIn, Tag("batch")], Discriminator(_which)]]
):
    """One posting, or an object whose `postings` holds up to 100."""


class VersionOut(Out):
    """When a posting read as it did."""

    version: int = Field(ge=1, description="Counts from 1.")
    digest: str = Field(description="SHA-256 of what was published.")
    first_seen_at: Moment
    last_seen_at: Moment


class StoredPostingOut(Out):
    """A posting in its current version."""

    posting_id: PostingId
    version: int
    versions: list[VersionOut]
    first_seen_at: Moment
    last_seen_at: Moment
    gone_at: Moment | None = Field(description="When its source was first seen without it; null while it is there.")
    posting: dict[str, Any] = Field(description="What was published; only what is stated.")
