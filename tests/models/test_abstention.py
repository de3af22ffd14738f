from __future__ import annotations

import pytest

from features.posting import Posting
from models.abstention import LANGUAGE_NOT_COVERED, NO_LANGUAGE, TOO_SHORT
from models.assessment import Band
from models.assessor import Assessor

ASSESSOR = Assessor.load()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Baker wanted", TOO_SHORT),
        ("", TOO_SHORT),
        ("zrtq plomf wexil jhtra vuqen obli stramf kelp dorvu nixat", NO_LANGUAGE),
        (
            "Etsimme kokkia ravintolaamme Helsinkiin, työ on kokopäiväinen ja vakituinen, ja tarjoamme myös asunnon.",
            LANGUAGE_NOT_COVERED,
        ),
        ("We look for a baker who bakes bread every morning for our small shop in the old town.", ""),
        ("Ищем пекаря в нашу небольшую пекарню, полный рабочий день, официальное оформление.", ""),
    ],
)
def test_what_cannot_be_judged_says_why(text: str, reason: str) -> None:
    assert ASSESSOR.assess(Posting(id="1", description=text)).abstained == reason


def test_an_abstention_flags_nothing() -> None:
    assessment = ASSESSOR.assess(Posting(id="1", description="Baker wanted"))
    assert not assessment.flagged
    assert assessment.band is Band.LOW


def test_what_shows_an_indicator_is_judged_however_short() -> None:
    assessment = ASSESSOR.assess(Posting(id="1", description="We keep your passport"))
    assert assessment.abstained == ""
    assert assessment.needs_review
