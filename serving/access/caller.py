"""Who asks: a program with a key, a person who signed in, or whoever sits at this machine where nobody has to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from serving.access.permissions import Permission
from store.organisations import HOME


class CallerKind(StrEnum):
    """How somebody came in."""

    KEY = "key"
    PERSON = "person"
    OPEN = "open"
    """Nobody had to say who they are: the server answers this machine only."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, for whom, and what they may do."""

    kind: CallerKind
    organisation: str
    name: str
    """An account's login, or `key:` and the key's id."""
    permissions: frozenset[Permission]
    account_id: str = ""

    def may(self, permission: Permission) -> bool:
        """Whether this is permitted."""
        return permission in self.permissions

    def acts_as(self, claimed: str) -> str:
        """Under which name this caller reviews: people under their own, programs and open servers as they say."""
        if self.kind is CallerKind.PERSON:
            return self.name
        return f"{self.name}/{claimed}" if self.kind is CallerKind.KEY and claimed else claimed


ANYBODY: Final = Caller(CallerKind.OPEN, HOME, "local", frozenset(Permission))
"""The caller of a server that asks nobody who they are."""
