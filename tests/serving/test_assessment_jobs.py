"""Jobs over the API: sent, watched, read while they run, cancelled."""

from __future__ import annotations

import gzip
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from starlette.testclient import TestClient

from serving.app import create_app
from serving.jobs.gathering import CHUNK_LINES
from serving.settings import Settings
from store.database import Database
from store.jobs import Jobs
from tests.serving.jobs.worked import ADDRESS, JSON_LINES, Hand, advert, chore, lines, results, send, work_off


def test_a_job_is_accepted_worked_at_and_read_in_order(client: TestClient, database: Database, small_bundle: Path) -> None:
    begun = client.post(ADDRESS, content=lines(*map(advert, range(120))), headers=JSON_LINES | {"x-request-id": "job-1"})
    assert begun.status_code == 202
    job = begun.json()
    assert begun.headers["location"] == f"{ADDRESS}/{job['job_id']}"
    assert (job["state"], job["total"], job["done"], job["started_at"]) == ("queued", 120, 0, None)
    assert work_off(database, small_bundle) == 3
    ended = client.get(begun.headers["location"]).json()
    assert (ended["state"], ended["done"], ended["errors"], ended["seconds_left"]) == ("finished", 120, 0, None)
    assert ended["results_until"] > ended["ended_at"]
    said = results(client, begun.headers["location"])
    assert [(one["line"], one["id"]) for one in said] == [(number + 1, f"a-{number}") for number in range(120)]
    assert {one["request_id"] for one in said} == {"job-1"}
    assert {one["model_version"] for one in said} == {ended["model_version"]}
    assert len(client.get("/v1/queue?limit=200").json()["items"]) == 120
    assert client.get(f"/v1/postings/{said[7]['posting_id']}").json()["posting"]["id"] == "a-7"


def test_a_result_has_the_form_of_an_assessment_that_is_asked_for_directly(
    client: TestClient, database: Database, small_bundle: Path
) -> None:
    address = send(client, advert(1))
    work_off(database, small_bundle)
    said, asked = results(client, address)[0], client.post("/v1/assessments", json=advert(1)).json()
    assert said.pop("line") == 1
    differing = {"assessed_at", "request_id"}
    assert {k: v for k, v in said.items() if k not in differing} == {k: v for k, v in asked.items() if k not in differing}
    assert said.keys() == asked.keys()


def test_lines_that_cannot_be_read_are_errors_with_their_numbers(
    client: TestClient, database: Database, small_bundle: Path
) -> None:
    deep = b'{"a":' * 40 + b"1" + b"}" * 40
    too_long = orjson.dumps({"description": "x" * 200_001})
    bad = (b"{", b"[]", b'{"title":"\xff"}', b'{"title":"a\\u0000"}', deep, {"kind": "poster"}, too_long, b"\x00")
    address = send(client, advert(1), *bad, b"  ", advert(2))
    work_off(database, small_bundle)
    said = results(client, address)
    assert [one["line"] for one in said] == [1, *range(2, 10), 11]
    errors = [one["error"] for one in said if "error" in one]
    assert [set(one) for one in said if "error" in one] == [{"line", "error"}] * 8
    expected = (
        "not JSON",
        "no JSON object",
        "not JSON",
        "NUL",
        "nested deeper than 32",
        "kind:",
        "longer than 200,000",
        "not JSON",
    )
    assert all(words in error for words, error in zip(expected, errors, strict=True)), errors
    job = client.get(address).json()
    assert (job["state"], job["total"], job["done"], job["errors"]) == ("finished", 10, 10, 8)


def test_json_with_postings_is_a_job_too(client: TestClient, database: Database, small_bundle: Path) -> None:
    begun = client.post(ADDRESS, json={"postings": [advert(1), 7, advert(2)]})
    work_off(database, small_bundle)
    said = results(client, begun.headers["location"])
    assert [(one["line"], one.get("id")) for one in said] == [(1, "a-1"), (2, None), (3, "a-2")]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, b"\xef\xbb\xbf" + lines(advert(1)) + b"\r\n" + lines(advert(2)) + b"\r\n\r\n")
    work_off(database, small_bundle)
    assert [one["id"] for one in results(client, address)] == ["a-1", "a-2"]


def test_nothing_is_kept_where_that_is_asked(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, advert(1), store=False)
    work_off(database, small_bundle)
    assert [(one["posting_id"], one["version"]) for one in results(client, address)] == [(None, None)]
    assert client.get("/v1/queue").json()["items"] == []


