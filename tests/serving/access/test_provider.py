"""People sign in through an OpenID provider, and nobody else does."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.fernet import Fernet
from starlette.testclient import TestClient

from serving.access.issuing import make_account
from serving.access.permissions import Role
from serving.app import create_app
from serving.sealing import new_key
from serving.settings import Access, OidcProvider, Settings, SettingsError
from store.accounts import Account, Accounts
from store.database import Database
from store.organisations import Organisations
from tests.serving.access.conftest import Key, Person, sign_in
from tests.serving.access.small_provider import CLIENT, EC, RSA, Claims, SmallProvider, compact, signed

SEALING = new_key()
PAGE = {"accept": "text/html"}
Awaited = Callable[..., Account]
sqlite_only = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def provider() -> Iterator[SmallProvider]:
    with SmallProvider() as provider:
        yield provider


@pytest.fixture
def entrance(settings: Settings, provider: SmallProvider) -> Iterator[TestClient]:
    """The server, for a browser that nobody signed in with."""
    told = OidcProvider(provider.url, *CLIENT)
    settings = replace(settings, access=Access.ACCOUNTS, secret_keys=(SEALING,), oidc=told)
    with TestClient(create_app(settings), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def awaited(database: Database) -> Awaited:
    """Makes an account without a password."""

    def make(login: str = "ana@ngo.example", organisation: str = "home") -> Account:
        with database.session() as session:
            Organisations(session).add(organisation, "", datetime.now(UTC))
            return make_account(session, organisation, login, Role.REVIEWER, None, datetime.now(UTC))

    return make


def go(client: TestClient, back: str = "/") -> str:
    """Go to the provider, say there who one is, and tell where it sends one back to."""
    away = client.get("/sign-in/provider", params={"back": back})
    assert away.status_code == 303, away.text
    return httpx.get(away.headers["location"], follow_redirects=False).headers["location"]


def come_in(client: TestClient, back: str = "/") -> httpx.Response:
    return client.get(go(client, back))  # type: ignore[return-value]


def is_in(client: TestClient) -> bool:
    return client.get("/v1/caller").status_code == 200


def test_somebody_with_an_account_signs_in_and_goes_where_they_wanted_to(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, database: Database
) -> None:
    made = awaited()
    assert 'href="/sign-in/provider?back=/indicators"' in entrance.get("/sign-in?back=/indicators").text
    entered = come_in(entrance, "/indicators")
    assert (entered.status_code, entered.headers["location"]) == (303, "/indicators")
    assert entrance.get("/v1/caller").json()["name"] == "ana@ngo.example"
    with database.reading() as session:
        account = Accounts(session).get(made.account_id)
    assert (account.issuer, account.subject) == (provider.url, "subject-1")


def test_the_first_time_is_recorded_and_afterwards_the_subject_counts(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, key: Key
) -> None:
    account = awaited("ana@ngo.example", "theirs")
    come_in(entrance)
    provider.claims = {"email": "ana.new-name@ngo.example", "email_verified": False}
    assert come_in(entrance).headers["location"] == "/"
    record = entrance.get("/v1/accesses", headers=key(organisation="theirs")).json()["items"]
    assert [(entry["who"], entry["subject"]) for entry in record] == [("ana@ngo.example", account.account_id)]
    assert entrance.get("/v1/accesses", headers=key()).json()["items"] == []


@sqlite_only
def test_the_browser_carries_little_for_a_short_while_and_out_of_reach(entrance: TestClient) -> None:
    cookie = entrance.get("/sign-in/provider").headers["set-cookie"]
    lowered = cookie.lower()
    assert all(part in lowered for part in ("httponly", "samesite=lax", "max-age=600", "path=/sign-in/provider"))
    query = parse_qs(urlsplit(entrance.get("/sign-in/provider").headers["location"]).query)
    assert query["redirect_uri"] == ["http://127.0.0.1/sign-in/provider/return"]
    assert query["tenant"] == ["1"]
    assert query["nonce"][0] not in cookie


@sqlite_only
@pytest.mark.parametrize(("algorithm", "key"), [("RS256", RSA), ("PS256", RSA), ("ES256", EC)])
def test_tokens_may_be_signed_in_three_ways(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, algorithm: str, key: object
) -> None:
    awaited()
    provider.sign = signed(algorithm, key)  # type: ignore[arg-type]
    come_in(entrance)
    assert is_in(entrance)


@sqlite_only
def test_a_provider_that_reads_secrets_in_forms_only_gets_them_there(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited
) -> None:
    awaited()
    provider.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    come_in(entrance)
    assert is_in(entrance)


ADDRESS = {"email": "ana@ngo.example", "email_verified": True}


@sqlite_only
@pytest.mark.parametrize(
    ("person", "enters"),
    [(ADDRESS, True), (ADDRESS | {"email_verified": False}, False), (ADDRESS | {"sub": "subject-2"}, False), ({}, False)],
)
def test_a_provider_may_tell_the_address_beside_the_token(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, person: Claims, enters: bool
) -> None:
    awaited()
    provider.claims = {"email": None, "email_verified": None}
    provider.described = {"userinfo_endpoint": f"{provider.url}/userinfo"}
    provider.person = person
    come_in(entrance)
    assert is_in(entrance) == enters


@sqlite_only
def test_the_provider_is_asked_once_what_it_is_and_each_time_for_its_keys(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited
) -> None:
    awaited()
    come_in(entrance)
    come_in(entrance)
    assert provider.asked.count("/.well-known/openid-configuration") == 1
    assert provider.asked.count("/keys") == 2


PAST, FUTURE = int(time.time()) - 3_600, int(time.time()) + 3_600
WRONG = {
    "nonce of another sign-in": {"nonce": "n" * 43},
    "no nonce": {"nonce": None},
    "expired": {"exp": PAST, "iat": PAST - 300},
    "does not expire": {"exp": None},
    "of the future": {"iat": FUTURE, "exp": FUTURE + 300},
    "for somebody else": {"aud": "another client"},
    "for several, at another's request": {"aud": [CLIENT[0], "another client"], "azp": "another client"},
    "by somebody else": {"iss": "https://evil.example"},
    "about nobody": {"sub": None},
    "about something odd": {"sub": {"id": 1}},
    "about a name that no database keeps": {"sub": "a\0b"},
    "of another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@sqlite_only
@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG)
def test_a_token_that_says_the_wrong_thing_lets_nobody_in(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, claims: Claims
) -> None:
    awaited()
    provider.claims = claims
    refused = come_in(entrance)
    assert refused.status_code == 422
    assert "did not confirm who you are" in refused.text
    assert not is_in(entrance)


def by_secret(secret: bytes) -> Callable[[bytes], bytes]:
    return lambda said: hmac.new(secret, said, hashlib.sha256).digest()


CHEATS: dict[str, Callable[[Claims], str]] = {
    "unsigned": lambda claims: compact({"alg": "none"}, claims, lambda _: b""),
    "by the public key as a secret": lambda claims: compact(
        {"alg": "HS256", "kid": RSA.kid}, claims, by_secret(RSA.as_pem(private=False))
    ),
    "by the client's secret": lambda claims: compact({"alg": "HS256"}, claims, by_secret(CLIENT[1].encode())),
    "by a key of somebody else": lambda claims: compact({"alg": "RS256", "kid": RSA.kid}, claims, lambda _: bytes(256)),
    "by a key that is not known": lambda claims: compact({"alg": "RS256", "kid": "x"}, claims, lambda _: bytes(256)),
    "by an algorithm of another key": lambda claims: compact({"alg": "ES256", "kid": RSA.kid}, claims, lambda _: bytes(64)),
    "no token": lambda _: "not a token",
    "in another language": lambda _: "ä.ö.ü",
}


@sqlite_only
@pytest.mark.parametrize("sign", CHEATS.values(), ids=CHEATS)
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, sign: Callable[[Claims], str]
) -> None:
    awaited()
    provider.sign = sign
    assert come_in(entrance).status_code == 422
    assert not is_in(entrance)


@sqlite_only
def test_somebody_who_was_sent_from_another_browser_is_not_let_in(entrance: TestClient, awaited: Awaited) -> None:
    awaited()
    address = go(entrance)
    go(entrance)  # another errand, with another state
    assert "not begun here" in entrance.get(address).text
    entrance.cookies.clear()
    assert "begun in another browser" in entrance.get(address).text
    assert not is_in(entrance)


@sqlite_only
def test_who_takes_too_long_begins_again(entrance: TestClient, awaited: Awaited) -> None:
    awaited()
    address = go(entrance)
    fresh = entrance.cookies["recruitment_risk_errand"]
    sealed = Fernet(SEALING).encrypt_at_time(Fernet(SEALING).decrypt(fresh), int(time.time()) - 601).decode()
    refused = entrance.get(address, headers={"cookie": f"recruitment_risk_errand={sealed}"})
    assert "took too long" in refused.text


@sqlite_only
def test_a_code_is_good_once(entrance: TestClient, awaited: Awaited) -> None:
    awaited()
    address = go(entrance)
    carried = entrance.cookies["recruitment_risk_errand"]
    assert entrance.get(address).status_code == 303
    assert "recruitment_risk_errand" not in entrance.cookies
    assert entrance.get(address, headers={"cookie": f"recruitment_risk_errand={carried}"}).status_code == 422


@sqlite_only
def test_what_the_provider_says_is_not_repeated(entrance: TestClient, provider: SmallProvider) -> None:
    go(entrance)
    refused = entrance.get("/sign-in/provider/return?error=access_denied&error_description=<b>echo</b>&state=x")
    assert refused.status_code == 422
    assert "echo" not in refused.text
    address = go(entrance)
    provider.broken["/token"] = (400, {}, b'{"error_description": "echo"}')
    assert "echo" not in entrance.get(address).text


def test_nobody_is_let_in_who_has_no_account(entrance: TestClient, provider: SmallProvider, person: Person) -> None:
    assert "no account here" in come_in(entrance).text
    person("ana@ngo.example")  # who has a password, and did not ask for this
    assert "no account here" in come_in(entrance).text
    assert not is_in(entrance)


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_the_provider_has_not_verified_opens_nothing(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, verified: object
) -> None:
    awaited()
    provider.claims = {"email_verified": verified}
    assert "no account here" in come_in(entrance).text
    assert not is_in(entrance)


@sqlite_only
def test_an_account_that_is_linked_is_not_linked_to_somebody_else(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited
) -> None:
    awaited()
    come_in(entrance)
    entrance.cookies.clear()
    provider.claims = {"sub": "subject-2"}
    assert "no account here" in come_in(entrance).text
    assert not is_in(entrance)


def test_a_disabled_account_stays_out(entrance: TestClient, awaited: Awaited, database: Database) -> None:
    account = awaited()
    come_in(entrance)
    with database.session() as session:
        Accounts(session).change(account.account_id, disabled_at=datetime.now(UTC))
    assert "no account here" in come_in(entrance).text


@sqlite_only
def test_an_account_without_a_password_is_entered_by_none(entrance: TestClient, awaited: Awaited) -> None:
    awaited()
    assert sign_in(entrance, password="") == 422


@sqlite_only
def test_a_provider_that_is_down_is_said_to_be(entrance: TestClient, provider: SmallProvider, awaited: Awaited) -> None:
    awaited()
    address = go(entrance)
    provider.stop()
    refused = entrance.get(address)
    assert (refused.status_code, "cannot be reached" in refused.text) == (503, True)


BROKEN = {
    "an error": (500, {}, b""),
    "another address": (302, {"Location": "https://evil.example"}, b""),
    "no JSON": (200, {}, b"<html>"),
    "another thing": (200, {}, b"[]"),
    "far too much": (200, {}, b" " * 600_000),
    "deep nesting": (200, {}, b"[" * 200_000),
    "packed": (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
}


@sqlite_only
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_a_provider_that_answers_oddly_lets_nobody_in(
    entrance: TestClient, provider: SmallProvider, awaited: Awaited, path: str, answer: tuple[int, dict[str, str], bytes]
) -> None:
    awaited()
    provider.broken[path] = answer
    if path.startswith("/."):
        assert entrance.get("/sign-in/provider").status_code in {422, 503}
    else:
        assert come_in(entrance).status_code in {422, 503}
    assert not is_in(entrance)


@sqlite_only
@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "http://evil.example/"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://[bad/"},
        {"authorization_endpoint": None},
    ],
)
def test_nobody_is_sent_where_anybody_may_listen(entrance: TestClient, provider: SmallProvider, described: Claims) -> None:
    provider.described = described
    assert entrance.get("/sign-in/provider").status_code == 503


@pytest.mark.parametrize("issuer", ["http://sso.example", "sso.example", "", "ftp://127.0.0.1", "https://"])
def test_a_provider_is_spoken_to_by_https(issuer: str) -> None:
    with pytest.raises(SettingsError, match="OIDC_ISSUER must be an https:// address"):
        OidcProvider(issuer, *CLIENT)


@sqlite_only
def test_a_host_that_is_no_name_leads_nowhere(entrance: TestClient) -> None:
    assert entrance.get("/sign-in/provider", headers={"host": "localhost:80@evil.example"}).status_code == 400


@sqlite_only
def test_without_a_provider_there_is_no_such_way(guarded: TestClient) -> None:
    assert guarded.get("/sign-in/provider", headers=PAGE).status_code == 404
    assert "your organisation" not in guarded.get("/sign-in").text
