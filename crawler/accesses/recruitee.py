"""Recruitee's careers interface: one answer holds all offers of a company (https://docs.recruitee.com/reference/offers)."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from crawler.accesses.access import Access
from crawler.accesses.entries import address_or_name
from crawler.pages.addresses import web_address
from crawler.pages.adverts import adverts_in, identity, looks_like
from crawler.pages.api import Thing, kept, listed, only, posting_on, prose, thing, things, words
from crawler.pages.page import Page, PageError, PageProblem, PageReading, Target
from crawler.pages.pay import pay
from features.posting import Posting

_SITE: Final = "https://{name}.recruitee.com/"
_KEPT: Final = (
    "guid",
    "status",
    "created_at",
    "updated_at",
    "remote",
    "hybrid",
    "on_site",
    "min_hours_per_week",
    "max_hours_per_week",
    "category_code",
    "tags",
    "careers_apply_url",
    "locations",
    "open_questions",
)


def entry(entry_point: str, cursor: str) -> tuple[Target, ...]:
    """A company's offers, by its name at Recruitee, its careers site or the interface's address."""
    del cursor
    address = address_or_name(entry_point, _SITE)
    return (Target(url=web_address(address, "/api/offers/") if urlsplit(address).path == "/" else address),)


def read(page: Page) -> PageReading:
    """The offers of a company, or one offer."""
    answer = only("Recruitee", page, dict)
    offers = answer.get("offers", [answer["offer"]] if "offer" in answer else None)
    if not isinstance(offers, list):
        raise PageError("the answer is no Recruitee answer: it has no list of offers")
    postings, problems = adverts_in(page, offers, lambda offer: _posting(page, offer))
    return PageReading(postings=postings, problems=problems)


def recognises(page: Page) -> bool:
    """Whether an answer has the marks of this interface."""
    return looks_like(page, b'"careers_url"', b'"offer')


def _posting(page: Page, offer: Thing) -> Posting | PageProblem:
    salary = thing(offer.get("salary"))
    return posting_on(
        page,
        id=identity("recruitee", offer.get("id")),
        url=words(offer.get("careers_url")),
        title=words(offer.get("title")),
        description=prose(offer.get("description")),
        qualifications=prose(offer.get("requirements")),
        experience_requirements=words(offer.get("experience_code")),
        education_requirements=words(offer.get("education_code")),
        hiring_organization={"name": words(offer.get("company_name"))},
        job_location=_places(offer),
        base_salary=pay(salary.get("currency"), salary.get("min"), salary.get("max"), salary.get("period")),
        employment_type=words(offer.get("employment_type_code")),
        industry=words(offer.get("department")),
        application_contact=words(offer.get("mailbox_email")),
        date_posted=words(offer.get("published_at")),
        valid_through=words(offer.get("close_at")),
        language=_language(offer),
        additional=kept(offer, *_KEPT),
    )


def _places(offer: Thing) -> str:
    """The offer's location as published; all of them where it names several."""
    places = [listed(place.get("city"), place.get("state"), place.get("country")) for place in things(offer.get("locations"))]
    one = words(offer.get("location")) or listed(offer.get("city"), offer.get("state_name"), offer.get("country"))
    return listed(*places, glue="; ") if len(places) > 1 or not one else one


def _language(offer: Thing) -> str:
    """The language of the offer's only version; which of several is shown is not said."""
    languages = list(thing(offer.get("translations")))
    return languages[0] if len(languages) == 1 else ""


ACCESS: Final = Access(
    kind="recruitee",
    about="Recruitee careers sites; a company's name there, the site, or the interface's address",
    entry=entry,
    read=read,
    recognises=recognises,
)
