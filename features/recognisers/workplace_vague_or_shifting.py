"""Work on the spot that is in one country by its field and in another by its text.

Phrases show a place that is "told later". Here a posting is compared with itself: the field of the job's location names one
country, the text says that the work is in another one, and nothing speaks of work from anywhere or in several places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.evidence import Evidence
from features.places.finding import Place, PlaceKind, PlaceRole
from features.reading import Reading
from features.spans import Span

INDICATOR: Final = "workplace_vague_or_shifting"
_ELSEWHERE: Final = re.compile(
    r"\b(?:remote\w*|hybrid|home[- ]?based|work(?:ing)? from home|wfh|anywhere|travel\w*|multiple|several|various|locations|sites"
    r"|offices|branches|territor\w+|region\w*|headquarter\w*|relocat\w+|rotation\w*|offshore|ship\w*"
    r"|vessel\w*|cruise\w*|driver\w*"
    r"|freelance|global\w*|international\w*|countries|right to work|eligible to work|recruit\w*"
    r"|interview\w*|client\w*|customer\w*"
    r"|abroad|overseas|worldwide|office in|across)\b"
)
_SITES: Final = frozenset({PlaceKind.CITY, PlaceKind.COUNTRY})


def recognise(reading: Reading) -> Iterator[Evidence]:
    """The place in the text that is not where the field says."""
    if not reading.posting.job_location:
        return
    stated = {place.country for place in reading.places if _is_in_field(reading, place)}
    told = [place for place in reading.places if place.role is PlaceRole.WORKPLACE and not _is_in_field(reading, place)]
    countries = {place.country for place in told}
    if len(stated) != 1 or len(countries) != 1 or "" in stated | countries or stated == countries:
        return
    if not _ELSEWHERE.search(reading.folded):
        place = told[0]
        note = f"the job's location is given as {reading.posting.job_location[:80]}"
        yield reading.evidence(Span(place.start, place.end), indicator=INDICATOR, rule="field_and_text_differ", note=note)


def _is_in_field(reading: Reading, place: Place) -> bool:
    return place.kind in _SITES and reading.field_at(place.start).name == "job_location"
