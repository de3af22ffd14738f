"""Sends one message to one receiver: to the address that was judged, without following redirects, within a time in total.

Only the status of the answer and its Retry-After are read. Its body is not: whatever a receiver writes there, nobody here sees.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Final

import httpx

from serving.webhooks.guard import Address, Destination, Guard, WebhookUrlError
from serving.webhooks.signing import signed

SECONDS: Final = 15.0
"""How long a receiver may take in all, from the connection to the last of its headers."""
_LONGEST_HEADER: Final = 40
_AGENT: Final = f"recruitment-risk/{version('recruitment-risk')} (webhooks)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt."""

    status: int | None = None
    error: str = ""
    """Why it failed, in a few words; empty where it did not."""
    retry_after: timedelta | None = None

    @property
    def gone(self) -> bool:
        """Whether the receiver wants nothing more, ever."""
        return self.status == HTTPStatus.GONE


@dataclass(frozen=True)
class Sender:
    """Sends messages where the guard lets them go."""

    guard: Guard
    seconds: float = SECONDS

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()

    def send(self, url: str, message_id: str, body: dict[str, Any], secrets: list[str], now: datetime) -> Outcome:
        """Try once. Never raises for what a receiver, a network or a name server does."""
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        headers = signed(message_id, content, secrets, now) | {"content-type": "application/json", "user-agent": _AGENT}
        try:
            destination = self.guard.check(url)
            return asyncio.run(self._within_time(destination, content.encode(), headers, now))
        except WebhookUrlError as error:
            return Outcome(error=f"not sent: {error}")
        except TimeoutError:
            return Outcome(error=f"no answer within {self.seconds:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Outcome(error=_in_words(error))

    async def _within_time(self, to: Destination, content: bytes, headers: dict[str, str], now: datetime) -> Outcome:
        # Around everything: limits on single reads would let a receiver drip for ever.
        async with asyncio.timeout(self.seconds):
            return await self._to_any(to, content, headers, now)

    async def _to_any(self, to: Destination, content: bytes, headers: dict[str, str], now: datetime) -> Outcome:
        """Send to the first address that takes a connection."""
        *others, last = to.addresses[:4]
        for address in others:
            try:
                return await self._to(address, to.url, content, headers, now)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._to(last, to.url, content, headers, now)

    async def _to(self, address: Address, url: httpx.URL, content: bytes, headers: dict[str, str], now: datetime) -> Outcome:
        named = {"host": url.netloc.decode("ascii"), "accept-encoding": "identity"}
        known_as = {"sni_hostname": url.raw_host.decode("ascii")}
        # Neither proxies nor netrc of the environment, and no redirects.
        async with (
            httpx.AsyncClient(verify=self._trusted, trust_env=False, follow_redirects=False, timeout=self.seconds) as client,
            client.stream(
                "POST", url.copy_with(host=str(address)), content=content, headers=headers | named, extensions=known_as
            ) as response,
        ):
            return _outcome(response, now)


def _outcome(response: httpx.Response, now: datetime) -> Outcome:
    if response.is_success:
        return Outcome(response.status_code)
    said = f"answered {response.status_code}"
    error = f"{said}; redirects are not followed" if response.is_redirect else said
    return Outcome(response.status_code, error, retry_after(response.headers.get("retry-after", ""), now))


def retry_after(header: str, now: datetime) -> timedelta | None:
    """How long a receiver asks to be left alone: seconds, or until a date; None where it cannot be read."""
    header = header.strip()[:_LONGEST_HEADER]
    if header.isascii() and header.isdigit():
        return timedelta(seconds=min(int(header), 10**7))
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return (until if until.tzinfo else until.replace(tzinfo=UTC)) - now


_WORDS: Final = (
    (httpx.ConnectTimeout, "the connection took too long"),
    (httpx.TimeoutException, "no answer in time"),
    (httpx.ConnectError, "no connection"),
    (httpx.RemoteProtocolError, "answered what is not HTTP, or broke off"),
)


def _in_words(error: Exception) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate cannot be trusted"
    return next((words for kind, words in _WORDS if isinstance(error, kind)), "the connection broke")
