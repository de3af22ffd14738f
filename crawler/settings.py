"""How politely and how far to crawl: Scrapy's settings, made when a crawl starts from what the caller and the environment say.

Scrapy's defaults are changed where they are not what a careful crawler wants: certificates are verified, nothing listens on a
port, no cookie is kept, no redirect in a page's markup is followed, and one connection a host is used.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from crawler.robots import PRODUCT_TOKEN

CONTACT_VARIABLE: Final = "RECRUITMENT_RISK_CRAWL_CONTACT"
LOG_VARIABLE: Final = "RECRUITMENT_RISK_CRAWL_LOG"

_CONTACT = re.compile(r"(?:https?://[^\s()]+|[^\s()@]+@[^\s()@]+\.[^\s()@]+)")
_PLACEHOLDER = re.compile(
    r"example\.(?:com|org|net)\b|\.(?:example|invalid|test|local)\b|localhost|change.?me|\byour[-_.@]|\bplaceholder",
    re.IGNORECASE,
)


class CrawlSettingsError(ValueError):
    """The crawl cannot start as asked; the message says what to give."""


class CrawlContactError(CrawlSettingsError):
    """Nobody could tell the crawler's operator to stop: the contact is missing or a placeholder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlLimits:
    """What any answer may cost, and how long a crawl waits for anything."""

    longest_delay_seconds: float = 60.0
    """A site that asks for a longer Crawl-delay than this is left alone."""
    patience_seconds: float = 120.0
    """What is due later than this (a long Retry-After) is left for the next time."""
    back_off_seconds: float = 2.0
    """Before the first repetition of what failed; doubled with every further one."""
    timeout_seconds: float = 30.0
    max_bytes: int = 10 * 1024 * 1024

    def __post_init__(self) -> None:
        if self.max_bytes < 1 or self.timeout_seconds <= 0 or self.back_off_seconds < 0:
            raise CrawlSettingsError("limits: bytes and timeout are above zero, the back-off is not below it")


def user_agent(environment: Mapping[str, str], *, local: bool) -> str:
    """The name and contact sent with every request. Raises CrawlContactError where a site could not reach us."""
    contact = environment.get(CONTACT_VARIABLE, "").strip()
    if local and not contact:
        return f"{PRODUCT_TOKEN}/{_release()}"
    if not _CONTACT.fullmatch(contact) or _PLACEHOLDER.search(contact):
        raise CrawlContactError(
            f"set {CONTACT_VARIABLE} to an address on the web or an e-mail address where a site's operator reaches you"
            + (f"; {contact!r} is none" if contact else "")
        )
    return f"{PRODUCT_TOKEN}/{_release()} (+{contact})"


def settings_for(limits: CrawlLimits, *, local: bool, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Scrapy's settings for one crawl. `local` says that all of it is on this machine."""
    environment = os.environ if environment is None else environment
    return _MANNERS | {
        "USER_AGENT": user_agent(environment, local=local),
        "DOWNLOAD_TIMEOUT": limits.timeout_seconds,
        "DOWNLOAD_MAXSIZE": limits.max_bytes,
        "HTTPPROXY_ENABLED": not local,
        "LOG_LEVEL": environment.get(LOG_VARIABLE, "CRITICAL").upper(),
        "CRAWL_LONGEST_DELAY": limits.longest_delay_seconds,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16 if local else 1,
    }


def _release() -> str:
    try:
        return version("recruitment-risk")
    except PackageNotFoundError:
        return "0"


_MANNERS: Final[dict[str, Any]] = {
    "BOT_NAME": PRODUCT_TOKEN,
    # Our own middlewares stand in for Scrapy's: see crawler.politeness.
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": PRODUCT_TOKEN,
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.politeness.BorderMiddleware": 50,
        "crawler.politeness.RobotsMiddleware": 100,
        "crawler.politeness.RetryAfterMiddleware": 560,
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    },
    "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
    "EXTENSIONS": {
        "crawler.politeness.Throttle": 0,
        "scrapy.extensions.telnet.TelnetConsole": None,
        "scrapy.extensions.remote_control.RemoteControl": None,
        "scrapy.extensions.feedexport.FeedExporter": None,
        "scrapy.extensions.memusage.MemoryUsage": None,
        "scrapy.extensions.logstats.LogStats": None,
    },
    "ITEM_PIPELINES": {"crawler.spiders.walk.KeepingPipeline": 100},
    "SCHEDULER": "crawler.handover.HandOver",
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_ITEMS": 1,  # an answer makes one item
    "DOWNLOAD_DELAY": 0.0,
    "DOWNLOAD_DELAY_JITTER": 0.0,
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"},
    "REDIRECT_MAX_TIMES": 5,
    # The frontier repeats, with a longer pause each time, also after this process has ended.
    "RETRY_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "STATS_DUMP": False,
    "LOG_STDOUT": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}
