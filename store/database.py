"""The database: SQLite in a file, or PostgreSQL through psycopg, by URL. Sessions, and the upgrade to this release's tables.

SQLite runs with a write-ahead log, so that readers and the one writer do not wait for each other; a writing session takes the
write lock when it begins, because a lock taken half-way cannot be waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from sqlite3 import OperationalError as SqliteError
from threading import Lock
from time import sleep
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm import Session

from store.errors import DatabaseError, DatabaseUnreachableError
from store.scope import ScopedSession

__all__ = ["Database", "DatabaseError", "Session"]

BUSY_SECONDS: Final = 30
"""How long a session waits, for a connection or for SQLite's write lock, before it gives up."""

_PATIENCE: Final = (0.01, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait before SQLite is asked once more for its write-ahead log."""

_upgrading: Final = Lock()
"""Alembic keeps the migration it runs in a module, so a process runs one at a time."""


class Database:
    """Where everything is remembered. One for a process; sessions are short and belong to one thread each."""

    def __init__(self, url: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self._url = _understood(url)
        self._organisation: str | None = None
        engine = _engine(self._url, busy_seconds)
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        self._reading = engine.execution_options(begin="BEGIN DEFERRED", postgresql_readonly=True)

    def __str__(self) -> str:
        """The URL, without its password."""
        return self._url.render_as_string(hide_password=True)

    def within(self, organisation: str) -> Database:
        """The same database as one organisation sees it: its own postings, and no other's."""
        view = copy(self)
        view._organisation = organisation
        return view

    def upgrade(self) -> None:
        """Bring the tables to this release; nothing happens where they are. Safe when several processes start at once."""
        if self._url.get_backend_name() == "sqlite":
            self._make_folder()
        from store import revisions

        with _upgrading, self._understandably(), self._writing.begin() as connection:
            revisions.upgrade(connection, str(self))

    def _make_folder(self) -> None:
        try:
            Path(str(self._url.database)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnreachableError(f"{self} cannot be made: {error.strerror or error}") from error

    def require_current(self) -> None:
        """Raise a `DatabaseError` that says what to do unless the tables are those of this release."""
        from store import revisions

        with self._understandably(), self._reading.connect() as connection:
            revisions.require_current(connection, str(self))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A unit of work: committed when the block ends, undone when it raises."""
        with self._understandably(), self._session(self._writing) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look that changes nothing, and on SQLite waits for nobody."""
        with self._understandably(), self._session(self._reading) as session:
            yield session

    def dispose(self) -> None:
        """Close every connection."""
        self._writing.dispose()

    def _session(self, engine: Engine) -> ScopedSession:
        return ScopedSession(engine, expire_on_commit=False, info=ScopedSession.info_for(self._organisation))

    @contextmanager
    def _understandably(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, InterfaceError, InternalError) as error:
            reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
            raise DatabaseUnreachableError(f"{self} cannot be used: {reason}") from error
        except NoConnectionError as error:
            raise DatabaseUnreachableError(f"{self} cannot be used: too many sessions are open at once") from error


def _understood(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError("the database URL cannot be read: use sqlite:///FILE or postgresql://USER@HOST/NAME") from None
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return parsed
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    raise DatabaseError(
        f"{parsed.render_as_string()} is neither a SQLite file (sqlite:///FILE) nor PostgreSQL (postgresql://...)"
    )


def _engine(url: URL, busy_seconds: float) -> Engine:
    if url.get_backend_name() == "postgresql":
        arguments = {"connect_timeout": 10}
        return create_engine(url, hide_parameters=True, pool_timeout=busy_seconds, pool_pre_ping=True, connect_args=arguments)
    engine = create_engine(url, hide_parameters=True, pool_timeout=busy_seconds, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own idea of when to begin would begin late, and end a transaction before a change of tables.
    connection.isolation_level = None
    _use_write_ahead_log(connection)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _use_write_ahead_log(connection: Any) -> None:
    # Two processes that open a new file at once both want to change it, and SQLite refuses one of them without waiting.
    for patience in (*_PATIENCE, None):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except SqliteError:
            if patience is None:
                raise
            sleep(patience)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if begin == 'BEGIN DEFERRED' else 'OFF'}")
    connection.exec_driver_sql(begin)
