"""Server processes of their own, as a deployment runs them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from serving.access.issuing import make_key
from serving.access.permissions import Permission
from store.database import Database

_ROOT = Path(__file__).parents[2]
_AS_SERVED = ("--factory", "serving.app:create_app", "--ws", "none", "--http", "serving.operations.http_protocol:PatientProtocol")


@contextmanager
def server_process(**told: str) -> Iterator[str]:
    """A server that is told these settings, until the block ends: its address.

    It inherits a socket that listens already, so that nobody has to wait until it answers.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", *_AS_SERVED, "--fd", str(listening.fileno())],
            env=os.environ | {f"RECRUITMENT_RISK_{name}": value for name, value in told.items()},
            cwd=_ROOT,
            pass_fds=(listening.fileno(),),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def key_for(database: Database, name: str = "test") -> str:
    """A key that may do everything."""
    now = datetime.now(UTC)
    with database.session() as session:
        return make_key(session, "home", name, tuple(Permission), "operator", now, timedelta(days=1)).text
