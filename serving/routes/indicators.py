"""The catalogue of indicators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from features.translations import SOURCE, catalogue_in, language_for, languages
from serving.access.permissions import Permission
from serving.dependencies import needs
from serving.schemas.catalogue import CatalogueOut

router = APIRouter(tags=["indicators"])


@router.get("/indicators", dependencies=[needs(Permission.READ_POSTINGS)])
def list_indicators(
    response: Response,
    language: Annotated[str, Query(description="ISO 639-1; by default what Accept-Language prefers.", max_length=20)] = "",
    accept_language: Annotated[str, Header()] = SOURCE,
) -> CatalogueOut:
    """Every indicator: what it means, why it matters, what to check, what counts against it, and who names it.

    Name, definition, why and advice come in the reader's language, where there is one; `Content-Language` names it.
    """
    chosen = language if language in languages() else language_for(accept_language)
    response.headers["Content-Language"] = chosen
    response.headers["Vary"] = "Accept-Language"
    return CatalogueOut.of(catalogue_in(chosen), chosen)
