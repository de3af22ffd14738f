"""What the log says, and what it never says."""

from __future__ import annotations

import json
import logging
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from logging.config import dictConfig
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from serving.app import create_app
from serving.operations.facts import logged_id
from serving.operations.logs import JsonFormatter, TextFormatter, logging_configuration
from serving.settings import Settings
from tests.serving.test_cli import started

PERSONAL = re.compile(r"maria|popescu|0612345678|127\.0\.0\.1|0x5a0b|Curriculum", re.IGNORECASE)
ENGLISH = "We bake bread every morning and look for a cook to join our small team in the old town."
EVERYWHERE = (
    ("GET", "/v1/postings/Maria.Popescu", None),
    ("GET", "/postings/Maria.Popescu?language=Maria", None),
    ("GET", "/Maria/Popescu", None),
    ("GET", "/v1/queue?limit=Maria&cursor=0612345678&source=popescu%40mail.example", None),
    ("MARIA", "/v1/queue", None),
    (
        "POST",
        "/v1/assessments",
        json.dumps({"title": "Cook", "description": f"{ENGLISH} Curriculum to Maria Popescu, 0612345678."}),
    ),
    ("POST", "/v1/assessments", json.dumps({"title": "Cook", "description": ENGLISH, "kind": "Maria", "Maria": "Popescu"})),
    ("POST", "/v1/assessments", '{"title": "Maria Popescu", "description": '),
    ("POST", "/v1/postings/Maria.Popescu/reviews", json.dumps({"reviewer": "Maria Popescu", "note": "0612345678"})),
)
HEADERS = {
    "Content-Type": "application/json; note=Maria",
    "User-Agent": "Maria Popescu",
    "Referer": "https://mail.example/?q=Popescu",
    "Cookie": "recruitment_risk_language=Maria",
    "Authorization": "Bearer Maria",
    "X-Request-ID": "maria.popescu-0612345678",
    "X-Forwarded-For": "192.0.2.77",
    "Traceparent": "Maria",
}


def test_nothing_that_was_sent_is_in_the_log(tmp_path: Path, small_bundle: Path) -> None:
    said = logged_by_a_server(tmp_path, small_bundle, RECRUITMENT_RISK_LOG="json", RECRUITMENT_RISK_LOG_LEVEL="debug")
    first, *lines = said.splitlines()
    entries = [json.loads(line) for line in lines]
    assert not [line for line in lines if PERSONAL.search(line)]
    access = [entry for entry in entries if entry["logger"] == "recruitment_risk.access"]
    assert [(entry["method"], entry["route"], entry["status"]) for entry in access] == [
        ("GET", "/v1/postings/{posting_id}", 404),
        ("GET", "/postings/{posting_id}", 404),
        ("GET", "unmatched", 404),
        ("GET", "/v1/queue", 422),
        ("POST", "/v1/assessments", 200),
        ("POST", "/v1/assessments", 422),
        ("POST", "/v1/assessments", 400),
        ("POST", "/v1/postings/{posting_id}/reviews", 422),
    ]
    assert len({entry["request_id"] for entry in access}) == 1  # one name was sent with all of them, and another is logged
    assert json.loads(first)["message"].startswith("API and console at http://")


def test_a_line_of_a_request_has_these_members(tmp_path: Path, small_bundle: Path) -> None:
    said = logged_by_a_server(tmp_path, small_bundle, RECRUITMENT_RISK_LOG="json")
    entry = next(json.loads(line) for line in said.splitlines() if "recruitment_risk.access" in line)
    assert list(entry) == ["time", "level", "logger", "message", "request_id", "method", "route", "status", "duration_ms"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", entry["time"])
    assert entry["level"] == "info"
    assert entry["duration_ms"] >= 0


def logged_by_a_server(folder: Path, bundle: Path, **environment: str) -> str:
    """What a server process writes while personal data is sent in every place, and bytes that are no request at all."""
    command = [
        "serve",
        "--access",
        "open",
        "--port",
        "0",
        "--bundle",
        str(bundle),
        "--database",
        f"sqlite:///{folder / 'risk.db'}",
    ]
    with started(*command, **environment) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        found = re.search(r"http://[\d.:]+", first)
        assert found is not None
        address = urlsplit(found[0])
        with closing(HTTPConnection(address.netloc)) as caller:
            for method, path, body in EVERYWHERE:
                caller.request(method, path, body, HEADERS)
                caller.getresponse().read()
        with socket.create_connection((address.hostname, address.port or 80)) as rude:
            rude.sendall(b"Maria Popescu\r\n\r\n")
            rude.recv(1_024)
        process.send_signal(signal.SIGTERM)
        return first + process.stderr.read()


class UnreadableError(Exception):
    """An error whose message quotes what could not be read."""


def fails(name: str) -> None:
    secret = name.upper()
    try:
        int(secret)
    except ValueError as error:
        raise UnreadableError(f"{name} is no number") from error


def record_of(name: str, message: str, *arguments: object, error: BaseException | None = None) -> logging.LogRecord:
    told = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, told)


