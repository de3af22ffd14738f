from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from features.evidence import Evidence, EvidenceState
from features.posting import Posting
from features.translations import catalogue_in
from models.assessment import Assessment
from serving.problem_kinds import KINDS
from tests.factories import DESCRIPTION, assessment, evidence, indicator, posting
from tests.serving.conftest import Keep
from tests.serving.exports.conftest import Decide, act, close


def noticed(client: TestClient, posting_id: str, **asked: Any) -> Any:
    answer = client.get(f"/v1/postings/{posting_id}/notice", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: TestClient, posting_id: str, **asked: Any) -> Any:
    body = client.get(f"/v1/postings/{posting_id}/notice", params=asked).json()
    assert body["type"].removeprefix("/problems/") in {kind.slug for kind in KINDS}
    return body


def quoting(words: str, *, description: str | None = None, **changes: Any) -> tuple[Posting, Assessment]:
    """A posting that says so, and an assessment that quotes these words as a fee."""
    of = posting(description=description or f"Work abroad. {words} Start soon.", **changes)
    return of, assessment(of, indicators=(indicator("worker_pays_fee", evidence(of, words, "worker_pays_fee")),))


def test_a_notice_holds_the_elements_of_article_16(client: TestClient, decide: Decide) -> None:
    said = noticed(
        client, decide(), notifier_name="Help Line", notifier_email="notices@ngo.example", legal_ground="Act 5, Section 2"
    )
    assert said["reasons"][0]["quotes"] == ["Pay the training fee of 300 EUR"]
    assert "asked to pay for applying" in said["explanation"]
    assert "“Pay the training fee of 300 EUR”" in said["explanation"]
    assert said["legal_ground"] == "Act 5, Section 2"
    assert said["locations"] == ["https://board.example/jobs/4711"]
    assert said["identification"].items() >= {"source": "board.example", "source_id": "board-4711", "version": 1}.items()
    assert said["notifier"] == {"name": "Help Line", "email": "notices@ngo.example"}
    assert "bona fide belief" in said["good_faith"]


def test_who_notifies_is_never_made_up(client: TestClient, decide: Decide) -> None:
    posting_id = decide()
    assert noticed(client, posting_id)["notifier"] == {"name": None, "email": None}
    assert "Name: not stated\nE-mail: not stated\n" in client.get(f"/v1/postings/{posting_id}/notice?format=text").text
    assert "mara" not in client.get(f"/v1/postings/{posting_id}/notice").text


@pytest.mark.parametrize(
    "address", ["joe", "joe@firm", "a b@firm.example", "joe@firm.example\nBcc: x@y.example", "@firm.example"]
)
def test_an_e_mail_address_that_is_none_is_refused(client: TestClient, decide: Decide, address: str) -> None:
    assert refused(client, decide(), notifier_email=address)["errors"][0]["parameter"] == "notifier_email"


def test_a_notice_may_be_plain_text(client: TestClient, decide: Decide) -> None:
    posting_id = decide()
    answer = client.get(f"/v1/postings/{posting_id}/notice", params={"format": "text", "language": "hu"})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-language"] == "hu"
    assert noticed(client, posting_id, language="hu")["explanation"] in answer.text
    for needed in ("Article 16(2)(a)", "https://board.example/jobs/4711", "Article 16(2)(d)", "Title: Warehouse helper"):
        assert needed in answer.text
    assert refused(client, posting_id, format="pdf")["errors"][0]["parameter"] == "format"


@pytest.mark.parametrize(("language", "answered"), [("hu", "hu"), ("ar", "ar"), ("", "en"), ("xx", "en")])
def test_indicators_are_named_in_the_language_that_is_asked_for(
    client: TestClient, decide: Decide, language: str, answered: str
) -> None:
    posting_id = decide()
    answer = client.get(f"/v1/postings/{posting_id}/notice", params={"language": language}, headers={"accept-language": "pl"})
    known = catalogue_in(answered)["worker_pays_fee"]
    assert answer.json()["reasons"][0]["name"] == known.name
    assert known.definition in answer.json()["explanation"]
    assert answer.headers["content-language"] == answer.json()["language"] == answered


def test_words_that_run_from_right_to_left_are_set_apart(client: TestClient, decide: Decide) -> None:
    said = noticed(client, decide(*quoting("ادفع رسوم التدريب 300 دولار")), language="ar")["explanation"]
    assert f"\u2068{catalogue_in('ar')['worker_pays_fee'].name}\u2069:" in said
    assert "“\u2068ادفع رسوم التدريب 300 دولار\u2069”" in said


