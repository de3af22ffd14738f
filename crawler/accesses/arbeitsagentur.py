"""The German employment agency's job search (Bundesagentur für Arbeit, described at https://jobsuche.api.bund.dev).

A search gives adverts in short, each has its own page. Fields have one name in the search's fourth version and another in its
sixth and on adverts' pages; both are read.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from crawler.accesses.access import Access, EntryError
from crawler.accesses.entries import address_of
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.paging import asking_for, count_in
from crawler.pages.pay import pay
from features.posting import Posting

PAGE_SIZE: Final = 100
MOST: Final = 10_000
"""The interface shows no more results of one search."""

_SEARCH: Final = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc/v4/jobs?"
_PUBLIC: Final = "https://www.arbeitsagentur.de/jobsuche/jobdetail/"
_HEADERS: Final = {"X-API-Key": "jobboerse-jobsuche"}  # the key that the agency's own pages send for everybody
_MODELS: Final = {
    "arbeitszeitVollzeit": "Vollzeit",
    "arbeitszeitTeilzeitVormittag": "Teilzeit",
    "arbeitszeitTeilzeitNachmittag": "Teilzeit",
    "arbeitszeitTeilzeitAbend": "Teilzeit",
    "arbeitszeitTeilzeitFlexibel": "Teilzeit",
    "arbeitszeitSchichtNachtWochenende": "Schicht, Nacht, Wochenende",
    "arbeitszeitHeimarbeit": "Heimarbeit",
    "istGeringfuegigeBeschaeftigung": "Minijob",
}
_KEPT: Final = (
    "externeUrl",
    "externeURL",
    "eintrittsdatum",
    "eintrittszeitraum",
    "modifikationsTimestamp",
    "aenderungsdatum",
    "befristung",
    "vertragsdauer",
    "verguetungsangabe",
    "anzahlOffeneStellen",
    "istPrivateArbeitsvermittlung",
    "istArbeitnehmerUeberlassung",
    "anzeigeAnonym",
    "chiffrenummer",
    "allianzpartner",
    "allianzpartnerUrl",
    "allianzpartnerName",
)


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A search's first page: what is sought, and after an @ where; or the interface's address."""
    del cursor
    if "://" in entry_point:
        return (Target(url=address_of(entry_point), headers=_HEADERS),)
    what, _, where = (part.strip() for part in entry_point.partition("@"))
    if not what and not where:
        raise EntryError("an empty search; give what is sought and where, such as Koch@Berlin, or the interface's address")
    sought = {"was": what, "wo": where, "page": "1", "size": str(PAGE_SIZE)}
    return (Target(url=_SEARCH + urlencode({name: value for name, value in sought.items() if value}), headers=_HEADERS),)


def read(page: Page) -> PageReading:
    """The adverts of a search, the page of each, and the search's next page; or one advert."""
    answer = only("Arbeitsagentur", page, dict)
    if not answer.keys() & {"stellenangebote", "ergebnisliste", "maxErgebnisse"}:
        return _one(page, answer)
    found = answer.get("stellenangebote") or answer.get("ergebnisliste")
    jobs = found if isinstance(found, list) else []
    postings, problems = adverts_in(page, jobs, lambda job: _posting(page, job))
    pages = (*_next(page, answer, len(jobs)), *(target for job in things(jobs) for target in _detail(page, job)))
    return PageReading(postings=postings, problems=problems, targets=pages, brief=True)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    marks = (b'"maxErgebnisse"', b'"stellenangebotsTitel"', b'"stellenbeschreibung"')
    return any(looks_like(page, mark) for mark in marks)


def _one(page: Page, answer: Thing) -> PageReading:
    if not _either(answer, "titel", "stellenangebotsTitel"):
        raise PageError("the answer is no Arbeitsagentur answer: neither a search nor an advert")
    postings, problems = adverts_in(page, [answer], lambda job: _posting(page, job))
    return PageReading(postings=postings, problems=problems)


def _next(page: Page, answer: Thing, count: int) -> tuple[Target, ...]:
    """The search's next page; the answer tells numbers as texts, and not all of them, so the address that was asked tells too."""
    number = _number(answer.get("page")) or count_in(page.url, "page") or 1
    size = _number(answer.get("size")) or count_in(page.url, "size") or count
    if not count or number * size >= min(_number(answer.get("maxErgebnisse")), MOST):
        return ()
    return (Target(url=asking_for(page.url, page=number + 1), headers=_HEADERS),)


def _detail(page: Page, job: Thing) -> Iterator[Target]:
    """The advert's page on the host that was asked; it is called by its number in Base64."""
    number = _either(job, "refnr", "referenznummer")
    path, found, _ = urlsplit(page.url).path.partition("/pc/")
    if number and found and len(number) < 200:
        name = quote(base64.b64encode(number.encode(errors="replace")).decode(), safe="")
        url = web_address(page.url, f"{path}/pc/v4/jobdetails/{name}")
        yield Target(url=url, role="advert", headers=_HEADERS, context={"refnr": number}, first=True)


def _posting(page: Page, job: Thing) -> Posting | PageProblem:
    number = _either(job, "refnr", "referenznummer") or words(page.context.get("refnr"))
    return posting_on(
        page,
        id=identity("arbeitsagentur", number),
        url=_PUBLIC + quote(number, safe="", errors="replace") if number else "",
        title=_either(job, "titel", "stellenangebotsTitel", "beruf", "hauptberuf"),
        description=prose(job.get("stellenangebotsBeschreibung")) or prose(job.get("stellenbeschreibung")),
        hiring_organization={"name": _either(job, "arbeitgeber", "firma"), "url": words(job.get("arbeitgeberdarstellungUrl"))},
        job_location=_places(job),
        base_salary=_pay(job),
        employment_type=_models(job),
        industry=_either(job, "branche", "branchengruppe", "beruf", "hauptberuf"),
        date_posted=_either(
            job, "aktuelleVeroeffentlichungsdatum", "ersteVeroeffentlichungsdatum", "datumErsteVeroeffentlichung"
        ),
        additional=kept(job, *_KEPT),
    )


def _pay(job: Thing) -> Thing | str:
    """The span, or the fixed amount, for the period that the kind of pay names; else what the advert says of pay in words."""
    kind = words(job.get("verguetungsangabe"))
    span = pay("EUR", job.get("gehaltsspanneVon"), job.get("gehaltsspanneBis"), kind)
    return span or pay("EUR", job.get("festgehalt"), None, kind) or words(job.get("verguetung"))


def _places(job: Thing) -> str:
    within = [thing(place.get("adresse")) for place in things(job.get("stellenlokationen"))]
    places = [*within, *things(job.get("arbeitsorte")), thing(job.get("arbeitsort"))]
    return listed(*map(_place, places), glue="; ")


def _place(place: Thing) -> str:
    street = _either(place, "strasseHausnummer", "strasse")
    town = " ".join(filter(None, (words(place.get("plz")), words(place.get("ort")))))
    return listed(street, town, place.get("region"), place.get("land"))


def _models(job: Thing) -> str:
    stated = job.get("arbeitszeitmodelle")
    return (
        listed(*stated)
        if isinstance(stated, list)
        else listed(*(name for flag, name in _MODELS.items() if job.get(flag) is True))
    )


def _either(job: Thing, *names: str) -> str:
    """The first of the names that states something."""
    return next(filter(None, (words(job.get(name)) for name in names)), "")


def _number(value: object) -> int:
    text = words(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


ACCESS: Final = Access(
    kind="arbeitsagentur",
    about="the German employment agency's job search; what is sought and where, as Koch@Berlin, or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
)
