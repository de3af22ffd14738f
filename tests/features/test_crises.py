"""A pack for a crisis marks postings that name its terms or lead along its corridors, until it expires."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from features.crises import crises_of
from features.matching import library as shelf
from features.matching.packs import PackError, read_pack
from features.posting import Posting
from features.reading import Reading
from models.assessor import Assessor
from tests.factories import bundle

PACK = """
language = "en"
version = "1"
crisis = "Flood of the Vltava"
expires = 9999-12-31
corridors = ["NP > QA", "UA>PL"]
[phrases.crisis_term]
present = ["vltava flood", "flood shelter*"]
[phrases.displaced_reader]
present = ["who lost (a|their|your) home in the flood"]
"""


@pytest.fixture
def flood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "en.flood.toml"
    path.write_text(PACK, encoding="utf-8")
    monkeypatch.setenv(shelf.FURTHER, str(tmp_path))
    running = shelf._Shelf()
    monkeypatch.setattr(shelf, "_shelf", lambda: running)
    return path


def crises(text: str) -> tuple[str, ...]:
    return crises_of(Reading(Posting(id="x", description=text)))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We have beds for all families of the Vltava flood, call us.", True),
        ("Cook for the flood shelters in the city, 38 hours a week, apply at the office.", True),
        ("Workers from Nepal wanted for jobs in Qatar, apply at the office in the town.", True),
        ("Workers from Qatar wanted for jobs in Nepal, apply at the office in the town.", False),
        ("Baker for a shop in Leeds, 38 hours a week, apply at the office in the town.", False),
    ],
)
def test_a_posting_is_marked_by_terms_and_corridors(flood: Path, text: str, named: bool) -> None:
    del flood
    assert crises(text) == (("Flood of the Vltava",) if named else ())


def test_the_mark_is_told_and_scores_nothing(flood: Path, tmp_path: Path) -> None:
    del flood
    plain = Posting(id="x", description="Cook for the kitchen shelters in the city, 38 hours a week, apply at the office.")
    marked = replace(plain, description=plain.description.replace("kitchen", "flood"))
    bundle(tmp_path / "bundle")  # its text model knows no words, so that only the mark can tell the two apart
    before, after = (Assessor.load(tmp_path / "bundle").assess(posting) for posting in (plain, marked))
    assert after.facets.crises == ("Flood of the Vltava",)
    assert before.facets.crises == ()
    assert [policy.probability for policy in before.policies] == [policy.probability for policy in after.policies]


def test_without_a_pack_for_a_crisis_nothing_is_marked() -> None:
    assert crises("We have beds for all families of the Vltava flood, call us.") == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("expires = 9999-12-31\n", ""), "must say when it `expires`"),
        (("expires = 9999-12-31", 'expires = "soon"'), "`expires` must be a day"),
        (('"UA>PL"', '"Ukraine to Poland"'), "corridor 'Ukraine to Poland' is not written like 'UA > PL'"),
        (('crisis = "Flood of the Vltava"\n', ""), "`corridors` belong to a `crisis`"),
    ],
)
def test_a_pack_for_a_crisis_that_cannot_be_used_says_why(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    path = tmp_path / "en.flood.toml"
    path.write_text(PACK.replace(*change), encoding="utf-8")
    with pytest.raises(PackError, match=complaint):
        read_pack(path)


def test_corridors_are_countries_in_order(tmp_path: Path) -> None:
    path = tmp_path / "en.flood.toml"
    path.write_text(PACK, encoding="utf-8")
    pack = read_pack(path)
    assert pack.crisis is not None
    assert pack.crisis.corridors == (("NP", "QA"), ("UA", "PL"))
    assert pack.expires == date(9999, 12, 31)
