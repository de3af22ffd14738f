"""How sure a share is that was seen in so many cases."""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z: Final = 1.96


def wilson(share: float, count: int) -> tuple[float, float]:
    """95 % interval of a share seen in `count` cases (Wilson 1927). It holds the share, to the last bit."""
    spread = _Z * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    middle = share + _Z**2 / (2 * count)
    scale = 1 + _Z**2 / count
    return max(0.0, min(share, (middle - spread) / scale)), min(1.0, max(share, (middle + spread) / scale))
