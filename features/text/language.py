"""Which language and script a text is written in, with "und" when unsure.

The script is counted; scripts of one language settle it alone. Otherwise the commonest function words and the letters that only
some languages have are weighed against each other on the first few hundred characters; that settles ordinary adverts. What stays
open is asked of py3langid in the full profile, and stays "und" in the light one. Codes are ISO 639-1, scripts ISO 15924.

Croatian, Serbian in Latin letters and Bosnian are one dialect continuum: they are told apart by words that only one standard has
(tjedan, nedelja, sedmica; mjesto, mesto). Where none of these stands, the closest in function words is named.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import filterfalse, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from features.profile import Profile
from features.text.words import words_and_numbers

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED: Final = "und"
_SAMPLE: Final = 600
_MIN_WORDS: Final = 3
_MIN_SIGNS: Final = 4
_MIN_SCORE: Final = 0.08
_MIN_MARGIN: Final = 1.4
_LETTER_WEIGHT: Final = 0.4
_UNLIKELY: Final = 0.3
_MANY_WORDS: Final = 15
_SLIP: Final = 250
_MIN_PROBABILITY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Language:
    """A language (ISO 639-1, or "und") in a script (ISO 15924, or "Zyyy"), and how sure that is, in [0, 1]."""

    code: str
    script: str
    confidence: float = 0.0


_SCRIPTS: Final = MappingProxyType(
    {
        "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
        "Cyrl": "\u0400-\u052f",
        "Grek": "\u0370-\u03ff\u1f00-\u1fff",
        "Arab": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
        "Hani": "\u3400-\u4dbf\u4e00-\u9fff",
        "Kana": "\u3040-\u30ff",
        "Hang": "\uac00-\ud7af",
        "Thai": "\u0e00-\u0e7f",
        "Hebr": "\u0590-\u05ff",
        "Deva": "\u0900-\u097f",
        "Beng": "\u0980-\u09ff",
        "Taml": "\u0b80-\u0bff",
        "Telu": "\u0c00-\u0c7f",
        "Sinh": "\u0d80-\u0dff",
        "Mymr": "\u1000-\u109f",
        "Khmr": "\u1780-\u17ff",
        "Laoo": "\u0e80-\u0eff",
        "Ethi": "\u1200-\u137f",
        "Geor": "\u10a0-\u10ff",
        "Armn": "\u0530-\u058f",
    }
)
_LETTERS: Final = MappingProxyType({script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()})
_ONE_LANGUAGE: Final = MappingProxyType(
    {"Grek": "el", "Kana": "ja", "Hang": "ko", "Thai": "th", "Hebr": "he", "Deva": "hi", "Beng": "bn", "Taml": "ta", "Telu": "te"}
    | {"Sinh": "si", "Mymr": "my", "Khmr": "km", "Laoo": "lo", "Ethi": "am", "Geor": "ka", "Armn": "hy"}
)
_DENSE: Final = MappingProxyType({"Hani": 3, "Kana": 2, "Hang": 2})
"""How many Latin letters one sign of a denser script is worth."""

_TRADITIONAL: Final = re.compile("[們個這來時會對學國後說過還經發裡開無從現實點當應體關問讓進動電話聯繫薪資歡職務員廠]")
_SIMPLIFIED: Final = re.compile("[们个这来时会对学国后说过还经发里开无从现实点当应体关问让进动电话联系薪资欢职务员厂]")

_SIBLINGS: Final = MappingProxyType(
    {
        code: group
        for group in (("hr", "bs", "sr"), ("id", "ms"), ("nb", "da"), ("cs", "sk"), ("bg", "mk"), ("uk", "be"))
        for code in group
    }
)
"""Languages so close that any lead must do; a tie goes to the one named first."""

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_ASCII_LETTERS: Final = re.compile("[A-Za-z]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def identify(text: str, profile: Profile) -> Language:
    """The language of a text: its beginning settles most, its middle some of what is left."""
    found = Language(UNDETERMINED, "Zyyy")
    for start, length in ((len(text) // 8, _SAMPLE // 2), (0, _SAMPLE), (len(text) // 2, _SAMPLE)):
        sample = text[start : start + length]
        found = _by_words(sample)
        if found.code != UNDETERMINED or len(text) <= length:
            break
    if found.code != UNDETERMINED or profile is Profile.LIGHT or not _has_words(sample, found.script):
        return found
    return _by_model(sample, found.script)


def _script(sample: str) -> str:
    """The script of most letters; kana makes Japanese of Chinese characters."""
    marked = "".join(_NOT_ASCII.findall(sample))
    plain = len(sample) - len(marked)
    if len(marked) * 8 < plain:
        return "Latn" if _LETTERS["Latn"].search(sample) else "Zyyy"
    counts = {script: len(letters.findall(marked)) * _DENSE.get(script, 1) for script, letters in _LETTERS.items()}
    counts["Latn"] += len(_ASCII_LETTERS.findall(sample))
    best = max(counts, key=counts.__getitem__)
    if best == "Hani" and counts["Kana"] > counts["Hani"] // 20:
        return "Kana"
    return best if counts[best] else "Zyyy"


def _has_words(sample: str, script: str) -> bool:
    if script in _DENSE or script in ("Thai", "Khmr", "Laoo", "Mymr"):
        return len(_LETTERS[script].findall(sample)) >= _MIN_SIGNS
    return len(list(islice(_WORD.finditer(sample), _MIN_WORDS))) == _MIN_WORDS


def _by_words(sample: str) -> Language:
    script = _script(sample)
    if script == "Zyyy" or not _has_words(sample, script):
        return Language(UNDETERMINED, script)
    if script == "Hani":
        return Language("zh", _chinese(sample), 1.0)
    if script in _ONE_LANGUAGE:
        return Language(_ONE_LANGUAGE[script], "Jpan" if script == "Kana" else "Kore" if script == "Hang" else script, 1.0)
    return _weighed(sample, script)


def _chinese(sample: str) -> str:
    traditional, simplified = len(_TRADITIONAL.findall(sample)), len(_SIMPLIFIED.findall(sample))
    if traditional == simplified:
        return "Hani"
    return "Hant" if traditional > simplified else "Hans"


def _weighed(sample: str, script: str) -> Language:
    """The language with most function words and letters of its own, if it leads clearly."""
    folded = sample.lower()
    words = list(filterfalse(str.isdecimal, words_and_numbers(folded)))
    scores = _scores(words, folded, script)
    if not scores:
        return Language(UNDETERMINED, script)
    best, first = max(scores.items(), key=lambda item: item[1])
    second = max((score for code, score in scores.items() if code not in _SIBLINGS.get(best, (best,))), default=0.0)
    share = first / len(words)
    if share < _MIN_SCORE or first < _MIN_MARGIN * second:
        return Language(UNDETERMINED, script)
    return Language(best, script, round(min(1.0, (first - second) / first * min(1.0, share * 4)), 3))


def _scores(words: list[str], folded: str, script: str) -> dict[str, float]:
    signs = _signs()[script]
    scores: dict[str, float] = {}
    for word in words:
        for code, weight in signs.get(word, ()):
            scores[code] = scores.get(code, 0.0) + weight
    return scores if folded.isascii() else _with_letters(scores, folded, script, len(words))


def _with_letters(scores: dict[str, float], folded: str, script: str, most: int) -> dict[str, float]:
    signs = _signs()[script]
    letters = Counter("".join(_NOT_ASCII.findall(folded)))
    for letter, count in letters.items():
        for code, weight in signs.get(letter, ()):
            scores[code] = scores.get(code, 0.0) + weight * _LETTER_WEIGHT * min(count, most)
    if most < _MANY_WORDS or script == "Latn":
        return scores
    return {code: score * (_UNLIKELY if _speaks_against(code, letters) else 1.0) for code, score in scores.items()}


def _speaks_against(code: str, letters: Counter[str]) -> bool:
    """Whether a text lacks letters that the language needs, or has more than a slip or two of those it does not know."""
    needed, never = _tables()["needed"].get(code), _tables()["never"].get(code, "")
    return (needed and not any(letters[letter] for letter in needed)) or sum(
        letters[letter] for letter in never
    ) > letters.total() // _SLIP


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("function_words.toml").read_text("utf-8"))


@cache
def _signs() -> dict[str, dict[str, tuple[tuple[str, float], ...]]]:
    """For each script, the languages that have a word or a letter; one that many share says little of each."""
    tables = _tables()
    words = {
        script: _weights({code: set(line.split()) for code, line in table.items()}) for script, table in tables["words"].items()
    }
    letters = {script: _weights({code: set(line) for code, line in table.items()}) for script, table in tables["letters"].items()}
    return {script: letters[script] | words[script] for script in words}


def _weights(lists: dict[str, set[str]]) -> dict[str, tuple[tuple[str, float], ...]]:
    shared = Counter(sign for signs in lists.values() for sign in signs)
    return {sign: tuple((code, count**-0.5) for code, signs in lists.items() if sign in signs) for sign, count in shared.items()}


def _by_model(sample: str, script: str) -> Language:
    code, probability = _model().classify(sample)
    code = {"no": "nb"}.get(code, code)
    if probability < _MIN_PROBABILITY or code not in _codes(script):
        return Language(UNDETERMINED, script)
    return Language(code, script, round(float(probability), 3))


def _codes(script: str) -> frozenset[str]:
    return frozenset(code for pairs in _signs()[script].values() for code, _ in pairs)


@cache
def _model() -> LanguageIdentifier:
    """The model, read once, restricted to the languages that function words know."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = frozenset[str]().union(*map(_codes, _signs()))
    model.set_languages(known & set(model.labels() if callable(model.labels) else model.labels) | {"no"})
    return model
