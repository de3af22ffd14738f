from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from features.indicators import catalogue
from features.posting import Posting
from features.translations import catalogue_in
from models.assessment import Assessment
from serving.exports.completeness import FREE_TEXTS
from serving.exports.transparency_database import ECONOMIC_AREA, KEYWORDS, UNION
from serving.schemas.statements import StatementIn, StatementOut
from tests.factories import assessment, evidence, indicator, posting
from tests.serving.conftest import Keep
from tests.serving.exports.conftest import Decide, act, close

REMOVED = "DECISION_VISIBILITY_CONTENT_REMOVED"
DATED = posting(date_posted="2026-11-18T08:00:00Z")
DECIDED = {
    "decision_visibility": [REMOVED],
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "Section 4.2 of the terms: no fees from applicants",
    "territorial_scope": ["NL", "DE"],
    "application_date": "2026-11-23",
    "source_type": "SOURCE_VOLUNTARY",
}
ILLEGAL = {
    **DECIDED,
    "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
    "incompatible_content_ground": None,
    "illegal_content_legal_ground": "Act 5, Section 2",
}


def asked(client: TestClient, posting_id: str, **changes: Any) -> Any:
    wanted = {name: value for name, value in ({**DECIDED} | changes).items() if value is not None}
    return client.get(f"/v1/postings/{posting_id}/statement", params=wanted)


def stated(client: TestClient, posting_id: str, **changes: Any) -> Any:
    answer = asked(client, posting_id, **changes)
    assert answer.status_code == 200, answer.text
    return answer.json()


def faults(client: TestClient, posting_id: str, **changes: Any) -> set[str]:
    answer = asked(client, posting_id, **changes)
    assert answer.json()["type"] == "/problems/invalid-request", answer.text
    return {error["parameter"] for error in answer.json()["errors"]}


def test_a_statement_has_the_database_s_attributes_and_no_others(client: TestClient, decide: Decide) -> None:
    posting_id = decide(DATED)
    said = stated(client, posting_id)
    assert said["decision_visibility"] == [REMOVED]
    assert said["decision_ground"] == "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    assert said["incompatible_content_ground"] == "Section 4.2 of the terms: no fees from applicants"
    assert "“Pay the training fee of 300 EUR”" in said["incompatible_content_explanation"]
    assert (said["content_type"], said["content_language"], said["content_date"]) == (["CONTENT_TYPE_TEXT"], "EN", "2026-11-18")
    assert said["category"] == "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
    assert said["territorial_scope"] == ["DE", "NL"]
    assert said["puid"] == f"{posting_id}-2"
    assert "The reviewer's reason: “A fee first.”" in said["decision_facts"]
    assert not said.keys() & {"illegal_content_explanation", "decision_account", "decision_monetary", "language"}
    assert None not in said.values()


def test_a_person_decided_what_software_pointed_to(client: TestClient, decide: Decide) -> None:
    posting_id = decide(DATED)
    said = stated(client, posting_id)
    assert (said["automated_detection"], said["automated_decision"]) == ("Yes", "AUTOMATED_DECISION_NOT_AUTOMATED")
    assert "a person reviewed version 1" in said["decision_facts"]
    assert faults(client, posting_id, automated_decision="AUTOMATED_DECISION_FULLY") == {"automated_decision"}


def test_what_rests_on_law_is_explained_under_that_ground(client: TestClient, decide: Decide) -> None:
    said = stated(client, decide(DATED), **ILLEGAL)
    assert said["illegal_content_legal_ground"] == "Act 5, Section 2"
    assert "considered illegal" in said["illegal_content_explanation"]
    assert not [name for name in said if name.startswith("incompatible")]


def test_what_the_platform_decided_is_never_assumed(client: TestClient, decide: Decide) -> None:
    posting_id = decide(DATED)
    answer = client.get(f"/v1/postings/{posting_id}/statement").json()
    needed = {"decision_ground", "territorial_scope", "application_date", "source_type"}
    assert {error["parameter"] for error in answer["errors"]} == needed
    assert faults(client, posting_id, decision_visibility=None) == {"decision_visibility"}
    assert faults(client, posting_id, incompatible_content_ground=None) == {"incompatible_content_ground"}
    assert stated(client, posting_id, decision_visibility=None, decision_account="DECISION_ACCOUNT_SUSPENDED")


