"""Which languages a text may be in, so that the phrases of these, and of no others, are looked for in it.

Unlike `language`, which names the one language of a text or none, this names every one that is heard: an advert may be in two, a
short post may be in any. Function words count, as they are and as people write them in chats: without marks, or in Latin letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from features.text.hearing_tables import (
    all_letters,
    function_words,
    known_languages,
    letters_needed,
    letters_never,
    signs,
    vocabulary_signs,
)
from features.text.words import word_set

_LEAST: Final = 1.5
"""Weight of function words below which nothing is known."""
_SURE: Final = 4.0
"""Weight from which a language is known, and another one must show words that the first does not have."""
_BESIDE: Final = 0.2
"""Share of the best heard language from which another one is heard beside it."""
_OWN: Final = 3
"""So many words that no other language has are enough, however little of the text they are."""
_KIN: Final = (frozenset({"hr", "sr"}), frozenset({"bg", "mk"}), frozenset({"mk", "sr"}), frozenset({"ru", "uk"}))
"""Languages so close that a short text may be taken for the other."""
_SLIPS: Final = 2
"""Letters of another language that a name or a slip may bring."""
_KNOWN: Final = 1.2
"""Weight of words of the packs from which they tell a language."""
_CLOSE: Final = 0.75
"""Share of the best from which another language may be meant too."""
_AKIN: Final = 0.4
"""The same for the nearest kin of the best."""
_SHORT: Final = 200
"""Characters."""
_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_SCRIPTS: Final = {
    "Latn": re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Arab": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
}


@dataclass(frozen=True, slots=True)
class _Tally:
    """The function words of a text, by the languages that have them; a word that many have weighs little for each."""

    words: Mapping[str, Mapping[str, float]]

    @property
    def scores(self) -> dict[str, float]:
        """How much of each language is heard."""
        return {language: sum(words.values()) for language, words in self.words.items()}

    def own(self, language: str) -> int:
        """How many words of a language no other has."""
        return sum(weight == 1.0 for weight in self.words.get(language, {}).values())

    def beyond(self, language: str, other: str) -> float:
        """How much of a language is heard in words that another one does not have."""
        known = self.words[other].keys()
        return sum(weight for word, weight in self.words[language].items() if word not in known)


def heard(folded: str, among: frozenset[str]) -> tuple[str, ...]:
    """The languages, of those asked for, that a lower-case text may be in; all of its script where nothing can be told.

    A language of which nothing is known here, such as that of a further pack, may be the language of any text.
    """
    tally = _tally(folded)
    found = _found(folded, tally)
    unlikely = {code for code in found & letters_never().keys() if tally.own(code) < _OWN and _is_written_otherwise(folded, code)}
    return tuple(sorted((found - unlikely | _by_script(folded)) & among | (among - known_languages())))


def _found(folded: str, tally: _Tally) -> set[str]:
    scores = tally.scores
    best = max(scores, key=lambda code: (scores[code], code), default="")
    most = scores.get(best, 0.0)
    if most >= _SURE:
        beside = {code for code in scores if tally.beyond(code, best) >= _BESIDE * most or tally.own(code) >= _OWN}
        alike = {code for code in scores if scores[code] >= (_AKIN if code in _kin_of({best}) else _CLOSE) * most}
        return beside | alike
    if most >= _LEAST:
        found = {code for code, score in scores.items() if score >= _BESIDE * most or tally.own(code) >= _OWN}
        return found | {other for other in _kin_of(found) if other in scores}
    found = _by_vocabulary(folded, scores) or ({"en"} if _has_english(folded) else _of_scripts(folded)) | scores.keys()
    return found | _kin_of(found)


def _kin_of(languages: set[str]) -> set[str]:
    return {other for group in _KIN if group & languages for other in group}


def _is_written_otherwise(folded: str, language: str) -> bool:
    """Whether a text has letters that the language never has, more than a slip or two, and more than it has of its own."""
    strange = sum(folded.count(letter) for letter in letters_never()[language])
    return strange > _SLIPS and strange > sum(folded.count(letter) for letter in letters_needed().get(language, ""))


def _has_english(folded: str) -> bool:
    """Whether a text of plain letters has a word that the English packs look for: a title such as "Air hostess"."""
    words, _ = vocabulary_signs()
    return folded.isascii() and any("en" in words.get(word, ()) for word in word_set(folded))


def _by_vocabulary(folded: str, heard_so_far: Mapping[str, float]) -> set[str]:
    """The languages whose packs look for the words of a short text; for what function words do not tell.

    Urdu is written in Latin letters now and then, and then full of English: its own function words must be heard too.
    """
    words, stems = vocabulary_signs()
    scores = defaultdict(float, heard_so_far)
    for word in word_set(folded):
        found = words.get(word) or next((stems[word[:end]] for end in range(len(word), 3, -1) if word[:end] in stems), ())
        for language in found:
            scores[language] += len(found) ** -0.5
    now_and_then = set() if _SCRIPTS["Arab"].search(folded) else {"ur"}
    possible = _of_scripts(folded) - now_and_then | heard_so_far.keys()
    best = max((scores[language] for language in possible), default=0.0)
    if best < _KNOWN:
        return set()
    least = _CLOSE * best
    return {language for language in possible if scores[language] >= max(least, scores["en"] if scores["en"] >= least else 0.0)}


def _by_script(folded: str) -> set[str]:
    """Chinese wherever its characters stand, and English in short posts of Latin letters, which borrow from it most."""
    short = len(folded) < _SHORT and _SCRIPTS["Latn"].search(folded)
    return ({"zh"} if _CHINESE.search(folded) else set()) | ({"en"} if short else set())


def _tally(folded: str) -> _Tally:
    known = signs()
    words: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for word in word_set(folded) | all_letters().intersection(folded):
        for language, weight in known.get(word, ()):
            words[language][word] = weight
    return _Tally(words)


def _of_scripts(folded: str) -> set[str]:
    """The languages of the scripts that stand in a text; a few Latin letters among Chinese are of a brand or a unit."""
    met = {script for script, letters in _SCRIPTS.items() if letters.search(folded)}
    if "Latn" in met and len(_CHINESE.findall(folded)) > len(_SCRIPTS["Latn"].findall(folded)):
        met.remove("Latn")
    return {language for script in met for language in function_words()[script]}
