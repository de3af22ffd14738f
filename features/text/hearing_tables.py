"""The words and letters by which languages are heard: function words, letters of their own, and what the packs look for."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from features.text.spelling import forms_of, unmarked
from features.text.vocabulary import vocabulary_by_language

_SHORTEST_TRANSLITERATED: Final = 3


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


def letters_needed() -> Mapping[str, str]:
    """Letters that some languages are written with and their neighbours are not."""
    found: Mapping[str, str] = _tables()["needed"]  # type: ignore[assignment]
    return found


def letters_never() -> Mapping[str, str]:
    """Letters that some languages are never written with."""
    found: Mapping[str, str] = _tables()["never"]  # type: ignore[assignment]
    return found


@cache
def all_letters() -> frozenset[str]:
    """Every letter by which a language is told."""
    return frozenset[str]().union(*_letters().values())


@cache
def function_words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Function words by script and language. Bosnian is read with the Croatian pack."""
    return {
        script: {{"bs": "hr"}.get(language, language): frozenset(line.split()) for language, line in table.items()}
        for script, table in _tables()["words"].items()
    }


@cache
def known_languages() -> frozenset[str]:
    """The languages that can be heard."""
    return frozenset(language for table in function_words().values() for language in table) | {"zh"}


@cache
def signs() -> dict[str, tuple[tuple[str, float], ...]]:
    """The languages of each function word; one that many share says little of each."""
    languages: dict[str, set[str]] = {}
    for table in function_words().values():
        for language, words in table.items():
            for word in _written(words):
                languages.setdefault(word, set()).add(language)
    for language, letters in _letters().items():
        for letter in letters:
            languages.setdefault(letter, set()).add(language)
    for language, words in function_words()["Cyrl"].items():
        for word in _in_latin(language, words):
            if word not in languages:
                languages[word] = {language}
    return {word: tuple((code, len(codes) ** -0.5) for code in sorted(codes)) for word, codes in languages.items()}


@cache
def vocabulary_signs() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
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
