from __future__ import annotations

from datetime import timedelta

import pytest

from models.policy import PolicyName
from store.database import Database
from store.errors import CursorError, ThresholdConflictError
from store.thresholds import ThresholdChange, Thresholds
from tests.store.assessed import NOW

FRAUD = PolicyName.RECRUITMENT_FRAUD


def a_change(version: int, threshold: float | None, policy: PolicyName = FRAUD) -> ThresholdChange:
    return ThresholdChange(
        policy=policy,
        version=version,
        threshold=threshold,
        changed_at=NOW + timedelta(hours=version),
        changed_by="mara",
        reason=f"the {version}.",
    )


def change(database: Database, *changes: ThresholdChange) -> None:
    with database.session() as session:
        for one in changes:
            Thresholds(session).change(one)


def test_where_nothing_was_changed_there_is_no_threshold_of_its_own(database: Database) -> None:
    with database.reading() as session:
        assert Thresholds(session).own() == {}
        assert Thresholds(session).history(FRAUD, 10).changes == ()


def test_the_last_change_is_in_force_and_none_leads_back_to_the_shipped_one(database: Database) -> None:
    other = PolicyName.EXPLOITATION_RISK
    change(database, a_change(2, 0.6), a_change(1, 0.4), a_change(1, 0.3, other))
    with database.reading() as session:
        assert Thresholds(session).own() == {FRAUD: 0.6, other: 0.3}
        assert Thresholds(session).latest()[FRAUD] == a_change(2, 0.6)
    change(database, a_change(3, None))
    with database.reading() as session:
        assert Thresholds(session).own() == {other: 0.3}


def test_of_two_changes_from_the_same_version_the_second_is_refused(database: Database) -> None:
    change(database, a_change(1, 0.4))
    with pytest.raises(ThresholdConflictError, match="recruitment_fraud"):
        change(database, a_change(1, 0.9))
    with database.reading() as session:
        assert Thresholds(session).own() == {FRAUD: 0.4}


def test_the_history_is_read_page_by_page_the_last_first_whatever_is_added(database: Database) -> None:
    change(database, *(a_change(version, version / 10) for version in (1, 2, 3)))
    with database.reading() as session:
        first = Thresholds(session).history(FRAUD, 2)
    change(database, a_change(4, 0.4))
    with database.reading() as session:
        rest = Thresholds(session).history(FRAUD, 2, first.next_cursor)
    assert [item.version for item in (*first.changes, *rest.changes)] == [3, 2, 1]
    assert rest.next_cursor is None
    assert rest.changes[0] == a_change(1, 0.1)


@pytest.mark.parametrize("cursor", ["", "?", "W10", "WzBd", "W3RydWVd", "WyJhIl0", "Wzk5OTk5OTk5OTk5OV0", "W" * 400, "ä"])
def test_a_cursor_that_was_not_handed_out_is_refused(database: Database, cursor: str) -> None:
    with database.reading() as session, pytest.raises(CursorError):
        Thresholds(session).history(FRAUD, 2, cursor)


def test_thresholds_are_each_organisation_s_own(database: Database) -> None:
    change(database.within("ours"), a_change(1, 0.4))
    change(database.within("theirs"), a_change(1, 0.8), a_change(2, 0.9))
    with database.within("ours").reading() as session:
        assert Thresholds(session).own() == {FRAUD: 0.4}
        assert [item.version for item in Thresholds(session).history(FRAUD, 10).changes] == [1]
    with database.reading() as session:
        assert Thresholds(session).own() == {}
