from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from models.abstention import REASONS
from models.assessor import Assessor
from serving import problems
from serving.app import create_app
from serving.middleware import SECURITY_HEADERS
from serving.problem_kinds import KINDS
from serving.settings import Settings
from store.database import Database
from store.errors import DatabaseOutdatedError


@pytest.fixture
def backend() -> str:
    """What is refused never reaches the database: one kind is enough."""
    return "sqlite"


JSON = {"content-type": "application/json"}


def slug(response: object) -> str:
    assert response.headers["content-type"] == "application/problem+json", response.text  # type: ignore[attr-defined]
    body = response.json()  # type: ignore[attr-defined]
    assert body["status"] == response.status_code  # type: ignore[attr-defined]
    assert body["request_id"] == response.headers["x-request-id"]  # type: ignore[attr-defined]
    return str(body["type"]).removeprefix("/problems/")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "malformed-body"),
        (b"{", "malformed-body"),
        (b'{"title": "\xff\xfe"}', "malformed-body"),
        ('{"title": "Köchin"}'.encode("utf-16"), "malformed-body"),
        (b'{"title": "a\x00b"}', "malformed-body"),
        (b'{"title": "a\\u0000b"}', "malformed-body"),
        (b'{"additional": {"a\\u0000b": 1}}', "malformed-body"),
        (b'{"title": "\\ud800"}', "malformed-body"),
        (b'{"base_salary": NaN}', "malformed-body"),
        (b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}", "malformed-body"),
        (b"[" * 20_000 + b"]" * 20_000, "malformed-body"),
        (b'"text"', "invalid-request"),
        (b"[]", "invalid-request"),
        (b'{"postings": []}', "invalid-request"),
        (b'{"postings": [1]}', "invalid-request"),
        (b'{"postings": [{}], "extra": 1}', "invalid-request"),
        (json.dumps({"postings": [{}] * 101}).encode(), "invalid-request"),
        (json.dumps({"title": "x" * 300_000}).encode(), "too-large"),
    ],
)
def test_a_body_that_cannot_be_used_is_refused_in_words(client: TestClient, body: bytes, kind: str) -> None:
    assert slug(client.post("/v1/assessments", content=body, headers=JSON)) == kind


def test_an_escaped_backslash_before_u0000_is_no_nul(client: TestClient) -> None:
    assert client.post("/v1/postings/none/reviews", content=b'{"note": "\\\\u0000"}', headers=JSON).status_code == 422


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "json"]
)
def test_a_body_in_another_format_is_refused(client: TestClient, kind: str) -> None:
    assert slug(client.post("/v1/assessments", content=b"{}", headers={"content-type": kind})) == "unsupported-media-type"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/queue?band=highest", "band"),
        ("/v1/queue?limit=0", "limit"),
        ("/v1/queue?limit=1001", "limit"),
        ("/v1/queue?state=lost", "state"),
        ("/v1/queue?colour=red", "colour"),
        ("/v1/queue?cursor=!", "cursor"),
        ("/v1/queue?language=%00", "language"),
        ("/v1/queue?source=a%00b", "source"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(client: TestClient, path: str, parameter: str) -> None:
    response = client.get(path)
    assert slug(response) == "invalid-request"
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]


def test_an_address_or_method_that_is_not_there_is_a_problem_too(client: TestClient) -> None:
    assert slug(client.get("/v1/nothing")) == "not-found"
    assert slug(client.get("/v1/postings/nothing")) == "not-found"
    assert slug(client.get("/v1/postings/%00")) == "not-found"
    assert slug(client.get("/v1/postings/" + "a" * 5_000)) == "not-found"
    assert slug(client.get("/static/nothing.css")) == "not-found"
    refused = client.delete("/v1/queue")
    assert slug(refused) == "method-not-allowed"
    assert refused.headers["allow"] == "GET"
    assert client.delete("/v1/assessment-jobs").headers["allow"] == "GET, POST"  # of both its routes


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]", "localhost@evil.example"])
def test_the_server_does_not_answer_to_other_names(client: TestClient, host: str) -> None:
    assert slug(client.get("/v1/queue", headers={"host": host})) == "unknown-host"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "LOCALHOST", "[::1]:8000"])
