"""What can be permitted, and what each role is. Every address of the API asks for one permission."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Permission(StrEnum):
    """One thing that a key or a role may be permitted."""

    ASSESS = "assessments:write"
    READ_POSTINGS = "postings:read"
    WRITE_POSTINGS = "postings:write"
    ERASE_POSTINGS = "postings:erase"
    REVIEW = "reviews:write"
    RESOLVE = "reviews:resolve"
    REVEAL_CONTACTS = "contacts:read"
    DECIDE = "decisions:write"
    READ_LABELS = "labels:read"
    READ_POLICIES = "policies:read"
    MANAGE_POLICIES = "policies:write"
    MANAGE_WEBHOOKS = "webhooks:write"
    MANAGE_KEYS = "keys:write"
    MANAGE_ACCOUNTS = "accounts:write"
    READ_ACCESSES = "accesses:read"


MEANING: Final[Mapping[Permission, str]] = MappingProxyType(
    {
        Permission.ASSESS: "assess postings, at once or as jobs",
        Permission.READ_POSTINGS: "see postings, assessments, the queue and reviews",
        Permission.WRITE_POSTINGS: "put postings in and change them",
        Permission.ERASE_POSTINGS: "erase postings with all that is known of them",
        Permission.REVIEW: "claim, decide and escalate postings",
        Permission.RESOLVE: "decide what was escalated",
        Permission.REVEAL_CONTACTS: "see contact data in clear; every look is recorded",
        Permission.DECIDE: "tell what a platform did with a posting",
        Permission.READ_LABELS: "read labels for training",
        Permission.READ_POLICIES: "see policies, their thresholds and previews",
        Permission.MANAGE_POLICIES: "change thresholds",
        Permission.MANAGE_WEBHOOKS: "manage webhook endpoints and deliveries",
        Permission.MANAGE_KEYS: "make, rotate and revoke API keys",
        Permission.MANAGE_ACCOUNTS: "make, change and disable accounts",
        Permission.READ_ACCESSES: "read the record of accesses",
    }
)


class Role(StrEnum):
    """What a person is here."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    SENIOR_REVIEWER = "senior_reviewer"
    DATA_SCIENTIST = "data_scientist"
    ADMINISTRATOR = "administrator"
    PLATFORM_CLIENT = "platform_client"


_SEEING: Final = frozenset({Permission.READ_POSTINGS, Permission.READ_POLICIES})
_REVIEWING: Final = _SEEING | {Permission.REVIEW, Permission.REVEAL_CONTACTS}

PERMITTED: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.VIEWER: _SEEING,
        Role.REVIEWER: _REVIEWING,
        Role.SENIOR_REVIEWER: _REVIEWING | {Permission.RESOLVE, Permission.ERASE_POSTINGS, Permission.MANAGE_POLICIES},
        Role.DATA_SCIENTIST: _SEEING | {Permission.ASSESS, Permission.READ_LABELS},
        Role.ADMINISTRATOR: frozenset(Permission),
        Role.PLATFORM_CLIENT: _SEEING
        | {
            Permission.ASSESS,
            Permission.WRITE_POSTINGS,
            Permission.ERASE_POSTINGS,
            Permission.DECIDE,
            Permission.MANAGE_POLICIES,
            Permission.MANAGE_WEBHOOKS,
        },
    }
)
