"""People sign in with what they know and have, and are told nothing about others."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from starlette.testclient import TestClient

from serving.access.permissions import Permission, Role
from serving.access.second_factor import STEP_SECONDS, step_of
from store.accounts import PATIENCE, Accounts
from store.database import Database
from tests.serving.access.conftest import PASSWORD, Key, Person, sign_in
from tests.serving.conftest import Keep

HTML = {"accept": "text/html"}


def token(client: TestClient) -> dict[str, str]:
    return {"form_token": client.cookies["recruitment_risk_form"]}


def test_a_page_asks_who_somebody_is_and_leads_back(guarded: TestClient, person: Person) -> None:
    person()
    away = guarded.get("/indicators", headers=HTML)
    assert (away.status_code, away.headers["location"]) == (303, "/sign-in?back=/indicators")
    assert 'name="back" value="/indicators"' in guarded.get(away.headers["location"]).text
    form = token(guarded) | {"login": "ana@ngo.example", "password": PASSWORD, "back": "/indicators"}
    entered = guarded.post("/sign-in", data=form)
    assert (entered.status_code, entered.headers["location"]) == (303, "/indicators")
    assert "Signed in as" in guarded.get("/indicators", headers=HTML).text


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_nobody_is_led_to_another_site(guarded: TestClient, person: Person, back: str) -> None:
    person()
    guarded.get("/sign-in")
    form = token(guarded) | {"login": "ana@ngo.example", "password": PASSWORD, "back": back}
    assert guarded.post("/sign-in", data=form).headers["location"] == "/"


def test_a_wrong_password_and_a_login_that_is_not_there_look_alike(guarded: TestClient, person: Person) -> None:
    person()
    guarded.get("/sign-in")
    said = [
        re.sub(r"nobody@|ana@", "", guarded.post("/sign-in", data=token(guarded) | {"login": login, "password": "wrong"}).text)
        for login in ("ana@ngo.example", "nobody@ngo.example")
    ]
    assert said[0] == said[1]
    assert "is not right" in said[0]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(guarded: TestClient, person: Person) -> None:
    person()
    guarded.get("/sign-in")
    form = token(guarded) | {"login": "ana@ngo.example", "password": PASSWORD}
    cookie = guarded.post("/sign-in", data=form).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_after_some_failures_an_account_waits_even_for_the_right_password(guarded: TestClient, person: Person) -> None:
    person()
    assert [sign_in(guarded, password="wrong") for _ in range(PATIENCE)] == [422] * PATIENCE
    assert sign_in(guarded) == 422


def test_a_form_from_elsewhere_signs_nobody_in(guarded: TestClient, person: Person) -> None:
    person()
    form = {"form_token": "x" * 43, "login": "ana@ngo.example", "password": PASSWORD}
    assert guarded.post("/sign-in", data=form).status_code == 403


def test_signing_out_ends_it(guarded: TestClient, person: Person) -> None:
    person()
    sign_in(guarded)
    carried = dict(guarded.cookies)
    assert guarded.post("/sign-out", data=token(guarded)).status_code == 303
    guarded.cookies.update(carried)
    assert guarded.get("/v1/caller").status_code == 401


def test_a_disabled_account_is_out_at_once(guarded: TestClient, person: Person, key: Key) -> None:
    account = person()
    sign_in(guarded)
    changed = guarded.patch(f"/v1/accounts/{account.account_id}", json={"disabled": True}, headers=key())
    assert changed.json()["disabled_at"]
    assert guarded.get("/v1/caller").status_code == 401
    assert sign_in(guarded) == 422


def test_another_password_signs_other_browsers_out(guarded: TestClient, person: Person) -> None:
    person()
    sign_in(guarded)
    stolen = guarded.cookies["recruitment_risk_sign_in"]
    new = {"old": PASSWORD, "new": "a different long password", "again": "a different long password"}
    assert guarded.post("/account/password", data=token(guarded) | new).status_code == 303
    assert guarded.get("/v1/caller").status_code == 200
    guarded.cookies.set("recruitment_risk_sign_in", stolen, domain="127.0.0.1", path="/")
    assert guarded.get("/v1/caller", headers={"cookie": f"recruitment_risk_sign_in={stolen}"}).status_code == 401


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", "a different long password", "a different long password", "present password"),
        (PASSWORD, "short", "short", "12 to 256"),
        (PASSWORD, "a different long password", "another long password", "same twice"),
        (PASSWORD, "ana@ngo.example1", "ana@ngo.example1", "too easily guessed"),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "too easily guessed"),
    ],
)
def test_a_password_that_cannot_be_taken_is_explained(
    guarded: TestClient, person: Person, old: str, new: str, again: str, said: str
) -> None:
    person()
    sign_in(guarded)
    refused = guarded.post("/account/password", data=token(guarded) | {"old": old, "new": new, "again": again})
    assert refused.status_code == 422
    assert said in refused.text


def test_a_second_factor_is_asked_for_and_each_code_is_good_once(guarded: TestClient, person: Person, database: Database) -> None:
    account = person()
    sign_in(guarded)
    shown = guarded.get("/account").text
    seed, offered = re.findall(r"<code>([A-Z2-7]{32})</code>", shown)[0], re.findall(r'name="offered" value="([^"]+)"', shown)[0]
    code = pyotp.TOTP(seed).now()
    assert guarded.post("/account/second-factor", data=token(guarded) | {"offered": offered, "code": code}).status_code == 303
    with database.reading() as session:
        kept = Accounts(session).get(account.account_id)
    assert kept.second_factor
    assert seed not in kept.second_factor
    assert sign_in(guarded) == 422
    assert sign_in(guarded, code=code) == 422  # used when it was set
    following = pyotp.TOTP(seed).at(datetime.now(UTC) + timedelta(seconds=STEP_SECONDS))
    assert sign_in(guarded, code=following) == 303
    assert sign_in(guarded, code=following) == 422


def test_a_code_is_good_in_its_own_step_and_the_neighbours_only() -> None:
    seed, moment = pyotp.random_base32(), datetime(2026, 11, 20, 12, 0, 10, tzinfo=UTC)
    step = int(moment.timestamp()) // STEP_SECONDS
    good = {
        offset: step_of(seed, pyotp.TOTP(seed).at(moment + timedelta(seconds=offset * STEP_SECONDS)), moment, None)
        for offset in range(-3, 4)
    }
    assert good == {-3: None, -2: None, -1: step - 1, 0: step, 1: step + 1, 2: None, 3: None}
    assert step_of(seed, pyotp.TOTP(seed).at(moment), moment, step) is None


def test_people_review_under_their_own_name(guarded: TestClient, person: Person, keep: Keep) -> None:
    kept = keep()
    person()
    sign_in(guarded)
    claim = {"action": "claim", "reviewer": "somebody else"}
    answer = guarded.post(f"/v1/postings/{kept}/reviews", json=claim, headers={"Origin": "http://127.0.0.1"}).json()
    assert answer["holder"] == "ana@ngo.example"


def test_what_was_escalated_waits_for_a_senior_reviewer(guarded: TestClient, person: Person, keep: Keep, key: Key) -> None:
    address, ours = f"/v1/postings/{keep()}/reviews", {"Origin": "http://127.0.0.1"}
    person()
    person("eva@ngo.example", Role.SENIOR_REVIEWER)
    sign_in(guarded)
    for action in ("claim", "escalate"):
        assert guarded.post(address, json={"action": action}, headers=ours).status_code == 201
    assert guarded.post(address, json={"action": "claim"}, headers=ours).status_code == 403
    sign_in(guarded, "eva@ngo.example")
    assert guarded.post(address, json={"action": "claim"}, headers=ours).json()["holder"] == "eva@ngo.example"


def test_nobody_makes_or_changes_an_account_that_may_more_than_they_may(guarded: TestClient, person: Person, key: Key) -> None:
    above = person("eva@ngo.example", Role.ADMINISTRATOR)
    few = key(Permission.MANAGE_ACCOUNTS, Permission.READ_POSTINGS, Permission.READ_POLICIES)
    assert guarded.post("/v1/accounts", json={"login": "bo@ngo.example", "role": "viewer"}, headers=few).status_code == 201
    refused = guarded.post("/v1/accounts", json={"login": "cy@ngo.example", "role": "administrator"}, headers=few)
    assert (refused.status_code, "reviews:write" in refused.json()["detail"]) == (422, True)
    taken = {"password": "a password of somebody else"}
    assert guarded.patch(f"/v1/accounts/{above.account_id}", json=taken, headers=few).status_code == 422
    assert sign_in(guarded, "eva@ngo.example") == 303


def test_administrators_look_after_their_own_organisation_s_accounts(guarded: TestClient, person: Person, key: Key) -> None:
    other = person("eve@other.example", organisation="other")
    ours = key()
    made = guarded.post("/v1/accounts", json={"login": "Bo@NGO.example", "role": "viewer"}, headers=ours)
    assert (made.status_code, made.json()["login"], made.json()["has_password"]) == (201, "bo@ngo.example", False)
    assert guarded.post("/v1/accounts", json={"login": "bo@ngo.example", "role": "viewer"}, headers=ours).status_code == 422
    assert [item["login"] for item in guarded.get("/v1/accounts", headers=ours).json()["items"]] == ["bo@ngo.example"]
    assert guarded.patch(f"/v1/accounts/{other.account_id}", json={"role": "viewer"}, headers=ours).status_code == 404
    record = guarded.get("/v1/accesses", headers=ours).json()["items"]
    assert [entry["what"] for entry in record] == ["account made"]
    assert guarded.get("/v1/accesses", headers=key(organisation="other")).json()["items"] == []
