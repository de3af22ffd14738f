"""Checks what a provider says of somebody: an ID token (OpenID Connect Core 1.0, section 3.1.3.7).

Signatures by private keys only: with `none` anybody, and with HS256 whoever knows the client's secret, could say who they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from authlib.oidc.core.claims import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from serving.access.provider_wire import ProviderRefusalError

ALGORITHMS: Final = ("RS256", "ES256", "PS256")
LEEWAY_SECONDS: Final = 60
"""How far a provider's clock may be off."""
_LONGEST: Final = {"sub": 255, "email": 100}


@dataclass(frozen=True, slots=True)
class Attested:
    """Who somebody is, by a provider's word."""

    issuer: str
    subject: str
    email: str
    """Empty unless the provider has verified it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say to be meant for us and for this sign-in."""

    issuer: str
    client_id: str
    nonce: str


def attested_by(token: str, keys: dict[str, Any], expected: Expected, access_token: str = "") -> Attested:
    """Whom a token speaks of, once everything in it is checked. Raises ProviderRefusalError."""
    try:
        claims = _claims(token, keys, expected, access_token)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ProviderRefusalError from error
    subject = _text(claims, "sub")
    if not subject:
        raise ProviderRefusalError
    return Attested(expected.issuer, subject, verified_email(claims))


def verified_email(claims: dict[str, Any]) -> str:
    """The e-mail address that the provider has verified, in lower case; empty where there is none."""
    return _text(claims, "email").lower() if claims.get("email_verified") is True else ""


def _claims(token: str, keys: dict[str, Any], expected: Expected, access_token: str) -> dict[str, Any]:
    found = jwt.decode(token, KeySet.import_key_set({"keys": keys["keys"]}), algorithms=ALGORITHMS)
    options = {"iss": {"essential": True, "value": expected.issuer}, "aud": {"essential": True, "value": expected.client_id}}
    params = {"nonce": expected.nonce, "client_id": expected.client_id, "access_token": access_token}
    claims = CodeIDToken(found.claims, found.header, options, params)
    claims.validate(leeway=LEEWAY_SECONDS)
    return dict(claims)


def _text(claims: dict[str, Any], name: str) -> str:
    """A claim that a database can keep and a person can read."""
    value = claims.get(name)
    return value if isinstance(value, str) and value.isprintable() and len(value) <= _LONGEST[name] else ""
