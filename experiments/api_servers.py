"""Servers to be measured: ours, as the command line starts it, and what one would first put around a `transformers` pipeline."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import urlopen

from experiments.benchmark_encoder import MOST_TOKENS, naive_pipeline

WORKERS: Final = 2
_COMMAND: Final = (sys.executable, "recruitment_risk.py")
_PATIENCE_SECONDS: Final = 120


@contextmanager
def our_server(folder: Path, rate: Mapping[str, str]) -> Iterator[str]:
    """The server on a database in this folder, under `RECRUITMENT_RISK_RATE_...` as told; gives its address."""
    log = folder / "server.log"
    environment = {**os.environ, **{f"RECRUITMENT_RISK_RATE_{name}": value for name, value in rate.items()}}
    command = [*_COMMAND, "serve", "--workers", str(WORKERS), "--port", "0", "--database", _database(folder)]
    with _running(command, log, environment):
        yield _address_in(log)


def new_key(folder: Path, name: str) -> str:
    """A key of the API on the database in this folder."""
    command = [*_COMMAND, "access", "key", name, "--permission", "assessments:write", "--database", _database(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]  # noqa: S603


def _database(folder: Path) -> str:
    return f"sqlite:///{folder}/bench.db"


@contextmanager
def naive_server(folder: Path) -> Iterator[str]:
    """The pipeline behind one route of FastAPI, in as many processes, each on one core; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--factory", "--workers", str(WORKERS), "--port", str(port), "--log-level", "warning"]
    command = [sys.executable, "-m", "uvicorn", f"{__name__}:naive_application", *options]
    with _running(command, folder / "naive.log", os.environ):
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/docs")
        yield address


def naive_application() -> Any:
    """An application with one route, as in the first hour of a project."""
    from fastapi import Body, FastAPI

    classify, app = naive_pipeline(MOST_TOKENS, 1), FastAPI()

    @app.post("/classify")
    def classify_advert(advert: dict[str, Any] = Body()) -> Any:  # noqa: B008
        return classify(" ".join(filter(None, (advert.get("title"), advert.get("description")))))

    return app


@contextmanager
def _running(command: list[str], log: Path, environment: Mapping[str, str]) -> Iterator[None]:
    with log.open("w") as told, subprocess.Popen(command, stdout=told, stderr=told, env=environment) as process:  # noqa: S603
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _address_in(log: Path) -> str:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := re.search(r"http://[\w.:]+", log.read_text()):
            _wait_for(f"{found[0]}/healthz")
            return found[0]
        time.sleep(0.1)
    raise RuntimeError(log.read_text()[-2_000:])


def _wait_for(address: str) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            urlopen(address, timeout=_PATIENCE_SECONDS).close()  # noqa: S310
        except HTTPError:
            raise
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
