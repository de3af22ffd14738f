"""Everything there is about one posting, as it was when asked: what was published, what was said of it, what was done with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from features.posting import Posting
from labelling.desk import ReviewDesk
from labelling.review import Review, ReviewEvent, review_after
from store.assessments import Assessments, StoredAssessment
from store.database import Session
from store.errors import UnknownPostingError
from store.postings import Postings, StoredPosting
from store.sightings import Sighting, Sightings

_NAME: Final = re.compile("[a-z2-7]{1,64}")
"""What a posting's name may look like: no database need be asked for any other, and PostgreSQL refuses some."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A posting with its versions, its newest assessment, and its review."""

    stored: StoredPosting
    assessed: StoredAssessment | None
    assessed_posting: Posting
    """The posting as it read when it was assessed: evidence quotes this text. As it reads now where nothing was assessed."""
    events: tuple[ReviewEvent, ...]
    sightings: tuple[Sighting, ...]
    """Where the crawler saw its versions; none where it was sent."""

    @property
    def review(self) -> Review:
        """Where the review stands."""
        return review_after(self.events)

    @property
    def reviewed_version(self) -> int:
        """The version that a reviewer is shown, and so speaks of."""
        return self.assessed.version if self.assessed else self.stored.version


def dossier(session: Session, posting_id: str) -> Dossier:
    """Look a posting up. Raises `UnknownPostingError`."""
    stored = stored_posting(session, posting_id)
    assessed = Assessments(session).latest(posting_id)
    shown = Postings(session).version(posting_id, assessed.version) if assessed else stored
    return Dossier(
        stored=stored,
        assessed=assessed,
        assessed_posting=(shown or stored).posting,
        events=ReviewDesk(session).events(posting_id),
        sightings=tuple(Sightings(session).of(posting_id)),
    )


def stored_posting(session: Session, posting_id: str) -> StoredPosting:
    """A posting as it reads now. Raises `UnknownPostingError`."""
    stored = Postings(session).get(posting_id) if _NAME.fullmatch(posting_id) else None
    if stored is None:
        raise UnknownPostingError(f"There is no posting {posting_id!r:.80}.")
    return stored


def is_known(session: Session, posting_id: str) -> bool:
    """Whether there is such a posting."""
    return bool(_NAME.fullmatch(posting_id)) and Postings(session).holds(posting_id)


def version_of(session: Session, posting_id: str, version: int) -> tuple[StoredPosting, StoredAssessment | None]:
    """A posting as it read then, and what was last said of that version. Raises `UnknownPostingError`."""
    known = stored_posting(session, posting_id).posting_id
    stored = Postings(session).version(known, version)
    if stored is None:
        raise UnknownPostingError(f"Posting {known} has no version {version}.")
    said = (one for one in Assessments(session).history(known) if one.version == version)
    return stored, next(said, None)


def reviewed_dossier(session: Session, posting_id: str) -> Dossier:
    """A dossier whose assessment and text are those that the last decision speaks of, whatever came later.

    Raises `UnknownPostingError`.
    """
    known = dossier(session, posting_id)
    decision = known.review.decision
    if decision is None:
        return known
    version = Postings(session).version(posting_id, decision.posting_version)
    seen = _as_reviewed(Assessments(session).history(posting_id), decision)
    return replace(known, assessed=seen, assessed_posting=(version or known.stored).posting)


def _as_reviewed(history: Iterable[StoredAssessment], decision: ReviewEvent) -> StoredAssessment | None:
    """The assessment that the reviewer saw: by the model that the decision names, else the last one made before it."""
    of_version = [stored for stored in history if stored.version == decision.posting_version]
    shown = [stored for stored in of_version if stored.assessment.model_version == decision.shown_model_version]
    before = [stored for stored in of_version if stored.assessment.assessed_at <= decision.recorded_at]
    return next(iter((*shown, *before, *of_version)), None)
