"""The API keeps what its description says, whatever it is sent: schemathesis asks a server on PostgreSQL.

Each address is asked with what its description allows and with what it does not. That none answers without a key is tested in
`access/test_every_address.py`. To look longer than the suite has time for:
`schemathesis run http://127.0.0.1:8000/openapi.json -H "Authorization: Bearer rr_..." -n 100`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from requests import Session
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from serving.app import create_app
from serving.sealing import new_key
from serving.settings import Access, Settings
from store.database import Database
from tests.postgres import PostgresServer, scratch_database
from tests.serving.processes import key_for, server_process

EXAMPLES = 8
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
DESCRIBED: dict[str, Any] = create_app(Settings(access=Access.OPEN)).openapi()
for _operation in (operation for methods in DESCRIBED["paths"].values() for operation in methods.values()):
    _operation.pop("security", None)  # the session brings the key, also where a case would leave it out
OPERATIONS = [(path, method) for path, methods in DESCRIBED["paths"].items() for method in methods]


class Asked:
    """The server, how to come in, and names of what is there."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.session = Session()
        self.session.headers["Authorization"] = f"Bearer {key}"
        self.schema = schemathesis.openapi.from_dict(DESCRIBED)
        self.schema.config.update(base_url=url, request_timeout=120)
        self.known = _filled(self)

    def put(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.session.request(method, self.url + path, json=body)
        assert answer.ok, answer.text

        return answer.json()


def _filled(asked: Asked) -> dict[str, str]:
    """Something of everything that an address names."""
    advert = {"title": "Helper", "description": "Pay the visa fee of 300 EUR. Your passport is kept by the office."}
    asked.put("POST", "/v1/assessments?store=false", {"title": "\u000eB"})  # of no language: every pack is loaded now
    posting = asked.put("PUT", "/v1/sources/board.example/postings/a-1", advert)["posting_id"]
    for step in (
        {"action": "claim"},
        {"action": "decide", "verdict": "risky", "reason": "A fee.", "accepted": ["worker_pays_fee"]},
    ):
        asked.put("POST", f"/v1/postings/{posting}/reviews", {"reviewer": "ana"} | step)
    decision = {"posting_id": posting, "decision": "kept", "decided_at": "2026-11-20T12:00:00Z"}
    asked.put("POST", "/v1/decisions", {"decisions": [decision]})
    hook = {"url": "http://127.0.0.1:9/hook", "event_types": ["assessment.flagged"]}
    endpoint = asked.put("POST", "/v1/webhook-endpoints", hook)["endpoint_id"]
    return {
        "posting_id": posting,
        "version": "1",
        "source": "board.example",
        "external_id": "a-1",
        "policy": "recruitment_fraud",
        "job_id": asked.put("POST", "/v1/assessment-jobs", {"postings": [advert]})["job_id"],
        "endpoint_id": endpoint,
        "delivery_id": asked.put("POST", f"/v1/webhook-endpoints/{endpoint}/test")["delivery_id"],
        "key_id": asked.put("POST", "/v1/keys", {"name": "other", "permissions": ["postings:read"]})["key_id"],
        "account_id": asked.put("POST", "/v1/accounts", {"login": "ana@ngo.example", "role": "viewer"})["account_id"],
    }


@pytest.fixture(scope="module", params=["postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", name="asked")
def on_postgresql(backend: str, tmp_path_factory: pytest.TempPathFactory, small_bundle: Path) -> Iterator[Asked]:
    server = PostgresServer()
    try:
        url = server.url()
        assert url is not None
        with scratch_database(url, f"recruitment_risk_{os.getpid()}_contract") as scratch:
            database = Database(scratch)
            database.upgrade()
            key = key_for(database)
            database.dispose()
            told = {"SECRET_KEYS": new_key(), "RATE_UNITS": "1000000000", "WEBHOOK_ALLOW_PRIVATE": "true"}
            with server_process(DATABASE_URL=scratch, BUNDLE=str(small_bundle), ACCESS="accounts", **told) as address:
                asked = Asked(address, key)
                yield asked
                asked.session.close()
    finally:
        server.stop()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_an_address_answers_as_its_description_says(asked: Asked, path: str, method: str) -> None:
    operation = asked.schema[path][method.upper()]
    # A line of a job that cannot be read refuses nothing: it is told in the results.
    excluded = [checks.negative_data_rejection] if path == "/v1/assessment-jobs" else []
    names = {name: asked.known[name] for name in re.findall(r"\{(\w+)\}", path)}
    known = [operation.as_strategy(mode, path_parameters=names) for mode in GenerationMode] if names else []
    cases = st.one_of(*known, *(operation.as_strategy(mode) for mode in GenerationMode))

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(session=asked.session, checks=CHECKS, excluded_checks=excluded)

    ask()
