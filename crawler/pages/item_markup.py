"""JobPostings marked in a page's own HTML, as microdata or RDFa Lite, as JSON-LD would write them.

The two say the same with other attributes (https://html.spec.whatwg.org/multipage/microdata.html, https://www.w3.org/TR/rdfa-lite/),
so one walk over the page reads both. Its work grows with the page's length alone: extruct's XPath takes five minutes for 1.1 MB
of items within items, and its RDFa goes through a graph without order, which puts two workplaces another way round each time.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree, html

from crawler.pages.addresses import web_address
from features.posting import Json
from features.text.markup import text_of_html

MAX_MARKS: Final = 5_000
"""Marked elements that are read on one page: some hundred adverts."""

MAX_NESTING: Final = 8
"""Marks within one another that are read; the vocabulary needs four."""

MAX_MARKUP: Final = 600_000
"""Characters of markup that are made into words on one page."""

MAX_NAME: Final = 300
"""Characters of an item's own words that may be its name."""

MAX_REFERENCES: Final = 20
"""Elements outside their items that a page's items may point to for more of their properties."""

_KINDS: Final = re.compile(r"\b(?:itemtype|typeof)\s{0,8}=\s{0,8}[\"']?([^\"'<>]{0,200})", re.IGNORECASE)
_TERM: Final = re.compile(r"(?:https?://schema\.org/|schema:)?(\w{1,100})", re.IGNORECASE)
_LINKED: Final = frozenset(("url", "sameAs", "image", "logo", "mainEntityOfPage"))
"""Properties whose value is where a link leads, not what it says."""

_SOURCES: Final = {"link": "href", "img": "src", "iframe": "src", "object": "data", "time": "datetime", "data": "value"}
"""Where elements hold their value, beside their words."""

_Item = dict[str, Json]


def has_marked_job(page: str) -> bool:
    """Whether an element of a page says that it is a JobPosting."""
    return "JobPosting" in page and any("JobPosting" in kinds[1] for kinds in _KINDS.finditer(page))


def marked_jobs(page: str, url: str) -> list[dict[str, Json]]:
    """The items marked in a page that has a JobPosting among them, in order; nothing where it has none."""
    if not has_marked_job(page):
        return []
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True)  # which reads 256 levels down and no further
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    return _Reader(tree, url).items


class _Reader:
    """One walk over a page; `items` are those that belong to no other."""

    def __init__(self, tree: html.HtmlElement, url: str) -> None:
        self.items: list[_Item] = []
        self._url = url
        self._marks = MAX_MARKS
        self._room = MAX_MARKUP
        self._references: list[tuple[_Item, str]] = []
        self._walk(tree, [])
        wanted = dict.fromkeys(name for _, name in self._references[:MAX_REFERENCES])
        places = {element.get("id"): element for element in tree.iterfind(".//*[@id]") if element.get("id") in wanted}
        found = len(self.items)
        for item, name in self._references[:MAX_REFERENCES]:
            if name in places:
                self._walk(places[name], [item])
        del self.items[found:]  # an item below a place that is referred to was read already

    def _walk(self, root: html.HtmlElement, within: list[_Item]) -> None:
        """Fill the items, of which the last of `within` is the one around, until the marks are more than are read."""
        open_marks: list[tuple[html.HtmlElement, _Item | None]] = []
        for event, element in etree.iterwalk(root, events=("start", "end"), tag=etree.Element):
            if event == "start" and _is_marked(element):
                self._marks -= 1
                if self._marks < 0:
                    return
                if len(open_marks) < MAX_NESTING:
                    open_marks.append((element, self._begin(element, within)))
            elif event == "end" and open_marks and open_marks[-1][0] is element and open_marks.pop()[1] is not None:
                self._end(element, within.pop())

    def _begin(self, element: html.HtmlElement, within: list[_Item]) -> _Item | None:
        """Give the item around what an element holds; the item that it opens, if it does."""
        kind, names = _kind(element), _names(element) if within else []
        if kind is None:
            _attach(within, names, self._value(element, names) if names else "")
            return None
        item = _item(element, kind)
        _attach(within, names, item)
        self.items.extend([] if names else [item])
        self._references.extend((item, name) for name in element.get("itemref", "")[:1000].split())
        within.append(item)
        return item

    def _value(self, element: html.HtmlElement, names: list[str]) -> str:
        """A property's value: what is stated for machines, where a link leads, else the words."""
        linked = element.get("href") or element.get("resource")
        if element.get("content") is None and linked and (element.tag == "link" or _LINKED.intersection(names)):
            return web_address(self._url, linked) or str(linked)
        stated = element.get("content") or element.get(_SOURCES.get(element.tag, "content"))
        return str(stated).strip() if stated else self._words(element)

    def _words(self, element: html.HtmlElement) -> str:
        """What a person reads there; the same words are read for each mark around them, so their sum is limited."""
        markup = str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))[: self._room]
        self._room -= len(markup)
        return text_of_html(markup).strip()

    def _end(self, element: html.HtmlElement, item: _Item) -> None:
        """An item without properties is called by its words."""
        if item.keys() <= {"@type", "@id"} and 0 < len(words := self._words(element)) <= MAX_NAME:
            item["name"] = words


def _is_marked(element: html.HtmlElement) -> bool:
    return any(element.get(name) is not None for name in ("itemprop", "itemscope", "property", "typeof"))


def _kind(element: html.HtmlElement) -> str | None:
    """What an item is; empty where that is not said, and None where the element is no item."""
    if element.get("typeof") is not None:
        return next(iter(_terms(element.get("typeof"))), "")
    if element.get("itemscope") is None:
        return None
    return next(iter(_terms(element.get("itemtype"))), "")


def _names(element: html.HtmlElement) -> list[str]:
    """The properties of the item around that an element gives; RDFa's `rel` counts where the element is an item."""
    related = element.get("rel") if element.get("typeof") is not None else None
    return _terms(element.get("itemprop") or element.get("property") or related)


def _terms(value: str | None) -> list[str]:
    """schema.org's terms in an attribute, without prefix or address; those of other vocabularies are none."""
    return [found[1] for term in (value or "")[:1000].split() if (found := _TERM.fullmatch(term))]


def _item(element: html.HtmlElement, kind: str) -> _Item:
    name = element.get("itemid") or element.get("resource") or element.get("about")
    return {"@type": kind} | ({"@id": name} if name else {})


def _attach(within: list[_Item], names: list[str], value: Json) -> None:
    """Give the item around a value; a second one for the same property makes a list."""
    for name in names:
        before = within[-1].get(name)
        if before is None:
            within[-1][name] = value
        elif isinstance(before, list):
            before.append(value)
        elif before != value:
            within[-1][name] = [before, value]
