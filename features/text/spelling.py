"""How a word of a phrase may stand in a text: without its marks, in another alphabet, behind a joined "and" or "the".

Packs are written once, in the way a dictionary writes. People write "smestaj" for "smeštaj", Russian in Latin letters, Serbian in
either alphabet, German without umlauts, Chinese in either set of characters, Arabic with its conjunctions and its article joined
on. The forms of a phrase's word are worked out when a pack is read; what a text's word is looked up as, when it is first met.
Ways of writing: `alphabets.toml`; Chinese characters: `traditional.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

_SHORTEST: Final = 3
"""Letters that must be left of a word without what is joined on."""
_SIGNS: Final = dict.fromkeys((*range(0x64B, 0x653), 0x640, 0x670))
"""Arabic vowel signs and the stretched line, which most people leave out."""
_STROKES: Final = str.maketrans({"ß": "ss", "đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
_OF_LATIN: Final = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write a word in other letters; pairs of letters go before single ones."""

    pairs: Mapping[str, str]
    letters: Mapping[int, str]

    def written(self, word: str) -> str:
        for pair, letter in self.pairs.items():
            word = word.replace(pair, letter)
        return word.translate(self.letters)


def key(word: str) -> str:
    """The word by which phrases and texts meet: letters that are used for each other are one."""
    if word.isascii():
        return word
    if len(word) == 1 and "\u3400" <= word <= "\u9fff":
        return _simplified().get(word, word)
    return word.translate(_same())


def forms_of(word: str, language: str) -> frozenset[str]:
    """Every form in which a text may hold a word of a phrase, itself among them."""
    same = key(word)
    others = (way.written(word) for way in _ways().get(language, ()))
    return frozenset(form for form in (same, unmarked(same), *others) if form)


def lookups_of(word: str, language: str) -> Iterator[str]:
    """What a word of a text is looked up as."""
    same = key(word)
    yield same
    for joined in _tables()["joined"].get(language, ()):
        if same.startswith(joined) and len(same) - len(joined) >= _SHORTEST:
            yield same[len(joined) :]


def unmarked(word: str) -> str:
    """A word of Latin letters without accents, carons, tone marks and strokes; any other as it is."""
    if not _OF_LATIN.search(word):
        return word
    apart = unicodedata.normalize("NFD", word.translate(_STROKES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("alphabets.toml").read_text(encoding="utf-8"))


@cache
def _ways() -> Mapping[str, tuple[_Way, ...]]:
    return {language: tuple(map(_way, lines)) for language, lines in _tables()["ways"].items()}


def _way(line: str) -> _Way:
    letters = _letters(line)
    pairs = {letter: other for letter, other in letters.items() if len(letter) > 1}
    return _Way(pairs, str.maketrans({letter: other for letter, other in letters.items() if len(letter) == 1}))


def _letters(line: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in line.split())


@cache
def _same() -> Mapping[int, str | None]:
    return str.maketrans(_letters(_tables()["same"]["letters"])) | _SIGNS


@cache
def _simplified() -> Mapping[str, str]:
    data = tomllib.loads(Path(__file__).with_name("traditional.toml").read_text(encoding="utf-8"))
    traditional, simplified = ("".join(data[name].split()) for name in ("traditional", "simplified"))
    return dict(zip(traditional, simplified, strict=True))
