"""A target as the frontier keeps it, there and back."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.pages.page import Target
from features.posting import Json
from store.frontier import Wanted
from store.identity import canonical_url


def wanted(source: str, target: Target) -> Wanted:
    """A source's target, as it is asked for. Two addresses of one page are one target."""
    name = " ".join((target.method, canonical_url(target.url), target.body))
    return Wanted(source=source, host=host_of(target.url), name=name, request=_request(target), turn=int(target.last))


def target_of(request: dict[str, Json]) -> Target:
    """The target that was asked for."""
    return Target(**request)  # type: ignore[arg-type]


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
    if target.last:
        request["last"] = True
    return request