def test_what_is_done_can_be_read_while_the_rest_is_not(client: TestClient, database: Database, small_bundle: Path) -> None:
    address, clock = send(client, *map(advert, range(3 * CHUNK_LINES))), Hand()
    worker = chore(database, small_bundle, clock)
    assert results(client, address) == []
    worker.turn()
    so_far = results(client, address)
    assert [one["line"] for one in so_far] == list(range(1, CHUNK_LINES + 1))
    job = client.get(address).json()
    assert (job["state"], job["done"]) == ("running", CHUNK_LINES)
    assert results(client, address, after=CHUNK_LINES) == []
    worker.turn()
    assert [one["line"] for one in results(client, address, after=40)] == list(range(41, 2 * CHUNK_LINES + 1))
    worker.turn()
    assert [one["line"] for one in results(client, address, after=2 * CHUNK_LINES)] == list(range(101, 151))
    assert results(client, address, after=3 * CHUNK_LINES) == []


def test_a_job_that_is_cancelled_midway_keeps_what_was_done(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, *map(advert, range(3 * CHUNK_LINES)))
    worker = chore(database, small_bundle)
    worker.turn()
    cancelled = client.post(f"{address}/cancellation")
    assert (cancelled.status_code, cancelled.json()["state"], cancelled.json()["done"]) == (200, "cancelled", CHUNK_LINES)
    assert not worker.turn()
    assert len(results(client, address)) == CHUNK_LINES
    assert client.post(f"{address}/cancellation").json() == cancelled.json()


def test_a_job_that_ended_cannot_be_cancelled(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, advert(1))
    work_off(database, small_bundle)
    refused = client.post(f"{address}/cancellation")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/job-ended")


