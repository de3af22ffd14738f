"""The application: the API, the console, and what they stand on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from features.posting import PostingError
from labelling.review import ReviewError
from models.assessor import Assessor
from models.explanation import Explainer
from serving.answering import answer
from serving.console import routes as console
from serving.console.pages import HERE
from serving.description import DescribedApp
from serving.middleware import Threshold
from serving.problems import DOCUMENTED, ProblemError
from serving.routes import assessments, exports, health, indicators, postings, problems, queue, reference, reviews
from serving.settings import Settings
from store.database import Database
from store.errors import StoreError

DESCRIPTION: Final = """
Finds indicators of deceptive recruitment in public job adverts and posts, with evidence, for people who review them.

There are no accounts yet, so the server answers on the loopback interface only. Errors are problem details (RFC 9457); each
`type` leads to a page that explains it.
"""

FORESEEN: Final = (ProblemError, RequestValidationError, HTTPException, StoreError, ReviewError, PostingError)
"""The errors that have an answer of their own. Any other is answered without its details, and logged."""


def create_app(settings: Settings | None = None, assessor: Assessor | None = None) -> FastAPI:
    """The application under these settings, by default those of the environment, with a model that is loaded already or not."""
    settings = settings or Settings.from_environment()
    app = DescribedApp(
        title="Recruitment risk",
        summary="Indicators of deceptive recruitment, with evidence",
        description=DESCRIPTION,
        version=version("recruitment-risk"),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        exception_handlers=dict.fromkeys(FORESEEN, answer),
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.state.assessor = assessor
    app.add_middleware(Threshold, settings=settings)
    _mount(app)
    return app


def _mount(app: FastAPI) -> None:
    api = APIRouter(prefix="/v1", responses=_documented())
    for subject in (assessments, postings, reviews, exports, queue, indicators):
        api.include_router(subject.router)
    app.include_router(api)
    for subject in (health, problems, reference, console):
        app.include_router(subject.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")


def _documented() -> dict[int | str, dict[str, Any]]:
    """The problems that any address of the API may answer, for its description."""
    return {kind.status: kind.documentation() for kind in DOCUMENTED}


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open what requests stand on; a database or a bundle that cannot be used stops the start, and says why."""
    settings: Settings = app.state.settings
    database = Database(settings.database_url)
    database.require_current()
    app.state.database = database
    app.state.assessor = app.state.assessor or Assessor.load(settings.bundle)
    app.state.explainer = Explainer(app.state.assessor.models)
    try:
        yield
    finally:
        database.dispose()
