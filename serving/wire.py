"""Our values as the wire models answer them."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import fsum
from typing import Any, Final

from features.posting import Posting
from features.records.posting_mapping import posting_to_mapping
from labelling.review import Review, ReviewEvent, actions_from
from models.assessment import Assessment
from models.assessment_json import assessment_to_mapping
from models.explanation import Explanation, PolicyExplanation
from models.text_explanation import TermContribution, TextExplanation
from serving.looking import Look, VersionLook
from serving.masking import masked_text
from serving.schemas.assessments import AnsweredAssessmentOut, AssessmentOut
from serving.schemas.decisions import DecisionOut, RecordedDecisionOut
from serving.schemas.dossiers import PostingOut, SightingOut
from serving.schemas.explanations import (
    ExplanationOut,
    OtherTermsOut,
    PlaceOut,
    PolicyExplanationOut,
    StepOut,
    TermOut,
    TextExplanationOut,
)
from serving.schemas.postings import StoredPostingOut, VersionOut
from serving.schemas.queue import QueueCountsOut, QueueItemOut, QueueOut
from serving.schemas.reviews import ReviewEventOut, ReviewOut
from serving.schemas.search import SearchOut
from serving.schemas.upserts import UpsertedOut
from serving.schemas.versions import PostingVersionOut, VersionsOut
from store.decisions import Decision
from store.postings import SavedPosting, StoredPosting
from store.queue import Page, QueueCounts, QueueItem

MOST_TERMS: Final = 10
"""Terms that are listed of those that raise, and of those that lower; the others are added up."""


def assessment_out(assessment: Assessment, posting: Posting) -> AssessmentOut:
    """An assessment as `recruitment-risk score` writes it."""
    return AssessmentOut.model_validate(assessment_to_mapping(assessment, posting))


def answered_out(
    assessment: Assessment, posting: Posting, saved: SavedPosting | None, request_id: str, explanation: Explanation | None = None
) -> AnsweredAssessmentOut:
    """An assessment that was just made, with where it is kept, and explained where that was asked for."""
    more = {"posting_id": saved.posting_id, "version": saved.version} if saved else {}
    more |= {"request_id": request_id, "explanation": explanation_out(explanation, posting) if explanation else None}
    return AnsweredAssessmentOut.model_validate(assessment_to_mapping(assessment, posting) | more)


def upserted_out(assessment: Assessment, posting: Posting, saved: SavedPosting, request_id: str) -> UpsertedOut:
    """The same of a posting that was put, with what was there before."""
    answered = answered_out(assessment, posting, saved, request_id)
    return UpsertedOut(**answered.model_dump(), outcome=saved.outcome)


def explanation_out(explanation: Explanation, posting: Posting) -> ExplanationOut:
    """What moved the probabilities of a posting."""
    return ExplanationOut(
        policies=[_policy_explanation_out(policy) for policy in explanation.policies],
        text=_text_explanation_out(explanation.text, posting),
        model_version=explanation.model_version,
        packs_version=explanation.packs_version,
    )


def _policy_explanation_out(policy: PolicyExplanation) -> PolicyExplanationOut:
    steps = [StepOut(kind=step.kind, indicator=step.indicator or None, log_odds=step.log_odds) for step in policy.steps]
    return PolicyExplanationOut(policy=policy.policy, probability=policy.probability, log_odds=policy.log_odds, steps=steps)


def _text_explanation_out(text: TextExplanation, posting: Posting) -> TextExplanationOut:
    listed = text.strongest(MOST_TERMS)
    others = [item.log_odds for item in text.others(MOST_TERMS)]
    return TextExplanationOut(
        unread=text.unread,
        log_odds=text.log_odds,
        intercept=text.intercept,
        terms=[_term_out(item, posting) for item in listed],
        others=OtherTermsOut(number=len(others), log_odds=fsum(others)),
    )


def _term_out(item: TermContribution, posting: Posting) -> TermOut:
    places = [PlaceOut(field=span.field, start=span.start, end=span.end, text=span.quote(posting)) for span in item.spans]
    return TermOut(term=item.term, log_odds=item.log_odds, places=places)


def posting_out(look: Look) -> PostingOut:
    """Everything there is about a posting, as it may be shown."""
    dossier, assessed = look.dossier, look.dossier.assessed
    return PostingOut(
        **_stored_out(dossier.stored).model_dump(),
        contacts=look.contacts,
        assessed_version=assessed.version if assessed else None,
        assessment=assessment_out(assessed.assessment, dossier.assessed_posting) if assessed else None,
        review=review_out(dossier.stored.posting_id, dossier.review, dossier.events),
        sightings=[SightingOut.model_validate(sighting) for sighting in dossier.sightings],
    )


def _stored_out(stored: StoredPosting) -> StoredPostingOut:
    return StoredPostingOut(
        posting_id=stored.posting_id,
        version=stored.version,
        versions=[VersionOut.model_validate(version) for version in stored.versions],
        first_seen_at=stored.first_seen_at,
        last_seen_at=stored.last_seen_at,
        gone_at=stored.gone_at,
        posting=posting_to_mapping(stored.posting),
    )


def versions_out(stored: StoredPosting) -> VersionsOut:
    """When a posting read how."""
    versions = [VersionOut.model_validate(version) for version in stored.versions]
    return VersionsOut(posting_id=stored.posting_id, current_version=versions[-1].version, versions=versions)


def posting_version_out(look: VersionLook) -> PostingVersionOut:
    """A posting as it read for a while, and what was said of it then, as it may be shown."""
    stored, said = look.stored, look.said
    version = next(version for version in stored.versions if version.version == stored.version)
    return PostingVersionOut(
        **VersionOut.model_validate(version).model_dump(),
        posting_id=stored.posting_id,
        current=stored.version == stored.versions[-1].version,
        contacts=look.contacts,
        posting=posting_to_mapping(stored.posting),
        assessment=assessment_out(said.assessment, stored.posting) if said else None,
    )


def decision_out(decision: Decision) -> DecisionOut:
    """What a platform did."""
    return DecisionOut.model_validate(_decision(decision))


def recorded_decision_out(decision: Decision, new: bool) -> RecordedDecisionOut:
    """The same of a decision that was just sent."""
    return RecordedDecisionOut.model_validate(_decision(decision) | {"new": new})


def _decision(decision: Decision) -> dict[str, object]:
    return asdict(decision) | {"policy": decision.policy or None}


def review_out(posting_id: str, review: Review, events: tuple[ReviewEvent, ...]) -> ReviewOut:
    """Where a review stands, and what was done."""
    return ReviewOut(
        posting_id=posting_id,
        state=review.state,
        holder=review.holder,
        sequence=review.sequence,
        next_actions=list(actions_from(review.state)),
        events=[ReviewEventOut.model_validate(event) for event in events],
    )


def masked_item(item: QueueItem) -> QueueItem:
    """A line of the queue without contact data in clear."""
    texts: dict[str, Any] = {name: masked_text(getattr(item, name)) for name in ("title", "employer", "location")}
    return replace(item, **texts)


def search_out(page: Page) -> SearchOut:
    """A page of what was found."""
    return SearchOut(items=[QueueItemOut.model_validate(masked_item(item)) for item in page.items], next_cursor=page.next_cursor)


def queue_out(page: Page, counts: QueueCounts) -> QueueOut:
    """A page of the queue."""
    return QueueOut(
        items=[QueueItemOut.model_validate(masked_item(item)) for item in page.items],
        next_cursor=page.next_cursor,
        counts=QueueCountsOut.model_validate(counts),
    )
