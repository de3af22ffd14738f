"""Which languages a text may be in, so that the phrases of these, and of no others, are looked for in it.

Unlike `language`, which names the one language of a text or none, this names every one that is heard: an advert may be in two, a
short post may be in any. Function words count, as they are and as people write them in chats: without marks, or in Latin letters.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from features.text.spelling import forms_of, unmarked
from features.text.vocabulary import vocabulary_by_language
from features.text.words import word_set

_LEAST: Final = 1.5
"""Weight of function words below which nothing is known."""
_BESIDE: Final = 0.2
"""Share of the best heard language from which another one is heard beside it."""
_OWN: Final = 3
"""So many words that no other language has are enough, however little of the text they are."""
_KIN: Final = (frozenset({"hr", "sr"}), frozenset({"bg", "mk"}), frozenset({"ru", "uk"}))
"""Languages so close that a short text may be taken for the other."""
_SLIPS: Final = 2
"""Letters of another language that a name or a slip may bring."""
_KNOWN: Final = 1.2
"""Weight of words of the packs from which they tell a language."""
_CLOSE: Final = 0.75
"""Share of the best from which another language may be meant too."""
_SHORT: Final = 200
"""Characters."""
_SHORTEST_TRANSLITERATED: Final = 3
_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_SCRIPTS: Final = {
    "Latn": re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Arab": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
}


def heard(folded: str, among: frozenset[str]) -> tuple[str, ...]:
    """The languages, of those asked for, that a lower-case text may be in; all of its script where nothing can be told.

    A language of which nothing is known here, such as that of a further pack, may be the language of any text.
    """
    scores, own = _scores(folded)
    best = max(scores.values(), default=0.0)
    if best >= _LEAST:
        found = {code for code, score in scores.items() if score >= _BESIDE * best or len(own[code]) >= _OWN}
    else:
        found = _by_vocabulary(folded, scores) or ({"en"} if _has_english(folded) else _of_scripts(folded)) | scores.keys()
    kin = {other for group in _KIN if group & found for other in group if scores[other] or best < _LEAST}
    unlikely = {code for code in (found | kin) & _never().keys() if len(own[code]) < _OWN and _is_written_otherwise(folded, code)}
    return tuple(sorted(((found | kin) - unlikely | _by_script(folded)) & among | (among - _known())))


def _is_written_otherwise(folded: str, language: str) -> bool:
    """Whether a text has letters that the language never has, more than a slip or two, and more than it has of its own."""
    strange = sum(folded.count(letter) for letter in _never()[language])
    return strange > _SLIPS and strange > sum(folded.count(letter) for letter in _tables_of_letters("needed").get(language, ""))


def _has_english(folded: str) -> bool:
    """Whether a text of plain letters has a word that the English packs look for: a title such as "Air hostess"."""
    words, _ = _vocabulary_signs()
    return folded.isascii() and any("en" in words.get(word, ()) for word in word_set(folded))


def _by_vocabulary(folded: str, heard_so_far: Mapping[str, float]) -> set[str]:
    """The languages whose packs look for the words of a short text; for what function words do not tell.

    Urdu is written in Latin letters now and then, and then full of English: its own function words must be heard too.
    """
    signs, stems = _vocabulary_signs()
    scores = defaultdict(float, heard_so_far)
    for word in word_set(folded):
        found = signs.get(word) or next((stems[word[:end]] for end in range(len(word), 3, -1) if word[:end] in stems), ())
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


def _scores(folded: str) -> tuple[Mapping[str, float], Mapping[str, set[str]]]:
    """How much of each language is heard, and which words that no other has."""
    signs = _signs()
    scores: defaultdict[str, float] = defaultdict(float)
    own: defaultdict[str, set[str]] = defaultdict(set)
    for word in word_set(folded) | _all_letters().intersection(folded):
        for language, weight in signs.get(word, ()):
            scores[language] += weight
            if weight == 1.0:
                own[language].add(word)
    return scores, own


def _of_scripts(folded: str) -> set[str]:
    met = {script for script, letters in _SCRIPTS.items() if letters.search(folded)}
    return {language for script in met for language in _words()[script]}


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    tables: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
        Path(__file__).with_name("function_words.toml").read_text("utf-8")
    )
    return tables


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    """The letters by which some languages are told."""
    return {language: frozenset(line) for table in _tables()["letters"].values() for language, line in table.items()}


def _tables_of_letters(name: str) -> Mapping[str, str]:
    found: Mapping[str, str] = _tables()[name]  # type: ignore[assignment]
    return found


def _never() -> Mapping[str, str]:
    return _tables_of_letters("never")


@cache
def _all_letters() -> frozenset[str]:
    return frozenset[str]().union(*_letters().values())


@cache
def _words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Function words by script and language. Bosnian is read with the Croatian pack."""
    return {
        script: {{"bs": "hr"}.get(language, language): frozenset(line.split()) for language, line in table.items()}
        for script, table in _tables()["words"].items()
    }


@cache
def _known() -> frozenset[str]:
    return frozenset(language for table in _words().values() for language in table) | {"zh"}


@cache
def _signs() -> dict[str, tuple[tuple[str, float], ...]]:
    """The languages of each function word; one that many share says little of each."""
    languages: dict[str, set[str]] = {}
    for table in _words().values():
        for language, words in table.items():
            for word in _written(words):
                languages.setdefault(word, set()).add(language)
    for language, letters in _letters().items():
        for letter in letters:
            languages.setdefault(letter, set()).add(language)
    for language, words in _words()["Cyrl"].items():
        for word in _in_latin(language, words):
            if word not in languages:
                languages[word] = {language}
    return {word: tuple((code, len(codes) ** -0.5) for code in sorted(codes)) for word, codes in languages.items()}


@cache
def _vocabulary_signs() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """The languages of each word, and of each stem, that packs look for."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    stems: defaultdict[str, set[str]] = defaultdict(set)
    for language, entries in vocabulary_by_language().items():
        for entry in entries:
            for form in forms_of(entry.rstrip("*"), language):
                (stems if entry.endswith("*") else words)[form].add(language)
    frozen = ({form: frozenset(languages) for form, languages in table.items()} for table in (words, stems))
    return next(frozen), next(frozen)


def _written(words: Iterable[str]) -> Iterator[str]:
    """Words as they are, and without their marks."""
    for word in words:
        if len(word) > 1 or not word.isascii():
            yield from {word, unmarked(word)}


def _in_latin(language: str, words: Iterable[str]) -> Iterator[str]:
    forms = (form for word in words for form in forms_of(word, language))
    return (form for form in forms if form.isascii() and form.isalpha() and len(form) >= _SHORTEST_TRANSLITERATED)
