"""Signing in through an OpenID provider: the authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636).

What a provider answers is checked before it is believed, and never shown.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from hmac import compare_digest
from typing import Any, Final
from urllib.parse import quote_plus

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]

from serving.access.id_tokens import Attested, Expected, attested_by, verified_email
from serving.access.provider_wire import ProviderDownError, ProviderError, ProviderRefusalError, ask
from serving.access.tokens import new_secret
from serving.sealing import Sealer, StaleSealError
from serving.settings import OidcProvider

AWAY_FOR: Final = timedelta(minutes=10)
"""How long somebody may take at the provider."""
DISCOVERY: Final = "/.well-known/openid-configuration"
_MOST: Final = 4_000
"""The longest code that is passed on."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser carries, sealed, while its owner is at the provider."""

    back: str
    state: str
    nonce: str
    verifier: str

    def sealed(self, sealer: Sealer) -> str:
        """As a cookie holds it."""
        return sealer.seal(json.dumps(asdict(self)))


def new_errand(back: str) -> Errand:
    """An errand that nobody can guess."""
    return Errand(back, new_secret(), new_secret(), new_secret())


def errand_of(sealed: str, state: str, sealer: Sealer) -> Errand:
    """The errand that a browser comes back from. Raises ProviderError for a browser that was not sent, or too long ago."""
    try:
        errand = Errand(**json.loads(sealer.unseal(sealed, AWAY_FOR)))
    except (StaleSealError, ValueError, TypeError) as error:
        raise ProviderError("This sign-in took too long, or was begun in another browser. Begin again.") from error
    if not compare_digest(errand.state.encode(), state.encode()):
        raise ProviderError("This sign-in was not begun here. Begin again.")
    return errand


class Provider:
    """An OpenID provider that people may sign in through."""

    def __init__(self, told: OidcProvider) -> None:
        self._told = told
        self._described: dict[str, Any] | None = None

    def way(self, errand: Errand, return_address: str) -> str:
        """The provider's page, for a browser on this errand. Raises ProviderError."""
        address = prepare_grant_uri(
            self._endpoint("authorization_endpoint"),
            self._told.client_id,
            "code",
            redirect_uri=return_address,
            scope="openid email",
            state=errand.state,
            nonce=errand.nonce,
            code_challenge=create_s256_code_challenge(errand.verifier),
            code_challenge_method="S256",
        )
        return str(address)

    def attest(self, code: str, errand: Errand, return_address: str) -> Attested:
        """Who came back with this code. Raises ProviderError."""
        if not 0 < len(code) <= _MOST:
            raise ProviderRefusalError
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": return_address}
        form |= {"code_verifier": errand.verifier}
        answer = ask("POST", self._endpoint("token_endpoint"), *self._as_ourselves(form))
        token, access_token = answer.get("id_token"), answer.get("access_token")
        if not isinstance(token, str):
            raise ProviderRefusalError
        keys = ask("GET", self._endpoint("jwks_uri"))  # asked anew each time: providers change their keys
        expected = Expected(self._told.issuer, self._told.client_id, errand.nonce)
        access_token = access_token if isinstance(access_token, str) else ""
        who = attested_by(token, keys, expected, access_token)
        return who if who.email or not access_token else replace(who, email=self._email_of(who, access_token))

    def _email_of(self, who: Attested, access_token: str) -> str:
        """Their verified e-mail address, from providers that keep it out of tokens (section 5.3); empty where there is none."""
        try:
            told = ask("GET", self._endpoint("userinfo_endpoint"), headers={"Authorization": f"Bearer {access_token}"})
        except ProviderError:
            return ""  # whoever is known already needs none
        return verified_email(told) if told.get("sub") == who.subject else ""

    def _as_ourselves(self, form: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """A form and headers that prove who we are: in a header (RFC 6749, 2.3.1), unless the provider reads forms only."""
        told, ways = self._told, self._description().get("token_endpoint_auth_methods_supported")
        if isinstance(ways, list) and "client_secret_basic" not in ways and "client_secret_post" in ways:
            return form | {"client_id": told.client_id, "client_secret": told.client_secret}, {}
        both = f"{quote_plus(told.client_id)}:{quote_plus(told.client_secret)}"
        return form, {"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"}

    def _endpoint(self, name: str) -> str:
        address = self._description().get(name)
        if not isinstance(address, str) or not self._told.may_lead_to(address):
            raise ProviderDownError
        return address

    def _description(self) -> dict[str, Any]:
        """What the provider says of itself, asked once."""
        if self._described is None:
            described = ask("GET", self._told.issuer.rstrip("/") + DISCOVERY)
            if described.get("issuer") != self._told.issuer:
                raise ProviderDownError
            self._described = described
        return self._described
