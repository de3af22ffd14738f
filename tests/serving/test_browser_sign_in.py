"""Signing in, in a real browser and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from serving.access.issuing import make_account
from serving.access.permissions import Role
from store.database import Database
from tests.serving.conftest import keep_in

PASSWORD = "a long and quiet sentence"


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=["with scripts", "without scripts"])
def page(chrome: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chrome.new_context(java_script_enabled=request.param == "with scripts", viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def account(database: Database, login: str) -> None:
    with database.session() as session:
        make_account(session, "home", login, Role.REVIEWER, PASSWORD, datetime.now(UTC))


def sign_in(page: Page, login: str, code: str = "") -> None:
    """The first field has the focus; Tab and Enter do the rest."""
    expect(page.get_by_label("Login")).to_be_focused()
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_a_reviewer_signs_in_reviews_and_signs_out(
    page: Page, guarded_server: tuple[str, Database], request: pytest.FixtureRequest
) -> None:
    where, database = guarded_server
    login = f"ana{abs(hash(request.node.name))}@ngo.example"
    account(database, login)
    kept = keep_in(database)
    page.goto(f"{where}/postings/{kept}")
    sign_in(page, login)
    expect(page).to_have_url(f"{where}/postings/{kept}")
    expect(page.locator(".who")).to_contain_text(login)
    page.locator(".who a").press("Enter")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    seed = re.findall(r"<code>([A-Z2-7]{32})</code>", page.content())[0]
    page.get_by_label("Code").fill(pyotp.TOTP(seed).now())
    page.keyboard.press("Enter")
    expect(page.get_by_text("Signing in asks for a code")).to_be_visible()
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page).to_have_url(f"{where}/sign-in")
    sign_in(page, login)
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing hangs over on a phone"
