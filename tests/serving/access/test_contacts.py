"""Contact data is shown masked, and in clear to whoever may see it and is written down for it."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from features.evidence import Evidence
from features.posting import Organization, Posting
from serving.access.permissions import Permission, Role
from tests.factories import assessment, evidence, indicator, posting
from tests.serving.access.conftest import Key, Person, sign_in
from tests.serving.conftest import Keep
from tests.serving.seen import Seen, published

TEXT = "We look for helpers. Write to Bob on WhatsApp +44 7700 900123 <b>today</b>, we keep your passport."
SHOWN = "We look for helpers. Write to Bob on WhatsApp +•• •••• •••••• <b>today</b>, we keep your passport."
QUOTED = "WhatsApp +44 7700 900123 <b>today</b>, we"
CLEAR = {"contacts": "clear"}


def advert() -> Posting:
    organisation = Organization(name="North Quay Storage", telephone="+44 7700 900456")
    return posting(title="Helper, call +44 7700 900123", description=TEXT, hiring_organization=organisation)


def quoting(of: Posting, note: str = "") -> Evidence:
    return evidence(of, QUOTED, "informal_contact_only", note=note)


@pytest.fixture
def kept(keep: Keep) -> str:
    """A posting with a telephone number in its evidence, and in what a note says of it."""
    one = advert()
    return keep(one, assessment(one, indicators=(indicator("informal_contact_only", quoting(one, "reads '+44 7700 900123'")),)))


def test_a_posting_is_answered_masked_and_evidence_stays_where_it_was(client: TestClient, kept: str) -> None:
    answer = client.get(f"/v1/postings/{kept}").json()
    assert answer["contacts"] == "masked"
    assert answer["posting"]["description"] == SHOWN
    assert answer["posting"]["hiring_organization"]["telephone"] == "+•• •••• ••••••"
    item = answer["assessment"]["indicators"][0]["evidence"][0]
    assert (item["start"], item["end"]) == (quoting(advert()).start, quoting(advert()).end)
    assert SHOWN[item["start"] : item["end"]] == item["text"]
    assert "900" not in str(answer)


def test_the_explanation_quotes_what_is_masked(client: TestClient, kept: str) -> None:
    assert "900123" not in client.get(f"/v1/postings/{kept}/explanation").text


def test_the_queue_shows_no_contact(client: TestClient, browser: TestClient, kept: str) -> None:
    assert client.get("/v1/queue").json()["items"][0]["title"] == "Helper, call +•• •••• ••••••"
    assert "900123" not in browser.get("/").text


def test_every_look_in_clear_is_recorded_for_the_organisation(guarded: TestClient, kept: str, key: Key) -> None:
    ours = key(Permission.READ_POSTINGS, Permission.REVEAL_CONTACTS)
    answer = guarded.get(f"/v1/postings/{kept}", params=CLEAR, headers=ours)
    assert answer.json()["contacts"] == "clear"
    assert answer.json()["posting"]["description"] == TEXT
    guarded.get(f"/v1/postings/{kept}/explanation", params=CLEAR, headers=ours)
    guarded.get(f"/v1/postings/{kept}", headers=ours)
    record = guarded.get("/v1/accesses", params={"subject": kept}, headers=key(Permission.READ_ACCESSES)).json()["items"]
    assert [entry["what"] for entry in record] == ["contacts seen in clear"] * 2
    assert all(entry["who"].startswith("key:") for entry in record)
    assert record[1]["request_id"] == answer.headers["X-Request-Id"]


PATHS = [
    "/v1/postings/{}",
    "/v1/postings/{}/explanation",
    "/v1/postings/{}/versions/1",
    "/v1/sources/board.example/postings/board-4711",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_address_that_shows_a_posting_masks_it(guarded: TestClient, kept: str, key: Key, path: str) -> None:
    ours = key(Permission.READ_POSTINGS, Permission.REVEAL_CONTACTS)
    assert "900123" not in guarded.get(path.format(kept), headers=ours).text
    clear = guarded.get(path.format(kept), params=CLEAR, headers=ours)
    assert clear.status_code == 200
    assert "900123" in clear.text or "explanation" in path
    record = guarded.get("/v1/accesses", headers=key(Permission.READ_ACCESSES)).json()["items"]
    assert [(entry["what"], entry["subject"]) for entry in record] == [("contacts seen in clear", kept)]


def test_a_search_shows_no_contact(client: TestClient, kept: str) -> None:
    assert client.get("/v1/postings").json()["items"][0]["title"] == "Helper, call +•• •••• ••••••"


@pytest.mark.parametrize("path", PATHS)
def test_whoever_may_not_see_contacts_sees_none_and_leaves_no_record(guarded: TestClient, kept: str, key: Key, path: str) -> None:
    others = [permission for permission in Permission if permission is not Permission.REVEAL_CONTACTS]
    refused = guarded.get(path.format(kept), params=CLEAR, headers=key(*others))
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden")
    assert "contacts:read" in refused.json()["detail"]
    assert guarded.get(path.format(kept), headers=key(*others)).status_code == 200
    assert guarded.get("/v1/accesses", headers=key()).json()["items"] == []


@pytest.mark.parametrize("path", PATHS)
def test_another_organisation_sees_nothing_and_leaves_no_record(guarded: TestClient, kept: str, key: Key, path: str) -> None:
    theirs = key(organisation="theirs")
    assert guarded.get(path.format(kept), params=CLEAR, headers=theirs).status_code == 404
    assert guarded.get("/v1/accesses", headers=theirs).json()["items"] == []
    assert guarded.get("/v1/accesses", headers=key()).json()["items"] == []


def test_a_way_to_show_contacts_that_is_not_known_is_a_mistake(client: TestClient, kept: str) -> None:
    assert client.get(f"/v1/postings/{kept}?contacts=all").status_code == 422


def reveal(browser: TestClient, page: str) -> str:
    """Press the button, as a browser without JavaScript does."""
    action = next(link for link in Seen(page).attributes("action") if "/contacts" in link)
    answer = browser.post(action, data={"form_token": re.findall(r'name="form_token" value="([^"]+)"', page)[0]})
    assert answer.status_code == 200
    return answer.text


def test_the_page_masks_contacts_until_somebody_asks(browser: TestClient, kept: str) -> None:
    page = browser.get(f"/postings/{kept}?band=high").text
    assert published(page) == SHOWN.replace("<b>", "").replace("</b>", "")
    assert "+44 7700" not in page
    assert "<mark>WhatsApp +•• •••• •••••• today, we</mark>" in page
    clear = reveal(browser, page)
    assert "<mark>WhatsApp +44 7700 900123 today, we</mark>" in clear
    assert "that you looked was recorded" in clear
    assert f'name="back" value="/postings/{kept}?band=high"' in clear
    record = browser.get("/v1/accesses").json()["items"]
    assert [(entry["who"], entry["subject"]) for entry in record] == [("local", kept)]
    assert "+44 7700" not in browser.get(f"/postings/{kept}").text


def test_what_moved_the_score_is_explained_in_clear_too(browser: TestClient, kept: str) -> None:
    page = browser.get(f"/postings/{kept}?explain=yes").text
    assert "+44 7700" not in page
    assert "A pull of +0.7" in reveal(browser, page)


def test_a_page_without_contacts_offers_nothing_to_show(browser: TestClient, keep: Keep) -> None:
    assert "Contact data" not in browser.get(f"/postings/{keep()}").text


def test_contacts_are_not_shown_to_a_form_from_elsewhere(browser: TestClient, kept: str) -> None:
    browser.get(f"/postings/{kept}")
    assert browser.post(f"/postings/{kept}/contacts", data={"form_token": "x" * 43}).status_code == 403
    assert browser.get("/v1/accesses").json()["items"] == []


def test_a_person_who_looks_is_named_and_one_who_may_not_is_told(
    guarded: TestClient, kept: str, person: Person, key: Key
) -> None:
    guarded.headers["accept"] = "text/html"
    person()
    person("vic@ngo.example", Role.VIEWER)
    sign_in(guarded, "vic@ngo.example")
    page = guarded.get(f"/postings/{kept}").text
    assert "You are not permitted to see it" in page
    assert "Show contacts" not in page
    form = {"form_token": guarded.cookies["recruitment_risk_form"]}
    assert guarded.post(f"/postings/{kept}/contacts", data=form).status_code == 403
    sign_in(guarded)
    assert "+44 7700 900123" in reveal(guarded, guarded.get(f"/postings/{kept}").text)
    record = guarded.get("/v1/accesses", headers=key()).json()["items"]
    assert [entry["who"] for entry in record] == ["ana@ngo.example"]
