"""What a crawl's parts share: its sources, and where everything goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.archive.writing import Archive
from crawler.feeding import Feeder
from crawler.keeping import Keeper
from crawler.permissions import Permissions
from crawler.progress import Tally
from crawler.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One crawl of one process."""

    sources: Mapping[str, Source]
    feeder: Feeder
    keeper: Keeper
    archive: Archive
    permissions: Permissions
    tally: Tally
    back_off: float
    """Seconds before the first repetition of what failed; doubled with every further one."""
