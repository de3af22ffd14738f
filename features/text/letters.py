"""Words hidden by their letters: set apart, borrowed from another alphabet, or replaced by digits and signs.

Honest writing is left alone: Latin brands with a Cyrillic ending, abbreviations with dots, licence categories, units, addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product
from typing import Final

from features.text.confusables import CYRILLIC_FOR_SIGNS, LETTERS_FOR_SIGNS, LOOK_ALIKES, Alphabet, alphabet_of
from features.text.rewriting import Disguise, Draft, Edit
from features.text.vocabulary import is_sensitive, is_word, known_length, worth_disguising

_LETTER: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f\u0531-\u0587\u1e00-\u1fff\u0620-\u064a\u0671-\u06d3\u4e00-\u9fff"
)
_GAP: Final = " .\\-_*\u00b7\u2022~+,/|"
_APART: Final = re.compile(
    f"(?<![\\w@])[{_LETTER}]([{_GAP}])[{_LETTER}](?:\\1[{_LETTER}]){{2,}}(?:\\1{{2,4}}[{_LETTER}](?:\\1[{_LETTER}])+)*(?!\\w)"
)
CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_CHINESE_APART: Final = re.compile("(?<=[\u4e00-\u9fff])(?: {1,2}|[.*_\u00b7~+|\u2022-])(?=[\u4e00-\u9fff])")
_BETWEEN_HONEST_WORDS: Final = frozenset((" ", "  ", "+", "|", "-", "_", "~", ".", "\u00b7", "\u2022"))
"""What stands between two Chinese words, in lists ("包吃_加班补助"), headings and sentences that end in a Latin full stop."""
_LISTING: Final = frozenset(",/|")
_MAX_WORD: Final = 40

_WORD_LETTER: Final = "A-Za-z\u00c0-\u024f\u0370-\u0587\u1e00-\u1eff"
_SIGN_FOR_LETTER: Final = re.compile(f"[0-9@$!|€£](?:(?=[{_WORD_LETTER}])|(?<=[{_WORD_LETTER}][0-9@$€£]))")
_WORD: Final = re.compile(f"[{_WORD_LETTER}0-9@$!|€£]{{0,{_MAX_WORD}}}")
_ADDRESS: Final = re.compile(r"://|\.[a-z]{2,}|^www|@[\w.-]+\.", re.IGNORECASE)
MOST_SIGNS: Final = 300
"""Digits and signs beside letters that are looked at: an ordinary posting full of codes holds eighty."""
_MOST_READINGS: Final = 100
_SPACE: Final = re.compile(r"\s")
_HONEST_SIGNS: Final = re.compile(
    r"[^\W\d_]\d$|^\$[A-Z]+$|[a-z\u00df-\u00ff\u0430-\u045f][!|][A-Z\u00c0-\u00de\u0400-\u042f]"
    r"|[!|][A-Z\u00c0-\u00de\u0400-\u042f][a-z\u00df-\u00ff\u0430-\u045f]"
)
"""A number after a word ("Model3"), a ticker ("$CASH"), a missing blank ("change!Now", "NOW!We")."""
_TWO_WORDS: Final = re.compile(r"[^\W\d_]{4,}@[^\W\d_]{4,}|[^\W\d_]{3,}![^\W\d_]{3,}")
"""Two words ("student@work", "wanted!cleaning"), unless together they are a word itself."""

EXTENDED_LATIN: Final = re.compile("[\u0100-\u024f]")
"""Latin letters that may stand among those of another alphabet ("оbjаšnjаvаm")."""
_FOREIGN: Final = re.compile("[\u0370-\u0587]")
_MIXED_IN_LATIN: Final = re.compile("[\u0370-\u0587](?:(?=[A-Za-z0-9\u00c0-\u024f])|(?<=[A-Za-z0-9\u00c0-\u024f].))")
_MIXED_IN_FOREIGN: Final = re.compile("[A-Za-z\u00c0-\u024f](?:(?=[\u0370-\u0587])|(?<=[\u0370-\u0587].))")
_ACRONYM_WITH_ENDING: Final = re.compile("[A-Z]{2,}[\u0430-\u045f]+")
_BRAND_WITH_ENDING: Final = re.compile("[A-Za-z]{2,}(?:а|у|е|ы|и|ю|я|ом|ем|ов|ам|ах|ой|ей|ами|ами)")
_LOST_BLANK: Final = re.compile(
    "(?:[A-Za-z0-9]*[a-z]|[A-Z]{2,})[\u0391-\u03a9\u0400-\u042f][\u0370-\u0587]*|[\u0370-\u0587]*[\u03b1-\u03c9\u0430-\u045f][A-Z][A-Za-z]*"
    "|[A-Za-z]{3,}[\u0370-\u0587]{3,}|[\u0370-\u0587]{3,}[A-Za-z]{3,}"
)


def join_letters_apart(draft: Draft) -> None:
    """Join words whose letters were set apart by one and the same sign; headings in letter-spaced capitals are not noted."""
    edits: list[Edit] = []
    for found in _APART.finditer(draft.text):
        start = found.start() + _word_before(found[0], found[1])
        run = draft.text[start : found.end()]
        words = [word.replace(found[1], "") for word in run.split(found[1] * 2)]
        worth = any(map(worth_disguising, (*words, "".join(words))))
        if worth and (not run.isupper() or any(map(is_sensitive, words))):
            draft.note(Disguise.SPACED_LETTERS if found[1] == " " else Disguise.DOTTED_LETTERS, start, found.end())
        if worth or _is_a_word("".join(words), found[1]):
            edits.extend(_gap_edits(run, start))
    draft.rewrite(edits)


def join_characters_apart(draft: Draft) -> None:
    """Join Chinese characters that a sign or a blank sets apart within one word worth disguising ("微*信").

    Blanks and signs of lists stand between honest words too, and by chance make a word of two: they are joined, and only noted
    where every character stands alone or the word is one that people hide.
    """
    edits: list[Edit] = []
    text = draft.text
    for found in islice(_CHINESE_APART.finditer(text), MOST_SIGNS):
        start, end = found.span()
        words = [left + right for left, right in _around(text[max(0, start - 2) : start], text[end : end + 2])]
        worth = list(filter(worth_disguising, words))
        if not worth:
            continue
        alone = found[0] in (text[start - 2 : start - 1], text[end + 1 : end + 2])
        if found[0] not in _BETWEEN_HONEST_WORDS or alone or any(map(is_sensitive, worth)):
            draft.note(Disguise.SPACED_LETTERS if found[0].isspace() else Disguise.DOTTED_LETTERS, start - 1, end + 1)
        edits.append((start, end, ""))
    draft.rewrite(edits)


def _around(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of two and three characters that a gap stands in."""
    return ((left, right) for left in (before[-1:], before) for right in (after[:1], after) if len(left + right) < 4)