@pytest.mark.parametrize(
    ("words", "gone", "kind"),
    [
        ("Call +40 722 123 456 and pay 50 EUR", "722", "telephone number"),
        ("Pay 50 EUR to joe@firm.example", "joe", "e-mail address"),
        ("Pay 50 EUR, Telegram @bossman99", "bossman99", "messenger account"),
        ("Pay 50 EUR, https://t.me/bossman99", "bossman99", "messenger account"),
        ("Pay 50 EUR to DE89 3704 0044 0532 0130 00", "3704", "bank account"),
        ("Pay 50 EUR and ask for Maria", "Maria", "name"),
        ('<a href="tel:+40722123456">Pay</a> 50 EUR', "0722", "telephone number"),
    ],
)
def test_personal_data_in_a_quote_gives_way_to_its_kind(
    client: TestClient, decide: Decide, words: str, gone: str, kind: str
) -> None:
    posting_id = decide(*quoting(words))
    assert gone not in client.get(f"/v1/postings/{posting_id}/notice").text
    assert f"[{kind}]" in noticed(client, posting_id)["reasons"][0]["quotes"][0]


def test_a_quote_of_half_a_number_hides_it_too(client: TestClient, decide: Decide) -> None:
    of = posting(description="Pay the fee by calling +40 722 123 456 before Monday.")
    half = evidence(of, "Pay the fee by calling +40 722", "worker_pays_fee")
    said = noticed(client, decide(of, assessment(of, indicators=(indicator("worker_pays_fee", half),))))
    assert said["reasons"][0]["quotes"] == ["Pay the fee by calling [telephone number]"]


def test_a_quote_that_begins_within_a_number_hides_it_too(client: TestClient, decide: Decide) -> None:
    of = posting(description="Before Monday call +40 722 123 456 and pay the fee.")
    half = evidence(of, "123 456 and pay the fee", "worker_pays_fee")
    said = noticed(client, decide(of, assessment(of, indicators=(indicator("worker_pays_fee", half),))))
    assert said["reasons"][0]["quotes"] == ["[telephone number] and pay the fee"]


def test_a_contact_in_the_title_is_hidden_and_the_address_stays(client: TestClient, decide: Decide) -> None:
    of = posting(title="Cook, call +40 722 123 456", url="https://board.example/@somebody/1")
    said = noticed(client, decide(of))
    assert said["identification"]["title"] == "Cook, call [telephone number]"
    assert said["locations"] == ["https://board.example/@somebody/1"]


def test_hostile_words_stay_words(client: TestClient, decide: Decide) -> None:
    words = "Pay <script>alert(1)</script>\nNOTICE\u202e of \u0007 50 EUR"
    posting_id = decide(*quoting(words))
    quote = noticed(client, posting_id)["reasons"][0]["quotes"][0]
    assert quote == "Pay <script>alert(1)</script> NOTICEU+202E of U+0007 50 EUR"
    text = client.get(f"/v1/postings/{posting_id}/notice", params={"format": "text"})
    assert quote in text.text
    assert text.headers["x-content-type-options"] == "nosniff"


def test_a_quote_is_short(client: TestClient, decide: Decide) -> None:
    quote = noticed(client, decide(*quoting("Pay " + "a little " * 400 + "more")))["reasons"][0]["quotes"][0]
    assert len(quote) <= 240
    assert quote.endswith("…")


def test_what_speaks_against_is_named(client: TestClient, decide: Decide) -> None:
    said = noticed(client, decide(accepted=["passport_retention"]))
    assert said["reasons"][0]["against"] == ["We never keep your passport"]
    assert "It also says, which speaks against this: “We never keep your passport”." in said["explanation"]


def test_what_the_posting_denies_is_named_and_not_alleged(client: TestClient, decide: Decide) -> None:
    of = posting()
    denied = evidence(of, "We never keep your passport", "passport_retention", state=EvidenceState.CONTRADICTED)
    fee = evidence(of, "Pay the training fee of 300 EUR", "worker_pays_fee")
    both = (indicator("worker_pays_fee", fee), indicator("passport_retention", denied))
    said = noticed(client, decide(of, assessment(of, indicators=both), accepted=[]))
    assert [reason["indicator"] for reason in said["reasons"]] == ["worker_pays_fee"]
    assert [reason["indicator"] for reason in said["contradicted"]] == ["passport_retention"]
    assert "therefore not alleged" in said["explanation"]


def test_where_none_was_accepted_by_name_those_shown_and_not_rejected_count(client: TestClient, decide: Decide) -> None:
    assert names(noticed(client, decide(accepted=[]))) == ["worker_pays_fee", "passport_retention"]
    other = posting(id="2", url="https://board.example/jobs/2")
    assert names(noticed(client, decide(other, accepted=[], rejected=["worker_pays_fee"]))) == ["passport_retention"]


