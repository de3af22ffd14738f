"""Asks an OpenID provider for JSON: with patience and size capped, and without being led elsewhere."""

from __future__ import annotations

import json
import time
from typing import Any, Final

import httpx

MOST_BYTES: Final = 512 * 1024
"""The longest answer that is read: key sets are the longest, with some ten thousand bytes."""
STEP_SECONDS: Final = 5.0
WHOLE_SECONDS: Final = 15.0
"""How long one step of an exchange, and all of it, may take."""


class ProviderError(Exception):
    """Nobody is let in through the provider. The message is for whoever tried; it repeats nothing that the provider said."""


class ProviderDownError(ProviderError):
    """The provider cannot be asked at the moment."""

    def __init__(self) -> None:
        super().__init__("Your organisation's sign-in service cannot be reached at the moment. Try again shortly.")


class ProviderRefusalError(ProviderError):
    """The provider does not say who somebody is, or says it in a way that proves nothing."""

    def __init__(self) -> None:
        super().__init__("Your organisation's sign-in service did not confirm who you are. Begin again.")


def ask(method: str, address: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """The JSON object at an address. Raises ProviderError."""
    sent = {"Accept": "application/json", "Accept-Encoding": "identity"} | (headers or {})
    try:
        with (
            httpx.Client(timeout=STEP_SECONDS, follow_redirects=False) as client,
            client.stream(method, address, data=form, headers=sent) as response,
        ):
            _require_success(response)
            body = _read(response)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ProviderDownError from error
    return _object(body)


def _require_success(response: httpx.Response) -> None:
    if response.is_server_error:
        raise ProviderDownError
    if not response.is_success:
        raise ProviderRefusalError


def _read(response: httpx.Response) -> bytes:
    """The body as it comes: packed bodies were not asked for, so nothing can swell."""
    body, until = bytearray(), time.monotonic() + WHOLE_SECONDS
    for part in response.iter_raw():
        body += part
        if len(body) > MOST_BYTES or time.monotonic() > until:
            raise ProviderDownError
    return bytes(body)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ProviderRefusalError from error
    if not isinstance(found, dict):
        raise ProviderRefusalError
    return found
