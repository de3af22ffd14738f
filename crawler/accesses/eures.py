"""EURES, the European job mobility portal: the vacancies of Europe's public employment services, as its own pages search them.

A search gives whole descriptions; a vacancy's own page adds town, pay and how to apply.
"""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from crawler.accesses.access import Access, EntryError
from crawler.accesses.entries import address_of
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, moment, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.pay import pay
from features.posting import Json, Posting

PAGE_SIZE: Final = 50
"""The most vacancies the interface gives at once; it refuses to be asked for more."""
MOST: Final = 10_000
"""The interface shows no more results of one search."""

_SEARCH: Final = "https://europa.eu/eures/api/jv-searchengine/public/jv-search/search"
_PUBLIC: Final = "https://europa.eu/eures/portal/jv-se/jv-details/"
_HEADERS: Final = {"Content-Type": "application/json", "Accept": "application/json"}
_COUNTRY: Final = re.compile(r"[a-z]{2}", re.IGNORECASE)
_FILTERS: Final = (
    "occupationUris",
    "skillUris",
    "requiredExperienceCodes",
    "positionScheduleCodes",
    "sectorCodes",
    "educationAndQualificationLevelCodes",
    "positionOfferingCodes",
    "euresFlagCodes",
    "otherBenefitsCodes",
    "requiredLanguages",
)
"""What a search may be narrowed by; the interface wants all of them named."""
_KEPT: Final = (
    "numberOfPosts",
    "lastModificationDate",
    "jobCategoriesCodes",
    "positionOfferingCode",
    "euresFlag",
    "locationMap",
    "source",
    "reference",
    "employmentPeriod",
    "personContacts",
    "requiredDrivingLicenses",
    "workingLanguageCodes",
)


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A search's first page: words, a country's code or words@code; or the address of a search on the portal or its interface."""
    del cursor
    if "://" in entry_point:
        address = address_of(entry_point)
        asked = parse_qs(urlsplit(address).query)
        found = (asked.get(name, [""])[0] for name in ("keywordsEverywhere", "locationCodes"))
        return (_search(_SEARCH if "/eures/portal/" in address else address, *found, number=1),)
    words_sought, _, country = (part.strip() for part in entry_point.rpartition("@"))
    if not words_sought and not _COUNTRY.fullmatch(country):
        words_sought, country = country, ""
    if not words_sought and not country:
        raise EntryError("an empty search; give words, a country's code or both, such as welder@de")
    return (_search(_SEARCH, words_sought, country, number=1),)


def read(page: Page) -> PageReading:
    """The vacancies of a search, the page of each, and the search's next page; or one vacancy."""
    answer = only("EURES", page, dict)
    if isinstance(answer.get("jvProfiles"), dict):
        postings, problems = adverts_in(page, [answer], lambda job: _posting(page, job, _profile(job)))
        return PageReading(postings=postings, problems=problems)
    jobs = answer.get("jvs")
    if not isinstance(jobs, list):
        raise PageError("the answer is no EURES answer: neither a search nor a vacancy")
    postings, problems = adverts_in(page, jobs, lambda job: _posting(page, job, {**job, **_original(job)}))
    pages = (*_next(page, answer, len(jobs)), *(target for job in things(jobs) for target in _detail(page, job)))
    return PageReading(postings=postings, problems=problems, targets=pages, brief=True)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"jvProfiles"') or looks_like(page, b'"jvs"', b'"numberRecords"')


def _search(url: str, sought: str, country: str, *, number: int) -> Target:
    body: dict[str, Json] = {name: [] for name in _FILTERS} | {
        "resultsPerPage": PAGE_SIZE,
        "page": number,
        "sortSearch": "MOST_RECENT",
        "keywords": [{"keyword": sought, "specificSearchCode": "EVERYWHERE"}] if sought else [],
        "locationCodes": [country.lower()] if country else [],
        "publicationPeriod": None,
        "minNumberPost": None,
        "requestLanguage": "en",
    }
    context: dict[str, Json] = {"sought": sought, "country": country, "number": number}
    return Target(url=url, method="POST", body=json.dumps(body), headers=_HEADERS, context=context)


