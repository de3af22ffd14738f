from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from models.assessment import Assessment
from models.policy import PolicyName
from serving.app import create_app
from serving.operations.metrics import Metrics
from serving.settings import Settings
from store.database import Database
from tests.factories import DESCRIPTION, assessment, posting

ROOT = Path(__file__).parents[3]
HERE = ("127.0.0.1", 50_000)
Numbers = dict[tuple[str, tuple[str, ...]], float]


def numbers(text: str) -> Numbers:
    """Each sample by its name and the values of its labels, in order of the labels' names; without the help."""
    families = text_string_to_metric_families(text)
    return {
        (
            sample.name.removeprefix("recruitment_risk_"),
            tuple(sample.labels[name] for name in sorted(sample.labels)),
        ): sample.value
        for family in families
        for sample in family.samples
    }


def asked(client: TestClient) -> Numbers:
    return numbers(client.get("/metrics").text)


def client_of(settings: Settings, address: tuple[str, int] = HERE) -> TestClient:
    return TestClient(create_app(settings), base_url="http://127.0.0.1", client=address)


def test_requests_are_timed_by_the_template_of_their_route(settings: Settings) -> None:
    with client_of(settings) as client:
        for path in ("/v1/postings/maria-popescu", "/v1/postings/another", "/postings/maria-popescu", "/nowhere/maria-popescu"):
            client.get(path)
        client.get("/static/base.css")
        client.request("MARIA", "/v1/queue")
        client.get("/v1/queue", params={"limit": 0})
        client.get("/healthz", headers={"host": "elsewhere.example"})
        text = client.get("/metrics").text
    counted = {labels: value for (name, labels), value in numbers(text).items() if name.endswith("duration_seconds_count")}
    assert counted == {
        ("GET", "/v1/postings/{posting_id}", "404"): 2,
        ("GET", "/postings/{posting_id}", "404"): 1,
        ("GET", "unmatched", "404"): 1,
        ("GET", "/static/{path}", "200"): 1,
        ("OTHER", "/v1/queue", "405"): 1,
        ("GET", "/v1/queue", "422"): 1,
        ("GET", "unmatched", "400"): 1,
    }
    assert "maria" not in text.lower()


def test_judgements_are_counted_by_policy_and_language(settings: Settings) -> None:
    with client_of(settings) as client:
        client.post("/v1/assessments", json={"postings": [{"title": "Helper", "description": DESCRIPTION}] * 2})
        client.post("/v1/assessments?store=false", json={"title": "?", "description": "?"})
        said = asked(client)
    assert said["assessments_total", ("no", "en")] == 2
    assert sum(value for (name, _), value in said.items() if name == "assessments_total") == 3
    judged = {labels: value for (name, labels), value in said.items() if name == "policy_assessments_total"}
    assert {policy: value for (_, _, policy), value in judged.items()} == dict.fromkeys(PolicyName, 2)
    assert judged["yes", "en", "recruitment_fraud"] == 2


def test_a_language_without_a_pack_is_counted_as_another() -> None:
    metrics = Metrics()
    said = assessment()
    metrics.assessed([said, replace(said, language="tlh"), replace(said, language="maria"), replace(said, abstained="too_short")])
    counted = numbers(metrics.exposition("", ())[0].decode())
    assert counted["assessments_total", ("no", "en")] == 1
    assert counted["assessments_total", ("no", "other")] == 2
    assert counted["assessments_total", ("too_short", "en")] == 1
    assert counted["policy_assessments_total", ("yes", "en", "recruitment_fraud")] == 1
    assert counted["policy_assessments_total", ("no", "other", "criminal_recruitment")] == 2


def test_drift_is_told_by_policy_once_there_is_something_to_compare() -> None:
    metrics = Metrics(drift_window=4)
    low, high = (_with_fraud(probability) for probability in (0.01, 0.99))
    metrics.assessed([low] * 7)
    assert not drift_of(metrics)
    metrics.assessed([replace(low, abstained="too_short")] * 4)  # nothing was judged, so nothing drifts
    assert not drift_of(metrics)
    metrics.assessed([low])
    assert drift_of(metrics) == {"recruitment_fraud": 0, "exploitation_risk": 0, "criminal_recruitment": 0}
    metrics.assessed([high] * 4)
    moved = drift_of(metrics)
    assert moved["recruitment_fraud"] > 0.25
    assert moved["exploitation_risk"] == 0


