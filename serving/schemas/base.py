"""What all wire models share."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from models.abstention import REASONS


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        message = "no calendar has this moment"
        raise ValueError(message) from None


def _written_out(moment: Any) -> Any:
    """A number would be taken for seconds since 1970, which nobody who slips would notice."""
    if isinstance(moment, date) or (
        isinstance(moment, str) and not re.fullmatch(r"\s*[+-]?[\d_]*\.?[\d_]*([eE][+-]?\d+)?\s*", moment)
    ):
        return moment
    message = "is no moment as RFC 3339 writes it, such as 2026-11-21T09:30:00Z, or no day, such as 2026-11-21"
    raise ValueError(message)


class In(BaseModel):
    """Something read: names that are not known are refused, so that a slip is not taken for silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FilledIn(In):
    """Something read from a form, where an empty field says nothing."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: Any) -> Any:
        return {name: value for name, value in values.items() if value != ""} if isinstance(values, dict) else values


class Out(BaseModel):
    """Something answered."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


Moment = Annotated[
    datetime,
    AfterValidator(lambda moment: moment.astimezone(UTC)),
    Field(examples=["2026-11-21T09:30:00Z"], description="In UTC."),
]
When = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_in_utc), Field(examples=["2026-11-21T09:30:00Z"])]
"""A moment that is sent: with a time zone."""
Day = Annotated[date, BeforeValidator(_written_out)]
"""A day that is sent."""
Abstained = Annotated[
    str,
    Field(
        description="Why nothing could be judged, or empty. "
        + " ".join(f"`{reason}`: {said}" for reason, said in REASONS.items()),
        examples=["too_short"],
    ),
]
Probability = Annotated[float, Field(ge=0, le=1, examples=[0.87])]
PostingId = Annotated[
    str, Field(description="The name under which the posting is kept here.", examples=["k3v7m2q4x6y8z2a5b7c3d4e6f2"])
]
RequestId = Annotated[
    str, Field(description="The request's name, also in the `X-Request-ID` header.", examples=["0f6b6f1c9f6e4b53"])
]
OneLine = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]*$")]
"""A text without line breaks, and without characters that would not be seen."""
