"""The README's pictures of the console: the queue and its first posting on a desk, the posting on a phone, the queue in the dark.

    python -m experiments.screenshots docs/screenshots [--address http://127.0.0.1:8000]

Without an address, `recruitment-risk demo` is started on a port of its own, over a database that goes with it. Chromium is found
by CHROMIUM or on the path; where Pillow is installed, the pictures are brought to 128 colours.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

_DESK: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 860}}
_PHONE: Final[dict[str, Any]] = {"viewport": {"width": 390, "height": 844}}
_SAID: Final = "API and console at "
COLOURS: Final = 128


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file's name, how the browser is set up, and whether it is of the first posting or of the queue."""

    name: str
    browser: dict[str, Any]
    of_posting: bool = False


PICTURES: Final = (
    Picture("queue", _DESK),
    Picture("posting", _DESK, of_posting=True),
    Picture("posting-phone", _PHONE, of_posting=True),
    Picture("queue-dark", _DESK | {"color_scheme": "dark"}),
)


class DemoError(RuntimeError):
    """The demonstration did not start; the message is what it said."""


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", help="a server with postings in its queue; one is started unless told")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.address:
        take(asked.address.rstrip("/"), asked.folder)
        return
    with demo() as address:
        take(address, asked.folder)


@contextmanager
def demo() -> Iterator[str]:
    """The demonstration's address, while the block lasts. Raises DemoError."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "recruitment_risk", "demo", "--port", "0", "--database", f"sqlite:///{folder}/demo.db"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
            try:
                yield _address(process)
            finally:
                process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stderr or ():
        if line.startswith(_SAID):
            return line.removeprefix(_SAID).split()[0]
        said.append(line)
    raise DemoError("".join(said) or "the demonstration ended without a word")


def take(address: str, folder: Path) -> None:
    """Take the pictures of a server's pages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        for picture in PICTURES:
            path = folder / f"{picture.name}.png"
            _shoot(browser, address, picture, path)
            print(f"{path}: {path.stat().st_size // 1000} kB")
        browser.close()


def _chromium() -> str | None:
    """Where the browser is; none leaves it to Playwright."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def _shoot(browser: Browser, address: str, picture: Picture, path: Path) -> None:
    context = browser.new_context(**picture.browser)
    page = context.new_page()
    page.goto(address)
    if picture.of_posting:
        page.locator(".c-posting a").first.click()
        page.wait_for_load_state()
    page.screenshot(path=path)
    context.close()
    if find_spec("PIL"):
        _quantise(path)


def _quantise(path: Path) -> None:
    """Fewer colours: half the size, and no difference to the eye on a page of text."""
    from PIL import Image

    with Image.open(path) as image:
        fewer = image.convert("RGB").quantize(COLOURS)
    fewer.save(path, optimize=True)


if __name__ == "__main__":
    main()
