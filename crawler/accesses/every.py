"""Every access there is, in the order in which an answer of unknown kind is tried: the most particular first."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from crawler.accesses import greenhouse

_ACCESSES: Final = (greenhouse.ACCESS,)

ACCESSES: Final = MappingProxyType({access.kind: access for access in _ACCESSES})
