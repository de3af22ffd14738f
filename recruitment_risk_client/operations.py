"""Every address of the service that this client asks, and what may be asked there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, TypedDict, TypeVar
from urllib.parse import quote

from recruitment_risk_client.answers import Caller, Job, Posting, QueueItem, RecordedDecision
from recruitment_risk_client.assessments import AnsweredAssessment, JobError, JobResult, Upserted
from recruitment_risk_client.policies import PoliciesInForce, PolicyInForce, Preview
from recruitment_risk_client.webhooks import Delivery, Endpoint, EndpointWithSecret

Answer = TypeVar("Answer")
Item = TypeVar("Item")


class Page(TypedDict, Generic[Item]):
    """A part of a list, and where it goes on."""

    items: list[Item]
    next_cursor: str | None


class AnsweredAssessments(TypedDict):
    """Assessments of several postings, in their order."""

    assessments: list[AnsweredAssessment]
    request_id: str


class RecordedDecisions(TypedDict):
    """The decisions that were sent, in their order."""

    decisions: list[RecordedDecision]


@dataclass(frozen=True)  # Python 3.11 cannot make a generic one with slots
class Operation(Generic[Answer]):
    """One method of one address, and what it answers; `query` lists its parameters."""

    method: str
    path: str
    query: tuple[str, ...] = ()
    conditional: bool = False
    """Whether it is done only to what the caller saw (If-Match)."""

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.method != "GET"

    def address(self, names: Mapping[str, str]) -> str:
        """The address with these names in it, which may hold any characters. Raises ValueError where one is empty."""
        return self.path.format_map({name: _quoted(name, text) for name, text in names.items()})

    def parameters(self, given: Mapping[str, object]) -> dict[str, str]:
        """As they are sent; None says nothing. Raises TypeError where one is not known."""
        if unknown := sorted(given.keys() - set(self.query)):
            message = f"{self.method} {self.path} has no parameter {', '.join(unknown)}"
            raise TypeError(message)
        return {name: _written(value) for name, value in given.items() if value is not None}


def _quoted(name: str, text: str) -> str:
    if not text:
        message = f"{name} is empty"
        raise ValueError(message)
    if text in {".", ".."}:  # as a step in an address these would lead elsewhere
        return text.replace(".", "%2E")
    return quote(text, safe="")


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime) else str(value)


_PAGE: Final = ("limit", "cursor")
_QUEUE: Final = ("state", "band", "policy", "language", "source", "needs_review", "abstained", *_PAGE)
_JOB: Final = "/v1/assessment-jobs/{job_id}"
_POLICY: Final = "/v1/policies/{policy}"
_ENDPOINTS: Final = "/v1/webhook-endpoints"
_ENDPOINT: Final = f"{_ENDPOINTS}/{{endpoint_id}}"
_NAMED: Final = "/v1/sources/{source}/postings/{external_id}"

CALLER: Final = Operation[Caller]("GET", "/v1/caller")
ASSESS: Final = Operation[AnsweredAssessment]("POST", "/v1/assessments", ("store", "explain"))
ASSESS_MANY: Final = Operation[AnsweredAssessments]("POST", "/v1/assessments", ("store", "explain"))
UPSERT: Final = Operation[Upserted]("PUT", _NAMED)
POSTING: Final = Operation[Posting]("GET", "/v1/postings/{posting_id}")
FIND: Final = Operation[Posting]("GET", _NAMED)
ERASE: Final = Operation[None]("DELETE", "/v1/postings/{posting_id}")
SEARCH: Final = Operation[Page[QueueItem]](
    "GET", "/v1/postings", (*_QUEUE, "q", "indicator", "gone", "seen_since", "seen_until", "order")
)
QUEUE: Final = Operation[Page[QueueItem]]("GET", "/v1/queue", _QUEUE)
DECIDE: Final = Operation[RecordedDecisions]("POST", "/v1/decisions")
BEGIN_JOB: Final = Operation[Job]("POST", "/v1/assessment-jobs", ("store",))
JOB: Final = Operation[Job]("GET", _JOB)
RESULTS: Final = Operation[JobResult | JobError]("GET", f"{_JOB}/results", ("after",))
CANCEL: Final = Operation[Job]("POST", f"{_JOB}/cancellation")
POLICIES: Final = Operation[PoliciesInForce]("GET", "/v1/policies")
POLICY: Final = Operation[PolicyInForce]("GET", _POLICY)
PREVIEW: Final = Operation[Preview]("GET", f"{_POLICY}/preview", ("threshold", "days"))
SET_THRESHOLD: Final = Operation[PolicyInForce]("PATCH", _POLICY, conditional=True)
ADD_ENDPOINT: Final = Operation[EndpointWithSecret]("POST", _ENDPOINTS)
ENDPOINTS: Final = Operation[Page[Endpoint]]("GET", _ENDPOINTS, _PAGE)
REMOVE_ENDPOINT: Final = Operation[None]("DELETE", _ENDPOINT, conditional=True)
ROTATE_SECRET: Final = Operation[EndpointWithSecret]("POST", f"{_ENDPOINT}/secret")
TEST_ENDPOINT: Final = Operation[Delivery]("POST", f"{_ENDPOINT}/test")
DELIVERIES: Final = Operation[Page[Delivery]]("GET", f"{_ENDPOINT}/deliveries", ("state", *_PAGE))

OPERATIONS: Final = tuple(value for value in vars().values() if isinstance(value, Operation))
"""All of them."""
