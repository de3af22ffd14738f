from __future__ import annotations

from datetime import timedelta, timezone

from store.database import Database, Session
from store.decisions import Decided, Decision, Decisions
from store.postings import Postings
from tests.factories import NOON, posting


def kept(session: Session) -> str:
    return Postings(session).save(posting(), NOON).posting_id


def removed(posting_id: str, hour: int = 0, **changes: str) -> Decision:
    moment = NOON + timedelta(hours=hour)
    return Decision(posting_id=posting_id, version=1, decision=Decided.REMOVED, decided_at=moment, recorded_at=NOON, **changes)


def test_decisions_are_told_in_the_order_in_which_they_were_decided(database: Database) -> None:
    with database.session() as session:
        name, decisions = kept(session), Decisions(session)
        late, early = removed(name, 2, reason="A fee.", client="moderation", policy="recruitment_fraud"), removed(name, 1)
        assert [decisions.append(one) for one in (late, early)] == [True, True]
        assert decisions.of(name) == (early, late)


def test_the_same_decision_is_recorded_once_and_never_changed(database: Database) -> None:
    with database.session() as session:
        name, decisions = kept(session), Decisions(session)
        assert decisions.append(removed(name, reason="first"))
        assert not decisions.append(removed(name, reason="second"))
        assert [one.reason for one in decisions.of(name)] == ["first"]


def test_the_same_moment_in_another_time_zone_is_the_same_decision(database: Database) -> None:
    with database.session() as session:
        name, decisions = kept(session), Decisions(session)
        decisions.append(removed(name))
        local = NOON.astimezone(timezone(timedelta(hours=5)))
        again = Decision(posting_id=name, version=1, decision=Decided.REMOVED, decided_at=local, recorded_at=NOON)
        assert not decisions.append(again)


def test_another_organisation_reads_none_of_them(database: Database) -> None:
    with database.within("ours").session() as session:
        name = kept(session)
        Decisions(session).append(removed(name))
    with database.within("theirs").reading() as session:
        assert Decisions(session).of(name) == ()
