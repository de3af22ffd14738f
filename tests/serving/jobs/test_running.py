"""Workers: several may share a job, any of them may be killed at any moment, and nothing is lost or done twice."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from features.posting import Posting
from models.assessment import Assessment
from models.assessor import Assessor
from models.bundle import read_bundle
from models.policy import OwnThresholds
from serving.jobs.gathering import CHUNK_LINES
from serving.jobs.running import NOT_ASSESSED, JobChore
from store.database import Database
from store.errors import DatabaseUnreachableError
from store.job_queue import LEASE_SECONDS, MAX_ATTEMPTS
from store.jobs import Jobs
from tests.serving.jobs.worked import Hand, advert, chore, results, send, work_off

ROOT: Final = Path(__file__).parents[3]

_WORKER: Final = """
import sys
from pathlib import Path
from sqlalchemy import event
from models.assessor import Assessor
from serving.jobs.running import JobChore
from store.database import Database
from store.scope import ScopedSession

url, bundle, moment = sys.argv[1:]
commits = []

def stop():
    print("here", flush=True)
    sys.stdin.read()

class Stopping(Assessor):
    def assess_many(self, postings, thresholds):
        if moment == "judging":
            stop()
        return super().assess_many(postings, thresholds)

@event.listens_for(ScopedSession, "before_commit")
def committing(session):
    commits.append(session)
    if moment == "committing" and len(commits) == 2:
        stop()

