"""Which release a database's tables are of, and the way to this one. Kept apart because Alembic is slow to load."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from store.errors import DatabaseNewerError, DatabaseOutdatedError

_UPGRADE_LOCK: Final = 0x52_45_43_52_49_53_4B
"""PostgreSQL advisory lock that lets one process upgrade at a time ("RECRISK")."""


def upgrade(connection: Connection, name: str) -> None:
    """Bring the tables to this release. Raises DatabaseNewerError where they are of a later one."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
    config = _migrations()
    _known_revisions(connection, config, name)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def require_current(connection: Connection, name: str) -> None:
    """Raise a DatabaseError that says what to do unless the tables are those of this release."""
    config = _migrations()
    if set(_known_revisions(connection, config, name)) != set(ScriptDirectory.from_config(config).get_heads()):
        raise DatabaseOutdatedError(f"{name} is not upgraded to this release: run `recruitment-risk db upgrade`")


def _known_revisions(connection: Connection, config: Config, name: str) -> tuple[str, ...]:
    """The revisions that the tables are of. Raises DatabaseNewerError where this release does not know one."""
    current = MigrationContext.configure(connection).get_current_heads()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if unknown := set(current) - known:
        raise DatabaseNewerError(
            f"{name} was written by a later release (revision {', '.join(sorted(unknown))}): install that release or later"
        )
    return current


def _migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
