"""Packs in lines that a person can read: long lists are wrapped; nothing is added, dropped or moved."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

WIDTH: Final = 130
"""Columns; a single phrase may be longer."""
_LONG: Final = 40
"""Columns from which a phrase has a line of its own, and with it those beside it."""
_STRING: Final = r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_LIST: Final = re.compile(rf"^(\w+) = \[((?:\s|,|{_STRING})*)\]$", re.MULTILINE)
_ITEM: Final = re.compile(_STRING)


def formatted(text: str) -> str:
    """A pack with every list on one line, or wrapped: words fill lines, long phrases have a line each.

    Lists that hold comments stay as they are.
    """
    wrapped = _LIST.sub(lambda found: _written(found[1], _ITEM.findall(found[2])), text)
    if tomllib.loads(wrapped) != tomllib.loads(text):
        raise AssertionError("formatting changed what a pack says")
    return wrapped


def _written(key: str, items: list[str]) -> str:
    line = f"{key} = [{', '.join(items)}]"
    return line if len(line) <= WIDTH else "\n".join((f"{key} = [", *_lines(items), "]"))


def _lines(items: Sequence[str]) -> Iterator[str]:
    if any(len(item) >= _LONG for item in items):
        yield from (f"  {item}," for item in items)
        return
    line = " "
    for item in items:
        if len(line) + len(item) + 2 > WIDTH and line.strip():
            yield line
            line = " "
        line += f" {item},"
    yield line


def format_file(path: Path) -> bool:
    """Put one pack in order; whether anything changed."""
    before = path.read_text(encoding="utf-8")
    after = formatted(before)
    if after != before:
        path.write_text(after, encoding="utf-8")
    return after != before
