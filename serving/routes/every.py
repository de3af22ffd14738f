"""The addresses of the API, in the order in which its description lists them. A new subject is one line here."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from serving.routes import (
    accesses,
    accounts,
    assessment_jobs,
    assessments,
    indicators,
    keys,
    policies,
    postings,
    queue,
    reviews,
)

API: Final[tuple[ModuleType, ...]] = (
    assessments,
    assessment_jobs,
    postings,
    reviews,
    queue,
    policies,
    indicators,
    keys,
    accounts,
    accesses,
)
