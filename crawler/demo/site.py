"""Builds the demo board as a static site, and serves it on this machine.

Two of its pages are there for the crawler's sake: one has the kind of defects in its script that real boards have, and one lies
where robots.txt forbids to look, though both the list and the sitemap name it.
"""

from __future__ import annotations

import shutil
import threading
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Any, Final, Self
from xml.sax.saxutils import escape

from crawler.demo.adverts import Advert, adverts
from crawler.demo.markup import advert_page, broken_script_of, job_posting, list_address, list_page, script_of

BROKEN: Final = "pek-debrecen"
"""The advert whose script is broken."""

DRAFT: Final = "drafts/teaching-assistant-draft.html"
"""The page that robots.txt forbids."""

PER_PAGE: Final = 12


def build_site(folder: Path, base_url: str) -> int:
    """Write the site's files into a folder, for being served at `base_url`. Answers how many adverts it publishes."""
    board = adverts()
    draft = replace(next(advert for advert in board if advert.slug == "primary-school-teaching-assistant"), title="Draft")
    pages = {_address(advert): _page_of(advert, base_url) for advert in board}
    entries = [(_address(advert), advert.title, _facts(advert)) for advert in board]
    files_by_name = {address.removeprefix("/"): text for address, text in pages.items()} | {
        DRAFT: advert_page(draft, script_of(job_posting(draft, f"{base_url}/{DRAFT}"))),
        "robots.txt": f"User-agent: *\nDisallow: /drafts/\n\nSitemap: {base_url}/sitemap.xml\n",
        "sitemap.xml": _sitemap(board, base_url),
        "style.css": files("crawler.demo").joinpath("style.css").read_text("utf-8"),
    }
    files_by_name |= _lists([*entries, (f"/{DRAFT}", "Draft", "not to be crawled")])
    for name, text in files_by_name.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return len(board)


class DemoSite(AbstractContextManager["DemoSite"]):
    """The board, served while the block lasts. Port 0 takes any that is free; only this machine can reach it."""

    def __init__(self, port: int = 0) -> None:
        self._folder = Path(mkdtemp(prefix="demo-board-"))
        handler = partial(_QuietHandler, directory=str(self._folder))
        try:
            self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError:
            self._folder.rmdir()
            raise
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="demo-board", daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.sitemap_url = f"{self.url}/sitemap.xml"
        self.adverts = build_site(self._folder, self.url)

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """Stop serving and take the files away."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        shutil.rmtree(self._folder, ignore_errors=True)


class _QuietHandler(SimpleHTTPRequestHandler):
    """Files of the board, without a line a request on standard error."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the base class names it so
        """Say nothing."""


def _address(advert: Advert) -> str:
    return f"/jobs/{advert.slug}.html"


def _facts(advert: Advert) -> str:
    return " · ".join(filter(None, (advert.employer, advert.place, advert.posted)))


def _page_of(advert: Advert, base_url: str) -> str:
    posting = job_posting(advert, base_url + _address(advert))
    return advert_page(advert, broken_script_of(posting) if advert.slug == BROKEN else script_of(posting))


def _lists(entries: list[tuple[str, str, str]]) -> dict[str, str]:
    pages = [entries[start : start + PER_PAGE] for start in range(0, len(entries), PER_PAGE)]
    names = [list_address(number).removeprefix("/") or "index.html" for number in range(1, len(pages) + 1)]
    return {name: list_page(page, number, len(pages)) for number, (name, page) in enumerate(zip(names, pages, strict=True), 1)}


def _sitemap(board: list[Advert], base_url: str) -> str:
    places = [(base_url + _address(advert), advert.posted) for advert in board] + [(f"{base_url}/{DRAFT}", board[0].posted)]
    entries = "\n".join(f"<url><loc>{escape(url)}</loc><lastmod>{moment}</lastmod></url>" for url, moment in places)
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{namespace}">\n{entries}\n</urlset>\n'
