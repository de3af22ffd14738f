"""How much of what the assessor does in process is left over HTTP, and who waits for whom when there is too much to do.

Everything is measured in one run, in turns, on the same adverts: ratios travel between machines, and between moments of a machine
that others use too; absolute times do not. Needs `wrk`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Final

import typer

from experiments.api_load import Target, flow, flow_of, flowing, paced, spend
from experiments.api_servers import WORKERS, naive_server, new_key, our_server
from experiments.benchmark import WORDS, adverts
from features.posting import Posting
from features.records.posting_mapping import posting_to_mapping
from models.assessor import Assessor

_BATCH: Final = 10
"""Small beside what is measured: a request that is under way when the time is up counts for nothing."""
_WARMING: Final = 2
_CONNECTIONS: Final = 8
_CROWD: Final = 200
_ASSESSMENTS: Final = "/v1/assessments?store=false"
_UNLIMITED: Final = {"UNITS": "1000000000"}
_SPENT_UNITS: Final = 20_000
_SPENT: Final = {"UNITS": str(_SPENT_UNITS), "SECONDS": "86400"}
"""A budget that fills so slowly that whoever has spent it stays over the rate."""

_loaded: list[tuple[Assessor, list[Posting]]] = []
"""What a process judges with."""


@dataclass(frozen=True, slots=True)
class Row:
    """Two numbers that are compared, of each round."""

    what: str
    reference: Sequence[float]
    measured: Sequence[float]

    def line(self) -> str:
        """As a row of the table: medians, and the median, least and greatest of the ratios."""
        ratios = [measured / reference for measured, reference in zip(self.measured, self.reference, strict=True)]
        spread = f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        return f"| {self.what} | {median(self.reference):.1f} | {median(self.measured):.1f} | {spread} |"


def table(first: str, second: str, rows: Sequence[Row]) -> str:
    """A Markdown table of comparisons."""
    return "\n".join([f"| | {first} | {second} | ratio |", "|---|--:|--:|--:|", *(row.line() for row in rows)])


@dataclass(frozen=True, slots=True)
class Plan:
    """The adverts, where they lie as bodies of requests, and how long to measure."""

    postings: list[Posting]
    folder: Path
    seconds: float
    rounds: int

    def bodies(self, size: int = 0) -> Path:
        """A file of request bodies: an advert each, or several."""
        records = [posting_to_mapping(posting) for posting in self.postings]
        batches = [{"postings": records[start : start + size]} for start in range(0, len(records), size)] if size else records
        path = self.folder / f"bodies_{size}.jsonl"
        path.write_text("".join(json.dumps(body) + "\n" for body in batches))
        return path


def main(
    count: Annotated[int, typer.Option(help="Different adverts.")] = 400,
    seconds: Annotated[float, typer.Option(help="How long each measurement takes.")] = 6.0,
    rounds: Annotated[int, typer.Option(help="How often each is repeated, in turns.")] = 3,
) -> None:
    """Print what was measured, as Markdown."""
    load = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        plan = Plan(adverts(count), Path(folder), seconds, rounds)
        typer.echo(f"{len(plan.postings)} English adverts of {WORDS} words, {WORKERS} processes on {os.cpu_count()} cores, ")
        typer.echo(f"{rounds} rounds of {seconds:g} s, load of the machine before the run {load:.1f}\n")
        for part in (throughput, latency, crowd):
            typer.echo(part(plan) + "\n")


def throughput(plan: Plan) -> str:
    """The API against the assessor in process, and against the naive endpoint."""
    key = new_key(plan.folder, "load")
    with _in_process(plan) as here, our_server(plan.folder, _UNLIMITED) as ours, naive_server(plan.folder) as naive:
        one = Target(ours + _ASSESSMENTS, key, plan.bodies())
        several = replace(one, bodies=plan.bodies(_BATCH))
        plain = replace(one, url=f"{naive}/classify")
        ways: list[Callable[[float], float]] = [
            lambda seconds: here(1, seconds),
            lambda seconds: _rate(one, seconds),
            lambda seconds: here(_BATCH, seconds),
            lambda seconds: _BATCH * _rate(several, seconds),
            lambda seconds: _rate(plain, seconds),
        ]
        return _compared(list(zip(*_in_turns(ways, plan), strict=True)))


def _in_turns(ways: Sequence[Callable[[float], float]], plan: Plan) -> Iterator[list[float]]:
    """Each way once a round, after one that is not told: words that a process has met before are read twice as fast."""
    for way in ways:
        way(_WARMING * plan.seconds)
    for _ in range(plan.rounds):
        yield [way(plan.seconds) for way in ways]


def _compared(found: Sequence[Sequence[float]]) -> str:
    alone, one, together, several, plain = found
    here = [Row("an advert a request", alone, one), Row(f"{_BATCH} adverts a request", together, several)]
    naive = [Row("an advert a request", plain, one), Row(f"{_BATCH} adverts a request, against one", plain, several)]
    first = table("in process, adverts/s", "API, adverts/s", here)
    return first + "\n\n" + table("FastAPI and pipeline, adverts/s", "API, adverts/s", naive)


def _rate(target: Target, seconds: float) -> float:
    found = flow(target, _CONNECTIONS, seconds)
    if found.refused:
        raise RuntimeError(f"{found.refused:.0%} of the requests to {target.url} were refused")
    return found.requests_a_second


@contextmanager
def _in_process(plan: Plan) -> Iterator[Callable[[int, float], float]]:
    """Gives what measures adverts a second of processes that judge beside each other, so many adverts at a time."""
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), _load, (plan.postings,)) as processes:
        yield lambda size, seconds: sum(processes.map(_judge, [size] * WORKERS, [seconds] * WORKERS))


def _load(postings: list[Posting]) -> None:
    _loaded.append((Assessor.load().prepared(), postings))


def _judge(size: int, seconds: float) -> float:
    assessor, postings = _loaded[0]
    starts, done, began = cycle(range(0, len(postings), size)), 0, perf_counter()
    while (passed := perf_counter() - began) < seconds:
        start = next(starts)
        done += len(assessor.assess_many(postings[start : start + size]))
    return done / passed


def latency(plan: Plan) -> str:
    """How long requests take at half of the load that the API can bear."""
    key = new_key(plan.folder, "latency")
    with our_server(plan.folder, _UNLIMITED) as ours:
        target = Target(ours + _ASSESSMENTS, key, plan.bodies())
        _rate(target, _WARMING * plan.seconds)
        found = [paced(target, _rate(target, plan.seconds) / 2, plan.seconds) for _ in range(plan.rounds)]
    middle, late = [1000 * one.at(0.5) for one in found], [1000 * one.at(0.99) for one in found]
    return table("median, ms", "99th percentile, ms", [Row("half load, an advert a request", middle, late)])


def crowd(plan: Plan) -> str:
    """One client alone, and beside many connections of one that has spent its budget."""
    with our_server(plan.folder, _SPENT) as ours:
        well, over = (Target(ours + _ASSESSMENTS, new_key(plan.folder, name), plan.bodies()) for name in ("well", "over"))
        spend(over, _SPENT_UNITS)
        _rate(well, _WARMING * plan.seconds)
        pairs = [(_alone(well, plan), _beside(well, over, plan)) for _ in range(plan.rounds)]
    alone, beside = ([rate for rate, _ in flows] for flows in zip(*pairs, strict=True))
    refused = min(share for _, (_, share) in pairs)
    said = f"{_CROWD} connections over their rate, {refused:.1%} of whose requests are refused"
    return table("alone, adverts/s", "beside, adverts/s", [Row(f"one client beside {said}", alone, beside)])


def _alone(well: Target, plan: Plan) -> tuple[float, float]:
    return flow(well, 1, plan.seconds).requests_a_second, 0.0


def _beside(well: Target, over: Target, plan: Plan) -> tuple[float, float]:
    crowded = flowing(over, _CROWD, plan.seconds + 2)
    alone, _ = _alone(well, plan)
    told, _ = crowded.communicate()
    return alone, flow_of(told).refused


if __name__ == "__main__":
    typer.run(main)
