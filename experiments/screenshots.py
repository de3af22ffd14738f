"""Pictures of the console for whoever changes its look: the queue and postings on a desk, in the dark, on a phone and on paper.

    python -m experiments.screenshots http://127.0.0.1:8000 pictures/

The server is started beforehand, over a database with postings in it. The pictures are of the first postings of the queue.
Chromium is found by CHROMIUM or on the path.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "desk": {"viewport": {"width": 1360, "height": 900}},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
}
POSTINGS: Final = 3


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for look, options in LOOKS.items():
            for name, page in pages(browser, asked.address, options):
                page.screenshot(path=asked.folder / f"{look}-{name}.png", full_page=True)
        print_out(browser, asked.address, asked.folder / "paper-posting.pdf")
        browser.close()


def chromium() -> str | None:
    """Where the browser is; none leaves it to Playwright."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def pages(browser: Browser, address: str, options: dict[str, Any]) -> Iterator[tuple[str, Page]]:
    """Each page worth a picture, open."""
    page = browser.new_context(**options).new_page()
    page.goto(address)
    yield "queue", page
    found = [link.get_attribute("href") or "" for link in page.locator(".c-posting a").all()[:POSTINGS]]
    for number, path in enumerate(found, 1):
        page.goto(address + path)
        yield f"posting-{number}", page
        if page.locator("a.ev-words").count():
            page.locator("a.ev-words").first.focus()
            yield f"posting-{number}-explained", page
    for name in ("indicators", "problems/not-found", "nowhere", "?source=nowhere"):
        page.goto(f"{address}/{name}")
        yield name.strip("?").replace("/", "-").replace("=", "-"), page


def print_out(browser: Browser, address: str, path: Path) -> None:
    """The first posting as it is printed."""
    page = browser.new_page()
    page.goto(address)
    if page.locator(".c-posting a").count():
        page.locator(".c-posting a").first.click()
    page.pdf(path=path, format="A4")


if __name__ == "__main__":
    main()
