"""The log: one line an event, as text or as JSON, without personal data.

Of a request it says what `facts` allows. Of an error it gives the type and where it came from, neither its message nor any value,
since both may quote what was sent. Of what a library logs it gives the first line, with its arguments left out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any, Final

import orjson

from serving.operations.facts import current_facts

OURS: Final = ("recruitment_risk", "crawler", "features", "models", "store", "labelling", "serving")
_FROM_UVICORN: Final = ("uvicorn.error",)
_NUMBERS: Final = ("status", "duration_ms")
"""What the line of a request brings besides."""
_MOST_CAUSES: Final = 5


class JsonFormatter(logging.Formatter):
    """Writes an event as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return orjson.dumps(_entry(record)).decode()


class TextFormatter(logging.Formatter):
    """Writes an event for the eye, with the same contents."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; below it, where an error came from."""
        entry = _entry(record)
        first = f"{entry['time']} {entry['level']} {entry['logger']}: {entry['message']}"
        name = f" [{entry['request_id']}]" if "request_id" in entry else ""
        errors = [
            f"  {error['type']}\n" + "\n".join(f"    {place}" for place in error["stack"]) for error in entry.get("errors", ())
        ]
        return "\n".join((first + name, *errors))


def logging_configuration(form: str, level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: ours from the level on, the server's too, and libraries from warnings on."""
    ours = (level or ("info" if form == "json" else "warning")).upper()
    formatter = JsonFormatter if form == "json" else TextFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{formatter.__name__}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {name: {"level": ours} for name in (*OURS, *_FROM_UVICORN)},
    }


def _entry(record: logging.LogRecord) -> dict[str, Any]:
    """Everything that is written, and nothing else that the record may hold."""
    entry: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": _message(record),
        **current_facts(),
        **{name: record.__dict__[name] for name in _NUMBERS if name in record.__dict__},
    }
    error = record.exc_info[1] if record.exc_info else None
    return entry | ({"errors": list(_errors(error))} if error else {})


def _message(record: logging.LogRecord) -> str:
    """What was said: whole where we said it, since we know what we say."""
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    return str(record.msg).strip().partition("\n")[0]


def _errors(error: BaseException | None) -> Iterator[dict[str, Any]]:
    """An error and those that led to it: what kind, and the places in the code, the innermost last."""
    for _ in range(_MOST_CAUSES):
        if error is None:
            return
        kind = type(error)
        stack = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
        yield {"type": f"{kind.__module__}.{kind.__qualname__}", "stack": stack}
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
