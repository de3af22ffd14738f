"""Who a write is recorded under."""

from __future__ import annotations

from typing import Final

UNKNOWN_CALLER: Final = "unknown"
"""Stands in logs where nobody signs in."""
