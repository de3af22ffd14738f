"""Databases of both kinds, a browser and the shared data for the tests that ask for them; what is missing is said at the end.

Missing things leave tests out, unless RECRUITMENT_RISK_REQUIRE=1: then the run fails.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from store.database import Database
from tests.postgres import NAMED, PostgresServer, empty_tables, scratch_database

settings.register_profile("unhurried", deadline=None)  # speed is measured in benchmarks, never by a test
settings.register_profile(
    "repeatable", derandomize=True, deadline=None
)  # what must pass before a change lands answers alike twice
settings.load_profile("repeatable" if os.environ.get("RECRUITMENT_RISK_REQUIRE") == "1" else "unhurried")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
NO_POSTGRES = "PostgreSQL: not found; {} tests ran on SQLite only"
NO_CHROMIUM = "Chromium: not found by CHROMIUM or on the path; {} tests left out"
NO_SHARED = "shared data: not found beside the repository; {} tests left out"

_server = PostgresServer()
_left_out: dict[str, int] = {}


def pytest_configure(config: pytest.Config) -> None:
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput") and (url := _server.url()):
        os.environ[NAMED] = url  # one server for all workers


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = {id(item): line for item in items if (line := _missing(item))}
    for line in missing.values():
        _left_out[line] = _left_out.get(line, 0) + 1
    if missing:
        config.hook.pytest_deselected(items=[item for item in items if id(item) in missing])
        items[:] = [item for item in items if id(item) not in missing]
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = _left_out


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    _left_out.update(getattr(node, "workeroutput", {}).get("left_out", {}))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _left_out and os.environ.get("RECRUITMENT_RISK_REQUIRE") == "1":
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line, count in _left_out.items():
        terminalreporter.write_line(line.format(count), yellow=True)
    if _left_out and os.environ.get("RECRUITMENT_RISK_REQUIRE") == "1":
        terminalreporter.write_line("RECRUITMENT_RISK_REQUIRE=1: a run that leaves tests out fails", red=True)


def pytest_unconfigure() -> None:
    _server.stop()


def _missing(item: pytest.Item) -> str | None:
    """The line that says what this test lacks, if anything."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    if parameters.get("backend") == "postgresql" and _server.url() is None:
        return NO_POSTGRES
    if "chromium" in getattr(item, "fixturenames", ()) and not _chromium():
        return NO_CHROMIUM
    return NO_SHARED if "shared_data" in getattr(item, "fixturenames", ()) and not SHARED.is_dir() else None


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = _chromium()
    assert found is not None
    return found


@pytest.fixture
def shared_data() -> Path:
    """The folder with the data that is not part of the repository."""
    return SHARED


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_scratch() -> Iterator[str]:
    url = _server.url()
    assert url is not None
    with scratch_database(url, f"recruitment_risk_{os.getpid()}") as scratch:
        _upgrade(scratch)
        yield scratch


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An upgraded database without a row, on SQLite and then on PostgreSQL."""
    if backend == "sqlite":
        shutil.copy(request.getfixturevalue("_sqlite_template"), tmp_path / "store.db")
        return f"sqlite:///{tmp_path / 'store.db'}"
    url: str = request.getfixturevalue("_postgres_scratch")
    empty_tables(url)
    return url


@pytest.fixture
def blank_database_url(backend: str, tmp_path: Path) -> Iterator[str]:
    """A database without a table."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank.db'}"
        return
    url = _server.url()
    assert url is not None
    with scratch_database(url, f"recruitment_risk_{os.getpid()}_blank") as scratch:
        yield scratch


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """What the test remembers in."""
    database = Database(database_url)
    yield database
    database.dispose()


def _upgrade(url: str) -> None:
    database = Database(url)
    database.upgrade()
    database.dispose()
