"""What reviews and decisions come to, rule by rule, and whatever the order in which they arrive."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labelling.desk import ReviewDesk
from labelling.labels import labels, labels_of, platform_label
from labelling.review import ReviewAction, ReviewEvent, Verdict
from models.policy import PolicyName
from store.assessments import Assessments
from store.database import Database, Session
from store.decisions import Decided, Decision, Decisions
from store.errors import CursorError
from store.postings import Postings
from tests.factories import NOON, assessment, posting

FRAUD = PolicyName.RECRUITMENT_FRAUD


def decision(what: Decided, hour: int = 0, **changes: Any) -> Decision:
    plain = {"posting_id": "p", "version": 1, "recorded_at": NOON, "decided_at": NOON + timedelta(hours=hour)}
    return Decision(decision=what, **plain | changes)


def decide(verdict: Verdict, hour: int = 0, **changes: Any) -> ReviewEvent:
    plain = {"posting_id": "p", "posting_version": 1, "reviewer": "ana", "reason": "Because."}
    moment = NOON + timedelta(hours=hour)
    return ReviewEvent(action=ReviewAction.DECIDE, verdict=verdict, recorded_at=moment, **plain | changes)


DECISIONS = st.lists(
    st.builds(
        decision, st.sampled_from(Decided), st.integers(0, 5), version=st.integers(1, 3), policy=st.sampled_from(["", FRAUD])
    ),
    max_size=8,
    unique_by=lambda one: (one.decision, one.decided_at),
)
REVIEWS = st.lists(
    st.builds(
        decide,
        st.sampled_from(Verdict),
        reviewer=st.sampled_from(["ana", "mara"]),
        posting_version=st.integers(1, 2),
        shown_model_version=st.sampled_from(["", "m1"]),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("decided", "verdict"),
    [
        ([Decided.REMOVED], Verdict.RISKY),
        ([Decided.KEPT], Verdict.NOT_RISKY),
        ([Decided.REMOVED, Decided.RESTORED], Verdict.NOT_RISKY),
        ([Decided.REMOVED, Decided.APPEALED], Verdict.UNSURE),
        ([Decided.REMOVED, Decided.APPEALED, Decided.RESTORED], Verdict.NOT_RISKY),
        ([Decided.REMOVED, Decided.APPEALED, Decided.REMOVED], Verdict.RISKY),
        ([Decided.KEPT, Decided.REMOVED], Verdict.RISKY),
        ([Decided.REMOVED, Decided.RESTORED, Decided.REMOVED], Verdict.RISKY),
    ],
)
def test_the_last_decision_of_a_platform_counts(decided: list[Decided], verdict: Verdict) -> None:
    label = platform_label(decision(one, hour) for hour, one in enumerate(decided))
    assert label is not None
    assert (label.verdict, label.provenance, label.blind) == (verdict, f"platform:{decided[-1]}", False)


def test_nothing_decided_is_no_label() -> None:
    assert labels_of([], []) == ()


def test_only_a_removal_confirms_a_policy() -> None:
    assert [platform_label([decision(one, policy=FRAUD)]).policies for one in Decided] == [(FRAUD,), (), (), ()]  # type: ignore[union-attr]


@given(DECISIONS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(decisions: list[Decision], random: Any) -> None:
    shuffled = random.sample(decisions, len(decisions))
    assert platform_label(shuffled) == platform_label(decisions)


@given(DECISIONS)
def test_what_is_told_twice_counts_once(decisions: list[Decision]) -> None:
    assert platform_label([*decisions, *decisions]) == platform_label(decisions)


@given(DECISIONS, st.sampled_from(Decided), st.sampled_from(Decided))
def test_what_came_before_the_last_decision_changes_nothing(decisions: list[Decision], last: Decided, late: Decided) -> None:
    ended = [*decisions, decision(last, 9)]
    label = platform_label([*ended, decision(late, 8)])
    assert label == platform_label(ended) == platform_label([decision(last, 9)])


@given(REVIEWS, DECISIONS)
def test_there_is_one_label_of_each_reviewer_and_version_and_one_of_the_platform(
    events: list[ReviewEvent], decisions: list[Decision]
) -> None:
    found = labels_of(events, decisions)
    reviewed = [label for label in found if label.provenance == "review"]
    assert {(label.version, label.reviewer) for label in reviewed} == {(one.posting_version, one.reviewer) for one in events}
    assert len(reviewed) == len({(label.version, label.reviewer) for label in reviewed})
    assert len(found) - len(reviewed) == bool(decisions)
    for label in reviewed:
        last = [one for one in events if (one.posting_version, one.reviewer) == (label.version, label.reviewer)][-1]
        assert (label.verdict, label.shown_model_version) == (last.verdict, last.shown_model_version)
        assert label.blind is (last.shown_model_version == "")


def test_only_what_was_decided_is_a_label() -> None:
    claim = ReviewEvent(posting_id="p", posting_version=1, reviewer="ana", action=ReviewAction.CLAIM, recorded_at=NOON)
    assert labels_of([claim], []) == ()


def kept(session: Session, name: str) -> str:
    of = posting(id=name)
    saved = Postings(session).save(of, NOON)
    Assessments(session).save(saved.posting_id, saved.version, assessment(of))
    return saved.posting_id


def reviewed(session: Session, name: str, verdict: Verdict = Verdict.RISKY) -> str:
    posting_id = kept(session, name)
    claim = ReviewEvent(posting_id=posting_id, posting_version=1, reviewer="ana", action=ReviewAction.CLAIM, recorded_at=NOON)
    for event in (claim, decide(verdict, posting_id=posting_id)):
        ReviewDesk(session).record(event)
    return posting_id


def decided(session: Session, name: str, what: Decided) -> str:
    posting_id = kept(session, name)
    Decisions(session).append(decision(what, posting_id=posting_id))
    return posting_id


def test_labels_of_reviews_and_of_platforms_are_read_back(database: Database) -> None:
    with database.session() as session:
        kept(session, "never judged")
        expected = {
            (reviewed(session, "a"), Verdict.RISKY, "review"),
            (decided(session, "b", Decided.KEPT), Verdict.NOT_RISKY, "platform:kept"),
        }
        page = labels(session)
    assert {(label.posting_id, label.verdict, label.provenance) for label in page.labels} == expected
    assert page.next_cursor is None


def test_another_organisation_has_no_labels_of_ours(database: Database) -> None:
    with database.within("ours").session() as session:
        reviewed(session, "a")
        decided(session, "b", Decided.REMOVED)
    with database.within("theirs").reading() as session:
        assert labels(session).labels == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(there=st.integers(0, 6), coming=st.integers(0, 3), limit=st.integers(1, 3))
def test_paging_reads_the_labels_of_every_posting_once_while_others_come_in(
    database: Database, there: int, coming: int, limit: int
) -> None:
    with database.session() as session:
        try:
            names = {decided(session, f"there {number}", Decided.REMOVED) for number in range(there)}
            seen, cursor = list[str](), None
            for number in range(50):
                page = labels(session, limit, cursor)
                seen += [label.posting_id for label in page.labels]
                if (cursor := page.next_cursor) is None:
                    break
                if number < coming:
                    decided(session, f"new {number}", Decided.REMOVED)
            assert cursor is None
            assert len(seen) == len(set(seen))
            assert names <= set(seen)
        finally:
            session.rollback()


@pytest.mark.parametrize("cursor", ["x", "WzFd", "W10"])
def test_a_cursor_that_was_not_handed_out_is_refused(database: Database, cursor: str) -> None:
    with database.reading() as session, pytest.raises(CursorError):
        labels(session, cursor=cursor)
