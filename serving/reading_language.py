"""The language a reader wants indicators explained in: the one that was chosen, else what the browser asks for."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from features.translations import RIGHT_TO_LEFT, SOURCE, language_for, languages

LANGUAGE_COOKIE: Final = "recruitment_risk_language"


def reading_language(request: Request) -> str:
    """ISO 639-1; English where nothing else is known or there is no translation."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in languages() else language_for(request.headers.get("accept-language", SOURCE))


def direction_of(language: str) -> str:
    """How a language runs, as HTML says it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
