"""What a site's robots.txt permits, and the record of it (RFC 9309).

The matching is Protego's. Where the standard leaves the crawler alone, the careful reading is taken: a file that cannot be had
because the server errs, is too busy (429) or does not answer means that nothing may be fetched; one that is not there, anything.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from protego import Protego

from features.posting import Json

PRODUCT_TOKEN: Final = "recruitment-risk"  # noqa: S105 a name, no password
"""The name that a site addresses this crawler by in its robots.txt."""

MAX_BYTES: Final = 512_000
"""Bytes of a robots.txt that are read: RFC 9309 asks for 500 KiB at least."""

_LINE = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*([^#\r\n]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether one address may be fetched, why, and the rule that said so (empty where no rule speaks of it)."""

    allowed: bool
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What one origin answered when asked for its robots.txt, and when. `status` 0 means that no answer came."""

    url: str
    status: int
    checked_at: datetime
    text: str = ""
    problem: str = ""

    @property
    def reachable(self) -> bool:
        """Whether the answer settles what may be fetched; if not, nothing may (RFC 9309, 2.3.1.4)."""
        return 200 <= self.status < 300 or (400 <= self.status < 500 and self.status != 429)

    def permission(self, url: str) -> Permission:
        """Whether this crawler may fetch an address."""
        if not self.reachable:
            return Permission(allowed=False, reason=f"robots.txt could not be had ({self.problem or f'status {self.status}'})")
        if self.status >= 300:
            return Permission(allowed=True, reason=f"there is no robots.txt (status {self.status})")
        rule = rule_for(self.text, url)
        allowed = _parsed(self.text).can_fetch(url, PRODUCT_TOKEN)
        rule = rule if rule.startswith("Allow" if allowed else "Disallow") else ""
        return Permission(allowed=allowed, reason="robots.txt", rule=rule)

    def crawl_delay(self) -> float:
        """Seconds between requests that the site asks for; 0 where it asks for none."""
        return (_parsed(self.text).crawl_delay(PRODUCT_TOKEN) or 0.0) if self.text else 0.0

    def record(self, permission: Permission) -> dict[str, Json]:
        """The permission as it is kept with what was fetched under it."""
        return {
            "robots": self.url,
            "robots_status": self.status,
            "allowed": permission.allowed,
            "reason": permission.reason,
            "rule": permission.rule,
            "checked_at": self.checked_at.isoformat(),
            "agent": PRODUCT_TOKEN,
        }


def answer_from(url: str, status: int, body: bytes, checked_at: datetime) -> RobotsAnswer:
    """The answer that a response is. Only a successful one has rules: an error page is no robots.txt, whatever it says."""
    return RobotsAnswer(url, status, checked_at, _decoded(body[:MAX_BYTES]) if 200 <= status < 300 else "")


def rule_for(text: str, url: str) -> str:
    """The rule that decides about an address: of those in this crawler's group that match, the longest; `Allow` on a tie."""
    matching = [(kind, path) for kind, path in _rules(text) if path and _matches(path, url)]
    kind, path = max(matching, key=lambda rule: (len(rule[1]), rule[0] == "allow"), default=("", ""))
    return f"{kind.capitalize()}: {path}" if kind else ""


def _rules(text: str) -> list[tuple[str, str]]:
    """The rules for this crawler: those of the groups that name it, or else of those for everyone."""
    named: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    for agents, kind, path in _grouped(text):
        if PRODUCT_TOKEN in agents:
            named.append((kind, path))
        elif "*" in agents:
            general.append((kind, path))
    return named if _names_this_crawler(text) else general


def _names_this_crawler(text: str) -> bool:
    """Whether a group is this crawler's own, even one without any rule."""
    lines = filter(None, map(_LINE.match, text.splitlines()))
    return any(found[1].lower() == "user-agent" and found[2].strip().lower() == PRODUCT_TOKEN for found in lines)


def _grouped(text: str) -> Iterator[tuple[frozenset[str], str, str]]:
    """Each rule with the agents of its group."""
    agents: frozenset[str] = frozenset()
    naming = False
    for found in map(_LINE.match, text.splitlines()):
        if found is None:
            continue
        kind, value = found[1].lower(), found[2].strip()
        if kind == "user-agent":
            agents = (agents if naming else frozenset()) | {value.lower()}
        elif kind != "crawl-delay":  # which ends the naming of agents, and is no rule about an address
            yield agents, kind, value
        naming = kind == "user-agent"


def _matches(path: str, url: str) -> bool:
    return not _parsed(f"User-agent: *\nDisallow: {path}").can_fetch(url, PRODUCT_TOKEN)


@lru_cache(maxsize=2_000)
def _parsed(text: str) -> Protego:
    """A crawl asks one file about every page, and each of its rules in turn."""
    return Protego.parse(text)


def _decoded(body: bytes) -> str:
    """UTF-8 as the standard says, or UTF-16 where a byte order mark says so."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    return body.decode("utf-8-sig", errors="replace")