@pytest.mark.parametrize(
    ("changes", "parameters"),
    [
        ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, {"decision_visibility_other"}),
        ({"decision_visibility_other": "Blurred"}, {"decision_visibility_other"}),
        ({"decision_monetary": "DECISION_MONETARY_OTHER"}, {"decision_monetary_other"}),
        ({"content_type": ["CONTENT_TYPE_OTHER"]}, {"content_type_other"}),
        ({"illegal_content_legal_ground": "Act 5"}, {"illegal_content_legal_ground"}),
        ({**ILLEGAL, "incompatible_content_illegal": "Yes"}, {"incompatible_content_illegal"}),
        ({"category_specification_other": "Fee"}, {"category_specification_other"}),
        ({"source_identity": "Help Line"}, {"source_identity"}),
        ({"end_date_account_restriction": "2027-01-01"}, {"end_date_account_restriction"}),
        ({"end_date_visibility_restriction": "2026-01-01"}, {"end_date_visibility_restriction"}),
        ({"application_date": "2019-12-31"}, {"application_date"}),
        ({"content_date": "1999-12-31"}, {"content_date"}),
        ({"territorial_scope": ["US"]}, {"territorial_scope.0"}),
        ({"category": "STATEMENT_CATEGORY_SCAMS"}, {"category"}),
        ({"category_specification": ["KEYWORD_JOBS"]}, {"category_specification.0"}),
        ({"decision_ground": "illegal"}, {"decision_ground"}),
        ({"puid": "two words"}, {"puid"}),
        ({"decision_ground_reference_url": "javascript:alert(1)"}, {"decision_ground_reference_url"}),
        ({"content_type_other": "a\nb", "content_type": ["CONTENT_TYPE_OTHER"]}, {"content_type_other"}),
        ({"colour": "red"}, {"colour"}),
    ],
)
def test_what_does_not_go_together_is_told_by_its_parameter(
    client: TestClient, decide: Decide, changes: dict[str, Any], parameters: set[str]
) -> None:
    assert faults(client, decide(DATED), **changes) == parameters


