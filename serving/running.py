"""Runs the server. What it stands on is opened first, so that what is wrong is said before anything is served."""

from __future__ import annotations

import signal
import socket
import sys
from dataclasses import dataclass
from types import FrameType

import uvicorn
from fastapi import FastAPI

from models.assessor import Assessor
from serving.app import create_app
from serving.settings import Settings
from store.database import Database


class ListenError(Exception):
    """The server cannot listen at this address; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens already: whoever calls before it runs waits."""

    url: str
    app: FastAPI
    listening: socket.socket

    def run(self) -> None:
        """Answer until the process is told to end; SIGTERM then leaves through the caller's `with` blocks, as Ctrl-C does."""
        signal.signal(signal.SIGTERM, _leave)
        config = uvicorn.Config(self.app, log_level="warning", server_header=False)
        try:
            uvicorn.Server(config).run(sockets=[self.listening])
        finally:
            self.listening.close()


def open_server(settings: Settings) -> Server:
    """Listen, upgrade the database, load the model. Raises ListenError, DatabaseError or BundleError."""
    listening = _listen(settings.host, settings.port)
    try:
        database = Database(settings.database_url)
        database.upgrade()
        database.dispose()
        app = create_app(settings, Assessor.load(settings.bundle).prepared())
    except BaseException:
        listening.close()
        raise
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return Server(f"http://{host}:{listening.getsockname()[1]}", app, listening)


def _listen(host: str, port: int) -> socket.socket:
    """Port 0 takes any that is free."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=2_048)
    except OSError as error:
        raise ListenError(f"cannot listen on port {port} of {host}: {error.strerror or error}") from error


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
