from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelling.review import (
    IncompleteReviewError,
    NotHolderError,
    Review,
    ReviewAction,
    ReviewError,
    ReviewEvent,
    ReviewState,
    TransitionError,
    Verdict,
    actions_from,
    advance,
    next_state,
    review_after,
    state_after,
)

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
CLAIM, RELEASE, ESCALATE, DECIDE, REOPEN = ReviewAction


def event(action: ReviewAction, reviewer: str = "ada", **more: Any) -> ReviewEvent:
    if action is DECIDE:
        more = {"verdict": Verdict.RISKY, "reason": "a fee is asked", **more}
    return ReviewEvent(posting_id="p", posting_version=1, reviewer=reviewer, action=action, recorded_at=NOW, **more)


def test_a_posting_is_open_until_something_is_done() -> None:
    assert state_after([]) is ReviewState.OPEN


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        ([CLAIM], ReviewState.CLAIMED),
        ([CLAIM, RELEASE], ReviewState.OPEN),
        ([CLAIM, DECIDE], ReviewState.CLOSED),
        ([CLAIM, DECIDE, REOPEN], ReviewState.OPEN),
        ([CLAIM, ESCALATE], ReviewState.ESCALATED),
        ([CLAIM, ESCALATE, CLAIM], ReviewState.RESOLVING),
        ([CLAIM, ESCALATE, CLAIM, RELEASE], ReviewState.ESCALATED),
        ([CLAIM, ESCALATE, CLAIM, DECIDE], ReviewState.CLOSED),
    ],
)
def test_the_state_is_the_fold_of_the_events(actions: list[ReviewAction], state: ReviewState) -> None:
    assert state_after(map(event, actions)) is state


def test_nobody_decides_what_nobody_claimed() -> None:
    with pytest.raises(TransitionError, match="cannot decide a posting that is open") as caught:
        state_after([event(DECIDE)])
    assert (caught.value.state, caught.value.action) == (ReviewState.OPEN, DECIDE)


def test_two_reviewers_cannot_claim_the_same_posting() -> None:
    with pytest.raises(TransitionError, match="cannot claim a posting that is claimed"):
        state_after([event(CLAIM, "ada"), event(CLAIM, "ben")])


@pytest.mark.parametrize("action", [DECIDE, ESCALATE])
def test_nobody_decides_or_escalates_what_someone_else_claimed(action: ReviewAction) -> None:
    with pytest.raises(NotHolderError, match=r"ben cannot .* what ada has claimed"):
        state_after([event(CLAIM, "ada"), event(action, "ben")])


def test_anyone_may_free_a_posting_that_is_stuck() -> None:
    assert review_after([event(CLAIM, "ada"), event(RELEASE, "ben"), event(CLAIM, "cy")]).holder == "cy"


def test_an_escalated_posting_is_decided_by_who_takes_it_over() -> None:
    review = review_after([event(CLAIM, "ada"), event(ESCALATE, "ada"), event(CLAIM, "ben")])
    assert (review.state, review.holder) == (ReviewState.RESOLVING, "ben")


def test_the_last_decision_stays_known_when_a_posting_is_reopened() -> None:
    decision = event(DECIDE)
    review = review_after([event(CLAIM), decision, event(REOPEN, "ben")])
    assert review == Review(ReviewState.OPEN, "", decision, 3)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"verdict": None}, "needs a verdict$"),
        ({"reason": "  "}, "needs a reason$"),
        ({"verdict": None, "reason": ""}, "needs a verdict and a reason$"),
        ({"accepted": ("a", "b"), "rejected": ("b",)}, "both accepted and rejected: b"),
        ({"reviewer": " "}, "names its reviewer"),
    ],
)
def test_an_incomplete_decision_is_refused(more: dict[str, Any], message: str) -> None:
    with pytest.raises(IncompleteReviewError, match=message):
        event(DECIDE, **more)


def test_only_a_decision_carries_a_verdict() -> None:
    with pytest.raises(IncompleteReviewError, match="this is to claim"):
        event(CLAIM, verdict=Verdict.UNSURE)


def test_a_review_without_time_zone_is_refused() -> None:
    with pytest.raises(IncompleteReviewError, match="time zone"):
        ReviewEvent(posting_id="p", posting_version=1, reviewer="ada", action=CLAIM, recorded_at=NOW.replace(tzinfo=None))


@given(st.lists(st.builds(event, st.sampled_from(ReviewAction), st.sampled_from(["ada", "ben"])), max_size=30))
def test_whatever_is_tried_a_held_posting_has_a_holder_and_refusals_change_nothing(events: list[ReviewEvent]) -> None:
    review, taken = Review(), []
    for each in events:
        try:
            review = advance(review, each)
        except ReviewError:
            continue
        taken.append(each)
    assert review == review_after(taken)
    assert review.sequence == len(taken)
    assert bool(review.holder) == (review.state in {ReviewState.CLAIMED, ReviewState.RESOLVING})
    assert (review.decision is not None) == any(each.action is DECIDE for each in taken)


@pytest.mark.parametrize("state", ReviewState)
def test_the_actions_of_a_state_are_those_that_lead_somewhere(state: ReviewState) -> None:
    allowed = actions_from(state)
    assert allowed
    for action in ReviewAction:
        if action in allowed:
            assert next_state(state, action) in ReviewState
        else:
            with pytest.raises(TransitionError, match=f"cannot {action} a posting that is {state}"):
                next_state(state, action)
