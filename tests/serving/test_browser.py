"""The console in a real browser, worked by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from store.database import Database
from tests.factories import assessment, posting
from tests.serving.conftest import keep_in


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def queue(served: tuple[str, Database], request: pytest.FixtureRequest) -> str:
    """The address of a queue with two postings of this test's own."""
    where, database = served
    source = f"board{abs(hash(request.node.name))}.example"
    keep_in(database, posting(source=source))
    other = posting(id="other", source=source, title="Line cook", description="Bring 300 EUR for the knives on the first day.")
    keep_in(database, other, assessment(other, priority=0.6))
    return f"{where}/?source={source}"


@pytest.fixture(params=["with scripts", "without scripts"])
def page(chrome: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chrome.new_context(java_script_enabled=request.param == "with scripts", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert not [text for text in said if "422" not in text], "the browser complains"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    wanted = page.locator(selector).first
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            expect(wanted).to_be_visible()
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_a_posting_is_opened_explained_and_decided_by_keyboard(page: Page, queue: str) -> None:
    page.goto(queue)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    tab_to(page, ".c-posting a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Warehouse helper")

    explanation = page.locator("a.ev-words").first.locator("xpath=..").locator(".tip")
    expect(explanation).to_be_hidden()
    tab_to(page, "a.ev-words")
    expect(explanation).to_be_visible()
    expect(explanation).to_contain_text("The worker pays for the job")
    expect(explanation).to_contain_text("Present, strong")

    tab_to(page, "#reason")
    page.keyboard.type("Asks for money before the first day.")
    tab_to(page, 'button[value="risky"]')
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Line cook")
    page.goto(f"{queue}&state=closed")
    expect(page.locator(".c-posting a")).to_have_text(["Warehouse helper"])


def test_a_verdict_without_a_reason_leads_to_what_is_missing(page: Page, queue: str) -> None:
    page.goto(queue)
    page.locator(".c-posting a").first.click()
    page.locator('button[value="unsure"]').click()
    expect(page.locator("#faults")).to_contain_text("a reason")
    page.locator("#faults a").first.click()
    expect(page).to_have_url(re.compile("#(reason|review)$"))


def test_an_explanation_goes_away_on_escape(chrome: Browser, queue: str) -> None:
    page = chrome.new_page()
    page.goto(queue)
    page.locator(".c-posting a").first.click()
    page.wait_for_load_state("load")
    page.locator("a.ev-words").first.focus()
    expect(page.locator(".tip").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tip").first).to_be_hidden()
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(chrome: Browser, served: tuple[str, Database], width: int) -> None:
    endless = posting(id="endless", title="y" * 900, description="x" * 20_000, source="s" * 500)
    address, database = served
    posting_id = keep_in(database, endless, assessment(endless, priority=0.99))
    page = chrome.new_context(viewport={"width": width, "height": 800}).new_page()
    for path in ("/", f"/postings/{posting_id}", "/indicators", "/problems", "/nowhere"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()
