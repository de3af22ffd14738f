"""A job from its beginning to its last result, on a way that breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recruitment_risk_client import Client, InvalidRequestError, NoAnswerError, NotFoundError, WaitedTooLongError
from tests.recruitment_risk_client.conftest import Make, Service
from tests.recruitment_risk_client.flaky import Proxy, cut, lose, refuse
from tests.serving.jobs.worked import advert


def work_off(service: Service) -> None:
    worker = service.worker()
    while worker.turn():
        pass


def test_a_job_goes_from_its_beginning_to_its_results(service: Service, make: Make) -> None:
    worker = service.worker()
    looked: list[float] = []

    def wait(seconds: float) -> None:
        looked.append(seconds)
        worker.turn()

    client = make(sleep=wait)
    job = client.begin_job(advert(number) for number in range(120))
    assert (job["state"], job["total"], client.job(job["job_id"])["done"]) == ("queued", 120, 0)
    ended = client.wait_for(job["job_id"], every=3)
    assert (ended["state"], ended["done"], ended["errors"]) == ("finished", 120, 0)
    assert set(looked) == {3}
    results = list(client.results(job["job_id"]))
    assert [result["line"] for result in results] == list(range(1, 121))
    assert [result["id"] for result in results if "id" in result] == [f"a-{number}" for number in range(120)]
    assert [result["line"] for result in client.results(job["job_id"], after=118)] == [119, 120]
    assert len(list(client.queue(limit=200))) == 120


def test_a_file_of_json_lines_is_sent_as_it_is(client: Client, service: Service, tmp_path: Path) -> None:
    lines = [json.dumps(advert(1)), "{", "", json.dumps(advert(2))]
    (tmp_path / "adverts.jsonl").write_text("\n".join(lines))
    job = client.begin_job(tmp_path / "adverts.jsonl", store=False)
    work_off(service)
    first, error, last = client.results(job["job_id"])
    assert (first["line"], error["line"], last["line"]) == (1, 2, 4)
    assert "error" in error
    assert "not JSON" in error["error"]
    assert "posting_id" in last
    assert last["posting_id"] is None


def test_what_is_larger_than_memory_should_hold_is_sent_again_whole(far: Client, proxy: Proxy) -> None:
    proxy.fates = [refuse(502)]
    job = far.begin_job(advert(number, description="A cook. " * 1_000) for number in range(300))
    first, again = (asked.content for asked in proxy.asked)
    assert first == again
    assert len(first) > 2_000_000
    assert job["total"] == 300


def test_results_go_on_behind_what_came_however_often_the_connection_breaks(
    far: Client, proxy: Proxy, service: Service, pauses: list[float]
) -> None:
    job = far.begin_job(advert(number) for number in range(60))
    work_off(service)
    del proxy.asked[:]
    proxy.fates = [cut(0.3), lose, cut(0.6), refuse(503), cut(0.5), cut(0.5), cut(0.5), cut(0.5)]
    assert [result["line"] for result in far.results(job["job_id"])] == list(range(1, 61))
    assert len(proxy.asked) == 9
    assert len(pauses) == 8
    asked = [int(asked.path.partition("after=")[2]) for asked in proxy.asked]
    assert asked == sorted(asked)
    assert asked[0] == 0 < asked[1] == asked[2] < asked[3]


def test_results_that_never_come_are_given_up(make: Make, proxy: Proxy, service: Service) -> None:
    client = make(proxy.url, retries=2)
    job = client.begin_job([advert(1)])
    work_off(service)
    proxy.fates = [lose, cut(0), lose]
    with pytest.raises(NoAnswerError):
        list(client.results(job["job_id"]))
    assert len(proxy.asked) == 4


def test_signs_that_end_lines_of_text_end_no_record(client: Client, service: Service) -> None:
    words = "Pay the visa fee of 300 EUR\u2028before you travel.\u0085\x0b\x1c Your passport is kept by the office."
    job = client.begin_job([advert(1, id="a\u2028b", description=words), advert(2)])
    work_off(service)
    first, second = client.results(job["job_id"])
    assert "id" in first
    assert (first["id"], second["line"]) == ("a\u2028b", 2)


def test_nothing_is_done_yet(client: Client) -> None:
    job = client.begin_job([advert(1)])
    assert list(client.results(job["job_id"])) == []
    client.cancel(job["job_id"])


def test_a_job_that_takes_too_long_is_not_waited_for(make: Make, pauses: list[float]) -> None:
    client = make()
    job = client.begin_job([advert(1)])
    with pytest.raises(WaitedTooLongError, match="is queued with 0 of 1 done after 6 seconds"):
        client.wait_for(job["job_id"], every=2, at_most=5)
    assert pauses == [2, 2, 2]
    assert client.cancel(job["job_id"])["state"] == "cancelled"
    assert client.wait_for(job["job_id"])["state"] == "cancelled"


def test_what_cannot_be_a_job_is_refused(client: Client, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequestError):
        client.begin_job([])
    with pytest.raises(FileNotFoundError):
        client.begin_job(tmp_path / "nothing.jsonl")
    for asked in (client.job, client.cancel, client.wait_for, lambda name: list(client.results(name))):
        with pytest.raises(NotFoundError):
            asked("nothing")


def test_whoever_stops_reading_leaves_nothing_open(client: Client, service: Service) -> None:
    job = client.begin_job(advert(number) for number in range(3))
    work_off(service)
    results = client.results(job["job_id"])
    assert next(results)["line"] == 1
    results.close()  # type: ignore[attr-defined]
    assert client.caller()
