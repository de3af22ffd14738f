"""A posting as it was published: an advert, a social post or a message.

Field names are those of schema.org/JobPosting in snake case. Texts are kept as published, so that evidence can quote them
exactly; markup is seen through by `features.reading`. Texts are capped here, by `CAPS`, and the posting says which were cut.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Final, TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

MAX_TITLE: Final = 1_000
MAX_TEXT: Final = 100_000
MAX_SHORT: Final = 4_000
MAX_ADDITIONAL: Final = 200_000


class PostingKind(StrEnum):
    """What was published: how long and how formal its text may be expected to be."""

    JOB_ADVERT = "job_advert"
    SOCIAL_POST = "social_post"
    MESSAGE = "message"


class PostingError(ValueError):
    """A record cannot be read as a posting; the message names the field and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Organization:
    """Who says they are hiring (schema.org Organization)."""

    name: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One advert, social post or message. Empty text means not stated; `additional` keeps what has no field here."""

    id: str
    kind: PostingKind = PostingKind.JOB_ADVERT
    source: str = ""
    url: str = ""
    fetched_at: datetime | None = None
    title: str = ""
    description: str = ""
    responsibilities: str = ""
    qualifications: str = ""
    skills: str = ""
    experience_requirements: str = ""
    education_requirements: str = ""
    job_benefits: str = ""
    work_hours: str = ""
    application_contact: str = ""
    hiring_organization: Organization = Organization()
    job_location: str = ""
    base_salary: str = ""
    employment_type: str = ""
    industry: str = ""
    date_posted: str = ""
    valid_through: str = ""
    language: str = ""
    author: str = ""
    in_reply_to: str = ""
    additional: Mapping[str, Json] = field(default_factory=dict, hash=False)
    truncated: tuple[str, ...] = ()

    def text_of(self, name: str) -> str:
        """The text of a field, dotted below an organisation: `hiring_organization.description`."""
        outer, _, inner = name.partition(".")
        value = getattr(self, outer)
        return str(getattr(value, inner) if inner else value)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The fields that are read for evidence and are not empty, in reading order."""
        for name, text_of in _TEXTS:
            if text := text_of(self):
                yield name, text

    def digest(self) -> str:
        """SHA-256 of what was published (not of when it was fetched): two versions differ when their digests do."""
        content = {name: self.text_of(name) for name in (*READ_FIELDS, "date_posted", "valid_through")}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


READ_FIELDS: Final = (
    "title",
    "description",
    "responsibilities",
    "qualifications",
    "skills",
    "experience_requirements",
    "education_requirements",
    "job_benefits",
    "work_hours",
    "base_salary",
    "job_location",
    "employment_type",
    "industry",
    "application_contact",
    "hiring_organization.name",
    "hiring_organization.description",
)
"""The texts that evidence may quote, in reading order."""

_TEXTS: Final[tuple[tuple[str, Callable[[Posting], str]], ...]] = tuple((name, attrgetter(name)) for name in READ_FIELDS)
_LONG_FIELDS: Final = (
    "description",
    "responsibilities",
    "qualifications",
    "skills",
    "job_benefits",
    "experience_requirements",
    "education_requirements",
    "hiring_organization.description",
)

CAPS: Final[Mapping[str, int]] = MappingProxyType(
    dict.fromkeys(READ_FIELDS, MAX_SHORT) | dict.fromkeys(_LONG_FIELDS, MAX_TEXT) | {"title": MAX_TITLE}
)
"""The most characters kept of each text that is read; every other text is cut at `MAX_SHORT`."""
