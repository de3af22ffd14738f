from __future__ import annotations

import pytest

from crawler.settings import CONTACT_VARIABLE, CrawlContactError, CrawlLimits, CrawlSettingsError, settings_for, start_address

SITE = "https://board.invalid-but-public.org/jobs"
CONTACT = {CONTACT_VARIABLE: "https://crawls.our-ngo.org/about"}


@pytest.mark.parametrize(
    "contact",
    ["", " ", "nobody", "you@example.com", "https://example.org/bot", "ops@ngo.example", "changeme@ngo.org", "http://localhost/"],
)
def test_a_site_elsewhere_is_not_crawled_without_a_contact_that_reaches_someone(contact: str) -> None:
    with pytest.raises(CrawlContactError, match=CONTACT_VARIABLE):
        settings_for(SITE, CrawlLimits(), {CONTACT_VARIABLE: contact})


@pytest.mark.parametrize("contact", ["https://crawls.our-ngo.org/about", "crawls@our-ngo.org"])
def test_the_contact_is_told_with_every_request(contact: str) -> None:
    agent = settings_for(SITE, CrawlLimits(), {CONTACT_VARIABLE: contact})["USER_AGENT"]
    assert agent.startswith("recruitment-risk/")
    assert agent.endswith(f"(+{contact})")


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]:8000/"])
def test_this_machine_itself_is_crawled_without_contact_or_delay(url: str) -> None:
    settings = settings_for(url, CrawlLimits(delay_seconds=9), {})
    assert settings["DOWNLOAD_DELAY"] == 0
    assert settings["HTTPPROXY_ENABLED"] is False


def test_another_site_is_asked_by_one_connection_at_the_pace_given() -> None:
    settings = settings_for(SITE, CrawlLimits(delay_seconds=3), CONTACT)
    assert (settings["DOWNLOAD_DELAY"], settings["CONCURRENT_REQUESTS_PER_DOMAIN"]) == (3, 1)


def test_nothing_listens_nothing_is_kept_and_certificates_are_checked() -> None:
    settings = settings_for(SITE, CrawlLimits(), CONTACT)
    assert not any(settings[name] for name in ("TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED"))
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"]
    assert settings["DOWNLOAD_MAXSIZE"] == 10 * 1024 * 1024


def test_a_crawls_settings_are_its_own() -> None:
    one = settings_for(SITE, CrawlLimits(depth=3), CONTACT)
    two = settings_for(SITE, CrawlLimits(depth=4), CONTACT)
    assert (one["DEPTH_LIMIT"], two["DEPTH_LIMIT"]) == (3, 4)


@pytest.mark.parametrize(
    "url", ["", "board.example", "file:///etc/passwd", "ftp://board.example/", "https://user:pw@board.example/"]
)
def test_only_a_web_address_without_a_password_starts_a_crawl(url: str) -> None:
    with pytest.raises(CrawlSettingsError):
        start_address(url)


@pytest.mark.parametrize("limits", [{"pages": 0}, {"depth": 0}, {"timeout_seconds": 0}, {"delay_seconds": -1}, {"max_bytes": 0}])
def test_limits_that_make_no_sense_are_refused(limits: dict[str, int]) -> None:
    with pytest.raises(CrawlSettingsError, match="limits"):
        CrawlLimits(**limits)
