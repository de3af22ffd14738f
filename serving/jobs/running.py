"""Works at assessment jobs: takes a chunk, judges it, and writes results, postings and assessments in one transaction.

Any number of workers, on any machines, may do so beside each other.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final
from uuid import uuid4

import orjson

from features.posting import Posting, PostingError
from features.records.posting_mapping import posting_from_mapping
from models.assessment import Assessment
from models.assessor import Assessor
from models.policy import OwnThresholds
from serving.schemas.jobs import JobErrorOut
from serving.wire import answered_out
from store.database import Database, DatabaseError, Session
from store.errors import JobEndedError
from store.job_chunks import ChunkLease, unpack
from store.job_queue import MAX_ATTEMPTS, JobQueue
from store.keeping import hold, keep_assessed
from store.postings import SavedPosting
from store.thresholds import Thresholds

_log: Final = logging.getLogger("recruitment_risk.jobs")
NOT_ASSESSED: Final = "could not be assessed"

Clock = Callable[[], datetime]


@dataclass(slots=True)
class _Item:
    """One line on its way to its result."""

    line: int
    posting: Posting | None = None
    error: str = ""
    assessment: Assessment | None = None


class JobChore:
    """One worker's share in all jobs. The model is loaded when there is first something to judge."""

    name = "assessment jobs"

    def __init__(self, database: Database, load: Callable[[], Assessor], clock: Clock = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._load = load
        self._clock = clock
        self._worker = f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:8]}"

    @cached_property
    def _assessor(self) -> Assessor:
        return self._load()

    def turn(self) -> bool:
        """Do one chunk; whether there was one."""
        with self._database.session() as session:
            lease = JobQueue(session).lease(self._worker, self._clock())
        if lease is None:
            return False
        try:
            self._do(lease)
        except Exception as error:
            with suppress(DatabaseError), self._database.session() as session:
                JobQueue(session).give_back(lease, counted=not isinstance(error, DatabaseError))
            raise
        return True

    def give_back(self) -> None:
        """Let others take what is leased."""
        with self._database.session() as session:
            JobQueue(session).give_back_all(self._worker)

    def _do(self, lease: ChunkLease) -> None:
        items = [_read(text) for text in unpack(lease.packed)]
        memory = self._database.within(lease.organisation)
        with memory.reading() as session:
            thresholds = Thresholds(session).own()
        self._judge([item for item in items if item.posting], thresholds, given_up=lease.attempts > MAX_ATTEMPTS)
        try:
            with memory.session() as session:
                if JobQueue(session).holds(lease):
                    self._write(session, lease, items)
        except JobEndedError:
            with memory.session() as session:
                JobQueue(session).drop(lease)

    def _judge(self, items: Sequence[_Item], thresholds: OwnThresholds, *, given_up: bool) -> None:
        if given_up:
            _log.error("a chunk was given up after %s attempts", MAX_ATTEMPTS)
        postings = [item.posting for item in items if item.posting]
        found = [None] * len(items) if given_up else self._assessments(postings, thresholds)
        for item, assessment in zip(items, found, strict=True):
            item.assessment, item.error = assessment, "" if assessment else NOT_ASSESSED

    def _assessments(self, postings: Sequence[Posting], thresholds: OwnThresholds) -> Sequence[Assessment | None]:
        """Judged together; one by one where that fails, so that one posting spoils none of the others."""
        assessor = self._assessor
        try:
            return assessor.assess_many(postings, thresholds)
        except Exception:
            _log.exception("postings could not be assessed together; each is tried alone")
            return [_alone(assessor, posting, thresholds) for posting in postings]

    def _write(self, session: Session, lease: ChunkLease, items: Sequence[_Item]) -> None:
        if lease.stores:
            hold(session, [item.posting for item in items if item.posting])
        now = self._clock()
        lines = _lines(items, _kept(session, items, now) if lease.stores else {}, lease.request_id)
        errors = sum(item.assessment is None for item in items)
        versions = [item.assessment.model_version for item in items if item.assessment]
        version = versions[-1] if versions else ""
        JobQueue(session).write(lease, lines, errors=errors, model_version=version, now=now)


def _alone(assessor: Assessor, posting: Posting, thresholds: OwnThresholds) -> Assessment | None:
    try:
        return assessor.assess(posting, thresholds)
    except Exception:
        _log.exception("a posting could not be assessed")
        return None


def _read(text: bytes) -> _Item:
    sent = orjson.loads(text)
    if "error" in sent:
        return _Item(sent["line"], error=sent["error"])
    try:
        return _Item(sent["line"], posting_from_mapping(sent["posting"]))
    except PostingError as error:
        return _Item(sent["line"], error=str(error))


def _kept(session: Session, items: Sequence[_Item], now: datetime) -> dict[int, SavedPosting]:
    """Where each posting is kept, by its line."""
    judged = [(item.line, item.posting, item.assessment) for item in items if item.posting and item.assessment]
    saved = keep_assessed(session, [one[1] for one in judged], [one[2] for one in judged], now)
    return {one[0]: where for one, where in zip(judged, saved, strict=True)}


def _lines(items: Sequence[_Item], kept: dict[int, SavedPosting], request_id: str) -> list[bytes]:
    return [_line(item, kept.get(item.line), request_id) for item in items]


def _line(item: _Item, kept: SavedPosting | None, request_id: str) -> bytes:
    if item.posting is None or item.assessment is None:
        return orjson.dumps(JobErrorOut(line=item.line, error=item.error).model_dump())
    answered = answered_out(item.assessment, item.posting, kept, request_id)
    return orjson.dumps({"line": item.line} | answered.model_dump(mode="json"))
