"""Notices over the wire, after Article 16 of Regulation (EU) 2022/2065."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from serving.schemas.base import In, Moment, OneLine, Out, PostingId


class NoticeIn(In):
    """Who notifies, and in which form. What is not stated stays unstated."""

    form: Literal["json", "text"] = Field(
        default="json", alias="format", description="`json`, or `text`: the same in plain text, to be sent or pasted as it is."
    )
    language: str = Field(
        default="",
        max_length=20,
        description="ISO 639-1: the language of indicators' names and definitions. English unless said.",
    )
    notifier_name: OneLine | None = Field(
        default=None,
        max_length=200,
        description="Name of the person or entity that notifies.",
    )
    notifier_email: str | None = Field(
        default=None,
        max_length=254,
        pattern=r"^[^\s@<>\x00-\x1f\x7f]{1,64}@[^\s@<>\x00-\x1f\x7f]{1,185}\.[^\s@<>.\x00-\x1f\x7f]{2,63}$",
        description="Their e-mail address.",
        examples=["notices@ngo.example"],
    )
    legal_ground: OneLine | None = Field(
        default=None,
        max_length=500,
        description="The law that the content is alleged to infringe, as the notifier puts it. No personal data.",
    )
    location: str | None = Field(
        default=None,
        max_length=2_000,
        pattern=r"^https?://[^\s\x00-\x1f\x7f]+$",
        description="Exact address of the posting; needed, and read, only where the posting was kept without one.",
        examples=["https://board.example/jobs/4711"],
    )


class ReasonOut(Out):
    """One indicator that a reviewer confirmed, with the posting's own words; personal data in them gave way to its kind."""

    indicator: str = Field(examples=["worker_pays_fee"])
    name: str = Field(examples=["The worker pays for the job"])
    definition: str
    quotes: list[str] = Field(description="Words that show it.", examples=[["Pay the training fee of 300 EUR"]])
    against: list[str] = Field(description="Words that speak against it.")


class NotifierOut(Out):
    """Who notifies, as far as they said."""

    name: str | None
    email: str | None


class IdentificationOut(Out):
    """What helps to find the posting besides its address."""

    source: str = Field(examples=["board.example"])
    source_id: str = Field(description="The posting's id where it was published.", examples=["board-4711"])
    title: str = Field(description="Personal data in it gave way to its kind.", examples=["Warehouse helper"])
    version: int = Field(ge=1, description="The version that was reviewed.")
    first_seen_at: Moment
    last_seen_at: Moment


class NoticeOut(Out):
    """A notice with the elements of Article 16(2). It alleges; the platform decides."""

    posting_id: PostingId
    language: str = Field(description="The language of names and definitions.", examples=["en"])
    explanation: str = Field(description="Why the content is notified: Article 16(2)(a).")
    legal_ground: str | None = Field(description="The law alleged to be infringed; null where the notifier named none.")
    reasons: list[ReasonOut]
    contradicted: list[ReasonOut] = Field(description="Indicators that the posting's words deny, and that are not alleged.")
    locations: list[str] = Field(
        description="Exact electronic location: Article 16(2)(b).", examples=[["https://board.example/jobs/4711"]]
    )
    identification: IdentificationOut
    notifier: NotifierOut = Field(
        description="Article 16(2)(c). Both may be missing only where the content concerns an offence of Articles 3 to 7 of "
        "Directive 2011/93/EU."
    )
    good_faith: str = Field(description="The statement of Article 16(2)(d), which whoever submits the notice makes.")
    reviewed_at: Moment
