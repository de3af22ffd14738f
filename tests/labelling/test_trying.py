"""A threshold is tried on what was assessed and decided: the database counts as one would count by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labelling.desk import ReviewDesk
from labelling.review import ReviewAction, ReviewEvent, Verdict
from labelling.trying import EXAMPLES, Trial, precision_of, trial
from models.abstention import TOO_SHORT
from models.policy import PolicyName
from store.database import Database, Session
from store.previews import Counts
from tests.store.assessed import an_assessment, enqueue

FRAUD, OTHER = PolicyName.RECRUITMENT_FRAUD, PolicyName.EXPLOITATION_RISK
TODAY = date(2026, 11, 20)
SHARES = st.sampled_from([0.1, 0.25, 0.3, 0.5, 0.50001, 0.9])


@dataclass(frozen=True)
class Decision:
    """What a reviewer found."""

    verdict: Verdict
    policies: tuple[PolicyName, ...] = ()


@dataclass(frozen=True)
class Case:
    """A posting as it is assessed and decided, so many days ago."""

    probability: float
    days_ago: int = 0
    abstained: str = ""
    decisions: tuple[Decision, ...] = ()

    def is_reviewed(self) -> bool:
        return bool(self.decisions) and self.decisions[-1].verdict is not Verdict.UNSURE

    def is_confirmed(self) -> bool:
        last = self.decisions[-1] if self.decisions else Decision(Verdict.UNSURE)
        return last.verdict is Verdict.RISKY and (not last.policies or FRAUD in last.policies)


CASES = st.lists(
    st.builds(
        Case,
        probability=SHARES,
        days_ago=st.integers(0, 4),
        abstained=st.sampled_from(["", "", "", TOO_SHORT]),
        decisions=st.lists(
            st.builds(
                Decision, st.sampled_from(Verdict), st.lists(st.sampled_from(PolicyName), max_size=2, unique=True).map(tuple)
            ),
            max_size=2,
        ).map(tuple),
    ),
    max_size=8,
)
NAMES = count()


def keep(session: Session, case: Case) -> str:
    moment = datetime.combine(TODAY - timedelta(days=case.days_ago), time(12), UTC)
    said = an_assessment(case.probability, assessed_at=moment, abstained=case.abstained)
    posting_id = enqueue(session, f"n{next(NAMES)}", said)
    for number, decision in enumerate(case.decisions):
        if number:
            act(session, posting_id, ReviewAction.REOPEN)
        act(session, posting_id, ReviewAction.CLAIM)
        act(session, posting_id, ReviewAction.DECIDE, decision)
    return posting_id


def act(session: Session, posting_id: str, action: ReviewAction, decision: Decision | None = None) -> None:
    event = ReviewEvent(
        posting_id=posting_id,
        posting_version=1,
        reviewer="mara",
        action=action,
        recorded_at=datetime.combine(TODAY, time(13), UTC),
        verdict=decision.verdict if decision else None,
        policies=decision.policies if decision else (),
        reason="why" if decision else "",
    )
    ReviewDesk(session).record(event)


def by_hand(cases: Sequence[Case], now: float, would: float) -> Counts:
    judged = [case for case in cases if not case.abstained]
    flagged = [case for case in judged if case.probability >= would]
    reviewed = [case for case in flagged if case.is_reviewed()]
    confirmed = [case for case in reviewed if case.is_confirmed()]
    return Counts(len(judged), sum(case.probability >= now for case in judged), len(flagged), len(reviewed), len(confirmed))


def tried(database: Database, *cases: Case, now: float = 0.5, would: float = 0.3, days: int = 3) -> tuple[Trial, list[str]]:
    with database.session() as session:
        ids = [keep(session, case) for case in cases]
    with database.reading() as session:
        return trial(session, FRAUD, now, would, TODAY, days), ids


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CASES, SHARES, SHARES, st.integers(1, 6))
def test_the_database_counts_as_one_would_by_hand(
    database: Database, cases: list[Case], now: float, would: float, days: int
) -> None:
    own = database.within(f"run-{next(NAMES)}")
    said, ids = tried(own, *cases, now=now, would=would, days=days)
    for back, day in enumerate(reversed(said.days)):
        assert day == TODAY - timedelta(days=back)
        assert said.days[day] == by_hand([case for case in cases if case.days_ago == back], now, would)
    inside = [
        (posting_id, case) for posting_id, case in zip(ids, cases, strict=True) if case.days_ago < days and not case.abstained
    ]
    assert said.totals == by_hand([case for _, case in inside], now, would)
    newly = {posting_id for posting_id, case in inside if would <= case.probability < now}
    no_longer = {posting_id for posting_id, case in inside if now <= case.probability < would}
    assert (set(said.newly_flagged.examples), said.newly_flagged.count) == (newly, len(newly))
    assert (set(said.no_longer_flagged.examples), said.no_longer_flagged.count) == (no_longer, len(no_longer))


def test_the_last_decision_counts_and_another_policy_s_confirms_nothing(database: Database) -> None:
    risky, other = Decision(Verdict.RISKY, (FRAUD,)), Decision(Verdict.RISKY, (OTHER,))
    cases = [
        Case(0.9, decisions=(Decision(Verdict.NOT_RISKY), risky)),
        Case(0.9, decisions=(risky, Decision(Verdict.NOT_RISKY))),
        Case(0.9, decisions=(other,)),
        Case(0.9, decisions=(Decision(Verdict.RISKY),)),
        Case(0.9, decisions=(Decision(Verdict.UNSURE),)),
        Case(0.1, decisions=(risky,)),
    ]
    said, _ = tried(database, *cases)
    assert said.totals == Counts(assessed=6, flagged_now=5, would_be_flagged=5, reviewed=4, confirmed=2)
    assert said.precision is not None
    assert said.precision.share == 0.5
    assert said.per_day(said.totals.would_be_flagged) == pytest.approx(5 / 3, abs=0.001)


def test_where_nothing_was_reviewed_there_is_no_precision(database: Database) -> None:
    said, _ = tried(database, Case(0.9))
    assert said.precision is None
    assert tried(database)[0].precision is None


def test_of_many_some_are_named_the_last_assessed_first(database: Database) -> None:
    said, ids = tried(database, *(Case(0.4, days_ago=number % 3) for number in range(3 * EXAMPLES)))
    assert said.newly_flagged.count == 3 * EXAMPLES
    assert set(said.newly_flagged.examples) == set(ids[::3])


def test_what_another_organisation_assessed_and_decided_is_not_counted(database: Database) -> None:
    tried(database.within("theirs"), Case(0.4, decisions=(Decision(Verdict.RISKY),)))
    said, _ = tried(database.within("ours"), Case(0.9))
    assert said.totals == Counts(1, 1, 1, 0, 0)
    assert said.newly_flagged.count == 0
    assert said.newly_flagged.examples == ()


@given(st.integers(1, 5_000).flatmap(lambda reviewed: st.tuples(st.integers(0, reviewed), st.just(reviewed))))
def test_a_precision_lies_in_its_interval_and_the_interval_between_0_and_1(seen: tuple[int, int]) -> None:
    precision = precision_of(*seen)
    assert precision is not None
    assert 0.0 <= precision.low <= precision.share <= precision.high <= 1.0
    assert precision.high - precision.low > 0
