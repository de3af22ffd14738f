"""A bar with rate and remaining time on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def track(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
    """Hand the items on, and show how far it is; silent where standard error is no terminal."""
    from rich.console import Console
    from rich.progress import track as bar

    console = Console(stderr=True)
    yield from bar(items, description=doing, total=total, console=console, disable=not console.is_terminal)
