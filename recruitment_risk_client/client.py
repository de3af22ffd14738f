"""The client: what a platform asks of the service, one method each."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar, Unpack

from recruitment_risk_client import jobs, operations
from recruitment_risk_client.answers import Caller, Job, Posting, QueueItem, RecordedDecision
from recruitment_risk_client.assessments import AnsweredAssessment, JobError, JobResult, Upserted
from recruitment_risk_client.attempts import Sleep
from recruitment_risk_client.connection import Call, Connection, json_body
from recruitment_risk_client.operations import Answer, Operation, Page
from recruitment_risk_client.policies import PoliciesInForce, PolicyInForce, Preview
from recruitment_risk_client.questions import (
    Decision,
    DeliveryState,
    EventType,
    NewPosting,
    PolicyName,
    QueueFilters,
    SearchFilters,
)
from recruitment_risk_client.webhooks import Delivery, Endpoint, EndpointWithSecret

MOST: Final = 100
"""Postings, or decisions, in one request."""
Item = TypeVar("Item")


class Client:
    """A service that finds indicators of deceptive recruitment, called under one key.

        with Client("https://risk.example.org", key) as client:
            said = client.assess({"title": "Helper", "description": "Pay the visa fee first."})

    What fails in passing (no connection, 429, 502, 503, 504) is tried again, `retries` times; a write is done once all the same.
    Whatever else goes wrong is raised as a `ClientError`. One client may be used by several threads.
    """

    def __init__(self, base_url: str, key: str, *, timeout: float = 60.0, retries: int = 4, sleep: Sleep = time.sleep) -> None:
        self._connection = Connection(base_url, key, timeout, retries, sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._connection.close()

    def caller(self) -> Caller:
        """Whose key this is, and what it may do."""
        return self._ask(operations.CALLER)

    def assess(self, posting: NewPosting, *, store: bool = True, explain: bool = False) -> AnsweredAssessment:
        """Assess a posting; it is kept and queued for review unless `store` is False."""
        return self._ask(operations.ASSESS, query={"store": store, "explain": explain}, body=dict(posting))

    def assess_many(
        self, postings: Iterable[NewPosting], *, store: bool = True, explain: bool = False
    ) -> list[AnsweredAssessment]:
        """Assess postings, a hundred at a time, in their order. For thousands begin a job."""
        said: list[AnsweredAssessment] = []
        query = {"store": store, "explain": explain}
        for some in _hundreds(postings):
            said += self._ask(operations.ASSESS_MANY, query=query, body={"postings": [dict(one) for one in some]})["assessments"]
        return said

    def upsert(self, source: str, external_id: str, posting: NewPosting) -> Upserted:
        """Keep a posting under the platform's own id: as new, as a new version, or as unchanged."""
        return self._ask(operations.UPSERT, names={"source": source, "external_id": external_id}, body=dict(posting))

    def posting(self, posting_id: str) -> Posting:
        """A posting that is kept. Raises NotFoundError."""
        return self._ask(operations.POSTING, names={"posting_id": posting_id})

    def find(self, source: str, external_id: str) -> Posting:
        """A posting by the platform's own id. Raises NotFoundError."""
        return self._ask(operations.FIND, names={"source": source, "external_id": external_id})

    def erase(self, posting_id: str) -> None:
        """Erase a posting for good, with everything that is kept of it."""
        self._ask(operations.ERASE, names={"posting_id": posting_id})

    def search(self, **filters: Unpack[SearchFilters]) -> Iterator[QueueItem]:
        """Postings that match, page after page."""
        return self._pages(operations.SEARCH, query=filters)

    def queue(self, **filters: Unpack[QueueFilters]) -> Iterator[QueueItem]:
        """Postings to look at, the most pressing first, page after page."""
        return self._pages(operations.QUEUE, query=filters)

    def decide(self, decisions: Iterable[Decision]) -> list[RecordedDecision]:
        """Tell what the platform did with postings, a hundred at a time. The same decision is recorded once."""
        recorded: list[RecordedDecision] = []
        for some in _hundreds(decisions):
            recorded += self._ask(operations.DECIDE, body={"decisions": some})["decisions"]
        return recorded

    def begin_job(self, postings: Path | Iterable[NewPosting], *, store: bool = True) -> Job:
        """Have up to 100,000 postings assessed beside: any number of dictionaries, or the path of a file of JSON Lines."""
        return jobs.begin(self._connection, postings, store=store)

    def job(self, job_id: str) -> Job:
        """Where a job stands."""
        return self._ask(operations.JOB, names={"job_id": job_id})

    def wait_for(self, job_id: str, *, every: float = 2.0, at_most: float | None = None) -> Job:
        """The job when it ended; it is looked at `every` so many seconds. Raises WaitedTooLongError after `at_most`."""
        return jobs.wait_for(self._connection, job_id, every, at_most)

    def results(self, job_id: str, *, after: int = 0) -> Iterator[JobResult | JobError]:
        """What is done of a job so far, in the order of its lines; `after` is the last line that is known.

        A record with `error` is a line that could not be read. Where the connection breaks, it goes on by itself.
        """
        return jobs.read_on(self._connection, job_id, after)

    def cancel(self, job_id: str) -> Job:
        """End a job where it stands. Raises ConflictError where it ended before."""
        return self._ask(operations.CANCEL, names={"job_id": job_id})

    def policies(self) -> PoliciesInForce:
        """Every policy with its threshold in force."""
        return self._ask(operations.POLICIES)

    def preview(self, policy: PolicyName, threshold: float, *, days: int | None = None) -> Preview:
        """What another threshold would have flagged in the last days."""
        return self._ask(operations.PREVIEW, names={"policy": policy}, query={"threshold": threshold, "days": days})

    def set_threshold(self, policy: PolicyName, threshold: float | None, reason: str, *, etag: str = "") -> PolicyInForce:
        """Choose a threshold, or go back to the shipped one with None.

        `etag`, of the policy as it was shown to whoever chose, refuses the change where somebody made another since
        (ChangedMeanwhileError); without it the policy is looked at first.
        """
        names = {"policy": policy}
        seen = etag or self._ask(operations.POLICY, names=names)["etag"]
        return self._ask(operations.SET_THRESHOLD, names=names, body={"threshold": threshold, "reason": reason}, if_match=seen)

    def add_endpoint(self, url: str, event_types: Iterable[EventType], *, description: str = "") -> EndpointWithSecret:
        """Be told at an address of what happens. The secret is shown this once."""
        body = {"url": url, "event_types": list(event_types), "description": description}
        made = self._ask(operations.ADD_ENDPOINT, body=body)
        return made if made["secret"] else self.rotate_secret(made["endpoint_id"])

    def endpoints(self) -> Iterator[Endpoint]:
        """The organisation's webhook endpoints, the oldest first."""
        return self._pages(operations.ENDPOINTS)

    def rotate_secret(self, endpoint_id: str) -> EndpointWithSecret:
        """Make a new secret; for 24 hours the old one signs besides.

        Where the answer was lost on the way, so was the secret, and another is made.
        """
        while True:
            made = self._ask(operations.ROTATE_SECRET, names={"endpoint_id": endpoint_id})
            if made["secret"]:
                return made

    def test_endpoint(self, endpoint_id: str) -> Delivery:
        """Have a `webhook.test` event sent; its deliveries say what came of it."""
        return self._ask(operations.TEST_ENDPOINT, names={"endpoint_id": endpoint_id})

    def deliveries(self, endpoint_id: str, *, state: DeliveryState | None = None) -> Iterator[Delivery]:
        """What was and is to be sent to an endpoint, the newest event first."""
        return self._pages(operations.DELIVERIES, names={"endpoint_id": endpoint_id}, query={"state": state})

    def remove_endpoint(self, endpoint_id: str) -> None:
        """Forget an endpoint, and what is waiting for it."""
        self._ask(operations.REMOVE_ENDPOINT, names={"endpoint_id": endpoint_id}, if_match="*")

    def _ask(
        self,
        operation: Operation[Answer],
        *,
        names: Mapping[str, str] | None = None,
        query: Mapping[str, object] | None = None,
        body: object = None,
        if_match: str = "",
    ) -> Answer:
        sent = None if body is None else json_body(body)
        return self._connection.answer(
            Call(operation=operation, names=names or {}, query=query or {}, body=sent, if_match=if_match)
        )

    def _pages(
        self,
        operation: Operation[Page[Item]],
        *,
        names: Mapping[str, str] | None = None,
        query: Mapping[str, object] | None = None,
    ) -> Iterator[Item]:
        """The items of every page; a page is asked for when the one before is read."""
        cursor: str | None = None
        while True:
            page = self._ask(operation, names=names, query={**(query or {}), "cursor": cursor})
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return


def _hundreds(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while some := list(islice(left, MOST)):
        yield some
