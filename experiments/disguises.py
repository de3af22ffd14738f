"""Writes words as people write them who fear a filter: each kind of disguise, in every alphabet that it is used in.

The opposite of `features.text.normalise`, against which it is tested; it also measures what disguise costs the detector.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from features.text.confusables import CYRILLIC_FOR_SIGNS, LETTERS_FOR_SIGNS, LOOK_ALIKES, alphabet_of
from features.text.rewriting import Disguise

_ZERO_WIDTH: Final = "\u200b\u2060\u200d"
_STROKES: Final = "\u0336\u0335\u0332"


def _reversed(letters: Mapping[str, str]) -> dict[str, str]:
    """Which signs may stand for a letter."""
    signs: dict[str, str] = {}
    for sign, meant in letters.items():
        for letter in meant:
            signs[letter] = signs.get(letter, "") + sign
    return signs


_SIGNS: Final = _reversed(LETTERS_FOR_SIGNS) | _reversed(CYRILLIC_FOR_SIGNS)
_TWINS: Final = {
    "latin": {str(new): chr(old) for old, new in LOOK_ALIKES["latin"].items() if alphabet_of(chr(old)) == "cyrillic"},
    "cyrillic": {str(new): chr(old) for old, new in LOOK_ALIKES["cyrillic"].items() if alphabet_of(chr(old)) == "latin"},
}


def mixed(word: str, random: Random) -> str:
    """Some letters of the other alphabet that look alike; a word that keeps none of its own is no mixture."""
    twins = _TWINS.get(alphabet_of(word[0]) or "", {})
    places = [place for place, letter in enumerate(word) if letter in twins]
    chosen = set(random.sample(places, random.randint(1, len(places)))) if places else set()
    if chosen and len(chosen) >= sum(map(str.isalpha, word)):
        chosen.discard(max(chosen))
    return "".join(twins[letter] if place in chosen else letter for place, letter in enumerate(word))


def with_signs(word: str, random: Random) -> str:
    """Digits and signs for some letters within the word."""
    places = [place for place in range(1, len(word) - 1) if word[place].lower() in _SIGNS]
    chosen = set(random.sample(places, random.randint(1, min(2, len(places))))) if places else set()
    return "".join(random.choice(_SIGNS[letter.lower()]) if place in chosen else letter for place, letter in enumerate(word))


def spaced(word: str, _: Random) -> str:
    """A blank between every two letters."""
    return " ".join(word)


def dotted(word: str, random: Random) -> str:
    """A point, hyphen or the like between every two letters."""
    return random.choice(".-_*·").join(word)


def invisible(word: str, random: Random) -> str:
    """Characters of no width between letters."""
    return random.choice(_ZERO_WIDTH).join(word)


def circled(word: str, _: Random) -> str:
    """Letters in circles, for Latin ones without marks."""
    return "".join(chr(0x24D0 + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter for letter in word.lower())


def styled(word: str, _: Random) -> str:
    """Letters of mathematics, for Latin ones without marks."""
    return "".join(chr(0x1D41A + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter for letter in word.lower())


def full_width(word: str, _: Random) -> str:
    """Letters and digits as wide as Chinese characters."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in word)


def struck(word: str, random: Random) -> str:
    """A stroke through every letter."""
    stroke = random.choice(_STROKES)
    return "".join(letter + stroke for letter in word)


Disguiser = Callable[[str, Random], str]
DISGUISERS: Final[Mapping[Disguise, tuple[Disguiser, ...]]] = {
    Disguise.MIXED_ALPHABET: (mixed,),
    Disguise.DIGITS_FOR_LETTERS: (with_signs,),
    Disguise.SPACED_LETTERS: (spaced,),
    Disguise.DOTTED_LETTERS: (dotted,),
    Disguise.INVISIBLE_CHARACTERS: (invisible,),
    Disguise.EMOJI_LETTERS: (circled,),
    Disguise.STYLED_LETTERS: (styled, full_width),
    Disguise.COMBINING_MARKS: (struck,),
}
"""Every way to hide a word, by what is told of it when it is undone."""


def disguised(word: str, random: Random) -> str:
    """A word in some disguise that changes it; itself where none does."""
    ways = [way for group in DISGUISERS.values() for way in group]
    random.shuffle(ways)
    return next((new for way in ways if (new := way(word, random)) != word), word)
