"""The client knows what the API's description says, and nothing else."""

from __future__ import annotations

import re
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from recruitment_risk_client import answers, assessments, operations, policies, questions, webhooks
from recruitment_risk_client.connection import Call
from recruitment_risk_client.operations import OPERATIONS, Operation
from serving.app import create_app
from serving.settings import Access, Settings
from tests.factories import bundle


@pytest.fixture(scope="module")
def description(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("description")
    bundle(folder / "bundle")
    settings = Settings(database_url=f"sqlite:///{folder / 'a.db'}", bundle=folder / "bundle", access=Access.OPEN)
    return dict(create_app(settings).openapi())


def named(operation: Operation[Any]) -> str:
    return f"{operation.method} {operation.path}"


def described(description: dict[str, Any], operation: Operation[Any]) -> dict[str, Any]:
    return dict(description["paths"][operation.path][operation.method.lower()])


def parameters(description: dict[str, Any], operation: Operation[Any], where: str) -> set[str]:
    return {one["name"] for one in described(description, operation)["parameters"] if one["in"] == where}


def test_every_operation_is_in_the_list() -> None:
    assert len(OPERATIONS) == len([value for value in vars(operations).values() if isinstance(value, Operation)]) >= 24


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_an_operation_is_one_of_the_service(description: dict[str, Any], operation: Operation[Any]) -> None:
    known = described(description, operation).get("parameters", [])
    assert set(re.findall(r"\{(\w+)\}", operation.path)) == {one["name"] for one in known if one["in"] == "path"}
    assert set(operation.query) <= {one["name"] for one in known if one["in"] == "query"}
    headers = {one["name"].lower() for one in known if one["in"] == "header"}
    sent = {name.lower() for name in Call(operation=operation, if_match="*").headers()}
    assert sent <= headers
    assert ("if-match" in headers) == operation.conditional


def test_every_filter_is_a_parameter_and_every_parameter_a_filter(description: dict[str, Any]) -> None:
    for filters, operation in ((questions.SearchFilters, operations.SEARCH), (questions.QueueFilters, operations.QUEUE)):
        assert get_type_hints(filters).keys() | {"cursor"} == set(operation.query)
        assert set(operation.query) == parameters(description, operation, "query")


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.writes], ids=named)
def test_a_write_is_answered_with_success_in_one_of_the_ways_that_the_client_reads(
    description: dict[str, Any], operation: Operation[Any]
) -> None:
    assert {status for status in described(description, operation)["responses"] if status < "300"} <= {"200", "201", "202", "204"}


def answered(module: ModuleType) -> list[type]:
    own = [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__]
    return [kind for kind in own if is_typeddict(kind)]


SCHEMAS = {"AnsweredAssessments": "AnsweredAssessmentsOut", "RecordedDecisions": "RecordedDecisionsOut"}
KINDS = [kind for module in (assessments, answers, policies, webhooks) for kind in answered(module)]
KINDS += [operations.AnsweredAssessments, operations.RecordedDecisions]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_answer_has_the_fields_that_the_service_describes(description: dict[str, Any], kind: type) -> None:
    schemas = description["components"]["schemas"]
    fields = schemas[f"{kind.__name__}Out"]["properties"]
    hints = get_type_hints(kind)
    assert hints.keys() == fields.keys()
    wrong = [name for name, hint in hints.items() if not fits(hint, fields[name], schemas)]
    assert wrong == ([] if kind is not webhooks.EndpointWithSecret else ["secret"])  # the client sees to it that there is one


def fits(hint: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """Whether a type says what a schema says. Words of a list that may grow are texts."""
    if is_typeddict(hint):
        return str(schema.get("$ref", "")).endswith(f"/{hint.__name__}Out")
    if "$ref" in schema:
        return fits(hint, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if get_origin(hint) is UnionType:
        *kinds, last = get_args(hint)
        wanted = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
        return last is NoneType and len(wanted) == len(schema["anyOf"]) - 1 and fits(kinds[0], wanted[0], schemas)
    if get_origin(hint) is list:
        return schema["type"] == "array" and fits(get_args(hint)[0], schema["items"], schemas)
    if get_origin(hint) is Literal:
        return bool(schema.get("const") == get_args(hint)[0])
    plain = {str: "string", int: "integer", float: "number", bool: "boolean"}
    return bool(schema.get("type") == plain.get(hint, "object"))


def words(hint: Any) -> set[str]:
    return set(get_args(hint))


def test_words_that_are_sent_are_those_that_the_service_knows(description: dict[str, Any]) -> None:
    schemas = description["components"]["schemas"]
    for name in ("PolicyName", "Band", "ReviewState", "EventType", "DeliveryState"):
        assert words(getattr(questions, name)) == set(schemas[name]["enum"])
    decision = get_type_hints(questions.Decision)
    assert words(decision["decision"]) == set(schemas["Decided"]["enum"])
    assert decision.keys() == schemas["DecisionIn"]["properties"].keys()
    assert words(get_type_hints(questions.SearchFilters)["order"]) == set(schemas["Order"]["enum"])


def test_every_event_that_is_sent_has_a_type(description: dict[str, Any]) -> None:
    types = {get_args(get_type_hints(event)["type"])[0] for event in get_args(webhooks.Event)}
    assert types == description["webhooks"].keys()
