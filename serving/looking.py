"""A posting as somebody looks at it: its contact data masked or, for whoever may and asks for it, in clear, which is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, Query

from features.evidence import Evidence
from features.posting import Posting
from models.assessment import Assessment
from serving.access.caller import Caller
from serving.access.permissions import Permission
from serving.dependencies import Asking, Memory, Name, require
from serving.dossier import Dossier, dossier
from serving.masking import Contacts, masked, masked_text
from store.accesses import Accesses
from store.assessments import StoredAssessment
from store.database import Database

SEEN: Final = "contacts seen in clear"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about one posting, as it may be shown."""

    dossier: Dossier
    unmasked: Posting
    """The posting as it was assessed, for the models to explain; it is not for showing."""
    contacts: Contacts

    @property
    def hides(self) -> bool:
        """Whether there is contact data that is not shown."""
        return self.dossier.assessed_posting != self.unmasked


def look(memory: Database, posting_id: str) -> Look:
    """A posting with its contact data masked. Raises `UnknownPostingError`."""
    with memory.reading() as session:
        found = dossier(session, posting_id)
    return Look(_masked_dossier(found), found.assessed_posting, Contacts.MASKED)


def look_in_clear(memory: Database, posting_id: str, caller: Caller, request_id: str) -> Look:
    """A posting in clear; who looked is recorded before anything is shown. Raises `UnknownPostingError`, or a problem."""
    require(caller, Permission.REVEAL_CONTACTS)
    with memory.session() as session:
        found = dossier(session, posting_id)
        Accesses(session).record(caller.name, SEEN, posting_id, datetime.now(UTC), request_id)
    return Look(found, found.assessed_posting, Contacts.CLEAR)


def _masked_dossier(found: Dossier) -> Dossier:
    shown = masked(found.assessed_posting)
    now = shown if found.stored.posting == found.assessed_posting else masked(found.stored.posting)
    stored = replace(found.stored, posting=now)
    assessed = _masked_assessment(found.assessed) if found.assessed else None
    return replace(found, stored=stored, assessed=assessed, assessed_posting=shown)


def _masked_assessment(stored: StoredAssessment) -> StoredAssessment:
    """Notes may tell how a disguised contact reads."""
    assessment: Assessment = stored.assessment
    indicators = tuple(replace(item, evidence=tuple(map(_masked_evidence, item.evidence))) for item in assessment.indicators)
    notes = tuple(map(masked_text, assessment.notes))
    return replace(stored, assessment=replace(assessment, indicators=indicators, notes=notes))


def _masked_evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, note=masked_text(evidence.note)) if evidence.note else evidence


_Contacts = Annotated[
    Contacts,
    Query(description="`clear` shows contact data to whoever is permitted `contacts:read`; every such look is recorded."),
]


def _looked_at(posting_id: str, memory: Memory, caller: Asking, request_id: Name, contacts: _Contacts = Contacts.MASKED) -> Look:
    return look_in_clear(memory, posting_id, caller, request_id) if contacts is Contacts.CLEAR else look(memory, posting_id)


LookedAt = Annotated[Look, Depends(_looked_at)]
"""The posting that an address names, as its caller asks to see it."""
