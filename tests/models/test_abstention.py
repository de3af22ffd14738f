from __future__ import annotations

from pathlib import Path

import pytest

from features.posting import Posting
from models.abstention import LANGUAGE_NOT_COVERED, NO_LANGUAGE, TOO_SHORT, UNLIKE_ANYTHING_SEEN
from models.assessment import Band
from models.assessor import Assessor
from models.bundle import read_bundle, write_bundle

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


STRANGE = (
    "Pyruvate decarboxylation elongates polypeptides beneath endoplasmic membranes of the mitochondria and of the ribosomes."
)


@pytest.fixture(scope="module")
def wary(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    """Knows few words of English, and says so where it knows less than four in ten of a text's."""
    return wary_of(tmp_path_factory.mktemp("wary"), {"en": 0.4})


def wary_of(folder: Path, familiar_from: dict[str, float]) -> Assessor:
    parts = dict(read_bundle().parts)
    words = ("the", "of", "and", "we", "a", "bake", "bread", "every", "day", "in", "our", "money", "easy", "you", "your")
    terms = {word: [9.0 if word == "money" else 0.0, 1.0] for word in words}
    parts["linear.json"] = {**parts["linear.json"], "terms": terms, "fewest_terms": 1, "languages": ["en"]}
    parts["policies.json"] = {**parts["policies.json"], "familiar_from": familiar_from}
    return Assessor(write_bundle(folder / "bundle", parts, {"made_on": "2026-11-22"}))


def test_a_text_of_hardly_any_known_word_is_unlike_anything_seen(wary: Assessor) -> None:
    assert wary.assess(Posting(id="1", description=STRANGE)).abstained == UNLIKE_ANYTHING_SEEN
    known = "We bake bread every day in our bakery, and you bake the bread of the day in the bakery."
    assert wary.assess(Posting(id="1", description=known)).abstained == ""


def test_what_was_found_in_strange_words_is_not_set_aside(wary: Assessor) -> None:
    shown = wary.assess(Posting(id="1", description=f"{STRANGE} {STRANGE} We keep your passport."))
    assert (shown.abstained, shown.needs_review) == ("", True)
    told = wary.assess(Posting(id="1", description=f"{STRANGE.replace('the', 'money')} Money."))
    assert (told.abstained, told.flagged) == ("", True)


@pytest.mark.parametrize("familiar_from", [{}, {"ru": 0.9}])
def test_without_a_border_for_the_language_nothing_is_strange(tmp_path: Path, familiar_from: dict[str, float]) -> None:
    assert wary_of(tmp_path, familiar_from).assess(Posting(id="1", description=STRANGE)).abstained == ""
