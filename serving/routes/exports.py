"""What a platform needs of a posting that a person found risky: a notice, and a statement of reasons."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from fastapi.responses import PlainTextResponse

from features.translations import SOURCE, catalogue_in, languages
from serving.access.permissions import Permission
from serving.dependencies import Memory, needs
from serving.description import documented
from serving.dossier import reviewed_dossier
from serving.exports.notice import notice, notice_text
from serving.exports.statement import statement
from serving.problem_kinds import INVALID, NOT_DECIDED, OK, PERSONAL_DATA
from serving.schemas.notices import NoticeIn, NoticeOut
from serving.schemas.statements import StatementIn, StatementOut

router = APIRouter(
    tags=["exports"], dependencies=[needs(Permission.READ_POSTINGS)], responses=documented(NOT_DECIDED, INVALID, PERSONAL_DATA)
)

_AS_TEXT: Final = {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "The notice, in the form asked for."}


@router.get("/postings/{posting_id}/notice", response_model=NoticeOut, responses={OK: _AS_TEXT})
def make_notice(
    posting_id: str, asked: Annotated[NoticeIn, Query()], memory: Memory, response: Response
) -> NoticeOut | PlainTextResponse:
    """A notice to the platform that carries the posting (Regulation (EU) 2022/2065, Article 16), as JSON or with `format=text`.

    It is made of what the reviewer accepted, of the version that was reviewed. Contacts and names in quotes give way to what they
    are. `Content-Language` names the language of indicators' names and definitions; the sentences around them are English.
    """
    chosen = _chosen(asked.language)
    with memory.reading() as session:
        made = notice(reviewed_dossier(session, posting_id), asked, catalogue_in(chosen), chosen)
    response.headers["Content-Language"] = chosen
    return made if asked.form == "json" else PlainTextResponse(notice_text(made), headers={"Content-Language": chosen})


@router.get("/postings/{posting_id}/statement", response_model_exclude_none=True)
def make_statement(posting_id: str, asked: Annotated[StatementIn, Query()], memory: Memory, response: Response) -> StatementOut:
    """A statement of reasons (Regulation (EU) 2022/2065, Article 17), as the DSA Transparency Database takes it.

    The platform says what it decided; facts and explanation come from the review, without personal data. Software pointed to the
    posting and a person decided, so detection is said to be automated and the decision not. Nothing is sent anywhere.
    """
    chosen = _chosen(asked.language)
    with memory.reading() as session:
        made = statement(reviewed_dossier(session, posting_id), asked, catalogue_in(chosen))
    response.headers["Content-Language"] = chosen
    return made


def _chosen(language: str) -> str:
    """The language that is asked for, where there is one: these texts are sent on, so no header of a program decides."""
    return language if language in languages() else SOURCE
