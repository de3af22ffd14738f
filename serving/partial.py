"""A file that grows beside its final place, remembers what made it, and can be gone on with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import orjson


class PartialError(ValueError):
    """An earlier partial file cannot be gone on with; the message says why and what to do."""


class PartialFile:
    """OUTPUT.partial, which becomes OUTPUT by `finish`. With `resume`, whole lines that stand there already are kept."""

    def __init__(self, output: Path, made_by: Mapping[str, str], *, resume: bool) -> None:
        """`made_by` names the versions that every line must be of, as the lines themselves do."""
        self.path = output.with_name(output.name + ".partial")
        self._output = output
        self._made_by = made_by
        self.done = 0
        """Records that stand there already."""
        self.errors = 0
        """How many of them could not be read."""
        if resume and self.path.exists():
            self._keep_whole_lines()

    def _keep_whole_lines(self) -> None:
        kept = 0
        with self.path.open("rb") as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    break
                self._count(line)
                kept += len(line)
        os.truncate(self.path, kept)

    def _count(self, line: bytes) -> None:
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError:
            record = None
        if not isinstance(record, dict):
            raise PartialError(f"{self.path}: line {self.done + 1} is no record of a run; run again without --resume")
        for name, version in self._made_by.items():
            if record.get(name, version) != version:
                raise PartialError(f"{self.path} was made by {name} {record[name]}, not {version}; run again without --resume")
        self.done += 1
        self.errors += "error" in record

    def __enter__(self) -> Self:
        self._output.parent.mkdir(parents=True, exist_ok=True)
        self.stream: BinaryIO = self.path.open("ab" if self.done else "wb", buffering=1 << 16)
        return self

    def finish(self) -> None:
        """Everything is written: take the final place."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        self.path.replace(self._output)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stream.close()
