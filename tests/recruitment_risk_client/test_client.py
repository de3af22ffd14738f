"""What a platform does with the service through the client, on a server that asks for keys."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from recruitment_risk_client import ChangedMeanwhileError, Client, InvalidRequestError, NotFoundError
from serving.access.permissions import Permission
from tests.recruitment_risk_client.conftest import Make, Service
from tests.recruitment_risk_client.flaky import Proxy, refuse
from tests.serving.jobs.worked import advert

FEE = "Pay the visa fee of 300 EUR before departure. Your passport is kept by the office."


def test_a_client_knows_whose_key_it_has(client: Client, organisation: str) -> None:
    caller = client.caller()
    assert (caller["organisation"], caller["kind"]) == (organisation, "key")
    assert "assessments:write" in caller["permissions"]


def test_a_posting_is_assessed_kept_and_shown(client: Client) -> None:
    said = client.assess({"id": "a-1", "title": "Helper", "description": FEE})
    assert {"worker_pays_fee", "passport_retention"} <= {found["indicator"] for found in said["indicators"]}
    assert said["explanation"] is None
    assert said["posting_id"] is not None
    kept = client.posting(said["posting_id"])
    assert kept["posting"]["title"] == "Helper"
    assert kept["assessment"] is not None
    assert kept["assessment"]["policies"] == said["policies"]
    assert kept["review"]["state"] == "open"


def test_a_posting_can_be_assessed_without_a_trace_and_with_an_explanation(client: Client) -> None:
    said = client.assess({"title": "Helper", "description": FEE}, store=False, explain=True)
    assert (said["posting_id"], said["version"]) == (None, None)
    assert said["explanation"] is not None
    assert len(said["explanation"]["policies"]) == 3
    assert list(client.queue()) == []


def test_many_postings_are_sent_in_hundreds_and_answered_in_order(far: Client, proxy: Proxy) -> None:
    said = far.assess_many((advert(number) for number in range(130)), store=False)
    assert [one["id"] for one in said] == [f"a-{number}" for number in range(130)]
    assert [asked.path for asked in proxy.asked] == ["/v1/assessments?store=false&explain=false"] * 2
    assert far.assess_many([]) == []


@pytest.mark.parametrize("external_id", ["4711", "a/b/c", "..", ".", "ä ?#%2F", "../../policies", "https://x.example/?a=1"])
@pytest.mark.parametrize("source", ["board.example", "..", "Börse & Co?"])
def test_a_posting_goes_by_the_platform_s_own_names_whatever_they_hold(client: Client, source: str, external_id: str) -> None:
    put = [client.upsert(source, external_id, {"title": title}) for title in ("Cook", "Cook", "Chef")]
    assert [one["outcome"] for one in put] == ["new", "unchanged", "changed"]
    found = client.find(source, external_id)
    assert (found["posting_id"], found["version"]) == (put[0]["posting_id"], 2)
    assert (found["posting"]["id"], found["posting"]["source"]) == (external_id, source)
    client.erase(found["posting_id"])
    with pytest.raises(NotFoundError):
        client.find(source, external_id)


def test_a_search_and_the_queue_are_read_to_their_end(far: Client, proxy: Proxy) -> None:
    far.assess_many(advert(number) for number in range(5))
    del proxy.asked[:]
    for listed in (far.search(limit=2), far.queue(limit=2)):
        assert sorted(item["title"] for item in listed) == [f"Helper {number}" for number in range(5)]
    assert len(proxy.asked) == 6
    assert "cursor" not in proxy.asked[0].path


def test_filters_are_understood(client: Client) -> None:
    client.assess_many(advert(number) for number in range(4))
    said = {item["title"] for item in client.search(q='"visa fee" trav*', indicator="worker_pays_fee", gone=False)}
    assert said == {"Helper 1", "Helper 3"}
    assert list(client.search(seen_until=datetime(2020, 1, 1, tzinfo=UTC))) == []
    assert len(list(client.search(seen_since=datetime(2020, 1, 1, tzinfo=UTC), order="priority"))) == 4
    assert {item["needs_review"] for item in client.queue(needs_review=True)} <= {True}
    assert list(client.queue(state="closed")) == []


def test_a_filter_that_does_not_exist_is_a_slip_of_the_caller(client: Client) -> None:
    with pytest.raises(TypeError, match="has no parameter colour"):
        list(client.search(colour="red"))  # type: ignore[call-arg]


def test_a_name_without_a_letter_is_not_sent(client: Client) -> None:
    with pytest.raises(ValueError, match="posting_id is empty"):
        client.erase("")


def test_what_the_platform_did_is_recorded_once(client: Client) -> None:
    client.upsert("board.example", "4711", {"title": "Cook"})
    posting_id = client.find("board.example", "4711")["posting_id"]
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    (by_name,) = client.decide(
        [{"source": "board.example", "external_id": "4711", "decision": "removed", "decided_at": at, "reason": "A fee."}]
    )
    (by_id,) = client.decide([{"posting_id": posting_id, "decision": "removed", "decided_at": at.isoformat()}])
    assert (by_name["posting_id"], by_name["new"], by_name["reason"]) == (posting_id, True, "A fee.")
    assert by_id == by_name | {"new": False}


def test_many_decisions_are_sent_in_hundreds(far: Client, proxy: Proxy) -> None:
    far.upsert("board.example", "4711", {"title": "Cook"})
    moments = [datetime(2026, 11, 20, 9, number // 60, number % 60, tzinfo=UTC) for number in range(101)]
    recorded = far.decide(
        {"source": "board.example", "external_id": "4711", "decision": "kept", "decided_at": moment} for moment in moments
    )
    assert len(recorded) == 101
    assert len(proxy.asked) == 3


def test_a_threshold_is_tried_chosen_and_given_back(client: Client) -> None:
    client.assess({"title": "Helper", "description": FEE})
    (shipped,) = [one for one in client.policies()["policies"] if one["policy"] == "recruitment_fraud"]
    preview = client.preview("recruitment_fraud", 0.01, days=7)
    assert (preview["threshold"], preview["totals"]["assessed"], len(preview["days"])) == (0.01, 1, 7)
    chosen = client.set_threshold("recruitment_fraud", 0.9, "Too many were flagged.")
    assert (chosen["threshold"], chosen["own_threshold"]) == (0.9, 0.9)
    assert chosen["last_change"] is not None
    assert chosen["last_change"]["reason"] == "Too many were flagged."
    with pytest.raises(ChangedMeanwhileError, match="changed since"):
        client.set_threshold("recruitment_fraud", 0.1, "From a page of before.", etag=shipped["etag"])
    back = client.set_threshold("recruitment_fraud", None, "As shipped.", etag=chosen["etag"])
    assert (back["threshold"], back["own_threshold"]) == (shipped["shipped_threshold"], None)


def test_what_another_organisation_keeps_is_not_there(client: Client, service: Service, make: Make) -> None:
    said = client.assess(advert(1))
    other = make(by=service.key(Permission.READ_POSTINGS, organisation="another"))
    assert said["posting_id"] is not None
    with pytest.raises(NotFoundError):
        other.posting(said["posting_id"])
    assert [item["title"] for item in other.search()] == []


def test_what_json_has_no_words_for_is_not_sent(client: Client) -> None:
    with pytest.raises(TypeError, match="object cannot be sent"):
        client.assess({"title": object()})
    with pytest.raises(ValueError, match="not JSON compliant"):
        client.assess({"title": float("nan")})


def test_what_a_newer_service_adds_is_handed_on(far: Client, proxy: Proxy) -> None:
    proxy.fates = [refuse(200, b'{"organisation": "x", "name": "y", "kind": "key", "permissions": [], "colour": "red"}')]
    assert dict(far.caller())["colour"] == "red"


def test_a_service_behind_a_path_is_reached(make: Make, proxy: Proxy) -> None:
    with pytest.raises(NotFoundError):
        make(f"{proxy.url}/risk/").caller()
    assert proxy.asked[0].path == "/risk/v1/caller"


def test_a_closed_client_sends_nothing(service: Service, key: str) -> None:
    with Client(service.url, key) as client:
        client.caller()
    with pytest.raises(RuntimeError):
        client.caller()


def test_a_request_that_says_too_much_names_what_is_wrong(client: Client) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        client.decide([{"posting_id": "x", "decision": "burnt", "decided_at": "2026-11-20"}])  # type: ignore[typeddict-item]
    assert {fault.pointer for fault in refused.value.errors} >= {"/decisions/0/decision", "/decisions/0/decided_at"}
