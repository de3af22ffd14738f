"""Numbers that are looked up when somebody asks for them: what waits for people, whether the database answers, who judges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version

from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric

from labelling.review import ReviewState
from models.assessor import Assessor
from store.database import Database
from store.errors import DatabaseError
from store.gauges import Gauges


def looked_up(database: Database, assessor: Assessor) -> Iterator[Metric]:
    """All of them. A database that cannot be reached is a number too."""
    made_by = {"model_version": assessor.model_version, "packs_version": assessor.packs_version}
    release = {"version": version("recruitment-risk")}
    yield InfoMetricFamily("recruitment_risk_build", "The release, and what it judges with.", release | made_by)
    try:
        waiting = list(_waiting(database))
    except DatabaseError:
        waiting = []
    up = "Whether the database answered when these numbers were asked for."
    yield GaugeMetricFamily("recruitment_risk_database_up", up, float(bool(waiting)))
    yield from waiting


def _waiting(database: Database) -> Iterator[Metric]:
    with database.reading() as session:
        waiting = Gauges(session).waiting()
    said = "Postings that a person must look at, by the state of their review."
    depth = GaugeMetricFamily("recruitment_risk_review_queue_postings", said, labels=("state",))
    for state in ReviewState:
        depth.add_metric((state,), waiting[state].postings if state in waiting else 0)
    yield depth
    said = "How long ago the oldest open posting that a person must look at was first seen; 0 where there is none."
    oldest = waiting.get(ReviewState.OPEN)
    age = oldest.age_seconds(datetime.now(UTC)) if oldest else 0.0
    yield GaugeMetricFamily("recruitment_risk_review_queue_oldest_seconds", said, age)
