from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from features.posting import Posting
from labelling.desk import ReviewDesk
from labelling.review import ReviewAction, ReviewEvent, ReviewState, TransitionError, Verdict
from models.policy import PolicyName
from store.database import Database
from store.errors import ReviewConflictError, UnknownPostingError
from store.postings import Postings

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def saved_posting(database: Database) -> str:
    with database.session() as session:
        return Postings(session).save(Posting(id="a", title="Cook"), NOW).posting_id


def a_claim(posting_id: str, reviewer: str = "ada") -> ReviewEvent:
    return ReviewEvent(posting_id=posting_id, posting_version=1, reviewer=reviewer, action=ReviewAction.CLAIM, recorded_at=NOW)


def a_decision(posting_id: str) -> ReviewEvent:
    return ReviewEvent(
        posting_id=posting_id,
        posting_version=1,
        reviewer="ada",
        action=ReviewAction.DECIDE,
        recorded_at=NOW,
        verdict=Verdict.RISKY,
        policies=(PolicyName.EXPLOITATION_RISK,),
        accepted=("upfront_fee",),
        rejected=("vague_duties",),
        reason="A fee is asked before the contract.",
        note="Seen before?",
        shown_model_version="m1",
    )


def test_what_is_recorded_comes_back_and_the_state_is_answered_and_stored(database: Database) -> None:
    posting_id = saved_posting(database)
    for event, state in ((a_claim(posting_id), ReviewState.CLAIMED), (a_decision(posting_id), ReviewState.CLOSED)):
        with database.session() as session:
            assert ReviewDesk(session).record(event) is state
    with database.reading() as session:
        desk, stored = ReviewDesk(session), Postings(session).get(posting_id)
        assert desk.events(posting_id) == (a_claim(posting_id), a_decision(posting_id))
        assert desk.review(posting_id).decision == a_decision(posting_id)
    assert stored is not None
    assert stored.state == ReviewState.CLOSED


def test_the_second_reviewer_to_claim_is_told_so(database: Database) -> None:
    posting_id = saved_posting(database)
    with database.session() as session:
        ReviewDesk(session).record(a_claim(posting_id, "ada"))
    with database.session() as session, pytest.raises(TransitionError):
        ReviewDesk(session).record(a_claim(posting_id, "ben"))
    with database.reading() as session:
        assert ReviewDesk(session).review(posting_id).holder == "ada"


def test_who_acts_on_an_outdated_view_is_refused(database: Database) -> None:
    posting_id = saved_posting(database)
    with database.session() as session:
        desk = ReviewDesk(session)
        desk.record(a_claim(posting_id), seen=0)
        desk.record(replace(a_claim(posting_id), action=ReviewAction.RELEASE), seen=1)
        with pytest.raises(ReviewConflictError):
            desk.record(a_claim(posting_id, "ben"), seen=0)
        assert desk.record(a_claim(posting_id, "ben"), seen=2) is ReviewState.CLAIMED


def test_a_review_of_what_is_not_there_is_refused_as_such(database: Database) -> None:
    posting_id = saved_posting(database)
    with database.session() as session:
        for event in (a_decision("nothing"), replace(a_claim(posting_id), posting_version=9)):
            with pytest.raises(UnknownPostingError):
                ReviewDesk(session).record(event)
