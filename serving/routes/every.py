"""The addresses of the API, in the order in which its description lists them. A new subject is one line here."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from serving.routes import (
    accesses,
    accounts,
    assessment_jobs,
    assessments,
    decisions,
    exports,
    indicators,
    keys,
    labels,
    policies,
    postings,
    queue,
    reviews,
    sources,
    webhook_deliveries,
    webhooks,
)

API: Final[tuple[ModuleType, ...]] = (
    assessments,
    assessment_jobs,
    postings,
    sources,
    reviews,
    decisions,
    exports,
    queue,
    policies,
    labels,
    indicators,
    webhooks,
    webhook_deliveries,
    keys,
    accounts,
    accesses,
)
