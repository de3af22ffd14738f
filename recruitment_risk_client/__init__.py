"""A client of the recruitment-risk API: typed, and without anything of the service itself.

It needs httpx and standardwebhooks alone. `Client` asks, `verify_webhook` reads what the service sends, `errors` draws what
may be raised. What is answered are indicators of deceptive recruitment in an offer, never in a person. A person decides.
"""

from recruitment_risk_client.client import Client
from recruitment_risk_client.errors import (
    ApiError,
    ChangedMeanwhileError,
    ClientError,
    ConflictError,
    Fault,
    ForbiddenError,
    InvalidRequestError,
    NoAnswerError,
    NotFoundError,
    RateLimitedError,
    ServerError,
    UnauthenticatedError,
    UnreadableAnswerError,
    VerificationError,
    WaitedTooLongError,
)
from recruitment_risk_client.questions import Decision, NewPosting, QueueFilters, SearchFilters
from recruitment_risk_client.webhooks import Event, verify_webhook

__all__ = [
    "ApiError",
    "ChangedMeanwhileError",
    "Client",
    "ClientError",
    "ConflictError",
    "Decision",
    "Event",
    "Fault",
    "ForbiddenError",
    "InvalidRequestError",
    "NewPosting",
    "NoAnswerError",
    "NotFoundError",
    "QueueFilters",
    "RateLimitedError",
    "SearchFilters",
    "ServerError",
    "UnauthenticatedError",
    "UnreadableAnswerError",
    "VerificationError",
    "WaitedTooLongError",
    "verify_webhook",
]
