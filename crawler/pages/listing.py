"""A list page: which of its links to follow, and where its next page is.

Sites say nothing uniform about which link is an advert, so every link to the same site is a candidate and those that look like
adverts come first: a page budget then buys adverts before imprints.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree, html
from parsel import Selector

from crawler.pages.addresses import same_site, web_address

MAX_LINKS: Final = 10_000
"""Different links of one page that are looked at."""

_ADVERT_LIKE = re.compile(
    r"job|vacan|position|opening|career|advert|offer|stelle|emploi|empleo|oferta|vaga|lavoro|munka|allas|praca|ogloszen|"
    r"anunt|angajar|vakans|vakanc|rabota|robota|iş-?ilan|is-ilan|viec-lam|\d{4,}",
    re.IGNORECASE,
)
_NOT_A_PAGE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|jpe?g|png|gif|svg|webp|ico|css|js|mp4|mp3|xml|rss)(?:\?|$)", re.IGNORECASE)
_NOT_AN_ADVERT = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|register|logout|account|cart|share|print|feed)(?:/|\?|$)", re.IGNORECASE
)

_NEXT = "//a[contains(concat(' ', normalize-space(@rel), ' '), ' next ')] | //link[@rel='next'] | //a[@aria-label='Next']"


@dataclass(frozen=True, slots=True)
class ListingReading:
    """A list page's links on the same site, likely adverts first, and the address of the page after it."""

    links: tuple[str, ...] = ()
    next_page: str = ""


def read_listing(page: str, url: str) -> ListingReading:
    """The links to follow from one list page."""
    selector = Selector(root=_root(page), type="html")
    base = web_address(url, selector.xpath("//base/@href").get("")) or url
    following = [link for link in _on_site(selector.xpath(_NEXT).xpath("@href").getall(), base, url) if link != url]
    passed_over = {url, *following}
    links = [link for link in _on_site(_followable(selector), base, url) if link not in passed_over]
    links = [link for link in links if not _NOT_A_PAGE.search(link) and not _NOT_AN_ADVERT.search(link)]
    return ListingReading(tuple(sorted(links, key=_unlike_an_advert)), following[0] if following else "")


def _root(page: str) -> html.HtmlElement:
    """The page's elements as far down as libxml2 reads them: 256 levels."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        return html.document_fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return html.document_fromstring("<html/>")


def _followable(selector: Selector) -> list[str]:
    """References of links that the site does not ask robots to leave alone."""
    return selector.xpath("//a[not(contains(concat(' ', normalize-space(@rel), ' '), ' nofollow '))]/@href").getall()


def _on_site(references: Iterable[str], base: str, url: str) -> list[str]:
    """Absolute addresses on the site of `url`, each once, in the order of the page."""
    different = itertools.islice(dict.fromkeys(references), MAX_LINKS)
    addresses = (web_address(base, reference) for reference in different)
    return list(dict.fromkeys(address for address in addresses if address and same_site(address, url)))


def _unlike_an_advert(link: str) -> bool:
    return _ADVERT_LIKE.search(link) is None
