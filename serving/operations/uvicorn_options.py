"""What uvicorn is told, whether it serves in this process or in several."""

from __future__ import annotations

from typing import Any

from serving.operations.http_protocol import PatientProtocol
from serving.operations.logs import logging_configuration
from serving.settings import Settings


def uvicorn_options(settings: Settings) -> dict[str, Any]:
    """Our log instead of its own, and how long it may take to end."""
    return {
        "http": PatientProtocol,
        "ws": "none",
        "log_config": logging_configuration(settings.log, settings.log_level),
        "access_log": False,
        "server_header": False,
        "timeout_graceful_shutdown": settings.shutdown_seconds,
    }
