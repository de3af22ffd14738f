"""What the API's description says of a job's body and results, where the framework cannot tell by itself."""

from __future__ import annotations

from typing import Any, Final

from serving.jobs.lines import MAX_LINES
from serving.jobs.upload import JSON, JSON_LINES
from serving.problem_kinds import ACCEPTED, JOB_ENDED, OK

_LINES: Final = (
    '{"id": "board-4711", "title": "Warehouse helper", "description": "Pay the training fee of 300 EUR before your first day."}\n'
    '{"id": "board-4712", "title": "Cook", "description": "We look for a cook in our canteen. Meals are free."}\n'
)
_LINES_SCHEMA: Final = {
    "type": "string",
    "description": f"One posting a line, as a JSON object; at most {MAX_LINES:,} lines.",
}
_POSTINGS_SCHEMA: Final = {
    "type": "object",
    "required": ["postings"],
    "additionalProperties": False,
    "properties": {
        "postings": {
            "type": "array",
            "minItems": 1,
            "maxItems": MAX_LINES,
            "items": {"$ref": "#/components/schemas/PostingIn"},
        }
    },
}
_POSTINGS: Final = {
    "postings": [{"id": "board-4711", "title": "Warehouse helper", "description": "Pay the fee of 300 EUR first."}]
}
_RESULT_SCHEMAS: Final = [{"$ref": f"#/components/schemas/{name}"} for name in ("JobResultOut", "JobErrorOut")]
_RESULTS: Final = (
    '{"line": 1, "id": "board-4711", "language": "en", "priority": 0.87, "...": "as POST /v1/assessments answers"}\n'
    '{"line": 2, "error": "the line is not JSON: unexpected end of data: line 1 column 8 (char 7)"}\n'
)

BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            **{kind: {"schema": _LINES_SCHEMA, "example": _LINES} for kind in JSON_LINES},
            JSON: {"schema": _POSTINGS_SCHEMA, "example": _POSTINGS},
        },
    }
}
LOCATED: Final[dict[int | str, dict[str, Any]]] = {
    ACCEPTED: {"headers": {"Location": {"description": "The job's address.", "schema": {"type": "string"}}}}
}
ENDED: Final[dict[int | str, dict[str, Any]]] = {JOB_ENDED.status: JOB_ENDED.documentation()}
RESULTS: Final[dict[int | str, dict[str, Any]]] = {
    OK: {
        "description": "JSON Lines in the order of the input. Each is a `JobResultOut`, or a `JobErrorOut`.",
        "content": {JSON_LINES[0]: {"itemSchema": {"anyOf": _RESULT_SCHEMAS}, "example": _RESULTS}},
    }
}
