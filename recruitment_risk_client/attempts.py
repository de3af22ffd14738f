"""When a request is tried again, and after how long: exponential back-off with full jitter, or what `Retry-After` says."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from random import SystemRandom
from typing import Final

from recruitment_risk_client.errors import ApiError, ClientError, NoAnswerError, RateLimitedError

Sleep = Callable[[float], object]

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
MOST_PATIENCE: Final = 120.0
"""Whoever asks to be left alone for longer than this many seconds is not asked again: the caller decides."""
_PASSING: Final = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
_LASTING: Final = "/problems/not-configured"
"""Only the operator can help here."""
_random = SystemRandom()


class Attempts:
    """How often one request was tried."""

    def __init__(self, retries: int, sleep: Sleep) -> None:
        self._retries = retries
        self._sleep = sleep
        self._failed = 0

    def failed(self, error: ClientError) -> None:
        """Wait until the next try is due; where there is to be none, raise the error."""
        pause = pause_after(error, self._failed)
        if pause is None or self._failed >= self._retries:
            raise error
        self._failed += 1
        self._sleep(pause)

    def went_on(self) -> None:
        """Something came: what fails from here on fails for the first time."""
        self._failed = 0


def pause_after(error: ClientError, failed: int) -> float | None:
    """How long to wait after an error, when as many tries failed before; None where trying again is of no use."""
    if not _is_passing(error):
        return None
    asked = error.retry_after if isinstance(error, ApiError) else None
    if asked is None:
        return _random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failed, 16)))
    return asked if asked <= MOST_PATIENCE else None


def _is_passing(error: ClientError) -> bool:
    if isinstance(error, ApiError):
        return isinstance(error, RateLimitedError) or (error.status in _PASSING and error.type != _LASTING)
    return isinstance(error, NoAnswerError)
