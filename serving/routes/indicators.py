"""The catalogue of indicators."""

from __future__ import annotations

from fastapi import APIRouter

from features.indicators import catalogue
from serving.schemas.catalogue import CatalogueOut

router = APIRouter(tags=["indicators"])


@router.get("/indicators")
def list_indicators() -> CatalogueOut:
    """Every indicator: what it means, why it matters, what to check, what counts against it, and who names it."""
    return CatalogueOut.of(catalogue())