def test_the_server_answers_to_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).json() == {"status": "ok"}


def test_a_plain_request_id_is_echoed_and_another_is_replaced(client: TestClient) -> None:
    assert client.get("/healthz", headers={"x-request-id": "trace-1.a_B"}).headers["x-request-id"] == "trace-1.a_B"
    for odd in ("", "a b", "x" * 129, "a\tb", "é"):
        given = client.get("/healthz", headers={b"x-request-id": odd.encode()}).headers["x-request-id"]
        assert given != odd
        assert len(given) == 32


def test_an_unforeseen_error_is_answered_without_its_details_and_logged(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        message = "secret detail"
        raise RuntimeError(message)

    monkeypatch.setattr(Assessor, "assess_many", fail)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client, caplog.at_level(logging.ERROR):
        response = client.post("/v1/assessments", json={"title": "Cook"})
    assert slug(response) == "internal-error"
    assert "secret detail" not in response.text
    assert response.headers.items() >= {name.lower(): value for name, value in SECURITY_HEADERS.items()}.items()
    assert response.headers["x-request-id"] in caplog.text
    assert "secret detail" in caplog.text


def test_every_kind_of_problem_has_a_page(browser: TestClient) -> None:
    overview = browser.get("/problems").text
    for kind in KINDS:
        found = browser.get(kind.type)
        assert found.status_code == 200
        assert kind.type in overview
        assert str(kind.status) in found.text
    assert browser.get("/problems/other").status_code == 404


def test_only_one_file_knows_status_codes() -> None:
    others = [path for path in Path(problems.__file__).parent.rglob("*.py") if path.name != "problem_kinds.py"]
    telling = [
        path.name for path in others if any(word in path.read_text() for word in ("HTTP_", "status_code=4", "status_code=5"))
    ]
    assert telling == []


def test_a_database_that_is_not_upgraded_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    app = create_app(Settings(database_url=url, bundle=settings.bundle))
    with pytest.raises(DatabaseOutdatedError, match="recruitment-risk db upgrade"), TestClient(app):
        pass


def test_readiness_tells_the_versions_and_fails_with_the_database(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert set(client.get("/readyz").json()) == {"status", "model_version", "packs_version", "database", "queue_age_seconds"}

    def outdated(_: Database) -> None:
        raise DatabaseOutdatedError("the disk is gone")

    monkeypatch.setattr(Database, "require_current", outdated)
    refused = client.get("/readyz")
    assert slug(refused) == "not-ready"
    assert "the disk is gone" not in refused.text
    assert "the disk is gone" in caplog.text


def test_the_description_is_openapi_31_and_documents_our_problems(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    answers = described["paths"]["/v1/postings/{posting_id}/reviews"]["post"]["responses"]
    assert list(answers["409"]["content"]) == ["application/problem+json"]
    assert "ProblemOut" in described["components"]["schemas"]
    assert "HTTPValidationError" not in described["components"]["schemas"]
    text = json.dumps(described)
    for reference in {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}:
        assert reference in described["components"]["schemas"]


def test_the_reference_shows_every_operation_with_its_examples(browser: TestClient) -> None:
    page = browser.get("/docs").text
    for path, methods in browser.get("/openapi.json").json()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
    assert "&#34;action&#34;: &#34;claim&#34;" in page
    assert "training fee of 300 EUR" in page


@pytest.mark.parametrize("schema", ["AssessmentOut", "QueueItemOut"])
def test_the_description_names_every_reason_to_abstain(client: TestClient, schema: str) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    said = schemas[schema]["properties"]["abstained"]["description"]
    assert all(f"`{reason}`" in said for reason in REASONS)
