"""The API's description (OpenAPI 3.1), with our problem details where the framework would put its own errors."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from serving.problems import ProblemKind
from serving.schemas.problems import ProblemOut

_REFERENCE = "#/components/schemas/{model}"


class DescribedApp(FastAPI):
    """An application whose description knows our problems."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            schemas = described.setdefault("components", {}).setdefault("schemas", {})
            problem = ProblemOut.model_json_schema(ref_template=_REFERENCE)
            schemas |= problem.pop("$defs") | {"ProblemOut": problem}
            self.openapi_schema = described
        return self.openapi_schema or {}


def documented(*kinds: ProblemKind) -> dict[int | str, dict[str, Any]]:
    """Problems that one address may answer, for its description; several of one status stand together."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        said = kind.documentation()
        if before := found.get(kind.status):
            said["description"] = f"{before['description']}; or: {said['description']}"
        found[kind.status] = said
    return found
