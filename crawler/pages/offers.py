"""Whether a social post looks like an offer of work: a cheap gate, so that a stream of everything can be read on.

Words of `offers.toml` are counted, language by language, and the language that says most decides; nothing is parsed. What passes
is read properly later, what is held back is lost. Case, accents and look-alike letters of other alphabets do not matter.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from operator import add
from typing import Final, TypeAlias

from features.text.words import UNSPACED

MOST_READ: Final = 1_500
"""Characters of a post that are looked at: an offer says early that it is one."""

_WORD: Final = re.compile(r"[^\W_]{1,40}")
_UNSEEN: Final = re.compile("[\u00ad\u0307\u0640\u064b-\u0652\u200b\u200d-\u200f\u2060\ufe0f\ufeff]+")
_ALIKE: Final = dict(zip("авекмнорстухіјѕαβεηικνορτυχ", "abekmhopctyxijsabehikvoptyx", strict=True))
"""Letters of other alphabets that pass for Latin ones, small or (в, н, η) large."""
_ALSO: Final = {
    "đ": "d",
    "ł": "l",
    "ø": "o",
    "ı": "i",
    "æ": "ae",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
}
_REMEMBERED: Final = 30_000

Kind: TypeAlias = tuple[str, str]
"""A language, and one of offer, hint, duty, pay, apply, seeker and news."""
Entry: TypeAlias = tuple[Kind, str]
Entries: TypeAlias = Mapping[str, tuple[Entry, ...]]
Word: TypeAlias = tuple[str, tuple[Kind, ...], tuple[Entry, ...]]
"""A word folded, what it says by itself, and the phrases it begins."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The words by what they are looked up with."""

    words: Entries
    """Whole words."""
    stems: Entries
    """Words with any ending, by their first three letters."""
    phrases: Entries
    """Several words, by the first; a blank before each, and after the last where it has no other ending."""
    anywhere: Entries
    """Words of scripts without blanks, by their first two characters."""
    weights: Mapping[str, tuple[int, int]]
    passes: int


def looks_like_offer(text: str) -> bool:
    """Whether a post says so much of work, pay and applying, and so little of news or its own search, that it may offer work."""
    return score(text) >= _table().passes


def score(text: str) -> int:
    """What the words of a post add up to, in the language in which they add up to most; 0 where none is known."""
    weights = _table().weights
    sums: dict[str, int] = {}
    for (language, kind), count in Counter(_kinds(_plain(text[:MOST_READ]))).items():
        weight, most = weights[kind]
        sums[language] = sums.get(language, 0) + weight * (count if count < most else most)
    return max(sums.values(), default=0)


def _kinds(text: str) -> list[Kind]:
    """The kinds of the different words in a text."""
    found: list[Kind] = []
    if not text.isascii() and UNSPACED.search(text):
        found += _anywhere(text)
        text = UNSPACED.sub(" ", text)
    words = list(map(_known, _WORD.findall(text)))
    row = f" {' '.join([folded for folded, _, _ in words])} "
    for _, kinds, phrases in {word[0]: word for word in words}.values():
        found += kinds
        if phrases:
            found += [kind for kind, phrase in phrases if phrase in row]
    return found


def _anywhere(text: str) -> list[Kind]:
    entries = _table().anywhere
    pairs = entries.keys() & set(map(add, text, text[1:]))
    return [kind for pair in pairs for kind, entry in entries[pair] if entry in text]


@lru_cache(maxsize=_REMEMBERED)
def _known(word: str) -> Word:
    table, folded = _table(), _folded(word)
    ended = tuple(kind for kind, stem in table.stems.get(folded[:3], ()) if folded.startswith(stem))
    return folded, (*(kind for kind, _ in table.words.get(folded, ())), *ended), table.phrases.get(folded, ())


def _plain(text: str) -> str:
    """A text in small letters, letters of other shapes and unseen characters done away with."""
    if text.isascii():
        return text.lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text.replace("İ", "i")).casefold())


def _folded(word: str) -> str:
    """A word as it is compared: without accents, look-alikes as one letter."""
    return word if word.isascii() else word.translate(_folding())


@cache
def _folding() -> dict[int, str]:
    accented = (chr(code) for first, end in ((0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x2000)) for code in range(first, end))
    plain = {letter: unicodedata.normalize("NFD", letter)[0] for letter in accented}
    return {ord(letter): _ALIKE.get(base, base) for letter, base in plain.items()} | {
        ord(key): value for key, value in _ALSO.items()
    }


@cache
def _table() -> _Table:
    data = tomllib.loads((files("crawler.pages") / "offers.toml").read_text(encoding="utf-8"))
    weights = {kind: (weight, most) for kind, (weight, most) in data.pop("weights").items()}
    passes = int(data.pop("gate")["passes"])
    spaced, unspaced = _entries(data)
    return _Table(
        words=_keyed(((kind, words[0]) for kind, words, ends in spaced if ends and len(words) == 1), lambda word: word),
        stems=_keyed(((kind, words[0]) for kind, words, ends in spaced if not ends and len(words) == 1), lambda stem: stem[:3]),
        phrases=_keyed(
            ((kind, f" {' '.join(words)}" + " " * ends) for kind, words, ends in spaced if len(words) > 1),
            lambda phrase: phrase.split()[0],
        ),
        anywhere=_keyed(unspaced, lambda entry: entry[:2]),
        weights=weights,
        passes=passes,
    )


def _entries(data: Mapping[str, Mapping[str, list[str]]]) -> tuple[list[tuple[Kind, list[str], bool]], list[Entry]]:
    """The table's entries: words, and whether the last one ends there; and what is looked for anywhere."""
    spaced: list[tuple[Kind, list[str], bool]] = []
    unspaced: list[Entry] = []
    for language, kinds in data.items():
        for kind, entry in ((kind, entry) for kind, entries in kinds.items() for entry in entries):
            if UNSPACED.search(entry):
                unspaced.append(((language, kind), _plain(entry)))
            else:
                spaced.append(((language, kind), [_folded(word) for word in _WORD.findall(_plain(entry))], entry[-1] != "*"))
    return spaced, unspaced


def _keyed(entries: Iterable[Entry], key: Callable[[str], str]) -> Entries:
    """Entries, each once, by their key."""
    keyed: dict[str, list[Entry]] = defaultdict(list)
    for kind, entry in dict.fromkeys(entries):
        keyed[key(entry)].append((kind, entry))
    return {name: tuple(found) for name, found in keyed.items()}
