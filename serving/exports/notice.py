"""A notice that tells a platform of a posting on it: Article 16 of Regulation (EU) 2022/2065, as data and as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from features.indicators import Catalogue
from features.translations import SOURCE
from serving.dossier import Dossier
from serving.exports.personal_data import findings_in, redacted
from serving.exports.reviewed import Reason, Reviewed, line, reviewed, shortened, told
from serving.exports.wording import GOOD_FAITH, apart, explanation
from serving.problem_kinds import INVALID, PERSONAL_DATA
from serving.problems import Fault, ProblemError
from serving.schemas.notices import IdentificationOut, NoticeIn, NoticeOut, NotifierOut, ReasonOut

LONGEST_EXPLANATION: Final = 10_000
_LONGEST_TITLE: Final = 300
_OPENING: Final = (
    "The content is notified because a person reviewed it and confirmed these indicators of deceptive recruitment in it."
)
_NOT_STATED: Final = "not stated"


def notice(dossier: Dossier, asked: NoticeIn, words: Catalogue, language: str = SOURCE) -> NoticeOut:
    """The notice of a posting that a person found risky. Raises `ProblemError` where there is none to make."""
    found = reviewed(dossier, words)
    _refuse_personal_data(asked)
    return NoticeOut(
        posting_id=dossier.stored.posting_id,
        language=language,
        explanation=explanation(found, _OPENING, LONGEST_EXPLANATION),
        legal_ground=asked.legal_ground,
        reasons=_reasons_out(found.reasons),
        contradicted=_reasons_out(found.contradicted),
        locations=[_location(dossier, asked)],
        identification=_identification(dossier, found),
        notifier=NotifierOut(name=asked.notifier_name, email=asked.notifier_email),
        good_faith=GOOD_FAITH,
        reviewed_at=found.decision.recorded_at,
    )


def notice_text(notice: NoticeOut) -> str:
    """A notice as plain text."""
    return "\n".join(_lines(notice)) + "\n"


def _lines(notice: NoticeOut) -> Iterator[str]:
    known = notice.identification
    yield "NOTICE OF CONTENT (Regulation (EU) 2022/2065, Article 16)"
    yield from ("", "Why the content is notified (Article 16(2)(a))", notice.explanation)
    yield f"Law alleged to be infringed: {apart(notice.legal_ground or _NOT_STATED)}"
    yield from ("", "Exact electronic location (Article 16(2)(b))", *notice.locations)
    yield f"Published by: {apart(known.source or _NOT_STATED)}. Its id there: {apart(known.source_id or _NOT_STATED)}."
    yield f"Title: {apart(known.title or _NOT_STATED)}"
    yield f"Version {known.version}, seen from {_moment(known.first_seen_at)} to {_moment(known.last_seen_at)}"
    yield f"Reviewed by a person on {_moment(notice.reviewed_at)}"
    yield from ("", "Notifier (Article 16(2)(c))", f"Name: {apart(notice.notifier.name or _NOT_STATED)}")
    yield f"E-mail: {notice.notifier.email or _NOT_STATED}"
    yield from ("", "Good faith (Article 16(2)(d))", notice.good_faith)


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _reasons_out(found: Iterable[Reason]) -> list[ReasonOut]:
    return [ReasonOut.model_validate(reason) for reason in found]


def _identification(dossier: Dossier, found: Reviewed) -> IdentificationOut:
    number, posting = found.decision.posting_version, found.posting
    version = next(item for item in dossier.stored.versions if item.version == number)
    return IdentificationOut(
        source=shortened(line(posting.source), _LONGEST_TITLE),
        source_id=shortened(line(posting.id), _LONGEST_TITLE),
        title=shortened(line(redacted(posting.title)), _LONGEST_TITLE),
        version=number,
        first_seen_at=version.first_seen_at,
        last_seen_at=version.last_seen_at,
    )


def _location(dossier: Dossier, asked: NoticeIn) -> str:
    """Where the posting is: as it was kept, else as it is stated."""
    found = line(dossier.assessed_posting.url or dossier.stored.posting.url) or asked.location
    if not found:
        fault = Fault("The posting was kept without an address: state where it is.", parameter="location")
        raise ProblemError(INVALID, "", [fault])
    return found


def _refuse_personal_data(asked: NoticeIn) -> None:
    if found := findings_in(asked.legal_ground or ""):
        raise ProblemError(PERSONAL_DATA, "", [Fault(told(finding), parameter="legal_ground") for finding in found])
