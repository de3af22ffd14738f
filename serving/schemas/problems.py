"""Problem details over the wire (RFC 9457)."""

from __future__ import annotations

from pydantic import Field

from serving.schemas.base import Out, RequestId


class FaultOut(Out):
    """One thing wrong with a request."""

    detail: str
    pointer: str | None = Field(
        default=None, description="Where in the body: a JSON pointer (RFC 6901).", examples=["/postings/3/kind"]
    )
    parameter: str | None = Field(default=None, description="Which parameter of the address.", examples=["limit"])


class ProblemOut(Out):
    """What went wrong, for programs and people."""

    type: str = Field(description="Leads to a page about this kind of problem.", examples=["/problems/not-found"])
    title: str
    status: int = Field(examples=[404])
    detail: str
    instance: str = Field(description="The address that was asked.")
    request_id: RequestId
    errors: list[FaultOut] | None = None
