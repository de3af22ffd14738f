"""A PostgreSQL server for the tests: the one that is named, else a local one, else one that is started for this run."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

NAMED = "RECRUITMENT_RISK_TEST_POSTGRES"
LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"


class PostgresServer:
    """Found at most once, when first asked for; stopped when it was started here."""

    def __init__(self) -> None:
        self._looked = False
        self._url: str | None = None
        self._folder: Path | None = None

    def url(self) -> str | None:
        """Where it answers, or None where there is none to be had. A server that is named must answer."""
        if not self._looked:
            self._looked = True
            self._url = self._named() if NAMED in os.environ else self._local() or self._start()
        return self._url

    def stop(self) -> None:
        """Stop a server that was started here, and remove its files."""
        if self._folder is not None:
            _run(self._folder, "pg_ctl", "stop", "-D", str(self._folder / "data"), "-m", "immediate")
            shutil.rmtree(self._folder)
            self._folder = None

    def _named(self) -> str:
        try:
            return _answering(os.environ[NAMED])
        except psycopg.Error as error:
            raise pytest.UsageError(f"{NAMED} names a server that does not answer: {error}") from error

    def _local(self) -> str | None:
        try:
            return _answering(LOCAL)
        except psycopg.OperationalError:
            return None

    def _start(self) -> str | None:
        if _program("pg_ctl") is None or _program("initdb") is None:
            return None
        self._folder = folder = Path(tempfile.mkdtemp(prefix="recruitment-risk-postgres-"))
        if user := _account():
            shutil.chown(folder, user)
        port, data = _free_port(), str(folder / "data")
        _run(folder, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        _run(folder, "pg_ctl", "start", "-w", "-D", data, "-l", str(folder / "log"), "-o", options)
        return _answering(f"postgresql://postgres@127.0.0.1:{port}/postgres")


@contextmanager
def scratch_database(server_url: str, name: str) -> Iterator[str]:
    """An empty database of that name, dropped at the end."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(_sql('DROP DATABASE IF EXISTS "{}" WITH (FORCE)', name))
        connection.execute(_sql('CREATE DATABASE "{}"', name))
        try:
            yield _renamed(server_url, name)
        finally:
            connection.execute(_sql('DROP DATABASE "{}" WITH (FORCE)', name))


def empty_tables(url: str) -> None:
    """Remove every row but the mark of the last migration."""
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = ", ".join(f'"{name}"' for (name,) in names if name != "alembic_version")
        connection.execute(_sql("TRUNCATE {}", tables))


def _sql(statement: str, value: str) -> Any:
    return statement.format(value).encode()


def _renamed(url: str, name: str) -> str:
    base, mark, query = url.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}{mark}{query}"


def _answering(url: str) -> str:
    psycopg.connect(url, connect_timeout=5).close()
    return url


def _program(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or next((str(path) for path in reversed(installed)), None)


def _account() -> str | None:
    """Whose account the server runs under: ours, except that it refuses to run as root."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None) if os.geteuid() == 0 else None


def _run(folder: Path, name: str, *arguments: str) -> None:
    command = [_program(name) or name, *arguments]
    # Its output goes nowhere: a server that inherits a pipe would keep it open.
    subprocess.run(command, cwd=folder, user=_account(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
