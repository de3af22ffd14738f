from __future__ import annotations

import multiprocessing
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

import store.tables
from features.posting import Posting
from store.database import Database
from store.errors import DatabaseError, DatabaseNewerError, DatabaseOutdatedError, DatabaseUnreachableError
from store.postings import Postings, SavedPosting
from store.tables import Table

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
DERIVED = ("search_index", "ix_search_texts_terms")


def upgrade(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.require_current()
    database.dispose()


def test_the_migrations_make_the_tables_that_the_code_speaks_of(database: Database) -> None:
    for tables in Path(store.tables.__file__).parent.glob("*tables.py"):
        import_module(f"store.{tables.stem}")
    with database.reading() as session:
        # The full-text index is made of what the mapper cannot say.
        opts = {"compare_type": True, "include_name": lambda name, *_: name is None or not name.startswith(DERIVED)}
        context = MigrationContext.configure(session.connection(), opts=opts)
        assert compare_metadata(context, Table.metadata) == []


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    with database.session() as session:
        saved = Postings(session).save(Posting(id="a"), NOW)
    database.upgrade()
    with database.reading() as session:
        assert Postings(session).get(saved.posting_id) is not None


def test_several_processes_may_upgrade_at_once(blank_database_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=upgrade, args=(blank_database_url,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]


def test_a_database_of_a_later_release_is_refused(blank_database_url: str) -> None:
    database = Database(blank_database_url)
    database.upgrade()
    with database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    for use in (database.upgrade, database.require_current):
        with pytest.raises(DatabaseNewerError, match="from_the_future"):
            use()
    database.dispose()


def test_a_database_that_was_never_upgraded_says_what_to_run(blank_database_url: str) -> None:
    database = Database(blank_database_url)
    with pytest.raises(DatabaseOutdatedError, match="db upgrade"):
        database.require_current()
    database.dispose()


@pytest.mark.parametrize("url", ["postgresql://nobody:secret@127.0.0.1:1/none", "sqlite:////dev/null/none.db"])
def test_a_database_that_does_not_answer_is_named_without_its_password(url: str) -> None:
    database = Database(url)
    with pytest.raises(DatabaseUnreachableError, match="none") as caught, database.session() as session:
        session.execute(text("SELECT 1"))
    assert "secret" not in str(caught.value)
    database.dispose()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://h/d", "sqlite://", "sqlite:///:memory:"])
def test_a_url_that_is_neither_sqlite_file_nor_postgresql_is_refused(url: str) -> None:
    with pytest.raises(DatabaseError, match="sqlite:///FILE"):
        Database(url)


def test_a_folder_for_a_new_sqlite_file_is_made(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/deep/100%/store.db")
    assert (tmp_path / "deep/100%/store.db").is_file()


def test_a_folder_that_cannot_be_made_is_named() -> None:
    database = Database("sqlite:////dev/null/deep/none.db")
    with pytest.raises(DatabaseUnreachableError, match=r"none\.db cannot be made: Not a directory"):
        database.upgrade()


def test_too_many_sessions_at_once_are_told_so(database_url: str) -> None:
    database = Database(database_url, busy_seconds=0.05)

    def open_many() -> None:
        with ExitStack() as stack:
            for _ in range(100):
                stack.enter_context(database.reading()).execute(text("SELECT 1"))

    with pytest.raises(DatabaseUnreachableError, match="too many sessions"):
        open_many()
    database.dispose()


def test_what_only_remembers_does_not_load_the_migrations() -> None:
    code = "import sys, store.database, store.queue; print('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_session_that_raises_leaves_nothing_behind(database: Database) -> None:
    saved: list[SavedPosting] = []

    def save_and_fail() -> None:
        with database.session() as session:
            saved.append(Postings(session).save(Posting(id="a"), NOW))
            raise KeyError

    with pytest.raises(KeyError):
        save_and_fail()
    with database.reading() as session:
        assert Postings(session).get(saved[0].posting_id) is None


def test_a_reading_session_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseError), database.reading() as session:
        Postings(session).save(Posting(id="a"), NOW)


def test_writing_works_again_after_reading_on_the_same_connection(database: Database) -> None:
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    with database.session() as session:
        saved = Postings(session).save(Posting(id="a"), NOW)
    with database.reading() as session:
        assert Postings(session).get(saved.posting_id) is not None


def test_reading_does_not_wait_for_a_writer(database: Database) -> None:
    with database.session() as writing, database.reading() as reading:
        saved = Postings(writing).save(Posting(id="a"), NOW)
        assert Postings(reading).get(saved.posting_id) is None


def test_times_come_back_aware_and_in_utc(database: Database) -> None:
    local = datetime(2026, 7, 1, 1, 2, 3, 456789, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with database.session() as session:
        saved = Postings(session).save(Posting(id="a"), local)
    with database.reading() as session:
        stored = Postings(session).get(saved.posting_id)
    assert stored is not None
    assert stored.first_seen_at == local
    assert stored.first_seen_at.tzinfo is UTC


def test_a_time_without_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(Exception, match="names no time zone"), database.session() as session:
        Postings(session).save(Posting(id="a"), naive)
