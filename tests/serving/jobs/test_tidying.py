"""Results are kept for some days."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from serving.jobs.tidying import EVERY, TidyChore
from store.database import Database
from tests.serving.jobs.worked import ADDRESS, Hand, advert, results, send, work_off


def test_a_job_is_removed_with_its_results_when_its_days_are_over(
    client: TestClient, database: Database, small_bundle: Path
) -> None:
    address, clock = send(client, advert(1)), Hand()
    work_off(database, small_bundle, clock)
    running = send(client, advert(2))
    tidy = TidyChore(database, 7, clock)
    clock.on(days=7, seconds=-1)
    assert not tidy.turn()
    assert len(results(client, address)) == 1
    clock.on(seconds=EVERY.total_seconds())
    assert tidy.turn()
    assert not tidy.turn()
    assert client.get(address).status_code == 404
    assert [f"{ADDRESS}/{job['job_id']}" for job in client.get(ADDRESS).json()["items"]] == [running]
    assert client.get("/v1/queue").json()["counts"]["total"] == 1


def test_it_looks_only_now_and_then(client: TestClient, database: Database, small_bundle: Path) -> None:
    clock = Hand()
    send(client, advert(1))
    work_off(database, small_bundle, clock)
    tidy = TidyChore(database, 1, clock)
    clock.on(hours=23, minutes=55)
    assert not tidy.turn()
    clock.on(seconds=EVERY.total_seconds() - 1)
    assert not tidy.turn()
    clock.on(seconds=1)
    assert tidy.turn()
    tidy.give_back()
