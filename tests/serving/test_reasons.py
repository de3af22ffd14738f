from __future__ import annotations

import pytest

from features.indicators import catalogue
from features.translations import catalogue_in
from serving.reasons import Reason, reason_in

HUNGARIAN = catalogue_in("hu")


@pytest.mark.parametrize("indicator", sorted(catalogue().keys()))
def test_an_indicator_is_named_in_the_readers_language(indicator: str) -> None:
    english = catalogue()[indicator].name
    assert reason_in(f"{english} (+2.2)", HUNGARIAN) == Reason("", HUNGARIAN[indicator].name, " (+2.2)", translated=True)
    assert str(reason_in(f"denied: {english} (-0.4)", HUNGARIAN)) == f"denied: {HUNGARIAN[indicator].name} (-0.4)"


@pytest.mark.parametrize(
    "reason", ["words that fraudulent postings use: “fee (x)”, “a” (+0.8)", "Upfront fee (+2.2)", "", "one\ntwo"]
)
def test_other_words_stay_as_they_are(reason: str) -> None:
    kept = reason_in(reason, HUNGARIAN)
    assert str(kept) == reason
    assert not kept.translated
