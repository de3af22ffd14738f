"""What happened is told to those who asked, in the transaction in which it happened, and says no more than it must."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from labelling.desk import ReviewDesk
from labelling.review import ReviewAction, ReviewEvent, Verdict
from models.policy import PolicyName
from store.assessments import Assessments
from store.database import Database
from store.delivery_log import DeliveryLog
from store.events import EventType
from store.postings import Postings
from tests.factories import DESCRIPTION, NOON, assessment, posting
from tests.store.telling import deliver, endpoint, happen, lease, listed


def assess(database: Database, *flagged: PolicyName, model: str = "test+1") -> str:
    said = assessment()
    policies = tuple(replace(policy, flagged=policy.policy in flagged) for policy in said.policies)
    with database.session() as session:
        saved = Postings(session).save(posting(), NOON)
        Assessments(session).save(saved.posting_id, saved.version, replace(said, policies=policies, model_version=model))
    return saved.posting_id


def told(database: Database) -> list[dict[str, Any]]:
    """All that is to be told, delivered."""
    bodies = []
    while leased := lease(database):
        bodies += [due.body for due in leased]
        for due in leased:
            deliver(database, due)
    return bodies


FRAUD, EXPLOITATION = PolicyName.RECRUITMENT_FRAUD, PolicyName.EXPLOITATION_RISK


def test_a_posting_is_told_of_when_it_becomes_flagged_and_when_other_policies_flag_it(database: Database) -> None:
    endpoint(database)
    for number, flagged in enumerate([(), (FRAUD,), (FRAUD,), (FRAUD, EXPLOITATION), (), (FRAUD,)]):
        assess(database, *flagged, model=f"test+{number}")
    bodies = told(database)
    assert [body["type"] for body in bodies] == ["assessment.flagged"] * 3
    flags = [[policy["policy"] for policy in body["data"]["policies"] if policy["flagged"]] for body in bodies]
    assert flags == [[FRAUD], [FRAUD, EXPLOITATION], [FRAUD]]
    assert [body["data"]["flagged_before"] for body in bodies] == [[], [FRAUD], []]


def test_what_is_told_of_a_posting_holds_none_of_its_words(database: Database) -> None:
    endpoint(database)
    posting_id = assess(database, FRAUD)
    (body,) = told(database)
    assert body["data"]["posting_id"] == posting_id
    assert body["data"]["indicators"] == ["worker_pays_fee", "passport_retention"]
    assert body["timestamp"] == "2026-11-20T12:00:00Z"
    said = str(body)
    assert not [words for words in (*DESCRIPTION.split("\n"), "Warehouse", "Quay", "Rotterdam", "board") if words in said]


def act(database: Database, posting_id: str, action: ReviewAction, **more: Any) -> None:
    event = ReviewEvent(
        posting_id=posting_id, posting_version=1, reviewer="ada lovelace", action=action, recorded_at=NOON, **more
    )
    with database.session() as session:
        ReviewDesk(session).record(event)


def test_a_decision_is_told_without_who_made_it_and_in_which_words(database: Database) -> None:
    endpoint(database)
    posting_id = assess(database)
    act(database, posting_id, ReviewAction.CLAIM)
    decided = {"verdict": Verdict.RISKY, "policies": (FRAUD,), "accepted": ("worker_pays_fee",), "rejected": ("no_contract",)}
    act(database, posting_id, ReviewAction.DECIDE, reason="Call 555 0100", note="Ask Grace", **decided)
    (body,) = told(database)
    assert body["type"] == "posting.reviewed"
    assert body["data"] == {
        "posting_id": posting_id,
        "version": 1,
        "sequence": 2,
        "verdict": "risky",
        "policies": ["recruitment_fraud"],
        "accepted": ["worker_pays_fee"],
        "rejected": ["no_contract"],
        "decided_at": "2026-11-20T12:00:00Z",
    }


def test_what_is_undone_is_not_told(database: Database) -> None:
    endpoint(database)

    def fail_after_telling() -> None:
        with database.session() as session:
            saved = Postings(session).save(posting(), NOON)
            Assessments(session).save(saved.posting_id, saved.version, assessment())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_telling()
    assert told(database) == []


def test_only_those_are_told_who_asked_for_this_type_and_are_not_switched_off(database: Database) -> None:
    flagged = endpoint(database, EventType.ASSESSMENT_FLAGGED)
    reviewed = endpoint(database, EventType.POSTING_REVIEWED)
    happen(database, "a")
    assert [len(listed(database, one.endpoint_id)) for one in (flagged, reviewed)] == [1, 0]


def test_an_event_has_one_name_at_all_endpoints(database: Database) -> None:
    endpoints = endpoint(database), endpoint(database)
    happen(database, "a", "b")
    first, second = ([one.event_id for one in listed(database, each.endpoint_id)] for each in endpoints)
    assert first == second
    assert len(set(first)) == 2


def test_what_happens_in_one_organisation_is_told_there_and_nowhere_else(database: Database) -> None:
    ours, theirs = database.within("ours"), database.within("theirs")
    mine, other = endpoint(ours), endpoint(theirs)
    assess(ours, FRAUD)
    assert [len(listed(ours, mine.endpoint_id)), len(listed(theirs, other.endpoint_id))] == [1, 0]


def test_a_command_of_the_operator_tells_the_organisation_whose_posting_it_is(database: Database) -> None:
    ours = database.within("ours")
    mine, house = endpoint(ours), endpoint(database)
    posting_id = assess(ours)
    with database.session() as session:
        Assessments(session).save(posting_id, 1, replace(assessment(), model_version="test+2"))
    act(database, posting_id, ReviewAction.CLAIM)
    act(database, posting_id, ReviewAction.DECIDE, verdict=Verdict.RISKY, reason="A fee.")
    assert [one.type for one in listed(ours, mine.endpoint_id)] == ["posting.reviewed", "assessment.flagged"]
    with database.reading() as session:
        assert DeliveryLog(session).page(house.endpoint_id, 10)[0] == ()