def names(said: Any) -> list[str]:
    return [reason["indicator"] for reason in said["reasons"]]


def test_an_indicator_that_only_the_reviewer_saw_is_named_without_a_quote(client: TestClient, decide: Decide) -> None:
    said = noticed(client, decide(accepted=["known_report_match"]))
    assert said["reasons"][0].items() >= {"indicator": "known_report_match", "quotes": [], "against": []}.items()


def test_an_indicator_of_what_is_missing_shows_in_the_whole(client: TestClient, decide: Decide) -> None:
    of = posting()
    absent = indicator("employer_unnamed", Evidence("hiring_organization.name", 0, 0, "employer_unnamed", "test"))
    said = noticed(client, decide(of, assessment(of, indicators=(absent,)), accepted=[]))
    assert "It shows in the posting as a whole." in said["explanation"]


def test_the_version_that_was_reviewed_is_quoted_whatever_came_later(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    close(client, posting_id)
    edited = posting(description="Now an honest advert: nobody pays anything here.", url="https://board.example/jobs/moved")
    assert keep(edited, assessment(edited, indicators=())) == posting_id
    said = noticed(client, posting_id)
    assert said["reasons"][0]["quotes"] == ["Pay the training fee of 300 EUR"]
    assert said["identification"]["version"] == 1
    assert said["locations"] == ["https://board.example/jobs/4711"]


def test_an_assessment_made_after_the_decision_adds_nothing(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    close(client, posting_id, accepted=[], shown_model_version="test+1")
    of = posting()
    more = indicator("urgent_departure", evidence(of, "before your first day", "urgent_departure"))
    keep(of, assessment(of, indicators=(more,), model_version="test+2"))
    assert names(noticed(client, posting_id)) == ["worker_pays_fee", "passport_retention"]


@pytest.mark.parametrize("verdict", ["not_risky", "unsure"])
def test_only_what_was_found_risky_is_notified(client: TestClient, decide: Decide, verdict: str) -> None:
    body = refused(client, decide(verdict=verdict))
    assert (body["type"], body["status"]) == ("/problems/no-decision", 409)


def test_only_a_closed_review_is_notified(client: TestClient, keep: Keep) -> None:
    posting_id = keep()
    assert refused(client, posting_id)["type"] == "/problems/no-decision"
    close(client, posting_id)
    assert noticed(client, posting_id)
    act(client, posting_id, action="reopen")
    assert refused(client, posting_id)["type"] == "/problems/no-decision"
    assert refused(client, "nothing")["type"] == "/problems/not-found"


def test_a_reviewer_s_words_are_sent_back_rather_than_changed(client: TestClient, decide: Decide) -> None:
    posting_id = decide(reason="Asks to call 0722 123 456.")
    body = refused(client, posting_id)
    assert (body["type"], body["status"]) == ("/problems/personal-data", 422)
    assert body["errors"] == [{"detail": "Telephone number at characters 13 to 25.", "pointer": "/review/events/1/reason"}]
    assert "0722" not in str(body)


def test_personal_data_in_the_legal_ground_is_refused(client: TestClient, decide: Decide) -> None:
    body = refused(client, decide(), legal_ground="As told by joe@firm.example")
    assert (body["type"], body["errors"][0]["parameter"]) == ("/problems/personal-data", "legal_ground")
    assert "joe" not in str(body["errors"])


@pytest.mark.parametrize("name", ["two\nlines", "turned\u202eback", "\x00", "next\u2028line"])
def test_a_name_with_characters_that_would_not_be_seen_is_refused(client: TestClient, decide: Decide, name: str) -> None:
    assert refused(client, decide(), notifier_name=name)["errors"][0]["parameter"] == "notifier_name"


def test_where_the_address_is_not_known_it_is_asked_for(client: TestClient, decide: Decide) -> None:
    posting_id = decide(posting(url=""))
    assert refused(client, posting_id)["errors"][0]["parameter"] == "location"
    assert refused(client, posting_id, location="javascript:alert(1)")["errors"][0]["parameter"] == "location"
    assert noticed(client, posting_id, location="https://board.example/9")["locations"] == ["https://board.example/9"]


def test_the_words_are_neutral(client: TestClient, decide: Decide) -> None:
    said = client.get(f"/v1/postings/{decide()}/notice", params={"format": "text"}).text.replace(DESCRIPTION, "").lower()
    assert not [word for word in ("trafficker", "victim", "criminal", "scammer", "perpetrator", "suspect") if word in said]
