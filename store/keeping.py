"""Keeps postings together with what was said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from features.posting import Posting
from models.assessment import Assessment
from store.assessments import Assessments
from store.identity import public_id
from store.postings import Postings, SavedPosting
from store.scope import organisation_of


def hold(session: Session, postings: Sequence[Posting]) -> None:
    """Let other writers of these postings wait; all in one order, so that two who hold the same never wait in a circle."""
    organisation = organisation_of(session)
    for posting_id in sorted({public_id(posting, organisation) for posting in postings}):
        Postings(session).hold(posting_id)


def keep_assessed(
    session: Session, postings: Sequence[Posting], assessments: Sequence[Assessment], now: datetime
) -> list[SavedPosting]:
    """Keep each posting and its assessment; answers in the order given.

    They are locked in the order of their ids, so that two who keep the same ones at once never wait for each other in a circle.
    """
    organisation = organisation_of(session)
    order = sorted(range(len(postings)), key=lambda place: public_id(postings[place], organisation))
    saved: dict[int, SavedPosting] = {}
    for place in order:
        saved[place] = one = Postings(session).save(postings[place], now)
        Assessments(session).save(one.posting_id, one.version, assessments[place])
    return [saved[place] for place in range(len(postings))]
