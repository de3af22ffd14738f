"""The folder in which a run keeps what each stage gave, so that it goes on there after an interruption.

`var/training/<digest of settings and data>/<stage>.json`; a file appears when its stage is finished, at once and whole. After a
finished run the same settings begin anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final

DEFAULT_ROOT: Final = Path("var/training")
_FINISHED: Final = "finished"


class WorkError(RuntimeError):
    """A run cannot be worked on; the message says why."""


@dataclass(frozen=True, slots=True)
class Work:
    """One run's folder."""

    folder: Path
    code: str
    """Digest of the code that runs now."""
    say: Callable[[str], None]

    def stage(self, name: str, compute: Callable[[], Any]) -> Any:
        """The stage's result, computed unless it was finished before: what JSON makes of it, in both cases."""
        path = self.folder / f"{name}.json"
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            other = "" if kept["code"] == self.code else " (by other code than now; --afresh does it again)"
            self.say(f"{name}: was finished before{other}")
            return kept["result"]
        self.say(f"{name} ...")
        began = monotonic()
        result = compute()
        text = json.dumps({"code": self.code, "result": result}, ensure_ascii=False)
        growing = path.with_suffix(".growing")
        growing.write_text(text, encoding="utf-8")
        growing.rename(path)
        self.say(f"{name}: {monotonic() - began:.1f} s")
        return json.loads(text)["result"]

    def finish(self) -> None:
        """Mark the run as done."""
        (self.folder / _FINISHED).touch()


@contextmanager
def opened(root: Path, settings: str, data: str, code: str, *, afresh: bool, say: Callable[[str], None]) -> Iterator[Work]:
    """The folder of the run of these settings and data (digests), which no other process may work on meanwhile.

    It is emptied if the run in it is finished, or for `afresh`. Raises WorkError while another process holds it.
    """
    key = hashlib.sha256(f"{settings} {data}".encode()).hexdigest()[:12]
    folder = root / key
    root.mkdir(parents=True, exist_ok=True)
    with (root / f"{key}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise WorkError(f"{folder}: another process trains with these settings") from error
        if afresh or (folder / _FINISHED).exists():
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        yield Work(folder, code, say)
