"""Keeps what search looks into in step with the postings."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from features.posting import Posting
from store.search_tables import IndicatorRow, SearchRow
from store.search_terms import document_terms


def terms_of_posting(posting: Posting) -> str:
    """The words by which a posting is found; the short fields come first, so that a long text does not crowd them out."""
    short = (posting.title, posting.hiring_organization.name, posting.job_location, _host(posting.url))
    return document_terms((*short, posting.description, posting.qualifications, posting.job_benefits))


def index_words(session: Session, posting_id: str, posting: Posting) -> None:
    """Find a posting by the words that it has now."""
    terms = terms_of_posting(posting)
    known = update(SearchRow).where(SearchRow.posting_id == posting_id).values(terms=terms)
    if not session.connection().execute(known).rowcount:
        session.connection().execute(insert(SearchRow).values(posting_id=posting_id, terms=terms))


def index_indicators(session: Session, posting_id: str, present: Iterable[str]) -> None:
    """Find a posting by the indicators that are present in it now."""
    session.connection().execute(delete(IndicatorRow).where(IndicatorRow.posting_id == posting_id))
    rows = [{"indicator": indicator, "posting_id": posting_id} for indicator in sorted(set(present))]
    if rows:
        session.connection().execute(insert(IndicatorRow), rows)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
