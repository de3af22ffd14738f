from __future__ import annotations

import pytest

from crawler.settings import CONTACT_VARIABLE, CrawlContactError, CrawlLimits, CrawlSettingsError, settings_for

CONTACT = {CONTACT_VARIABLE: "https://crawls.our-ngo.org/about"}


@pytest.mark.parametrize(
    "contact",
    ["", " ", "nobody", "you@example.com", "https://example.org/bot", "ops@ngo.example", "changeme@ngo.org", "http://localhost/"],
)
def test_a_site_elsewhere_is_not_crawled_without_a_contact_that_reaches_someone(contact: str) -> None:
    with pytest.raises(CrawlContactError, match=CONTACT_VARIABLE):
        settings_for(CrawlLimits(), local=False, environment={CONTACT_VARIABLE: contact})


@pytest.mark.parametrize("contact", ["https://crawls.our-ngo.org/about", "crawls@our-ngo.org"])
def test_the_contact_is_told_with_every_request(contact: str) -> None:
    agent = settings_for(CrawlLimits(), local=False, environment={CONTACT_VARIABLE: contact})["USER_AGENT"]
    assert agent.startswith("recruitment-risk/")
    assert agent.endswith(f"(+{contact})")


def test_this_machine_itself_is_crawled_without_contact_or_proxy() -> None:
    assert settings_for(CrawlLimits(), local=True, environment={})["HTTPPROXY_ENABLED"] is False


def test_another_site_is_asked_by_one_connection() -> None:
    assert settings_for(CrawlLimits(), local=False, environment=CONTACT)["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1


def test_nothing_listens_nothing_is_kept_and_certificates_are_checked() -> None:
    settings = settings_for(CrawlLimits(), local=False, environment=CONTACT)
    assert not any(settings[name] for name in ("TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED"))
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"]
    assert settings["DOWNLOAD_MAXSIZE"] == 10 * 1024 * 1024


def test_a_crawls_settings_are_its_own() -> None:
    one = settings_for(CrawlLimits(max_bytes=3), local=False, environment=CONTACT)
    two = settings_for(CrawlLimits(max_bytes=4), local=False, environment=CONTACT)
    assert (one["DOWNLOAD_MAXSIZE"], two["DOWNLOAD_MAXSIZE"]) == (3, 4)


@pytest.mark.parametrize("limits", [{"timeout_seconds": 0}, {"back_off_seconds": -1}, {"max_bytes": 0}])
def test_limits_that_make_no_sense_are_refused(limits: dict[str, int]) -> None:
    with pytest.raises(CrawlSettingsError, match="limits"):
        CrawlLimits(**limits)