def test_an_error_is_its_kind_and_where_it_came_from() -> None:
    with pytest.raises(UnreadableError) as caught:
        fails("maria")
    line = JsonFormatter().format(record_of("serving", "request failed", error=caught.value))
    entry = json.loads(line)
    assert not PERSONAL.search(line)
    assert [error["type"].rpartition(".")[2] for error in entry["errors"]] == ["UnreadableError", "ValueError"]
    assert re.search(r"test_logs\.py:\d+ fails$", entry["errors"][0]["stack"][-1])
    text = TextFormatter().format(record_of("serving", "request failed", error=caught.value))
    assert "test_logs.py:" in text
    assert "ValueError" in text
    assert not PERSONAL.search(text)


def test_errors_that_caused_each_other_in_a_circle_come_to_an_end() -> None:
    one, other = ValueError("one"), KeyError("other")
    one.__context__, other.__context__ = other, one
    assert len(json.loads(JsonFormatter().format(record_of("serving", "failed", error=one)))["errors"]) == 5


def test_of_a_library_the_first_line_counts_without_what_it_would_fill_in() -> None:
    said = [
        ('%s - "WebSocket %s" 403', "192.0.2.7:5000", "/v1/postings/Maria"),
        ("Task exception was never retrieved\nfuture: <Task exception=ValueError('Maria')>",),
    ]
    lines = [JsonFormatter().format(record_of("some.library", message, *arguments)) for message, *arguments in said]
    assert [json.loads(line)["message"] for line in lines] == ['%s - "WebSocket %s" 403', "Task exception was never retrieved"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("0f6b6f1c9f6e4b530f6b6f1c9f6e4b53", True),
        ("123e4567-e89b-12d3-a456-426614174000", True),
        ("maria.popescu", False),
        ("+40612345678", False),
        ("0612345678", False),
        ("----------------", False),
    ],
)
def test_a_name_that_a_client_chose_is_kept_when_it_can_say_nothing(name: str, kept: bool) -> None:
    assert (logged_id(name) == name) is kept
    assert logged_id(name) == logged_id(name)
    assert kept or re.fullmatch(r"client:[0-9a-f]{16}", logged_id(name))


@pytest.fixture
def logged() -> Iterator[list[dict[str, Any]]]:
    """What is logged while the test runs, as the JSON log would write it."""
    entries: list[dict[str, Any]] = []
    handler = logging.Handler()
    handler.emit = lambda record: entries.append(json.loads(JsonFormatter().format(record)))  # type: ignore[method-assign]
    root = logging.getLogger()
    root.addHandler(handler)
    yield entries
    root.removeHandler(handler)


def test_whatever_is_logged_while_a_request_is_answered_has_its_name(
    settings: Settings, logged: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        monkeypatch.setattr(client.app.state.database, "require_current", lambda: fails("maria"))  # type: ignore[attr-defined]
        answer = client.get("/readyz?maria")
    assert answer.status_code == 500
    failed = next(entry for entry in logged if "errors" in entry)
    assert failed["request_id"] == answer.headers["x-request-id"]
    assert (failed["method"], failed["route"]) == ("GET", "/readyz")
    assert not PERSONAL.search(json.dumps(failed))


@pytest.mark.parametrize(
    ("form", "level", "ours"),
    [("text", "", "WARNING"), ("json", "", "INFO"), ("text", "debug", "DEBUG"), ("json", "error", "ERROR")],
)
def test_the_level_is_ours_and_libraries_are_heard_when_they_warn(form: str, level: str, ours: str) -> None:
    configuration = logging_configuration(form, level)
    assert configuration["loggers"]["recruitment_risk"]["level"] == ours
    assert configuration["root"]["level"] == "WARNING"
    before = logging.root.handlers[:], logging.root.level
    try:
        dictConfig(configuration)
    finally:
        logging.root.handlers[:], logging.root.level = before
        for name in configuration["loggers"]:
            logging.getLogger(name).setLevel(logging.NOTSET)
