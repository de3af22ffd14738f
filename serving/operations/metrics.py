"""Numbers about the running service, for Prometheus: how fast it answers, what it judged, and whether that drifts.

Labels are words of ours alone: route templates, policies, languages that have a pack. Each application has its own registry.
Several processes that serve write into the folder that `PROMETHEUS_MULTIPROC_DIR` names, and whichever is asked adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from features.matching.library import library
from models.assessment import Assessment, PolicyAssessment
from models.drift import WINDOW, Drift
from models.policy import PolicyName

SHARED_VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_DRIFT_HELP: Final = (
    f"Population stability index of a policy's probability: the latest {WINDOW} judgements against the first {WINDOW} since this "
    "process started, in ten fixed bins. By convention below 0.1 is steady and above 0.25 is worth a look. Another mix of "
    "sources or languages moves it as a worse model would; it says nothing of whether judgements are right. Absent until both "
    "are full; of several processes, the one that judged last tells."
)


class Metrics:
    """What one application counted."""

    def __init__(self, *, drift_window: int = WINDOW) -> None:
        registry = self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        said = "How long requests took to answer, by route template; status 0 is a request that was left without an answer."
        self._requests = Histogram(
            "recruitment_risk_http_request_duration_seconds", said, labels, registry=registry, buckets=_BUCKETS
        )
        said = "Postings that were judged over HTTP, by language and by why nothing could be judged (`no` where something could)."
        self._assessments = Counter("recruitment_risk_assessments", said, ("language", "abstained"), registry=registry)
        said = "Judgements by policy, language, and whether the policy flags the posting; without postings that were not judged."
        labels = ("policy", "language", "flagged")
        self._policies = Counter("recruitment_risk_policy_assessments", said, labels, registry=registry)
        name = "recruitment_risk_probability_stability_index"
        self._drift = Gauge(name, _DRIFT_HELP, ("policy",), registry=registry, multiprocess_mode="mostrecent")
        self._windows = {policy: Drift(drift_window) for policy in PolicyName}
        self._one_at_a_time = Lock()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def assessed(self, assessments: Iterable[Assessment]) -> None:
        """Postings were judged."""
        known = library().languages
        for assessment in assessments:
            language = assessment.language if assessment.language in known else "other"
            self._assessments.labels(language, assessment.abstained or "no").inc()
            for policy in () if assessment.abstained else assessment.policies:
                self._judged(policy, language)

    def _judged(self, judged: PolicyAssessment, language: str) -> None:
        self._policies.labels(judged.policy, language, "yes" if judged.flagged else "no").inc()
        with self._one_at_a_time:
            window = self._windows[judged.policy]
            window.add(judged.probability)
            if (index := window.index) is not None:
                self._drift.labels(judged.policy).set(index)

    def exposition(self, accepted: str, also: Iterable[Metric]) -> tuple[bytes, str]:
        """All numbers and some more in the format that is accepted, and the name of that format."""
        encode, media_type = choose_encoder(accepted)
        return encode(_Together((*self._counted(), *also))), media_type

    def _counted(self) -> Iterator[Metric]:
        if folder := os.environ.get(SHARED_VARIABLE):
            yield from MultiProcessCollector(None, folder).collect()  # type: ignore[no-untyped-call]
            return
        yield from self._registry.collect()
        yield from ProcessCollector(registry=None).collect()


class _Together(Collector):
    """Numbers that were collected already, as an encoder takes them."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics
