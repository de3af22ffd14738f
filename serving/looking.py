"""A posting as somebody looks at it: its contact data masked or, for whoever may and asks for it, in clear, which is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
from serving.dossier import Dossier, dossier, version_of
from serving.masking import Contacts, masked, masked_text
from store.accesses import Accesses
from store.assessments import StoredAssessment
from store.database import Database, Session
from store.postings import StoredPosting

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


@dataclass(frozen=True, slots=True)
class VersionLook:
    """A posting as it read for a while, and what was said of it then, as it may be shown."""

    stored: StoredPosting
    said: StoredAssessment | None
    contacts: Contacts


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody who looks at postings, and how they ask to see contact data."""

    memory: Database
    caller: Caller
    request_id: str
    contacts: Contacts = Contacts.MASKED

    def clearly(self) -> Looking:
        """The same, asking for contact data in clear."""
        return replace(self, contacts=Contacts.CLEAR)

    def at(self, posting_id: str) -> Look:
        """A posting. Raises `UnknownPostingError`, or a problem where contact data is not for this caller."""
        with self._session(posting_id) as session:
            found = dossier(session, posting_id)
        shown = found if self.contacts is Contacts.CLEAR else _masked_dossier(found)
        return Look(shown, found.assessed_posting, self.contacts)

    def at_version(self, posting_id: str, version: int) -> VersionLook:
        """A posting as it read then. Raises as `at` does."""
        with self._session(posting_id) as session:
            stored, said = version_of(session, posting_id, version)
        if self.contacts is Contacts.CLEAR:
            return VersionLook(stored, said, self.contacts)
        shown = replace(stored, posting=masked(stored.posting))
        return VersionLook(shown, _masked_assessment(said) if said else None, self.contacts)

    @contextmanager
    def _session(self, posting_id: str) -> Iterator[Session]:
        """What is looked up here is recorded with the look, where it is in clear; nothing is shown before."""
        if self.contacts is Contacts.MASKED:
            with self.memory.reading() as session:
                yield session
            return
        require(self.caller, Permission.REVEAL_CONTACTS)
        with self.memory.session() as session:
            yield session
            Accesses(session).record(self.caller.name, SEEN, posting_id, datetime.now(UTC), self.request_id)


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


def _glancing(memory: Memory, caller: Asking, request_id: Name) -> Looking:
    return Looking(memory, caller, request_id)


Glances = Annotated[Looking, Depends(_glancing)]
"""Whoever asks, seeing contact data masked."""

_Contacts = Annotated[
    Contacts,
    Query(description="`clear` shows contact data to whoever is permitted `contacts:read`; every such look is recorded."),
]


def _looking(glancing: Glances, contacts: _Contacts = Contacts.MASKED) -> Looking:
    return glancing.clearly() if contacts is Contacts.CLEAR else glancing


LooksAt = Annotated[Looking, Depends(_looking)]
"""Whoever asks, seeing contact data as the request says."""
