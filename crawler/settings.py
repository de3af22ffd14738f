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

from crawler.pages.addresses import is_loopback, web_address
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
    """How far a crawl goes and how fast."""

    pages: int = 1_000
    """The most pages fetched, sitemaps and lists counted, robots.txt not."""
    depth: int = 50
    """The most links followed in a row; each page of a paginated list is one."""
    delay_seconds: float = 2.0
    """Between two requests to a host; on this machine itself there is none. A longer Crawl-delay wins."""
    longest_delay_seconds: float = 60.0
    """A site that asks for a longer Crawl-delay or Retry-After than this is left alone."""
    timeout_seconds: float = 30.0
    max_bytes: int = 10 * 1024 * 1024

    def __post_init__(self) -> None:
        if self.pages < 1 or self.depth < 1 or self.max_bytes < 1 or self.timeout_seconds <= 0 or self.delay_seconds < 0:
            raise CrawlSettingsError("limits: pages, depth, bytes and timeout are above zero, the delay is not below it")


def start_address(url: str) -> str:
    """The address a crawl starts from, in the form it is compared in. Raises where it is no http or https address."""
    address = web_address(url, url)
    if not address or "@" in address.partition("//")[2].partition("/")[0]:
        raise CrawlSettingsError(f"{url!r} is no http or https address without a password")
    return address


def user_agent(start_url: str, environment: Mapping[str, str]) -> str:
    """The name and contact sent with every request. Raises CrawlContactError where a site could not reach us."""
    contact = environment.get(CONTACT_VARIABLE, "").strip()
    if is_loopback(start_url) and not contact:
        return f"{PRODUCT_TOKEN}/{_release()}"
    if not _CONTACT.fullmatch(contact) or _PLACEHOLDER.search(contact):
        raise CrawlContactError(
            f"set {CONTACT_VARIABLE} to an address on the web or an e-mail address where a site's operator reaches you"
            + (f"; {contact!r} is none" if contact else "")
        )
    return f"{PRODUCT_TOKEN}/{_release()} (+{contact})"


def settings_for(start_url: str, limits: CrawlLimits, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Scrapy's settings for one crawl of one site."""
    environment = os.environ if environment is None else environment
    here = is_loopback(start_url)
    return _MANNERS | {
        "USER_AGENT": user_agent(start_url, environment),
        "DOWNLOAD_DELAY": 0.0 if here else limits.delay_seconds,
        "DOWNLOAD_TIMEOUT": limits.timeout_seconds,
        "DOWNLOAD_MAXSIZE": limits.max_bytes,
        "DEPTH_LIMIT": limits.depth,
        "HTTPPROXY_ENABLED": not here,
        "LOG_LEVEL": environment.get(LOG_VARIABLE, "CRITICAL").upper(),
        "CRAWL_START_URL": start_url,
        "CRAWL_LONGEST_DELAY": limits.longest_delay_seconds,
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
        "crawler.politeness.SameSiteMiddleware": 50,
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
        "scrapy.extensions.telnet.TelnetConsole": None,
        "scrapy.extensions.remote_control.RemoteControl": None,
        "scrapy.extensions.feedexport.FeedExporter": None,
        "scrapy.extensions.memusage.MemoryUsage": None,
        "scrapy.extensions.logstats.LogStats": None,
    },
    "ITEM_PIPELINES": {"crawler.pipelines.SinkPipeline": 100},
    "CONCURRENT_REQUESTS": 4,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY_JITTER": 0.0,
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"},
    "REDIRECT_MAX_TIMES": 5,
    "RETRY_TIMES": 2,
    "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "STATS_DUMP": False,
    "LOG_STDOUT": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}
