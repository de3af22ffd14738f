"""Keys, accounts and the record of accesses over the wire. A secret is answered once, by the request that makes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import ConfigDict, Field

from serving.access.permissions import Permission, Role
from serving.schemas.base import In, Moment, Out

KeyId = Annotated[str, Field(examples=["k3v7m2q4x6y2"], description="Names the key; may be shown and logged.")]
AccountId = Annotated[str, Field(examples=["a2c4e6g3i5k7"], description="Names the account.")]
Cursor = Annotated[str | None, Field(default=None, max_length=400, description="The `next_cursor` of the page before.")]


class KeyIn(In):
    """A key to make."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "moderation pipeline", "permissions": ["assessments:write", "postings:read"], "days": 90}]
        }
    )

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$", description="What the key is for.")
    permissions: list[Permission] = Field(min_length=1, max_length=40, description="What it may do; no more than its maker may.")
    days: int = Field(default=90, ge=1, le=730, description="How long it is good.")

    @property
    def good_for(self) -> timedelta:
        """How long it is good."""
        return timedelta(days=self.days)


class KeyOut(Out):
    """A key, without its secret."""

    key_id: KeyId
    name: str
    permissions: list[str]
    created_by: str
    created_at: Moment
    expires_at: Moment
    revoked_at: Moment | None
    last_used_at: Moment | None = Field(description="To the minute; null where it was never used.")


class NewKeyOut(KeyOut):
    """A key that was just made, with its secret."""

    key: str = Field(
        description="Send it as `Authorization: Bearer ...`. It is not shown again.", examples=["rr_k3v7m2q4x6y2_..."]
    )


class KeysOut(Out):
    """Keys, oldest first."""

    items: list[KeyOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")


class KeysQuery(In):
    """Which part of the keys to answer."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: Cursor = None


class AccountIn(In):
    """An account to make. Without a password, its owner signs in through the OpenID provider with this address."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"login": "ana@inspection.example", "role": "reviewer"}]})

    login: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x20\x7f]+$")
    role: Role
    password: str | None = Field(default=None, min_length=1, max_length=256, pattern=r"^[^\x00]+$")


class AccountChangeIn(In):
    """What to change of an account; what is not sent stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "senior_reviewer"}, {"disabled": True}]})

    role: Role | None = None
    disabled: bool | None = Field(default=None, description="A disabled account is signed out everywhere and opens nothing.")
    password: str | None = Field(default=None, min_length=1, max_length=256, pattern=r"^[^\x00]+$")
    second_factor: bool | None = Field(default=None, description="Only `false`: takes a lost second factor away.")


class AccountOut(Out):
    """A person who signs in here."""

    account_id: AccountId
    login: str
    role: Role
    created_at: Moment
    disabled_at: Moment | None
    has_password: bool
    has_second_factor: bool


class AccountsOut(Out):
    """Accounts, by login."""

    items: list[AccountOut]
    next_cursor: str | None = Field(description="Where to go on; null at the end.")


class CallerOut(Out):
    """Who asks, as the server knows them."""

    organisation: str
    name: str
    kind: str = Field(description="`key`, `person`, or `open` where nobody is asked.")
    permissions: list[Permission]
