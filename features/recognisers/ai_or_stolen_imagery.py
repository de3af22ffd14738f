"""Pictures that are generated or belong to somebody else, as a finding that came with the posting.

Text cannot show it. A crawler or a partner may put what a check of images found into the posting's additional fields, under
`image_findings`: a list of words such as "generated", "stock" or "stolen". Stock pictures are used by everybody and count
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.reading import Reading

INDICATOR: Final = "ai_or_stolen_imagery"
KEY: Final = "image_findings"
_TELLING: Final = frozenset({"generated", "stolen", "copied", "other_firm"})


def recognise(reading: Reading) -> Iterator[Evidence]:
    """One piece of evidence on the whole posting, naming what was found."""
    found = reading.posting.additional.get(KEY)
    telling = [word for word in found if isinstance(word, str) and word in _TELLING] if isinstance(found, list) else []
    if telling:
        yield Evidence(_field(reading), 0, 0, INDICATOR, "image_check", note=f"pictures: {', '.join(telling)}")


def _field(reading: Reading) -> str:
    """The field that stands for the posting."""
    return next((item.name for item in reading.fields), "title")
