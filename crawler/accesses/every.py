"""Every access there is, in the order in which an answer of unknown kind is tried: the most particular first."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from crawler.accesses import (
    arbeitsagentur,
    ashby,
    bamboohr,
    bluesky,
    classifieds,
    eures,
    greenhouse,
    hh,
    jobposting,
    lever,
    mastodon,
    personio,
    recruitee,
    rss,
    sitemap,
    smartrecruiters,
    teamtailor,
    telegram,
    warc,
    workable,
    workday,
)

_ACCESSES: Final = (
    greenhouse.ACCESS,
    lever.ACCESS,
    ashby.ACCESS,
    smartrecruiters.ACCESS,
    workable.ACCESS,
    teamtailor.ACCESS,
    recruitee.ACCESS,
    personio.ACCESS,
    workday.ACCESS,
    bamboohr.ACCESS,
    eures.ACCESS,
    arbeitsagentur.ACCESS,
    hh.ACCESS,
    mastodon.ACCESS,
    bluesky.ACCESS,
    telegram.ACCESS,
    warc.ACCESS,
    rss.ACCESS,
    sitemap.ACCESS,
    jobposting.ACCESS,
    classifieds.ACCESS,
)

ACCESSES: Final = MappingProxyType({access.kind: access for access in _ACCESSES})
