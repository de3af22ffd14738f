"""The clause around an amount, and what its words say the amount is for.

The nearest word decides. A comma, a joining word or a weak word ("pay" is a verb as often as a noun) counts as some words'
distance more; where a wage and something else are equally near, it is not a wage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from features.pay.lexicon import UNSPACED, periods, roles
from features.pay.money import PayPeriod, PayRole

_LEFT: Final = 64
_RIGHT: Final = 44
_CLOSE: Final = 40
_CLOSE_GAPS: Final = frozenset({" ", "  ", "-", "/", " / "})
_SHORT: Final = 4
"""Shorter words of how often ("pm", "pa") mean something else before an amount."""
_FAR: Final = 9
_OUT_OF_REACH: Final = 8
_BREAK: Final = re.compile(r"[;!?•|。；\x1e▪●✅❗]|\.\s|\n\s*\n")
_WORD: Final = re.compile(r"з/п|401|[^\W\d_]+(?:-[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a clause says of its amount; `distance` is that of the word that says its role, in words."""

    role: PayRole = PayRole.UNKNOWN
    distance: int = _FAR
    period: PayPeriod = PayPeriod.UNKNOWN
    gross: bool | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or pair of words, with its distance from the amount."""

    text: str
    pair: str
    distance: int
    left: bool


def sense_of(folded: str, start: int, end: int, floor: int = 0, ceiling: int | None = None) -> Sense:
    """What the words around `folded[start:end]` say; they are looked for from `floor` to `ceiling` and within the clause."""
    left = _left_clause(folded[max(floor, start - _LEFT) : start])
    right = _right_clause(folded[end : min(ceiling if ceiling is not None else len(folded), end + _RIGHT)])
    words = [*_words(left, backwards=True), *_words(right, backwards=False)]
    found = [*_roles(words), *_unspaced_roles(left, right)]
    nearest = min((item for item in found if item[1] < _OUT_OF_REACH), key=_rank, default=(PayRole.UNKNOWN, _FAR))
    return Sense(*nearest, _period(words, left), _gross(words, left + right))


def _rank(item: tuple[PayRole, int]) -> tuple[int, bool]:
    return item[1], item[0] is PayRole.WAGE


def _left_clause(text: str) -> str:
    ends = [match.end() for match in _BREAK.finditer(text)]
    return _last_line(text[ends[-1] :] if ends else text)


def _last_line(text: str) -> str:
    """The last line, with the one before it where the last holds no word of its own ("Salary:" above "2000 EUR")."""
    cut = text.rfind("\n")
    if cut < 0 or _WORD.search(text, cut):
        return text[cut + 1 :]
    return text[text.rfind("\n", 0, cut) + 1 :]


def _right_clause(text: str) -> str:
    match = _BREAK.search(text)
    return (text[: match.start()] if match else text).split("\n", 1)[0]


def _words(clause: str, *, backwards: bool) -> Iterator[_Word]:
    matches = list(_WORD.finditer(clause))
    if backwards:
        matches.reverse()
    joining, distance, edge = roles().joining, 0, len(clause) if backwards else 0
    for index, match in enumerate(matches):
        gap = clause[match.end() : edge] if backwards else clause[edge : match.start()]
        distance += (_crossing(gap) if len(gap) > 1 else 0) + (3 if match.group() in joining else 0)
        if distance > _FAR:
            return
        yield _Word(match.group(), _pair(clause, matches, index, backwards=backwards), distance, backwards)
        distance, edge = distance + 1, match.start() if backwards else match.end()


def _pair(clause: str, matches: list[re.Match[str]], index: int, *, backwards: bool) -> str:
    """A word with its further neighbour, in reading order, where nothing but a space or a stroke parts them."""
    if index + 1 == len(matches):
        return ""
    first, second = (matches[index + 1], matches[index]) if backwards else (matches[index], matches[index + 1])
    joined = clause[first.end() : second.start()] in _CLOSE_GAPS
    return f"{first.group()} {second.group()}" if joined else ""


def _crossing(gap: str) -> int:
    """How many words' distance the signs between two words are worth."""
    return 3 if "+" in gap else 2 if "," in gap or " - " in gap or " – " in gap else 0


def _roles(words: list[_Word]) -> Iterator[tuple[PayRole, int]]:
    weak = roles().weak
    for word in words:
        role = _role_of(word.pair) or _role_of(word.text)
        if role is not None:
            yield role, word.distance + (2 if word.text in weak else 0)


def wage_named_near(folded: str, start: int, end: int) -> bool:
    """Whether a wage is named within a few words before `start` or right after `end`: a cheap look, for bare numbers."""
    left = _left_clause(folded[max(0, start - _CLOSE) : start])
    before = _WORD.findall(left)[-4:]
    words = [*before, *map(" ".join, pairwise(before)), *_WORD.findall(_right_clause(folded[end : end + _CLOSE // 2]))[:1]]
    if any(_role_of(word) is PayRole.WAGE for word in words):
        return True
    return bool(UNSPACED.search(left)) and any(
        roles().unspaced_roles[word] is PayRole.WAGE for word in roles().unspaced.findall(left[-12:])
    )


@lru_cache(maxsize=8192)
def _role_of(word: str) -> PayRole | None:
    known = roles()
    if word in known.words:
        return known.words[word]
    return next((known.stems[word[:size]] for size in known.stem_lengths if word[:size] in known.stems), None)


def _unspaced_roles(left: str, right: str) -> Iterator[tuple[PayRole, int]]:
    """Roles in scripts without spaces; two characters count as a word."""
    known = roles()
    if UNSPACED.search(left):
        yield from ((known.unspaced_roles[m.group()], (len(left) - m.end()) // 2) for m in known.unspaced.finditer(left))
    if UNSPACED.search(right):
        yield from ((known.unspaced_roles[m.group()], m.start() // 2 + 1) for m in known.unspaced.finditer(right))


def _period(words: list[_Word], left: str) -> PayPeriod:
    """The period named to the left: by a phrase in the clause ("monthly salary") or an adverb close by ("monthly:")."""
    known = periods()
    for word in words:
        if not word.left:
            break
        if period := known.before.get(word.pair) or known.before.get(word.text):
            return period
        if word.distance < 3 and len(word.text) >= _SHORT and (period := known.alone.get(word.text)):
            return period
    named = known.unspaced.findall(left) if UNSPACED.search(left) else None
    return known.before[named[-1]] if named else PayPeriod.UNKNOWN


def _gross(words: list[_Word], clause: str) -> bool | None:
    known = roles().gross
    for word in words:
        if word.distance < 5 and (word.pair in known or word.text in known):
            return known.get(word.pair, known.get(word.text))
    return ("税前" in clause) if "税前" in clause or "税后" in clause else None
