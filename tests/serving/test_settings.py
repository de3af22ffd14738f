from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from serving.settings import Access, Settings, SettingsError


def test_what_is_not_set_keeps_its_default() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"RECRUITMENT_RISK_PORT": "", "RECRUITMENT_RISK_DATABASE_URL": ""}) == Settings()


def test_settings_are_read_from_the_environment() -> None:
    told = {
        "RECRUITMENT_RISK_DATABASE_URL": "postgresql://reviewer@db.example/risk",
        "RECRUITMENT_RISK_BUNDLE": "bundles/new",
        "RECRUITMENT_RISK_HOST": "::1",
        "RECRUITMENT_RISK_PORT": "8080",
        "RECRUITMENT_RISK_ALLOWED_HOSTS": "risk.example, Review.Example",
        "RECRUITMENT_RISK_MAX_BODY_BYTES": "1000",
        "RECRUITMENT_RISK_MAX_JOB_BYTES": "5000",
        "RECRUITMENT_RISK_JOB_RESULTS_DAYS": "3",
    }
    settings = Settings.from_environment(told)
    assert settings.database_url == "postgresql://reviewer@db.example/risk"
    assert (settings.bundle, settings.host, settings.port) == (Path("bundles/new"), "::1", 8080)
    assert settings.allowed_hosts[-2:] == ("risk.example", "review.example")
    assert (settings.max_body_bytes, settings.max_job_bytes, settings.job_results_days) == (1000, 5000, 3)
    assert (settings.max_bytes("/v1/assessments"), settings.max_bytes("/v1/assessment-jobs")) == (1000, 5000)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "risk.example", "::"])  # noqa: S104 (what must be refused)
def test_a_server_that_asks_nobody_binds_to_nothing_that_others_can_reach(host: str) -> None:
    with pytest.raises(SettingsError, match="RECRUITMENT_RISK_HOST"):
        Settings.from_environment({"RECRUITMENT_RISK_HOST": host, "RECRUITMENT_RISK_ACCESS": "open"})
    with pytest.raises(SettingsError, match="RECRUITMENT_RISK_HOST"):
        replace(Settings(access=Access.OPEN), host=host)
    assert Settings.from_environment({"RECRUITMENT_RISK_HOST": host}).host == host


@pytest.mark.parametrize("port", ["65536", "-1", "eighty", "８０", "1e3"])
def test_a_number_that_is_none_is_refused_by_name(port: str) -> None:
    with pytest.raises(SettingsError, match=r"RECRUITMENT_RISK_PORT .* 65535"):
        Settings.from_environment({"RECRUITMENT_RISK_PORT": port})


def test_the_environment_is_read_when_the_application_is_made_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECRUITMENT_RISK_PORT", "9123")
    assert Settings.from_environment().port == 9123
    monkeypatch.setenv("RECRUITMENT_RISK_PORT", "9124")
    assert Settings.from_environment().port == 9124
