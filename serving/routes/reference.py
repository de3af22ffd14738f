"""The API's reference as a page, made from its own description: nothing is loaded from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from serving.console.pages import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API does, as its description has it."""

    method: str
    path: str
    about: str
    parameters: tuple[dict[str, Any], ...]
    examples: tuple[str, ...]
    """Bodies that may be sent, as JSON."""
    answers: tuple[tuple[str, str], ...]
    """Each status with what it means."""


@router.get("/docs")
def show_reference(request: Request) -> Response:
    """What the API does, address by address."""
    described: dict[str, Any] = request.app.openapi()
    return page(request, "reference.html", {"about": described["info"], "operations": list(operations(described))})


def operations(described: dict[str, Any]) -> Iterator[Operation]:
    """Every operation of an OpenAPI description, in its order."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                about=operation["description"],
                parameters=tuple(operation.get("parameters", ())),
                examples=tuple(_examples(described, operation.get("requestBody", {}))),
                answers=tuple((status, answer["description"]) for status, answer in operation["responses"].items()),
            )


def _examples(described: dict[str, Any], body: dict[str, Any]) -> Iterator[str]:
    """The examples that the models of a body carry, also those of a choice of models."""
    schema = body.get("content", {}).get("application/json", {}).get("schema", {})
    for found in _resolved(described, schema):
        for example in found.get("examples", ()):
            yield json.dumps(example, indent=2, ensure_ascii=False)


def _resolved(described: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema, or each of those it chooses from, with references followed."""
    if reference := schema.get("$ref"):
        yield from _resolved(described, described["components"]["schemas"][reference.rpartition("/")[2]])
    elif choices := schema.get("oneOf", schema.get("anyOf")):
        for choice in choices:
            yield from _resolved(described, choice)
    else:
        yield schema
