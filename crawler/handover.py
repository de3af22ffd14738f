"""Stands where Scrapy has its scheduler: requests wait here a moment, in memory, on their way from frontier to downloader.

Scrapy's own queues forget what was in flight, or remember it at a price; here nothing needs to be remembered, because the
frontier (`store.frontier`) does, and hears that a target is done only when it is saved. Nothing is filtered either: the frontier
asks for every address once.
"""

from __future__ import annotations

from collections import deque

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler


class HandOver(BaseScheduler):
    """First in, first out; what has a priority (a redirect of something in flight) goes before."""

    def __init__(self) -> None:
        self._waiting: deque[Request] = deque()

    def has_pending_requests(self) -> bool:
        """Whether any request waits."""
        return bool(self._waiting)

    def enqueue_request(self, request: Request) -> bool:
        """Take a request."""
        if request.priority > 0:
            self._waiting.appendleft(request)
        else:
            self._waiting.append(request)
        return True

    def next_request(self) -> Request | None:
        """Hand on the next request."""
        return self._waiting.popleft() if self._waiting else None
