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
from serving.access.doorkeeper import Doorkeeper
from serving.access.gate import Gate
from serving.access.provider import Provider
from serving.access.quota import Quotas
from serving.answering import answer
from serving.console import entry, provider_entry
from serving.console import routes as console
from serving.console.pages import HERE
from serving.description import DescribedApp
from serving.middleware import Threshold
from serving.once import AnsweredBeforeError, answer_again
from serving.operations.metrics import Metrics
from serving.operations.traces import telemetry, tracer_provider
from serving.operations.watching import Watch
from serving.problem_kinds import DOCUMENTED
from serving.problems import ProblemError
from serving.routes import health, metrics, problems, reference
from serving.routes.every import API
from serving.sealing import Sealer, SealError
from serving.settings import Settings
from serving.webhooks.announcing import announce
from serving.webhooks.guard import Guard
from store.database import Database
from store.errors import StoreError

DESCRIPTION: Final = """
Finds indicators of deceptive recruitment in public job adverts and posts, with evidence, for people who review them.

Programs send a key (`Authorization: Bearer rr_...`); each address names the permission that it needs.
Errors are problem details (RFC 9457); each
`type` leads to a page that explains it.
"""

FORESEEN: Final = (ProblemError, RequestValidationError, HTTPException, StoreError, ReviewError, PostingError, SealError)
"""The errors that have an answer of their own. Any other is answered without its details, and logged."""


def create_app(settings: Settings | None = None, assessor: Assessor | None = None) -> FastAPI:
    """The application under these settings, by default those of the environment, with a model that is loaded already or not."""
    settings = settings or Settings.from_environment()
    traces = tracer_provider()
    app = DescribedApp(
        title="Recruitment risk",
        summary="Indicators of deceptive recruitment, with evidence",
        description=DESCRIPTION,
        version=version("recruitment-risk"),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        exception_handlers=_handlers(),
        redirect_slashes=False,
        telemetry=telemetry(traces),
    )
    app.state.settings = settings
    app.state.assessor = assessor
    app.state.traces = traces
    _make_way(app, settings)
    _mount(app)
    return app


def _make_way(app: FastAPI, settings: Settings) -> None:
    """What requests pass, the last that is added first."""
    app.state.ending = False
    app.state.metrics = Metrics()
    app.state.sealer = Sealer(settings.secret_keys)
    app.state.provider = Provider(settings.oidc) if settings.oidc else None
    app.state.guard = Guard(allow_private=settings.webhook_allow_private)
    app.state.quotas = Quotas(settings.shared_quotas)
    app.add_middleware(Gate, settings=settings, quotas=app.state.quotas)
    app.add_middleware(Threshold, settings=settings)
    app.add_middleware(Watch, metrics=app.state.metrics)


def _handlers() -> dict[int | type[Exception], Any]:
    handlers: dict[int | type[Exception], Any] = {AnsweredBeforeError: answer_again}
    return {**handlers, **dict.fromkeys(FORESEEN, answer)}


def _mount(app: FastAPI) -> None:
    api = APIRouter(prefix="/v1", responses=_documented())
    for subject in API:
        api.include_router(subject.router)
    app.include_router(api)
    announce(app)
    for subject in (health, metrics, problems, reference, entry, provider_entry, console):
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
    app.state.doorkeeper = Doorkeeper(database)
    app.state.assessor = app.state.assessor or Assessor.load(settings.bundle)
    app.state.explainer = Explainer(app.state.assessor.models)
    try:
        yield
    finally:
        database.dispose()
        if app.state.traces:
            app.state.traces.shutdown()
