"""Work that is done beside the API: chores, each in a thread of its own, until the process is told to end.

What a chore does at a time is small and kept in the database, so that a worker may be killed at any moment and another goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Event, Thread
from typing import Final, Protocol

_log: Final = logging.getLogger("recruitment_risk.worker")
IDLE_SECONDS: Final = 1.0
"""How long a chore rests when there is nothing to do."""
FAILED_SECONDS: Final = 5.0
"""How long it rests when something went wrong."""


class Chore(Protocol):
    """Something that a worker does again and again."""

    @property
    def name(self) -> str:
        """What it is called in the log."""

    def turn(self) -> bool:
        """Do one piece of it; whether there was anything to do."""

    def give_back(self) -> None:
        """Return what is leased: the worker ends."""


def work(chores: Sequence[Chore], stop: Event) -> None:
    """Do all chores beside each other until `stop` is set; then each finishes its piece and gives back what it holds."""
    threads = [Thread(target=_go_on, args=(chore, stop), name=chore.name) for chore in chores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _go_on(chore: Chore, stop: Event) -> None:
    while not stop.is_set():
        try:
            rest = 0.0 if chore.turn() else IDLE_SECONDS
        except Exception:
            _log.exception("%s failed; it goes on in %s seconds", chore.name, FAILED_SECONDS)
            rest = FAILED_SECONDS
        stop.wait(rest)
    chore.give_back()
