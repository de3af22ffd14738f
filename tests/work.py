"""How much work a step does, counted instead of timed: the same on a busy machine as on a quiet one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls_of(step: Callable[[], object]) -> int:
    """The calls that a step makes, of Python's functions and of built-in ones."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        step()
    finally:
        sys.setprofile(before)
    return count


def grows_in_proportion(step: Callable[[str], object], unit: str) -> bool:
    """Whether four times the text makes at most about four times the calls."""
    short, long = (unit * (length // len(unit)) for length in (5_000, 20_000))
    step(10 * unit)  # what is loaded once; not a text that is read again: some readers remember their last
    return calls_of(lambda: step(long)) <= 6 * calls_of(lambda: step(short)) + 500
