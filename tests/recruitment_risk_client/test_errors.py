"""What the service refuses is raised, by what a program would do about it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from recruitment_risk_client import (
    ApiError,
    Client,
    ClientError,
    ConflictError,
    ForbiddenError,
    InvalidRequestError,
    NoAnswerError,
    NotFoundError,
    RateLimitedError,
    ServerError,
    UnauthenticatedError,
    UnreadableAnswerError,
)
from serving.access.permissions import Permission
from tests.recruitment_risk_client.conftest import Make, Service, serving
from tests.recruitment_risk_client.flaky import Proxy, refuse
from tests.serving.jobs.worked import advert


def test_problem_details_are_raised_as_they_came(client: Client) -> None:
    with pytest.raises(NotFoundError) as refused:
        client.posting("nothing")
    error = refused.value
    assert (error.status, error.type, error.title) == (404, "/problems/not-found", "There is nothing at this address")
    assert error.detail
    assert error.request_id
    assert str(error) == f"404 {error.title}. {error.detail} (request {error.request_id})"


def test_every_fault_is_named_with_its_place(client: Client) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        client.assess_many([{"title": "Cook"}, {"title": "Cook", "kind": "poster"}])
    (fault,) = refused.value.errors
    assert fault.pointer == "/postings/1/kind"
    assert f"[/postings/1/kind] {fault.detail}" in str(refused.value)


def test_a_parameter_that_cannot_be_used_is_named(client: Client) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        list(client.search(band="purple"))  # type: ignore[arg-type]
    assert [fault.parameter for fault in refused.value.errors] == ["band"]


def test_a_key_that_opens_nothing(make: Make) -> None:
    with pytest.raises(UnauthenticatedError):
        make(by="rr_nothing").caller()


def test_a_key_that_lacks_a_permission(make: Make, service: Service, organisation: str) -> None:
    with pytest.raises(ForbiddenError, match="assessments:write"):
        make(by=service.key(Permission.READ_POSTINGS, organisation=organisation)).assess(advert(1))


def test_what_is_not_possible_any_more(client: Client, service: Service) -> None:
    job = client.begin_job([advert(1)])
    worker = service.worker()
    while worker.turn():
        pass
    with pytest.raises(ConflictError) as refused:
        client.cancel(job["job_id"])
    assert refused.value.type == "/problems/job-ended"


def test_whoever_asks_too_much_is_told_when_to_come_again(tmp_path: Path, pauses: list[float]) -> None:
    with serving(tmp_path, RATE_UNITS="2", RATE_SECONDS="100") as service:
        key = service.key(organisation="home")
        with Client(service.url, key, retries=1, sleep=pauses.append) as client:
            client.caller()
            client.caller()
            with pytest.raises(RateLimitedError) as refused:
                client.caller()
    assert refused.value.retry_after is not None
    assert 0 < pauses[0] <= 50
    assert refused.value.retry_after <= 50


@pytest.mark.parametrize(
    ("status", "content", "kind", "title"),
    [
        (502, b"<html>Bad gateway</html>", ServerError, "Bad Gateway"),
        (500, b"[]", ServerError, "Internal Server Error"),
        (307, b"", ApiError, "Temporary Redirect"),
        (499, b'{"errors": ["odd", {"detail": 7}, null], "title": null}', ApiError, "Unknown status"),
    ],
)
def test_what_stands_between_may_answer_in_its_own_words(
    make: Make, proxy: Proxy, status: int, content: bytes, kind: type[ApiError], title: str
) -> None:
    proxy.fates = [refuse(status, content, x_request_id="r-1", location="/elsewhere")]
    with pytest.raises(ApiError) as refused:
        make(proxy.url, retries=0).caller()
    error = refused.value
    assert (type(error), error.status, error.title, error.type, error.request_id) == (kind, status, title, "about:blank", "r-1")


def test_an_answer_that_is_not_the_service_s_is_no_answer(far: Client, proxy: Proxy) -> None:
    proxy.fates = [refuse(200, b"<html>Welcome to our network</html>")]
    with pytest.raises(UnreadableAnswerError, match="not JSON"):
        far.caller()


def test_nobody_is_there(pauses: list[float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with Client(f"http://127.0.0.1:{port}", "rr_key", retries=2, sleep=pauses.append) as client, pytest.raises(NoAnswerError):
        client.caller()
    assert len(pauses) == 2


def test_all_errors_are_of_one_family() -> None:
    import recruitment_risk_client as package

    raised = [value for name, value in vars(package).items() if name.endswith("Error")]
    assert len(raised) > 10
    assert all(issubclass(error, ClientError) for error in raised)
