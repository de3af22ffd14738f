from __future__ import annotations

import pytest

from features.recognisers.ai_or_stolen_imagery import KEY
from tests.features.recognisers.states import evidence_for, shows

INDICATOR = "ai_or_stolen_imagery"


@pytest.mark.parametrize("finding", ["generated", "stolen", "copied", "other_firm"])
def test_a_finding_that_came_with_the_posting_is_told(finding: str) -> None:
    (found,) = evidence_for(INDICATOR, "Cook wanted.", additional={KEY: [finding]})
    assert finding in found.note
    assert (found.field, found.start, found.end) == ("description", 0, 0)


@pytest.mark.parametrize("additional", [{}, {KEY: []}, {KEY: ["stock"]}, {KEY: "generated"}, {KEY: [1, None]}, {"images": 3}])
def test_stock_pictures_and_other_fields_show_nothing(additional: dict[str, object]) -> None:
    assert not shows(INDICATOR, "Cook wanted.", additional=additional)


def test_words_about_pictures_show_nothing() -> None:
    assert not shows(INDICATOR, "You generate pictures with AI and remove stolen stock photos from our library.")
