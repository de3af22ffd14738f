"""The demo board's pages: an advert as a person reads it, and as its JobPosting script says it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from typing import Any, Final

from crawler.demo.adverts import Advert

BOARD: Final = "Meridian Jobs"

_PAY = re.compile(r"([A-Z]{3}) ([\d.]+)(?:-([\d.]+))? ([A-Z]+)")


def job_posting(advert: Advert, url: str) -> dict[str, Any]:
    """The advert as schema.org JobPosting; what is not stated is left out."""
    stated = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": advert.title,
        "description": "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in advert.paragraphs),
        "identifier": {"@type": "PropertyValue", "name": BOARD, "value": advert.slug},
        "url": url,
        "datePosted": advert.posted,
        "employmentType": advert.employment_type,
        "workHours": advert.work_hours,
        "inLanguage": advert.language,
        "hiringOrganization": _stated(
            {"@type": "Organization", "name": advert.employer, "description": advert.employer_description}, needed="name"
        ),
        "jobLocation": _place(advert),
        "baseSalary": _pay(advert.pay),
    }
    return {name: value for name, value in stated.items() if value}


def advert_page(advert: Advert, script: str) -> str:
    """One advert's page."""
    facts = " · ".join(escape(fact) for fact in (advert.employer, advert.place, advert.pay, advert.work_hours) if fact)
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in advert.paragraphs)
    body = f'<h1>{escape(advert.title)}</h1>\n<p class="facts">{facts}</p>\n{paragraphs}\n<p class="meta">{advert.posted}</p>'
    return page(advert.title, body, language=advert.language, script=script)


def list_page(adverts: Sequence[tuple[str, str, str]], number: int, pages: int) -> str:
    """One page of the list; an entry is an address, a title, and a line of facts."""
    items = "\n".join(
        f'<li><a href="{escape(address)}">{escape(title)}</a><br><span class="facts">{escape(facts)}</span></li>'
        for address, title, facts in adverts
    )
    back = f'<a rel="prev" href="{list_address(number - 1)}">Newer</a>' if number > 1 else ""
    on = f'<a rel="next" href="{list_address(number + 1)}">Older</a>' if number < pages else ""
    body = f'<h1>Vacancies</h1>\n<ul class="adverts">\n{items}\n</ul>\n<nav>{back}{on}</nav>'
    return page(f"Vacancies, page {number}", body)


def list_address(number: int) -> str:
    """Where a page of the list is."""
    return "/" if number == 1 else f"/page-{number}.html"


def page(title: str, body: str, *, language: str = "en", script: str = "") -> str:
    """A whole page of the board."""
    jsonld = f'<script type="application/ld+json">{script}</script>\n' if script else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)} - {BOARD}</title>\n'
        f'<link rel="stylesheet" href="/style.css">\n{jsonld}</head>\n<body>\n<header><a href="/">{BOARD}</a></header>\n'
        f"<main>\n{body}\n</main>\n<footer>A board made up for demonstration: every employer, person, address and number is "
        f"invented.</footer>\n</body>\n</html>\n"
    )


def script_of(posting: dict[str, Any]) -> str:
    """The script's text; `</` is written so that no description can close the script."""
    return json.dumps(posting, ensure_ascii=False, indent=1).replace("</", "<\\/")


def broken_script_of(posting: dict[str, Any]) -> str:
    """The same with defects as hand-made templates have them: CDATA marks, a comment, line breaks, a comma, a semicolon."""
    script = script_of(posting).replace("<\\/p><p>", "<\\/p>\n<p>").removesuffix("\n}")
    return f"//<![CDATA[\n/* advert */ {script},\n}};\n//]]>"


def _stated(thing: dict[str, str], *, needed: str) -> dict[str, str] | None:
    return {name: value for name, value in thing.items() if value} if thing[needed] else None


def _place(advert: Advert) -> dict[str, Any] | None:
    address = {"addressLocality": advert.locality, "addressCountry": advert.country}
    known = {name: value for name, value in address.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress"} | known} if known else None


def _pay(pay: str) -> dict[str, Any] | None:
    found = _PAY.fullmatch(pay)
    if found is None:
        return None
    currency, low, high, unit = found.groups()
    amount = {"minValue": low, "maxValue": high} if high else {"value": low}
    return {
        "@type": "MonetaryAmount",
        "currency": currency,
        "value": {"@type": "QuantitativeValue"} | amount | {"unitText": unit},
    }
