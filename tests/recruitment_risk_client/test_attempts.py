"""What fails in passing is tried again, and what is written is written once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from recruitment_risk_client import Client, ClientError, NoAnswerError, RateLimitedError, ServerError
from recruitment_risk_client.attempts import LONGEST_PAUSE, pause_after
from recruitment_risk_client.errors import ApiError, ConflictError, NotFoundError
from tests.recruitment_risk_client.conftest import Make
from tests.recruitment_risk_client.flaky import Proxy, cut, lose, refuse
from tests.serving.jobs.worked import advert


def test_a_write_whose_answer_is_lost_is_done_once(far: Client, proxy: Proxy, client: Client) -> None:
    proxy.fates = [lose, cut(0.5), refuse(503), lose]
    job = far.begin_job(map(advert, range(10)))
    assert [asked.method for asked in proxy.asked] == ["POST"] * 5
    assert len({(asked.key, asked.content) for asked in proxy.asked}) == 1
    assert client.cancel(job["job_id"])["total"] == 10


def test_a_decision_whose_answer_is_lost_is_new_all_the_same(far: Client, proxy: Proxy) -> None:
    far.upsert("board.example", "4711", {"title": "Cook"})
    proxy.fates = [lose]
    (recorded,) = far.decide(
        [{"source": "board.example", "external_id": "4711", "decision": "kept", "decided_at": datetime(2026, 11, 20, tzinfo=UTC)}]
    )
    assert recorded["new"]


def test_a_put_whose_answer_is_lost_is_answered_as_the_first_time(far: Client, proxy: Proxy) -> None:
    proxy.fates = [lose]
    assert far.upsert("board.example", "4711", {"title": "Cook"})["outcome"] == "new"


def test_an_erasure_whose_answer_is_lost_finds_nothing_missing(far: Client, proxy: Proxy) -> None:
    said = far.assess(advert(1))
    assert said["posting_id"] is not None
    proxy.fates = [lose]
    far.erase(said["posting_id"])


def test_each_write_has_a_key_of_its_own_and_what_only_reads_has_none(far: Client, proxy: Proxy) -> None:
    far.assess(advert(1))
    far.assess(advert(1))
    far.caller()
    first, second, third = (asked.key for asked in proxy.asked)
    assert first != second
    assert min(len(first), len(second)) >= 32
    assert third == ""


@pytest.mark.parametrize("status", [502, 503, 504])
def test_what_fails_in_passing_is_tried_again(far: Client, proxy: Proxy, pauses: list[float], status: int) -> None:
    proxy.fates = [refuse(status), refuse(status)]
    far.caller()
    assert len(pauses) == 2
    assert pauses[0] <= 0.5
    assert pauses[1] <= 1


def test_a_service_that_asks_for_time_gets_it(far: Client, proxy: Proxy, pauses: list[float]) -> None:
    proxy.fates = [refuse(429, retry_after="7"), refuse(503, retry_after="11")]
    far.caller()
    assert pauses == [7, 11]


def test_whoever_asks_for_more_time_than_anybody_has_is_not_waited_for(far: Client, proxy: Proxy, pauses: list[float]) -> None:
    proxy.fates = [refuse(429, retry_after="3600")]
    with pytest.raises(RateLimitedError) as refused:
        far.caller()
    assert (refused.value.retry_after, pauses) == (3600, [])


def test_after_the_last_try_the_error_is_raised(make: Make, proxy: Proxy, pauses: list[float]) -> None:
    proxy.fates = [refuse(503), lose, refuse(502)]
    with pytest.raises(ServerError):
        make(proxy.url, retries=2).caller()
    assert (len(proxy.asked), len(pauses)) == (3, 2)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 413, 422, 500, 501])
def test_what_would_fail_again_is_not_tried_again(far: Client, proxy: Proxy, pauses: list[float], status: int) -> None:
    proxy.fates = [refuse(status)]
    with pytest.raises(ApiError):
        far.caller()
    assert (len(proxy.asked), pauses) == (1, [])


def test_what_only_the_operator_can_mend_is_not_tried_again(far: Client, proxy: Proxy) -> None:
    proxy.fates = [refuse(503, b'{"type": "/problems/not-configured"}')]
    with pytest.raises(ServerError):
        far.caller()
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("failed", [0, 3, 10, 10_000])
def test_pauses_grow_to_a_limit_and_differ(failed: int) -> None:
    pauses = {pause_after(NoAnswerError("broke"), failed) for _ in range(20)}
    assert len(pauses) > 1
    assert all(pause is not None and 0 <= pause <= min(LONGEST_PAUSE, 0.5 * 2 ** min(failed, 16)) for pause in pauses)


@pytest.mark.parametrize("error", [ConflictError(409, {}), NotFoundError(404, {}), ClientError("odd")])
def test_nothing_is_waited_for_that_does_not_pass(error: ClientError) -> None:
    assert pause_after(error, 0) is None