JobChore(Database(url), lambda: Stopping.load(Path(bundle))).turn()
"""


def kill_a_worker(url: str, bundle: Path, moment: str) -> None:
    """Start a worker, and kill it when it has come so far."""
    with subprocess.Popen(
        [sys.executable, "-c", _WORKER, url, str(bundle), moment],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        process.kill()


def work_to_the_end(client: TestClient, address: str, worker: JobChore) -> None:
    """A database server may take a moment to notice that a worker is gone, so an idle turn is not yet the end."""
    for _ in range(10_000):
        if not worker.turn() and client.get(address).json()["ended_at"]:
            return
    pytest.fail("the job did not end")


@pytest.mark.parametrize("moment", ["judging", "committing"])
def test_a_killed_worker_s_chunk_is_done_once_by_another(
    client: TestClient, database: Database, database_url: str, small_bundle: Path, moment: str
) -> None:
    address, clock = send(client, *map(advert, range(CHUNK_LINES))), Hand()
    kill_a_worker(database_url, small_bundle, moment)
    assert not chore(database, small_bundle, clock).turn()
    assert (results(client, address), client.get("/v1/queue").json()["items"]) == ([], [])
    clock.on(seconds=2 * LEASE_SECONDS)
    work_to_the_end(client, address, chore(database, small_bundle, clock))
    said = results(client, address)
    assert [one["line"] for one in said] == list(range(1, CHUNK_LINES + 1))
    assert {one["version"] for one in said} == {1}
    assert client.get("/v1/queue").json()["counts"]["total"] == CHUNK_LINES


def test_two_workers_share_a_job(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, *map(advert, range(4 * CHUNK_LINES)))
    workers = [chore(database, small_bundle) for _ in range(2)]
    assert all(worker.turn() for worker in workers * 2)
    assert client.get(address).json()["state"] == "finished"
    assert [one["line"] for one in results(client, address)] == list(range(1, 4 * CHUNK_LINES + 1))


def test_workers_in_threads_that_keep_the_same_postings_do_not_stand_in_each_other_s_way(
    client: TestClient, database: Database, small_bundle: Path
) -> None:
    from threading import Thread

    there = [advert(number) for number in range(CHUNK_LINES)]
    address = send(client, *there, *there[::-1], *there, *there[::-1])
    threads = [Thread(target=work_off, args=(database, small_bundle)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = results(client, address)
    assert Counter(one["id"] for one in said) == {f"a-{number}": 4 for number in range(CHUNK_LINES)}
    assert {one["version"] for one in said} == {1}
    assert client.get(address).json()["state"] == "finished"


def test_a_worker_that_was_too_slow_writes_nothing(client: TestClient, database: Database, small_bundle: Path) -> None:
    address, clock = send(client, *map(advert, range(CHUNK_LINES + 1))), Hand()

    class Slow(Assessor):
        def assess_many(self, postings: Iterable[Posting], thresholds: OwnThresholds) -> list[Assessment]:
            clock.on(seconds=LEASE_SECONDS + 1)
            assert chore(database, small_bundle, clock).turn()
            return super().assess_many(postings, thresholds)

    assert JobChore(database, lambda: Slow(read_bundle(small_bundle)), clock).turn()
    assert client.get(address).json()["done"] == CHUNK_LINES
    work_off(database, small_bundle, clock)
    assert len(results(client, address)) == client.get(address).json()["done"] == CHUNK_LINES + 1


def test_a_job_that_is_cancelled_while_a_chunk_is_judged_gets_nothing_more(
    client: TestClient, database: Database, small_bundle: Path
) -> None:
    address = send(client, advert(1))

    class Cancelling(Assessor):
        def assess_many(self, postings: Iterable[Posting], thresholds: OwnThresholds) -> list[Assessment]:
            client.post(f"{address}/cancellation")
            return super().assess_many(postings, thresholds)

    assert JobChore(database, lambda: Cancelling(read_bundle(small_bundle)), Hand()).turn()
    assert results(client, address) == []
    assert client.get("/v1/queue").json()["items"] == []
    assert client.get(address).json()["state"] == "cancelled"


class Choking(Assessor):
    """Cannot stand some postings."""

    def assess_many(self, postings: Iterable[Posting], thresholds: OwnThresholds) -> list[Assessment]:
        there = list(postings)
        if any("poison" in posting.title for posting in there):
            raise RuntimeError("no")
        return super().assess_many(there, thresholds)


def test_a_posting_that_cannot_be_assessed_spoils_none_of_the_others(
    client: TestClient, database: Database, small_bundle: Path
) -> None:
    address = send(client, advert(1), advert(2, title="poison"), advert(3))
    JobChore(database, lambda: Choking(read_bundle(small_bundle))).turn()
    said = results(client, address)
    assert [one.get("error", "") for one in said] == ["", NOT_ASSESSED, ""]
    job = client.get(address).json()
    assert (job["state"], job["done"], job["errors"]) == ("finished", 3, 1)


def test_a_job_of_which_nothing_can_be_assessed_failed(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, advert(2, title="poison"))
    JobChore(database, lambda: Choking(read_bundle(small_bundle))).turn()
    assert client.get(address).json()["state"] == "failed"
    assert results(client, address) == [{"line": 1, "error": NOT_ASSESSED}]


class Fatal(Assessor):
    """Some postings end its process."""

    def assess_many(self, postings: Iterable[Posting], thresholds: OwnThresholds) -> list[Assessment]:
        there = list(postings)
        if any("poison" in posting.title for posting in there):
            raise KeyboardInterrupt  # nothing catches it, as nothing catches a kill
        return super().assess_many(there, thresholds)


def test_a_posting_that_kills_its_workers_is_given_up_and_the_others_are_not(
    client: TestClient, database: Database, small_bundle: Path
) -> None:
    address, clock = send(client, *map(advert, range(9)), advert(9, title="poison"), *map(advert, range(10, 60))), Hand()
    worker = JobChore(database, lambda: Fatal(read_bundle(small_bundle)), clock)
    killed = 0
    while client.get(address).json()["state"] != "finished":
        try:
            assert worker.turn()
        except KeyboardInterrupt:
            killed += 1
            clock.on(seconds=LEASE_SECONDS + 1)
    assert killed == MAX_ATTEMPTS
    assert [one.get("error", "") for one in results(client, address)] == [""] * 9 + [NOT_ASSESSED] + [""] * 50
    job = client.get(address).json()
    assert (job["total"], job["done"], job["errors"]) == (60, 60, 1)
    assert client.get("/v1/queue").json()["counts"]["total"] == 59


def test_a_worker_that_ends_gives_back_what_it_holds(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, advert(1))

    def end() -> Assessor:
        raise KeyboardInterrupt

    worker = JobChore(database, end)
    with pytest.raises(KeyboardInterrupt):
        worker.turn()
    assert not chore(database, small_bundle).turn()
    worker.give_back()
    assert chore(database, small_bundle).turn()
    assert client.get(address).json()["state"] == "finished"


def test_a_model_that_cannot_be_loaded_gives_the_chunk_back(client: TestClient, database: Database, small_bundle: Path) -> None:
    address = send(client, advert(1))
    with pytest.raises(DatabaseUnreachableError):
        JobChore(database, _fail).turn()
    assert chore(database, small_bundle).turn()
    assert client.get(address).json()["state"] == "finished"


def _fail() -> Assessor:
    raise DatabaseUnreachableError("it went away")


def test_the_model_is_loaded_only_when_there_is_something_to_judge(database: Database) -> None:
    assert not JobChore(database, _fail).turn()


def test_postings_become_the_organisation_s_whose_job_it_is(database: Database, small_bundle: Path) -> None:
    from serving.jobs.gathering import gathered
    from serving.jobs.lines import Line
    from store.queue import QueueView

    theirs = database.within("theirs")
    with gathered([Line(1, b'{"id": "a", "title": "Cook"}')]) as sent, theirs.session() as session:
        job = Jobs(session).begin("1" * 32, sent.chunks(), stores=True, request_id="r", now=Hand().now)
    work_off(database, small_bundle)
    with theirs.reading() as session:
        assert Jobs(session).get(job.job_id).done == 1
        assert QueueView(session).counts().total == 1
    with database.within("ours").reading() as session:
        assert QueueView(session).counts().total == 0
        assert Jobs(session).results(job.job_id, 0) is None
