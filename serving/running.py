"""Runs the server. What it stands on is opened first, so that what is wrong is said before anything is served.

Told to end, it takes no more connections, finishes the requests it has begun for as long as the settings allow, and closes the
database; only then does the signal take its course.
"""

from __future__ import annotations

import logging
import signal
import socket
import sys
from dataclasses import dataclass
from logging.config import dictConfig
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from models.assessor import Assessor
from models.bundle import DEFAULT_BUNDLE, read_bundle
from serving.app import create_app
from serving.operations.logs import logging_configuration
from serving.operations.traces import tracer_provider
from serving.operations.uvicorn_options import uvicorn_options
from serving.operations.workers import run_workers
from serving.settings import Settings
from store.database import Database

_log: Final = logging.getLogger("recruitment_risk.serving")


class ListenError(Exception):
    """The server cannot listen at this address; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens already: whoever calls before it runs waits."""

    url: str
    settings: Settings
    listening: socket.socket
    app: FastAPI | None
    """What this process answers with; none where others will answer."""

    def run(self) -> None:
        """Answer until the process is told to end; SIGTERM then leaves through the caller's `with` blocks, as Ctrl-C does."""
        signal.signal(signal.SIGTERM, _leave)
        dictConfig(logging_configuration(self.settings.log, self.settings.log_level))
        _log.info("API and console at %s", self.url)
        try:
            if self.app is None:
                run_workers(self.settings, self.listening)
            else:
                _Ending(uvicorn.Config(self.app, **uvicorn_options(self.settings))).run(sockets=[self.listening])
        finally:
            self.listening.close()


class _Ending(uvicorn.Server):
    """Lets the application know that the server was told to end."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take note of the signal."""
        self.config.app.state.ending = True  # type: ignore[union-attr]
        super().handle_exit(sig, frame)


def open_server(settings: Settings) -> Server:
    """Listen, upgrade the database, load the model. Raises ListenError, DatabaseError, BundleError or SettingsError."""
    listening = _listen(settings.host, settings.port)
    try:
        database = Database(settings.database_url)
        database.upgrade()
        database.dispose()
        app = _application(settings)
    except BaseException:
        listening.close()
        raise
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return Server(f"http://{host}:{listening.getsockname()[1]}", settings, listening, app)


def _application(settings: Settings) -> FastAPI | None:
    """What this process answers with. Where others will, it only looks whether they will find what they need."""
    if settings.workers == 1:
        return create_app(settings, Assessor.load(settings.bundle).prepared())
    read_bundle(settings.bundle or DEFAULT_BUNDLE)
    if provider := tracer_provider():
        provider.shutdown()
    return None


def _listen(host: str, port: int) -> socket.socket:
    """Port 0 takes any that is free."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=2_048)
    except OSError as error:
        raise ListenError(f"cannot listen on port {port} of {host}: {error.strerror or error}") from error


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
