"""Sources as data: what to crawl, how, how much of it, and what it may be used for. One table a source in a `sources.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from crawler.accesses.access import EntryError
from crawler.accesses.every import ACCESSES
from crawler.pages.addresses import is_loopback, same_site
from crawler.pages.page import Target

SOURCES_VARIABLE: Final = "RECRUITMENT_RISK_SOURCES"

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
_Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
_Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+(:\d+)?$")]


class SourcesError(ValueError):
    """A file of sources cannot be used as it is; the message says which source, which key, and what is wrong."""


class Schedule(StrEnum):
    """How often `crawl --all` goes to a source."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ON_DEMAND = "on_demand"


_PERIODS: Final = {
    Schedule.HOURLY: timedelta(hours=1),
    Schedule.DAILY: timedelta(days=1),
    Schedule.WEEKLY: timedelta(weeks=1),
    Schedule.MONTHLY: timedelta(days=30),
}


class Source(BaseModel):
    """One source. Only `access` and `entry_points` must be given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Name
    access: str
    entry_points: Annotated[tuple[str, ...], Field(min_length=1)]
    country: _Country | None = None
    languages: tuple[str, ...] = ()
    schedule: Schedule = Schedule.ON_DEMAND
    budget: Annotated[int, Field(ge=1)] = 1_000
    """The most pages fetched in one crawl, lists and sitemaps counted."""
    delay: Annotated[float, Field(ge=0)] = 2.0
    """Seconds between two requests to a host; on this machine itself there is none. A longer Crawl-delay wins."""
    hosts: tuple[_Host, ...] = ()
    """Further hosts that the crawl may go to."""
    legal_note: str = ""
    """On what ground the source may be collected, and what to heed."""
    triage: bool = True
    """Whether what is collected may be assessed and shown to reviewers."""
    training: bool = False
    """Whether it may be used to train."""
    when_reserved: Literal["leave", "triage"] = "leave"
    """What to do with a page whose site reserves text and data mining: leave it, or (where the law or the site permits) triage it
    and never train on it."""
    selectors: Mapping[str, str] = Field(default_factory=dict)
    """For classifieds: which element holds what."""

    @field_validator("access")
    @classmethod
    def _known(cls, access: str) -> str:
        if access not in ACCESSES:
            raise ValueError(f"there is no access {access!r}; there are {', '.join(sorted(ACCESSES))}")
        return access

    def targets(self, cursors: Mapping[str, str] | None = None) -> tuple[tuple[str, Target], ...]:
        """Where to begin: each entry point with its first targets. Raises SourcesError where one is none of its access."""
        cursors = cursors or {}
        try:
            return tuple(
                (point, target)
                for point in self.entry_points
                for target in ACCESSES[self.access].entry(point, cursors.get(point, ""))
            )
        except EntryError as error:
            raise SourcesError(f"[sources.{self.name}] entry_points: {error}") from error

    def allows(self, url: str) -> bool:
        """Whether an address lies within the borders of this source: a site that it begins at, or one of its further hosts."""
        return urlsplit(url).netloc.lower() in self.hosts or any(same_site(url, target.url) for _, target in self.targets())

    @property
    def is_local(self) -> bool:
        """Whether everything about it is on this machine."""
        addresses = [target.url for _, target in self.targets()] or list(self.entry_points)
        return all(address.startswith("file:") or is_loopback(address) for address in addresses)

    def due(self, last_started_at: datetime | None, now: datetime) -> bool:
        """Whether its schedule asks for a crawl."""
        if self.schedule is Schedule.ON_DEMAND:
            return False
        return last_started_at is None or now >= last_started_at + _PERIODS[self.schedule]


def load_sources(path: Path | None) -> dict[str, Source]:
    """The sources of a file; without one, those that come with this release. Raises SourcesError."""
    try:
        text = path.read_text("utf-8") if path else files("crawler").joinpath("sources.toml").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path} cannot be read: {error}") from error
    try:
        tables = tomllib.loads(text).get("sources", {})
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path or 'sources.toml'} is not TOML: {error}") from error
    if not isinstance(tables, dict):
        raise SourcesError(f"{path or 'sources.toml'}: each source is a table [sources.NAME]")
    return {name: source_from(name, table) for name, table in tables.items()}


def source_from(name: str, table: Mapping[str, Any]) -> Source:
    """One source. Raises SourcesError that names the key."""
    try:
        source = Source.model_validate({"name": name, **table} if isinstance(table, Mapping) else table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise SourcesError(f"[sources.{name}] {where}: {first['msg'].removeprefix('Value error, ')}") from error
    source.targets()
    return source


def named(sources: Mapping[str, Source], names: Iterable[str]) -> list[Source]:
    """The sources of those names. Raises SourcesError that lists the names there are."""
    wanted = list(dict.fromkeys(names))
    if missing := [name for name in wanted if name not in sources]:
        raise SourcesError(
            f"there is no source {', '.join(map(repr, missing))}; there are {', '.join(sorted(sources)) or 'none'}"
        )
    return [sources[name] for name in wanted]
