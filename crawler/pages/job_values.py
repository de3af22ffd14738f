"""What publishers of JobPostings leave for a reader to put together: a node in, the node with schema.org's own fields filled out.

Nothing is made up: a title called `name`, an employer named only in the posting's identifier, a currency beside the pay, a day
counted back from today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from crawler.pages.api import moment, words
from crawler.pages.relative_dates import day_meant

MAX_PLACES: Final = 200
"""Places of one posting that are read."""

MAX_HEAD: Final = 200_000
"""Characters in which a page says what it is called."""


_FIGURE: Final = re.compile(r"[^A-Za-z]{0,40}\d[^A-Za-z]{0,40}")
_EPOCH: Final = re.compile(r"\d{10}|\d{13}")
_NUMBERED: Final = re.compile(
    r"\b(?:id|ids|no|nr|number|code|ref|reference|job|req|requisition|vacancy|kennziffer)\b", re.IGNORECASE
)
"""Words by which an identifier's name says what kind of number it is, not who gave it."""

_TITLE: Final = re.compile(r"<title[^<>]{0,200}>[^<]{0,1000}", re.IGNORECASE)
_SITE: Final = re.compile(r"<meta[^<>]{0,200}og:site_name[^<>]{0,500}>", re.IGNORECASE)
_PRICES: Final[Mapping[str, str]] = {
    "price": "value",
    "minPrice": "minValue",
    "maxPrice": "maxValue",
    "priceCurrency": "currency",
}
_UNIT_CODES: Final = {"HUR": "HOUR", "DAY": "DAY", "WEE": "WEEK", "MON": "MONTH", "ANN": "YEAR"}
"""UN/CEFACT Recommendation 20's codes, which `unitCode` uses."""

_Node = Mapping[str, Any]


def completed(node: _Node, fetched_at: datetime | None, board: str = "") -> dict[str, Any]:
    """A JobPosting with what its other fields say of those that it lacks; `board` is what its page calls itself."""
    filled = {
        "title": node.get("title") or node.get("name"),
        "description": _joined(node.get("description")),
        "hiringOrganization": node.get("hiringOrganization") or _employer(node.get("identifier"), board),
        "jobLocation": list(_places(node.get("jobLocation"))),
        "baseSalary": _pay(node.get("baseSalary"), words(node.get("salaryCurrency"))),
        "datePosted": _day(node.get("datePosted"), fetched_at),
    }
    counted = words(node.get("datePosted")) if filled["datePosted"] != node.get("datePosted") else ""
    kept = {"datePostedAsPublished": counted} if counted else {}
    return {**node, **{name: value for name, value in filled.items() if value not in (None, "", [])}, **kept}


def _joined(value: Any) -> Any:
    """Paragraphs given as a list are one text."""
    return "\n\n".join(map(words, value)) if isinstance(value, list) and all(isinstance(item, str) for item in value) else value


def board_of(page: str, url: str) -> str:
    """The letters of what a page calls itself and its site: a board signs every employer's adverts so.

    Teamtailor's pages are the employer's own, so that they name no board.
    """
    if "teamtailor" in page:
        return ""
    found = (_TITLE.search(page, 0, MAX_HEAD), _SITE.search(page, 0, MAX_HEAD))
    return "\n".join([_letters(url.partition("//")[2].partition("/")[0]), *(_letters(match[0]) for match in found if match)])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _employer(identifier: Any, board: str) -> dict[str, str] | None:
    """The organisation that numbered the posting, as Google's guide has it and Teamtailor does; not the board it stands on."""
    first = identifier[0] if isinstance(identifier, list) and identifier else identifier
    name = words(first.get("name")) if isinstance(first, Mapping) else ""
    own = _letters(name)
    return {"name": name} if own and not own.isdigit() and not _NUMBERED.search(name) and own not in board else None


def _places(value: Any) -> Iterator[Any]:
    """Places one by one: lists within lists are opened, and a place with several addresses is several."""
    waiting = [value]
    for _ in range(MAX_PLACES):
        if not waiting:
            return
        item = waiting.pop(0)
        addresses = item.get("address") if isinstance(item, Mapping) else None
        if isinstance(item, list):
            waiting = item[:MAX_PLACES] + waiting
        elif isinstance(addresses, list):
            waiting = [
                {**item, "address": address} for address in addresses[:MAX_PLACES] if not isinstance(address, list)
            ] + waiting
        elif item not in (None, ""):
            yield {**item, "address": _firsts(addresses)} if isinstance(addresses, Mapping) else item


def _pay(value: Any, currency: str) -> Any:
    """Pay as MonetaryAmounts, with the currency that stands beside it."""
    if isinstance(value, list):
        return [_pay(item, currency) for item in value if not isinstance(item, list)]
    if not isinstance(value, Mapping):
        figure = words(value)
        return {"currency": currency, "value": figure} if currency and _FIGURE.fullmatch(figure) else value
    amount = _amount(value)
    inner = amount.get("value")
    if isinstance(inner, Mapping):
        amount["value"] = _with_unit(_amount(inner))
    return {"currency": currency} | _with_unit(amount) if currency and not amount.get("currency") else _with_unit(amount)


def _amount(value: _Node) -> dict[str, Any]:
    """An amount under MonetaryAmount's names, which PriceSpecification has others for; of several values the first."""
    return {_PRICES.get(name, name): _first(item) for name, item in value.items()}


def _with_unit(amount: dict[str, Any]) -> dict[str, Any]:
    unit = _UNIT_CODES.get(words(amount.get("unitCode")))
    return {**amount, "unitText": unit} if unit and not amount.get("unitText") else amount


def _firsts(values: _Node) -> dict[str, Any]:
    return {name: _first(value) for name, value in values.items()}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _day(value: Any, fetched_at: datetime | None) -> Any:
    """A date as published; a count of seconds since 1970, or of days back from the fetching, as ISO writes it."""
    text = words(_first(value))
    if _EPOCH.fullmatch(text):
        return moment(int(text), per_second=1000 if len(text) == 13 else 1)
    return day_meant(text, fetched_at) if text else value
