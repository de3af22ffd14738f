"""Numbers about the service, for the Prometheus that watches it."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import APIRouter, Depends, Request, Response

from serving.dependencies import Counted, Judge, Memory
from serving.operations.gauges import looked_up
from serving.problem_kinds import NOT_FOUND
from serving.problems import ProblemError

router = APIRouter(include_in_schema=False)


def _allowed(request: Request) -> None:
    """Whoever may not ask is not told that there is something."""
    who = request.app.state.settings.metrics
    if not (who == "any" or (who == "loopback" and _is_this_machine(request))):
        raise ProblemError(NOT_FOUND)


def _is_this_machine(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


@router.get("/metrics", dependencies=[Depends(_allowed)])
def show_metrics(request: Request, metrics: Counted, memory: Memory, judge: Judge) -> Response:
    """Everything that is counted, in the format that is asked for."""
    content, media_type = metrics.exposition(request.headers.get("accept", ""), looked_up(memory, judge))
    return Response(content, headers={"Content-Type": media_type})