def test_everything_that_may_be_stated_is_answered(client: TestClient, decide: Decide) -> None:
    more = {
        "decision_visibility": [REMOVED, "DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": "Blurred",
        "end_date_visibility_restriction": "2027-01-01",
        "decision_monetary": "DECISION_MONETARY_SUSPENSION",
        "decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION",
        "decision_account": "DECISION_ACCOUNT_TERMINATED",
        "account_type": "ACCOUNT_TYPE_BUSINESS",
        "decision_ground_reference_url": "https://board.example/terms",
        "incompatible_content_illegal": "Yes",
        "content_type": ["CONTENT_TYPE_TEXT", "CONTENT_TYPE_IMAGE"],
        "category": "STATEMENT_CATEGORY_VIOLENCE",
        "category_addition": ["STATEMENT_CATEGORY_SCAMS_AND_FRAUD"],
        "category_specification": ["KEYWORD_HUMAN_EXPLOITATION"],
        "content_date": "2026-11-01",
        "source_type": "SOURCE_ARTICLE_16",
        "source_identity": "Help Line",
        "puid": "tns_2026-0001",
    }
    assert stated(client, decide(DATED), **more).items() >= more.items()


@pytest.mark.parametrize(
    ("policies", "category"),
    [
        (["recruitment_fraud"], "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"),
        (["exploitation_risk"], "STATEMENT_CATEGORY_VIOLENCE"),
        (["criminal_recruitment"], None),
        (["recruitment_fraud", "exploitation_risk"], None),
        ([], None),
    ],
)
def test_a_category_is_assumed_only_where_one_alone_follows(
    client: TestClient, decide: Decide, policies: list[str], category: str | None
) -> None:
    posting_id = decide(DATED, policies=policies)
    if category:
        assert stated(client, posting_id)["category"] == category
    else:
        assert faults(client, posting_id) == {"category"}
    assert "category_specification" not in stated(client, posting_id, category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC")


@pytest.mark.parametrize("published", ["", "yesterday", "2026-13-01", "18.11.2026", "1970-01-01", "20261118"])
def test_a_day_of_publication_that_is_not_told_is_asked_for(client: TestClient, decide: Decide, published: str) -> None:
    posting_id = decide(posting(date_posted=published))
    assert faults(client, posting_id) == {"content_date"}
    assert stated(client, posting_id, content_date="2026-11-01")["content_date"] == "2026-11-01"


def test_the_union_and_the_economic_area_stand_for_their_countries(client: TestClient, decide: Decide) -> None:
    posting_id = decide(DATED)
    assert stated(client, posting_id, territorial_scope=["EU", "NL"])["territorial_scope"] == list(UNION)
    assert stated(client, posting_id, territorial_scope=["EEA"])["territorial_scope"] == list(ECONOMIC_AREA)
    assert (len(UNION), len(ECONOMIC_AREA), len(set(KEYWORDS))) == (27, 30, len(KEYWORDS))


def test_a_language_that_is_not_known_is_left_out(client: TestClient, decide: Decide) -> None:
    assert "content_language" not in stated(client, decide(DATED, assessment(DATED, language="und")))


@pytest.mark.parametrize("name", [name for name in FREE_TEXTS if name != "decision_ground_reference_url"])
def test_personal_data_in_any_free_text_is_refused_without_repeating_it(client: TestClient, decide: Decide, name: str) -> None:
    choices: dict[str, dict[str, Any]] = {
        "decision_visibility_other": {"decision_visibility": ["DECISION_VISIBILITY_OTHER"]},
        "decision_monetary_other": {"decision_monetary": "DECISION_MONETARY_OTHER"},
        "illegal_content_legal_ground": ILLEGAL,
        "content_type_other": {"content_type": ["CONTENT_TYPE_OTHER"]},
        "category_specification_other": {"category_specification": ["KEYWORD_OTHER"]},
        "source_identity": {"source_type": "SOURCE_TRUSTED_FLAGGER"},
    }
    answer = asked(client, decide(DATED), **{**choices.get(name, {}), name: "As joe@firm.example told"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/personal-data")
    assert answer.json()["errors"] == [{"detail": "E-mail address at characters 3 to 19.", "parameter": name}]
    assert "joe" not in answer.text


def test_a_reference_that_leads_to_somebody_s_account_is_refused(client: TestClient, decide: Decide) -> None:
    answer = asked(client, decide(DATED), decision_ground_reference_url="https://t.me/bossman99")
    assert answer.json()["errors"][0]["parameter"] == "decision_ground_reference_url"


def test_every_text_that_a_sender_writes_is_looked_through() -> None:
    written = {
        name for name, field in StatementIn.model_fields.items() if "pattern=" in str(field.metadata) + str(field.annotation)
    }
    assert written - {"puid"} == set(FREE_TEXTS)


def test_a_reviewer_s_reason_that_names_somebody_sends_the_statement_back(client: TestClient, decide: Decide) -> None:
    answer = asked(client, decide(DATED, reason="Applicants are to ask for Maria."))
    assert answer.json()["type"] == "/problems/personal-data"
    assert answer.json()["errors"] == [{"detail": "Name at characters 26 to 31.", "pointer": "/review/events/1/reason"}]
    assert "Maria" not in answer.text


def test_quotes_in_a_statement_hold_no_personal_data(client: TestClient, decide: Decide) -> None:
    words = "Pay 50 EUR, call +40 722 123 456 or write to joe@firm.example, ask for Maria"
    of = posting(description=words, date_posted="2026-11-18")
    said = stated(
        client, decide(of, assessment(of, indicators=(indicator("worker_pays_fee", evidence(of, words, "worker_pays_fee")),)))
    )
    quote = "“Pay 50 EUR, call [telephone number] or write to [e-mail address], ask for [name]”"
    assert quote in said["decision_facts"]
    assert quote in said["incompatible_content_explanation"]


def everything(of: Posting) -> Assessment:
    """An assessment with every indicator of the catalogue, each with three long quotes."""
    words = [of.description[start : start + 230] for start in range(0, 690, 230)]
    found = [indicator(name, *(evidence(of, part, name) for part in words)) for name in catalogue()]
    return replace(assessment(of), indicators=tuple(found))


def test_a_long_finding_is_cut_between_lines_and_says_so(client: TestClient, decide: Decide) -> None:
    of = posting(description=" ".join(f"fee number {number} is due" for number in range(80)), date_posted="2026-11-18")
    said = stated(client, decide(of, everything(of), accepted=[], reason="Too many signs. " * 200))
    assert len(said["decision_facts"]) <= 5_000
    assert len(said["incompatible_content_explanation"]) <= 2_000
    for text in (said["decision_facts"], said["incompatible_content_explanation"]):
        assert "more lines are left out here.)" in text
        assert "The posting says: “fee number" in text
        assert text.endswith("it says nothing about who anybody is.")


@pytest.mark.parametrize("language", ["en", "uk", "ur"])
def test_facts_name_indicators_in_the_language_that_is_asked_for(client: TestClient, decide: Decide, language: str) -> None:
    answer = asked(client, decide(DATED), language=language)
    assert catalogue_in(language)["worker_pays_fee"].name in answer.json()["decision_facts"]
    assert answer.headers["content-language"] == language


def test_a_statement_needs_a_closed_review_that_found_it_risky(client: TestClient, keep: Keep) -> None:
    posting_id = keep(DATED)
    assert asked(client, posting_id).json()["type"] == "/problems/no-decision"
    close(client, posting_id)
    assert stated(client, posting_id)["puid"].endswith("-2")
    act(client, posting_id, action="reopen")
    assert asked(client, posting_id).status_code == 409
    close(client, posting_id)
    assert stated(client, posting_id)["puid"].endswith("-5")
    assert asked(client, "nothing").status_code == 404


def test_the_description_tells_of_exports_and_their_problems(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    notice, statement = (described["paths"][f"/v1/postings/{{posting_id}}/{name}"]["get"] for name in ("notice", "statement"))
    assert set(notice["responses"]["200"]["content"]) == {"application/json", "text/plain"}
    for operation in (notice, statement):
        assert operation["responses"]["409"]["description"] == "There is no decision to state yet"
        assert "A text names or reaches a person" in operation["responses"]["422"]["description"]
    named = {parameter["name"] for parameter in statement["parameters"]} - {"posting_id", "language"}
    assert named <= set(StatementOut.model_fields)
    scope = next(parameter for parameter in statement["parameters"] if parameter["name"] == "territorial_scope")
    assert scope["required"]
    assert "EEA" in scope["schema"]["items"]["enum"]
    assert described["components"]["schemas"]["StatementOut"]["examples"]
