"""Several processes that answer on one socket, and the one that looks after them: it replaces those that die, and ends all."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from fastapi import FastAPI
from uvicorn import Config
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from models.assessor import Assessor
from serving.app import create_app
from serving.operations.metrics import SHARED_VARIABLE
from serving.operations.uvicorn_options import uvicorn_options
from serving.settings import PREFIX, Settings
from store.location import DATABASE_VARIABLE

_APPLICATION: Final = f"{__name__}:application"
_SIGN_OF_LIFE_SECONDS: Final = 60
"""A process that loads a model on a busy machine is not dead."""
_SECONDS_BESIDES: Final = 15
"""To close the database, and to send the last traces."""


def application() -> FastAPI:
    """The application as one of several processes makes it, from what the environment says."""
    settings = Settings.from_environment()
    return create_app(settings, Assessor.load(settings.bundle).prepared())


def run_workers(settings: Settings, listening: socket.socket) -> None:
    """Serve until told to end, and leave with the status that says why."""
    with _shared_metrics() as folder:
        os.environ |= _told(settings) | {SHARED_VARIABLE: folder, f"{PREFIX}SHARED_QUOTAS": f"{folder}/quotas"}
        options = uvicorn_options(settings) | {"timeout_worker_healthcheck": _SIGN_OF_LIFE_SECONDS}
        workers = _Workers(Config(_APPLICATION, factory=True, workers=settings.workers, **options), [listening])
        workers.run()
    if status := workers.status():
        sys.exit(status)


class _Workers(Multiprocess):
    """Remembers why it ends, and waits no longer for its processes than they were given."""

    terminated = False

    def handle_term(self) -> None:
        """Take note that it was SIGTERM."""
        self.terminated = True
        super().handle_term()

    def terminate_all(self) -> None:
        """Tell all to end. As long as this process held the socket open, callers would be let in and wait for nobody."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def join_all(self) -> None:
        """Wait until all have ended; those that cannot are killed."""
        until = monotonic() + (self.config.timeout_graceful_shutdown or 0) + _SECONDS_BESIDES
        for process in self.processes:
            process.process.join(max(0.0, until - monotonic()))
            if process.process.is_alive():
                process.kill()
                process.join()

    def status(self) -> int:
        """As a shell knows it."""
        if any(process.exitcode == STARTUP_FAILURE for process in self.processes):
            return STARTUP_FAILURE
        return 128 + signal.SIGTERM if self.terminated else 0


def _told(settings: Settings) -> dict[str, str]:
    """What the command line may have said otherwise than the environment, for processes that read only that."""
    told = {f"{PREFIX}HOST": settings.host, f"{PREFIX}PORT": str(settings.port), DATABASE_VARIABLE: settings.database_url}
    return told | {f"{PREFIX}BUNDLE": str(settings.bundle or ""), f"{PREFIX}ACCESS": settings.access.value}


@contextmanager
def _shared_metrics() -> Iterator[str]:
    """A folder in which the processes count together: a new one each time, since old counts would be added."""
    above = os.environ.get(SHARED_VARIABLE)
    if above:
        Path(above).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="recruitment-risk-metrics-", dir=above or None, ignore_cleanup_errors=True) as folder:
        yield folder
