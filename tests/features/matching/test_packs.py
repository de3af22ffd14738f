from __future__ import annotations

from pathlib import Path

import pytest

from features.indicators import catalogue
from features.matching.library import library
from features.matching.packs import PackError, read_pack

GOOD = """
language = "xx"
version = "1"
[lists]
fee = ["fee", "fees"]
[phrases.worker_pays_fee]
present = ["pay a {fee}"]
contradicted = ["we pay your {fee}"]
[phrases.no_interview_or_token_test]
present = ["no interview"]
negatable = false
[negation]
near = ["no"]
[awareness]
warning = ["beware of"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "xx.toml"
    path.write_text(text)
    return path


def test_a_pack_gives_its_phrases_with_what_they_do(tmp_path: Path) -> None:
    pack = read_pack(written(tmp_path, GOOD))
    uses = {(phrase.section, phrase.use, phrase.negatable) for phrase in pack.phrases}
    assert ("worker_pays_fee", "present", True) in uses
    assert ("no_interview_or_token_test", "present", False) in uses
    assert ("negation", "near", False) in uses
    assert {phrase.rule for phrase in pack.phrases} >= {"xx:pay a {fee}"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("language = ", "xx.toml"),
        ('version = "1"', "`language` is missing"),
        ('language = "xx"\n[wisdom]', "unknown sections ['wisdom']"),
        ('language = "xx"\n[phrases.a]\nshows = ["x"]', r"[phrases.a]: unknown keys ['shows']"),
        ('language = "xx"\n[phrases.a]\npresent = "x"', "[phrases.a] present: expected a list"),
        ('language = "xx"\n[phrases.a]\npresent = ["(x"]', "is not closed"),
        ('language = "xx"\n[negation]\nnever = ["x"]', "[negation]: unknown keys"),
    ],
)
def test_a_pack_that_cannot_be_used_says_where_and_why(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(PackError) as raised:
        read_pack(written(tmp_path, text))
    assert complaint in str(raised.value)
    assert "xx.toml" in str(raised.value)


def test_every_phrase_of_the_shipped_packs_speaks_of_an_indicator_or_of_a_signal_that_is_read() -> None:
    """A section that nothing reads is a misspelt indicator."""
    sources = "\n".join(path.read_text() for folder in ("features", "models") for path in Path(folder).rglob("*.py"))
    sections = {phrase.section for pack in library().all_packs() for phrase in pack.phrases} - {"negation", "awareness"}
    assert [section for section in sorted(sections - catalogue().keys()) if f'"{section}"' not in sources] == []
