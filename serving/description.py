"""The API's description (OpenAPI 3.1), with our problem details and lines of streams, which it cannot tell by itself."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from serving.problem_kinds import ProblemKind
from serving.schemas.jobs import JobErrorOut, JobResultOut
from serving.schemas.problems import ProblemOut

_REFERENCE = "#/components/schemas/{model}"


class DescribedApp(FastAPI):
    """An application whose description knows our problems."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            schemas = described.setdefault("components", {}).setdefault("schemas", {})
            for model in (ProblemOut, JobResultOut, JobErrorOut):
                _describe(schemas, model)
            self.openapi_schema = described
        return self.openapi_schema or {}


def _describe(schemas: dict[str, Any], model: type[BaseModel]) -> None:
    """Add a model that no route names: what a problem is, and what a line of a stream is."""
    described = model.model_json_schema(ref_template=_REFERENCE, mode="serialization")
    for name, part in (described.pop("$defs", {}) | {model.__name__: described}).items():
        schemas.setdefault(name, part)


def documented(*kinds: ProblemKind) -> dict[int | str, dict[str, Any]]:
    """Problems that one address may answer, for its description; several of one status stand together."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        said = kind.documentation()
        if before := found.get(kind.status):
            said["description"] = f"{before['description']}; or: {said['description']}"
        found[kind.status] = said
    return found