def test_a_job_that_is_sent_twice_under_one_key_is_one_job(client: TestClient) -> None:
    headers = JSON_LINES | {"Idempotency-Key": "k-1"}
    first, second = (client.post(ADDRESS, content=lines(advert(1)), headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert first.headers["location"] == second.headers["location"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(client.get(ADDRESS).json()["items"]) == 1
    other = client.post(ADDRESS, content=lines(advert(2)), headers=headers)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_jobs_are_listed_page_by_page_newest_first(client: TestClient) -> None:
    sent = [send(client, advert(number)).rpartition("/")[2] for number in range(5)]
    listed, cursor = [], None
    for _ in range(3):
        page = client.get(ADDRESS, params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        listed += [job["job_id"] for job in page["items"]]
        cursor = page["next_cursor"]
    assert (listed, cursor) == (sent[::-1], None)
    assert client.get(ADDRESS, params={"cursor": "bm8"}).status_code == 422


@pytest.mark.parametrize("path", ["", "/results", "/cancellation"])
@pytest.mark.parametrize("job_id", ["none", "%00", "a" * 3_000])
def test_a_job_that_is_not_there_is_not_found(client: TestClient, path: str, job_id: str) -> None:
    ask = client.post if path == "/cancellation" else client.get
    assert ask(f"{ADDRESS}/{job_id}{path}").status_code == 404


def test_another_organisation_s_job_is_not_found(client: TestClient, database: Database) -> None:
    with database.within("theirs").session() as session:
        job = Jobs(session).begin("f" * 32, [], stores=True, request_id="r", now=Hand().now)
    for path in ("", "/results"):
        assert client.get(f"{ADDRESS}/{job.job_id}{path}").status_code == 404
    assert client.post(f"{ADDRESS}/{job.job_id}/cancellation").status_code == 404
    assert client.get(ADDRESS).json()["items"] == []


@pytest.mark.parametrize(
    ("content", "kind", "status", "slug"),
    [
        (b"", "application/jsonl", 400, "malformed-body"),
        (b"\n \r\n", "application/jsonl", 400, "malformed-body"),
        (b"{\n[]\n", "application/jsonl", 422, "invalid-request"),
        (b'{"kind": "poster"}', "application/jsonl", 422, "invalid-request"),
        (b"\n" * 100_001, "application/jsonl", 413, "too-large"),
        (b'{"kind": "poster"}', "text/plain", 415, "unsupported-media-type"),
        (b"{}", "application/jsonl; charset=latin-1", 415, "unsupported-media-type"),
        (b"{}", "", 415, "unsupported-media-type"),
        (b"{", "application/json", 400, "malformed-body"),
        (b"", "application/json", 400, "malformed-body"),
        (b"[]", "application/json", 422, "invalid-request"),
        (b"{}", "application/json", 422, "invalid-request"),
        (b'{"postings": []}', "application/json", 422, "invalid-request"),
        (b'{"postings": [7]}', "application/json", 422, "invalid-request"),
        (b'{"postings": [{}], "more": 1}', "application/json", 422, "invalid-request"),
        (b'{"postings": [{"title": "' + b"x" * 200_000 + b'"}]}', "application/json", 413, "too-large"),
    ],
)  # fmt: skip
def test_a_body_that_is_no_job_is_refused_in_words(client: TestClient, content: bytes, kind: str, status: int, slug: str) -> None:
    refused = client.post(ADDRESS, content=content, headers={"content-type": kind} if kind else {})
    assert (refused.status_code, refused.json()["type"]) == (status, f"/problems/{slug}")
    assert client.get(ADDRESS).json()["items"] == []


def test_where_no_line_can_be_read_the_first_are_named(client: TestClient) -> None:
    refused = client.post(ADDRESS, content=b"\n".join([b"{"] * 50), headers=JSON_LINES).json()
    assert len(refused["errors"]) == 10
    assert refused["errors"][2]["detail"].startswith("Line 3: the line is not JSON")


def test_a_compressed_body_is_refused(client: TestClient) -> None:
    packed = gzip.compress(lines(advert(1)))
    for headers in (JSON_LINES | {"content-encoding": "gzip"}, JSON_LINES | {"content-encoding": "identity, gzip"}):
        assert client.post(ADDRESS, content=packed, headers=headers).status_code == 415
    assert client.post(ADDRESS, content=packed, headers=JSON_LINES).status_code == 422


@pytest.fixture
def narrow(settings: Settings) -> Iterator[TestClient]:
    """A server that takes jobs of 300,000 bytes."""
    with TestClient(create_app(replace(settings, max_job_bytes=300_000)), base_url="http://127.0.0.1") as client:
        yield client


def in_parts(size: int) -> Iterator[bytes]:
    """A body whose length nobody announces."""
    line = lines(advert(1)) + b"\n"
    yield from (line for _ in range(size // len(line)))


def test_a_job_may_be_larger_than_other_bodies_up_to_a_limit_of_its_own(narrow: TestClient) -> None:
    assert narrow.post(ADDRESS, content=in_parts(290_000), headers=JSON_LINES).status_code == 202
    for content in (in_parts(310_000), b"".join(in_parts(310_000))):
        refused = narrow.post(ADDRESS, content=content, headers=JSON_LINES)
        assert (refused.status_code, refused.headers["connection"]) == (413, "close")
    assert (
        narrow.post("/v1/assessments", content=in_parts(290_000), headers={"content-type": "application/json"}).status_code == 413
    )


SENT = st.one_of(
    st.builds(advert, st.integers(0, 5)),
    st.sampled_from([b"", b" ", b"{", b"[1]", b"null", b'{"kind": "poster"}', b'{"title": "\\ud800"}', b'{"postings": [{}]}']),
    st.binary(max_size=20).map(lambda some: some.replace(b"\n", b" ").replace(b"\r", b" ")),
)


@given(before=st.lists(SENT, max_size=60), after=st.lists(SENT, max_size=5))
@profile(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mix_of_lines_has_a_result_for_each_in_order(
    client: TestClient, database: Database, small_bundle: Path, before: list[object], after: list[object]
) -> None:
    items = [*before, advert(9), *after]
    address = send(client, *items)
    work_off(database, small_bundle)
    bare = [items[0].removeprefix(BOM_UTF8) if isinstance(items[0], bytes) else items[0], *items[1:]]
    numbers = [number for number, item in enumerate(bare, start=1) if not isinstance(item, bytes) or item.strip(b" \t\r")]
    assert [one["line"] for one in results(client, address)] == numbers
    assert client.get(address).json()["done"] == len(numbers)


def test_the_description_shows_both_kinds_of_body_and_the_lines_of_the_results(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    operations = {path: item for path, item in described["paths"].items() if path.startswith(ADDRESS)}
    content = operations[ADDRESS]["post"]["requestBody"]["content"]
    assert set(content) == {"application/json", "application/jsonl", "application/x-ndjson"}
    assert all("example" in one for one in content.values())
    stream = operations[f"{ADDRESS}/{{job_id}}/results"]["get"]["responses"]["200"]["content"]["application/jsonl"]
    named = {one["$ref"].rpartition("/")[2] for one in stream["itemSchema"]["anyOf"]}
    assert named == {"JobResultOut", "JobErrorOut"} <= set(described["components"]["schemas"])
