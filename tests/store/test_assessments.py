from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from features.evidence import EvidenceState
from features.indicators import Strength
from features.posting import Posting
from models.assessment import Band
from models.policy import PolicyName
from store.assessments import Assessments, StoredAssessment
from store.database import Database
from store.errors import UnknownPostingError
from store.postings import Postings
from store.queue import QueueFilters, QueueItem, QueueView
from tests.store.assessed import NOW, an_assessment, an_indicator, enqueue


def only_item(database: Database) -> QueueItem:
    with database.reading() as session:
        (item,) = QueueView(session).page().items
    return item


def test_an_assessment_comes_back_whole_under_the_stored_id(database: Database) -> None:
    assessment = an_assessment(0.7, indicators=(an_indicator("upfront_fee", Strength.STRONG),))
    with database.session() as session:
        posting_id = enqueue(session, "a", assessment)
    with database.reading() as session:
        latest = Assessments(session).latest(posting_id)
    assert latest == StoredAssessment(posting_id, 1, replace(assessment, posting_id=posting_id))


def test_each_model_version_has_its_own_assessment_and_the_last_one_counts(database: Database) -> None:
    newer = an_assessment(0.9, model_version="m2", assessed_at=NOW + timedelta(hours=1))
    with database.session() as session:
        posting_id = enqueue(session, "a", an_assessment(0.2, model_version="m1"))
        enqueue(session, "a", newer)
    with database.reading() as session:
        history = Assessments(session).history(posting_id)
    assert [item.assessment.model_version for item in history] == ["m2", "m1"]
    assert only_item(database).priority == 0.9


def test_the_same_model_version_replaces_what_it_said(database: Database) -> None:
    with database.session() as session:
        posting_id = enqueue(session, "a", an_assessment(0.2, flagged=tuple(PolicyName)))
        held = Assessments(session).latest(posting_id)
        enqueue(session, "a", an_assessment(0.4, flagged=(PolicyName.EXPLOITATION_RISK,)))
        latest = Assessments(session).latest(posting_id)
    assert held is not None
    assert latest is not None
    assert (held.assessment.priority, latest.assessment.priority) == (0.2, 0.4)
    with database.reading() as session:
        assert len(Assessments(session).history(posting_id)) == 1
        assert not QueueView(session).page(filters=QueueFilters(policy=PolicyName.RECRUITMENT_FRAUD)).items
    assert only_item(database).flagged == (PolicyName.EXPLOITATION_RISK,)


def test_a_late_assessment_of_an_old_version_does_not_move_the_queue(database: Database) -> None:
    with database.session() as session:
        postings, assessments = Postings(session), Assessments(session)
        first = postings.save(Posting(id="a", title="Cook"), NOW)
        second = postings.save(Posting(id="a", title="Chef"), NOW)
        assessments.save(second.posting_id, 2, an_assessment(0.8))
        assessments.save(first.posting_id, 1, an_assessment(0.1, assessed_at=NOW + timedelta(hours=1)))
        latest = assessments.latest(first.posting_id)
    assert latest is not None
    assert latest.version == 2
    item = only_item(database)
    assert (item.title, item.version, item.priority) == ("Chef", 2, 0.8)


def test_the_queue_names_the_strongest_indicators_that_are_present(database: Database) -> None:
    indicators = (
        an_indicator("vague_duties", Strength.WEAK),
        an_indicator("no_fee", Strength.STRONG, EvidenceState.CONTRADICTED),
        an_indicator("kept_documents", Strength.STRONG),
    )
    with database.session() as session:
        enqueue(session, "a", an_assessment(indicators=indicators, band=Band.HIGH, needs_review=True))
    item = only_item(database)
    assert item.indicators == ("kept_documents", "vague_duties")
    assert (item.band, item.needs_review) == (Band.HIGH, True)


def test_a_posting_that_was_not_assessed_is_not_in_the_queue(database: Database) -> None:
    with database.session() as session:
        saved = Postings(session).save(Posting(id="a"), NOW)
        assert QueueView(session).page().items == ()
        assert Assessments(session).latest(saved.posting_id) is None


def test_an_assessment_of_what_was_never_saved_is_refused(database: Database) -> None:
    with database.session() as session:
        with pytest.raises(UnknownPostingError, match="nothing"):
            Assessments(session).save("nothing", 1, an_assessment())
        posting_id = enqueue(session, "a")
        with pytest.raises(UnknownPostingError, match="no version 2"):
            Assessments(session).save(posting_id, 2, an_assessment())
