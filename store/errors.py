"""What can go wrong while remembering, in words for whoever reads the message.

StoreError
├── DatabaseError            the database cannot be used
│   ├── DatabaseUnreachableError
│   ├── DatabaseNewerError   it was written by a later release
│   └── DatabaseOutdatedError
├── UnknownPostingError      no such posting or version
├── ReviewConflictError      someone else acted on the posting first
├── ThresholdConflictError   someone else changed the threshold first
├── IdentityError            an id that can be no source's own
├── CursorError              a page cursor that this release did not hand out
├── KeyReusedError           an Idempotency-Key that stands for another request
├── UnknownJobError          no such assessment job
├── JobEndedError            an assessment job that ended before
├── WebhookError             an endpoint or delivery that is not there, or cannot be made or used
│   ├── UnknownEndpointError
│   ├── UnknownDeliveryError
│   ├── EndpointDisabledError
│   └── TooManyEndpointsError
└── AccessError              an organisation, account or key that is not there or cannot be made
    ├── UnknownKeyError
    └── UnknownAccountError
"""

from __future__ import annotations


class StoreError(Exception):
    """Something could not be remembered or recalled."""


class DatabaseError(StoreError):
    """The database cannot be used; the message says why and what to do."""


class DatabaseUnreachableError(DatabaseError):
    """The database did not answer, or refused what was asked of it."""


class DatabaseNewerError(DatabaseError):
    """The database was written by a later release than this one."""


class DatabaseOutdatedError(DatabaseError):
    """The database has yet to be upgraded to this release."""


class UnknownPostingError(StoreError):
    """There is no such posting, or no such version of it."""


class ReviewConflictError(StoreError):
    """Someone else acted on the posting since it was shown."""


class ThresholdConflictError(StoreError):
    """Someone else changed the threshold since it was shown."""


class IdentityError(StoreError, ValueError):
    """An id that cannot be a source's own: it is empty, or begins as those do that are made here."""


class CursorError(StoreError, ValueError):
    """A page cursor that was not handed out here."""


class KeyReusedError(StoreError):
    """An Idempotency-Key was sent with another request than the first time."""


class UnknownJobError(StoreError):
    """There is no such assessment job in this organisation."""


class JobEndedError(StoreError):
    """The assessment job ended before."""


class WebhookError(StoreError):
    """A webhook endpoint or delivery is not there, or cannot be made or used; the message says why."""


class UnknownEndpointError(WebhookError):
    """There is no such endpoint in this organisation."""


class UnknownDeliveryError(WebhookError):
    """There is no such delivery in this organisation."""


class EndpointDisabledError(WebhookError):
    """Nothing is sent to this endpoint."""


class TooManyEndpointsError(WebhookError):
    """The organisation has as many endpoints as it may have."""


class AccessError(StoreError):
    """An organisation, account or key is not there, or cannot be made; the message says which and why."""


class UnknownKeyError(AccessError):
    """There is no such key in this organisation."""


class UnknownAccountError(AccessError):
    """There is no such account in this organisation."""