def _word_before(run: str, gap: str) -> int:
    """How long a word of one letter before the run is: "a W h a t s A p p" is two words."""
    first = run.split(gap * 2, maxsplit=1)[0].replace(gap, "")
    return 2 if gap == " " and first[0] in "aAI" and worth_disguising(first[1:]) and not worth_disguising(first) else 0


def _gap_edits(run: str, start: int) -> list[Edit]:
    """Single gaps go; a longer gap stands between two words and becomes a blank."""
    return [
        (start + found.start(), start + found.end(), "" if len(found[0]) == 1 else " ")
        for found in re.finditer(re.escape(run[1]) + "+", run)
    ]


def _is_a_word(word: str, gap: str) -> bool:
    """Not a list of categories (B C D E), an abbreviation with dots (Y.M.C.A.) or one letter over and over."""
    if gap in _LISTING or len(set(word.lower())) < 3 or word == "".join(sorted(word)):
        return False
    return not word.isupper() or len(word) > (6 if gap == "." else 4)


def _word_around(text: str, place: int) -> tuple[int, int] | None:
    """The word (letters, digits and signs read as letters) that holds a place, or none when it is endless."""
    before = _WORD.match(text[max(0, place - _MAX_WORD) : place][::-1])
    after = _WORD.match(text, place)
    start, end = place - (before.end() if before else 0), after.end() if after else place
    return None if end - start > _MAX_WORD else (start, end)


