"""A target as the frontier keeps it, there and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from crawler.pages.page import Target
from features.posting import Json
from store.identity import canonical_url
from store.targets import Lease, Wanted


def wanted(source: str, target: Target, entry_point: str) -> Wanted:
    """A source's target, and the entry point that led to it. Two addresses of one page are one target."""
    name = " ".join((target.method, canonical_url(target.url), target.body))
    return Wanted(
        source=source,
        host=host_of(target.url),
        name=name,
        request=_request(target) | {"entry_point": entry_point},
        turn=int(not target.first),
    )


def target_of(request: Mapping[str, Any]) -> Target:
    """The target that was asked for."""
    return Target(**{name: value for name, value in request.items() if name != "entry_point"})


def standing_lease(source: str, crawl: int, entry_point: str) -> Lease:
    """For what is read on and on, and by one process: a lease that nobody has to give."""
    return Lease(
        target_id=f"{source}:{entry_point}",
        source=source,
        host="",
        crawl=crawl,
        attempts=0,
        request={"entry_point": entry_point},
    )


def host_of(url: str) -> str:
    """Host and port: what one connection and one pace belong to."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _request(target: Target) -> dict[str, Json]:
    request: dict[str, Json] = {"url": target.url, "role": target.role}
    if target.method != "GET" or target.body:
        request |= {"method": target.method, "body": target.body}
    if target.headers:
        request["headers"] = dict(target.headers)
    if target.context:
        request["context"] = dict(target.context)
    if target.first:
        request["first"] = True
    return request