def _next(page: Page, answer: Thing, count: int) -> tuple[Target, ...]:
    number, total = page.context.get("number"), answer.get("numberRecords")
    if not (isinstance(number, int) and isinstance(total, int) and count and number * PAGE_SIZE < min(total, MOST)):
        return ()
    sought, country = words(page.context.get("sought")), words(page.context.get("country"))
    return (_search(page.url, sought, country, number=number + 1),)


def _detail(page: Page, job: Thing) -> tuple[Target, ...]:
    """The vacancy's page on the host that was asked, in the vacancy's own language."""
    number = words(job.get("id"))
    path, found, _ = urlsplit(page.url).path.partition("/jv-search/")
    if not number or not found or len(number) > 200:
        return ()
    language = _language(job) or "en"
    name, tongue = quote(number, safe="", errors="replace"), quote(language, safe="", errors="replace")
    url = web_address(page.url, f"{path}/jv/id/{name}?requestLang={tongue}")
    return (Target(url=url, role="vacancy", first=True),)


def _language(job: Thing) -> str:
    """The first language that a vacancy found by a search is there in; its own page says which one it shows."""
    languages = job.get("availableLanguages")
    return words(next(iter(languages), "")) if isinstance(languages, list) else words(job.get("preferredLanguage"))


def _original(job: Thing) -> Thing:
    """Title and description in the vacancy's own language, which a search keeps among its translations."""
    return {name: text for name, text in thing(thing(job.get("translations")).get(_language(job))).items() if words(text)}


def _profile(answer: Thing) -> Thing:
    profiles = thing(answer["jvProfiles"])
    return thing(profiles.get(words(answer.get("preferredLanguage"))) or next(iter(profiles.values()), None))


def _posting(page: Page, job: Thing, profile: Thing) -> Posting | PageProblem:
    number, employer = words(job.get("id")), thing(profile.get("employer"))
    return posting_on(
        page,
        id=identity("eures", number),
        url=_PUBLIC + quote(number, safe="", errors="replace") if number else "",
        title=words(profile.get("title")),
        description=prose(profile.get("description")),
        job_benefits=prose(thing(profile.get("offeredRemunerationPackage")).get("description")),
        application_contact=_applying(profile),
        hiring_organization={
            "name": words(employer.get("name")),
            "description": prose(employer.get("description")),
            "url": words(employer.get("website")),
        },
        job_location=_places(profile),
        base_salary=_pay(profile),
        employment_type=_codes(profile.get("positionScheduleCodes")),
        date_posted=moment(job.get("creationDate"), per_second=1000),
        language=_language(job),
        additional=kept(job, *_KEPT) | kept(profile, *_KEPT),
    )


def _applying(profile: Thing) -> str:
    instructions = profile.get("applicationInstructions")
    return listed(*map(prose, instructions if isinstance(instructions, list) else [instructions]), glue="\n")


def _places(profile: Thing) -> str:
    """Towns where they are named; else the regions that a search knows, by their code in the EU's nomenclature (NUTS)."""
    towns = (
        listed(place.get("cityName"), words(place.get("region")).upper(), words(place.get("countryCode")).upper())
        for place in things(profile.get("locations"))
    )
    regions = (
        listed(*(code if isinstance(code, list) else []), country) for country, code in thing(profile.get("locationMap")).items()
    )
    return listed(*towns, glue="; ") or listed(*regions, glue="; ")


def _pay(profile: Thing) -> list[Thing]:
    offers = things(thing(profile.get("offeredRemunerationPackage")).get("salaries"))
    amounts = (
        pay(offer.get("currencyCode"), offer.get("minimumSalary"), offer.get("maximumSalary"), offer.get("payingIntervalCode"))
        for offer in offers
    )
    return [amount for amount in amounts if amount]


def _codes(codes: object) -> str:
    return listed(*codes) if isinstance(codes, list) else words(codes)


ACCESS: Final = Access(
    kind="eures",
    about="EURES, Europe's public employment services; words, a country's code or both, as welder@de, or a search's address",
    entry=entry,
    read=read,
    recognises=recognises,
    lists_all=False,
)