def same_alphabet(draft: Draft) -> None:
    """Bring words of mixed alphabets into the one that most of their letters belong to."""
    text, at, edits = draft.text, 0, list[Edit]()
    if not _FOREIGN.search(text):
        return
    main = _main_alphabet(text)
    for found in (_MIXED_IN_LATIN if main == "latin" else _MIXED_IN_FOREIGN).finditer(text):
        if found.start() < at:
            continue
        bounds = _word_around(text, found.start())
        at = bounds[1] if bounds else found.start() + _MAX_WORD
        if bounds and (new := _of_one_alphabet(text[slice(*bounds)], main)):
            draft.note(Disguise.MIXED_ALPHABET, *bounds)
            edits.append((*bounds, new))
    draft.text = _replaced(text, edits)


def _main_alphabet(text: str) -> Alphabet:
    """The alphabet that most of the text's beginning is written in."""
    counts: Counter[Alphabet | None] = Counter(map(alphabet_of, text[:600]))
    del counts[None]
    return max(counts, key=counts.__getitem__, default=None) or "latin"


def _replaced(text: str, edits: list[Edit]) -> str:
    """Changes that keep the length of the text."""
    pieces: list[str] = []
    at = 0
    for start, end, new in edits:
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:]))


@lru_cache(maxsize=1024)
def _of_one_alphabet(word: str, main: Alphabet) -> str | None:
    """The word in the text's own alphabet where that leaves nothing foreign, else in its majority's, else in the other."""
    counts = Counter(filter(None, map(alphabet_of, word)))
    if len(counts) < 2:
        return None
    choices = sorted(counts, key=lambda alphabet: (alphabet != main, -counts[alphabet]))
    for alphabet in choices:
        new = word.translate(LOOK_ALIKES[alphabet])
        if all(alphabet_of(char) in (alphabet, None) for char in new):
            return new if is_word(new) or not _is_honest_joint(word, main) else None
    return None


def _is_honest_joint(word: str, main: Alphabet) -> bool:
    """Two words or a name and its ending, each in its own alphabet: a lost blank ("JavaОпыт"), an inflected brand ("Zoomе")."""
    if main == "cyrillic" and _BRAND_WITH_ENDING.fullmatch(word):
        return True
    return _ACRONYM_WITH_ENDING.fullmatch(word) is not None or _LOST_BLANK.fullmatch(word) is not None


def letters_for_signs(draft: Draft) -> None:
    """Read digits and signs as the letters they stand for, in words worth disguising only."""
    text, at, edits = draft.text, 0, list[Edit]()
    for found in islice(_SIGN_FOR_LETTER.finditer(text), MOST_SIGNS):
        if found.start() < at:
            continue
        bounds = _word_around(text, found.start())
        at = bounds[1] if bounds else found.start() + _MAX_WORD
        if bounds and (edit := _read_signs(text, *bounds)):
            draft.note(Disguise.DIGITS_FOR_LETTERS, edit[0], edit[1])
            edits.append(edit)
    draft.text = _replaced(text, edits)


def _read_signs(text: str, start: int, end: int) -> Edit | None:
    """The word behind the signs, if it is worth disguising and no part of an address."""
    word = text[start:end].rstrip("!|")
    end = start + len(word)
    letters, digits = sum(map(str.isalpha, word)), sum(map(str.isdigit, word))
    if letters == len(word) or digits >= letters or _HONEST_SIGNS.search(word):
        return None
    if len(word) < 4 and not (word[:1] + word[-1:]).isalpha():
        return None
    readings = filter(worth_disguising, _readings(word, LETTERS_FOR_SIGNS if _is_latin(word) else CYRILLIC_FOR_SIGNS))
    plain = min(readings, key=lambda reading: 0 if is_word(reading) else _MAX_WORD - known_length(reading), default=None)
    if plain is None or (_TWO_WORDS.fullmatch(word) and not is_word(plain)) or _in_address(text, start, end):
        return None
    return start, end, plain.upper() if word.isupper() else plain


def _readings(word: str, letters: Mapping[str, str]) -> Iterator[str]:
    """The words of letters alone that one of letters and signs may stand for, the likeliest first."""
    choices = [letter if letter.isalpha() else letters.get(letter, "") for letter in word]
    return islice(map("".join, product(*choices)), _MOST_READINGS)


def _is_latin(word: str) -> bool:
    return any("a" <= char <= "z" for char in word.lower())


def _in_address(text: str, start: int, end: int) -> bool:
    before = _SPACE.split(text[max(0, start - 60) : start])[-1]
    after = _SPACE.split(text[end : end + 60], maxsplit=1)[0]
    return bool(_ADDRESS.search(before + text[start:end] + after)) or before.endswith(("@", "/"))