def _with_fraud(probability: float) -> Assessment:
    said = assessment()
    fraud, *others = said.policies
    return replace(said, policies=(replace(fraud, probability=probability), *others))


def drift_of(metrics: Metrics) -> dict[str, float]:
    said = numbers(metrics.exposition("", ())[0].decode())
    return {labels[0]: value for (name, labels), value in said.items() if name == "probability_stability_index"}


def test_what_waits_is_looked_up_when_somebody_asks(settings: Settings, keep: Callable[..., str]) -> None:
    with client_of(settings) as client:
        before = asked(client)
        keep(posting(), seen_at=datetime.now(UTC) - timedelta(hours=3))
        keep(posting(id="b", title="Cook"), seen_at=datetime.now(UTC))
        keep(posting(id="c", title="Baker"), assessment(needs_review=False))
        after = asked(client)
    assert before["review_queue_postings", ("open",)] == before["review_queue_oldest_seconds", ()] == 0
    assert {labels: value for (name, labels), value in after.items() if name == "review_queue_postings"} == {
        ("open",): 2,
        ("claimed",): 0,
        ("escalated",): 0,
        ("resolving",): 0,
        ("closed",): 0,
    }
    assert 3 * 3_600 <= after["review_queue_oldest_seconds", ()] < 3 * 3_600 + 600
    assert after["database_up", ()] == 1


def test_a_database_that_is_gone_is_a_number_too(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(settings) as client:
        client.get("/healthz")
        monkeypatch.setattr(client.app.state, "database", Database("sqlite:////dev/null/none.db"))  # type: ignore[attr-defined]
        said = asked(client)
        assert client.get("/readyz").status_code == 503
    assert said["database_up", ()] == 0
    assert not [name for name, _ in said if name.startswith("review_queue")]
    assert said["http_request_duration_seconds_count", ("GET", "/healthz", "200")] == 1


def test_only_this_machine_may_ask_unless_it_is_said_otherwise(settings: Settings) -> None:
    elsewhere = ("192.0.2.7", 50_000)
    for who, address, status in (
        ("loopback", HERE, 200),
        ("loopback", ("::1", 50_000), 200),
        ("loopback", elsewhere, 404),
        ("loopback", ("a name", 0), 404),
        ("any", elsewhere, 200),
        ("off", HERE, 404),
    ):
        with client_of(replace(settings, metrics=who), address) as client:
            assert client.get("/metrics").status_code == status, (who, address)


def test_a_refusal_says_nothing_of_numbers(settings: Settings) -> None:
    with client_of(replace(settings, metrics="off")) as client:
        refused, unknown = client.get("/metrics"), client.get("/v1/nothing")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"] == unknown.json()["type"] == "/problems/not-found"


def test_two_applications_count_apart(settings: Settings) -> None:
    with client_of(settings) as one, client_of(settings) as other:
        one.get("/healthz")
        assert ("http_request_duration_seconds_count", ("GET", "/healthz", "200")) in asked(one)
        assert ("http_request_duration_seconds_count", ("GET", "/healthz", "200")) not in asked(other)


@pytest.mark.parametrize("accept", ["", "text/plain", "application/openmetrics-text; version=1.0.0"])
def test_the_format_is_the_one_that_is_asked_for(settings: Settings, accept: str) -> None:
    with client_of(settings) as client:
        answer = client.get("/metrics", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept.partition(";")[0] or "text/plain")
    assert answer.text.endswith("# EOF\n") == accept.startswith("application/openmetrics")
    assert "recruitment_risk_build_info{" in answer.text


COUNTS = """
from dataclasses import replace
from serving.operations.metrics import Metrics
from tests.factories import assessment
metrics = Metrics(drift_window=1)
metrics.request("GET", "/healthz", 200, 0.02)
metrics.assessed([assessment(), assessment()])
"""


def test_processes_that_share_a_folder_are_added_up(tmp_path: Path) -> None:
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for code in (COUNTS, COUNTS + "print(metrics.exposition('', ())[0].decode())"):
        command = [sys.executable, "-c", code]
        shown = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    said = numbers(shown)
    assert said["http_request_duration_seconds_count", ("GET", "/healthz", "200")] == 2
    assert said["assessments_total", ("no", "en")] == 4
    assert said["probability_stability_index", ("recruitment_fraud",)] == 0
