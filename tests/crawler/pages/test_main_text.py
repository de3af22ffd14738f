"""The main text of pages without markup."""

from __future__ import annotations

from crawler.pages import main_text as module
from crawler.pages.main_text import main_text

TEXT = "We look for a cooper who makes barrels of oak by hand, in our yard by the river, from Monday to Friday."
PAGE = f"""<html><body><nav><a href="/">Home</a><a href="/about">About the yard</a></nav><article><h1>Cooper</h1>
<p>{TEXT}</p><p>The pay is 2400 a month, and lunch is served at noon for all who work in the yard.</p>
<table><tr><td>Start</td><td>1 June</td></tr></table></article><footer>All rights reserved by the yard</footer></body></html>"""


def test_the_main_text_comes_without_menus() -> None:
    found = main_text(PAGE)
    assert TEXT in found
    assert "About the yard" not in found


def test_tables_come_without_bars() -> None:
    assert "Start 1 June" in main_text(PAGE)
    assert "|" not in main_text(PAGE)


def test_a_page_of_very_many_tags_gives_all_its_text() -> None:
    assert main_text(f"<p>{TEXT}</p>" + "<i>x</i>" * module.MAX_TAGS).startswith(TEXT)


def test_an_empty_page_has_no_text() -> None:
    assert main_text("") == ""
    assert main_text("<html></html>") == ""
