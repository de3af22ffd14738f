"""CSS selectors that a source's entry gives for its pages: `css`, or `css@attribute` for an attribute's value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cssselect import SelectorError
from lxml.etree import HTMLParser, LxmlError, fromstring
from parsel import Selector

from crawler.pages.page import PageError
from features.text.markup import text_of_html

KEYS: Final = ("item", "link", "title", "description", "employer", "location", "salary", "date", "contact", "next")

MAX_ELEMENTS: Final = 2_000
"""Elements that one selector finds on a page."""

_ATTRIBUTE: Final = re.compile(r"(.*)@([A-Za-z_][\w:-]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One selector: which elements, and their text or which attribute of theirs."""

    css: str
    """Empty for the element itself that is searched."""
    attribute: str = ""

    def elements(self, within: Selector) -> list[Selector]:
        """The elements it finds, in order."""
        return list(within.css(self.css)[:MAX_ELEMENTS]) if self.css else [within]

    def texts(self, within: Selector) -> list[str]:
        """The texts or attributes it finds that are not empty."""
        return [text for element in self.elements(within) if (text := self._text(element))]

    def _text(self, element: Selector) -> str:
        if self.attribute:
            return str(element.attrib.get(self.attribute, "")).strip() if hasattr(element.root, "attrib") else ""
        markup = element.get()
        return text_of_html(markup).strip() if isinstance(markup, str) else ""


def document(text: str) -> Selector:
    """A page to search. Raises PageError where the parser finds nothing in it.

    What nests deeper than 256 is left out by the parser, so that no page makes a search take for ever.
    """
    parser = HTMLParser(recover=True, no_network=True, encoding="utf-8", huge_tree=False)
    try:
        root = fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except LxmlError as error:
        raise PageError(f"the page is no HTML: {error}") from error
    if root is None:
        raise PageError("the page is empty")
    return Selector(root=root, type="html")


def chosen(stated: object) -> dict[str, Chosen]:
    """The selectors by their keys. Raises PageError that names the one that is none."""
    if not isinstance(stated, Mapping):
        raise PageError("selectors: expected a table of CSS selectors")
    return {str(key): _chosen(key, value) for key, value in stated.items() if str(value).strip()}


def _chosen(key: object, value: object) -> Chosen:
    if key not in KEYS:
        raise PageError(f"selector {key!r:.60}: there is none of that name, only {', '.join(KEYS)}")
    if not isinstance(value, str):
        raise PageError(f"selector {key}: expected a text, found {value!r:.60}")
    with_attribute = _ATTRIBUTE.fullmatch(value.strip())
    css, attribute = (with_attribute[1].strip(), with_attribute[2]) if with_attribute else (value.strip(), "")
    try:
        Selector(text="<p/>").css(css or "*")
    except (SelectorError, ValueError) as error:
        raise PageError(f"selector {key}: {value!r:.200} is no CSS selector: {error}") from error
    return Chosen(css, attribute.lower())
