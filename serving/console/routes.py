"""The console's addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from features.translations import catalogue_in, languages
from labelling.review import ReviewAction, ReviewError, ReviewState
from models.explanation import Explainer
from serving.access.caller import Caller
from serving.access.permissions import Permission
from serving.body import FormRoute
from serving.console.forms import require_own_form
from serving.console.pages import REVIEWER_COOKIE, page, reviewer_of
from serving.console.posting_page import posting_context, review_context
from serving.console.queue_page import QueueFiltersForm, QueuePageForm, filters_of, next_open, queue_context
from serving.console.reviewing import Entered, ReviewForm, faults_of, read_form, record
from serving.console.words import posting_path
from serving.dependencies import Asking, Explaining, Memory, needs
from serving.dossier import Dossier, dossier
from serving.looking import Glances, Look
from serving.masking import Contacts
from serving.problem_kinds import INVALID, OK, SEE_OTHER
from serving.problems import Fault, problem_of
from serving.reading_language import LANGUAGE_COOKIE, reading_language
from store.database import Database
from store.errors import ReviewConflictError
from store.queue import QueueView

A_YEAR: Final = 31_536_000
"""Seconds that a browser remembers a name or a language."""
router = APIRouter(route_class=FormRoute, include_in_schema=False)


async def _sent(request: Request) -> FormData:
    """The form, once it is known to be ours."""
    form = await request.form(max_files=0)
    require_own_form(request, str(form.get("form_token", "")))
    return form


Sent = Annotated[FormData, Depends(_sent)]


@router.get("/", dependencies=[needs(Permission.READ_POSTINGS)])
def show_queue(request: Request, asked: Annotated[QueuePageForm, Query()], memory: Memory) -> Response:
    """The review queue."""
    with memory.reading() as session:
        context = queue_context(asked, QueueView(session), catalogue_in(reading_language(request)))
    return page(request, "queue.html", context)


@router.get("/indicators")
def show_indicators(request: Request) -> Response:
    """What each indicator means."""
    return page(request, "indicators.html", {"catalogue": catalogue_in(reading_language(request))})


@router.get("/reading-language")
def choose_language(language: str = "", back: str = "/") -> Response:
    """Remember the language indicators are explained in, and go back to the page that was left."""
    own = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = RedirectResponse(back if own else "/", SEE_OTHER)
    if language in languages():
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=A_YEAR, httponly=True, samesite="lax")
    return response


@router.get("/postings/{posting_id}", dependencies=[needs(Permission.READ_POSTINGS)])
def show_posting(posting_id: str, request: Request, looking: Glances, explaining: Explaining, explain: str = "") -> Response:
    """A posting with its evidence marked and, where somebody asks, what else moved its score."""
    seen = looking.at(posting_id)
    return _posting_page(request, seen, Entered(reviewer_of(request)), why=explaining if explain else None)


@router.post("/postings/{posting_id}/contacts", dependencies=[needs(Permission.READ_POSTINGS)])
def show_contacts(posting_id: str, request: Request, _sent: Sent, looking: Glances, explaining: Explaining) -> Response:
    """The same page with contact data in clear, for whoever may see it: the look is recorded first."""
    seen = looking.clearly().at(posting_id)
    why = explaining if request.query_params.get("explain") else None
    return _posting_page(request, seen, Entered(reviewer_of(request)), why=why)


@router.post("/postings/{posting_id}", dependencies=[needs(Permission.REVIEW)])
def review_posting(posting_id: str, request: Request, sent: Sent, memory: Memory, caller: Asking, looking: Glances) -> Response:
    """Do what the form says, and go on; or show the form again with what is missing."""
    form = read_form(sent)
    try:
        with memory.session() as session:
            record(session, posting_id, form, caller)
    except ValidationError as error:
        return _posting_page(request, looking.at(posting_id), form.entered, faults_of(error), INVALID.status)
    except (ReviewError, ReviewConflictError) as error:
        problem = problem_of(error)
        return _posting_page(request, looking.at(posting_id), form.entered, [Fault(problem.detail)], problem.kind.status)
    response = RedirectResponse(_onward(memory, posting_id, form, filters_of(request.query_params)), SEE_OTHER)
    response.set_cookie(REVIEWER_COOKIE, form.entered.reviewer, max_age=A_YEAR, httponly=True, samesite="lax")
    return response


def _posting_page(
    request: Request,
    seen: Look,
    entered: Entered,
    faults: Sequence[Fault] = (),
    status: int = OK,
    why: Explainer | None = None,
) -> Response:
    filters, found = filters_of(request.query_params), seen.dossier
    path = posting_path(found.stored.posting_id)
    explanation = why.explain(seen.unmasked) if why and _is_judged(found) else None
    context = posting_context(found, catalogue_in(reading_language(request)), explanation)
    context |= review_context(found.review, entered.reviewer)
    context |= {"entered": entered, "faults": faults, "recorded": request.query_params.get("recorded", "")}
    context |= {"carried": filters.query(), "explain_link": path + filters.query(explain="yes")}
    context |= _contacts_context(request, seen, path, filters, explained=explanation is not None)
    return page(request, "posting.html", context, status=status)


def _contacts_context(request: Request, seen: Look, path: str, filters: QueueFiltersForm, *, explained: bool) -> dict[str, Any]:
    """What the page says of contact data, and where a reader who changes the language comes back to."""
    caller: Caller = request.scope["state"]["caller"]
    query = filters.query(explain="yes" if explained else None)
    clear = seen.contacts is Contacts.CLEAR
    told = {"hides_contacts": seen.hides, "may_reveal": caller.may(Permission.REVEAL_CONTACTS), "contacts_in_clear": clear}
    return told | {"reveal_link": f"{path}/contacts{query}"} | ({"here": path + query} if clear else {})


def _is_judged(found: Dossier) -> bool:
    """Whether there is a score that something moved."""
    return found.assessed is not None and not found.assessed.assessment.abstained


def _onward(memory: Database, posting_id: str, form: ReviewForm, carried: QueueFiltersForm) -> str:
    """The same posting again, until it is decided or escalated; then the next that is open, or the queue."""
    if form.act in {ReviewAction.CLAIM, ReviewAction.RELEASE, ReviewAction.REOPEN}:
        return posting_path(posting_id) + carried.query()
    with memory.reading() as session:
        assessed = dossier(session, posting_id).assessed
        priority = assessed.assessment.priority if assessed else 0.0
        filters = carried.model_copy(update={"state": ReviewState.OPEN}).filters()
        following = next_open(QueueView(session), filters, priority, posting_id)
    return (posting_path(following.posting_id) if following else "/") + carried.query(recorded=posting_id)
