"""Single characters made plain: compatibility forms, invisible characters, letters in frames, stacked marks (NFKC, UAX 15).

Some of NFKC is left out on purpose: vulgar fractions ("7½" would read 71/2), trade marks, the numero sign, and everything in
Thai, Lao and Indic scripts, where it takes ordinary letters apart.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from features.text.confusables import FANCY, TYPOGRAPHIC
from features.text.flags import COUNTRIES
from features.text.rewriting import Disguise, Draft, Edit

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e01ef"
)
_MARKS: Final = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_FLAGS: Final = "\U0001f1e6-\U0001f1ff"
_WIDE: Final = (
    "\u0132\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01f1-\u01f3\u2025\u2047-\u2049\u2057\u2100\u2101\u2105\u2106\u2121\u213b\u2161-\u2163\u2165-\u2168"
    "\u216a\u216b\u2171-\u2173\u2175-\u2178\u217a\u217b\u2469-\u249b\u3200-\u33ff\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufbea-\ufbf9"
    "\ufc00-\ufdfc\ufe70-\ufe7f\ufef5-\ufefc\U0001f100-\U0001f10a"
)
_SINGLE: Final = (
    "\u0660-\u0669\u066a-\u066c\u06f0-\u06f9\u00a0\u00aa\u00ab\u00b2-\u00b5\u00b9-\u00bb\u017f\u02b0-\u02bc\u02e0-\u02e4\u2000-\u200a\u2010-\u2029\u202f-\u203a\u2044\u205f"
    "\u2070-\u209c\u2102-\u214f\u2160-\u217f\u2212\u2215\u2236\u2460-\u24ff\u2776-\u2793\u2800\u3000\ua730\ua731\u1d00-\u1d6a"
    "\u0262\u026a\u0274\u0280\u0299\u029c\u029f\u028f\u028d\ufb50-\ufdff\ufe10-\ufe6f\ufe80-\ufefe\uff01-\uff9f\uffa1-\uffef"
    "\U0001d400-\U0001d7ff\U0001f110-\U0001f189\U0001fbf0-\U0001fbf9"
)
_KEPT: Final = frozenset("\u2116\u2117\u211e\u2120\u2122\u2022\u2023\u2027\u203b\u2030\u2031\u2016\u2017\u2020\u2021")

_SPECIAL: Final = f"\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\ud800-\udfff{_INVISIBLE}{_MARKS}{_FLAGS}{_WIDE}{_SINGLE}\u1100-\u11ff"


def _ordinary() -> str:
    """All other characters, as ranges: asking for them, negated, answers at the first test and is three times as fast."""
    basic = re.finditer(f"[^{_SPECIAL}]+", "".join(map(chr, range(0x10000))))
    ranges = (f"\\u{ord(run[0][0]):04x}-\\u{ord(run[0][-1]):04x}" for run in basic)
    return "".join(ranges) + "\U00010000-\U0001d3ff\U0001d800-\U0001f0ff\U0001f200-\U0001fbef\U0001fbfa-\U000dffff"


SPECIAL: Final = re.compile(f"[^{_ordinary()}]")
"""Any character that is not plain."""

_CLUSTER: Final = re.compile(
    f"(?P<gone>[{_INVISIBLE}]+(?![{_INVISIBLE}{_MARKS}]))|(?P<tail>[{_INVISIBLE}{_MARKS}]+)"
    f"|(?P<spelled>[{_FLAGS}](?:[ \\-.\u200b\u200d\u2060\ufe0f][{_FLAGS}](?![{_FLAGS}])){{2,}})|(?P<flags>[{_FLAGS}]+)"
    f"|(?P<jamo>[\u1100-\u115e\u1161-\u11ff]+)|(?P<wide>[{_WIDE}])"
)
_FLAG_LETTERS: Final = {0x1F1E6 + place: chr(ord("A") + place) for place in range(26)}
_NEEDS_EDIT: Final = re.compile(f"[{_INVISIBLE}{_MARKS}{_FLAGS}{_WIDE}\u1100-\u11ff]")
_OVERLAY: Final = frozenset(
    "\u0305\u0332\u0333\u0334\u0335\u0336\u0337\u0338\u033f\u0347\u0489\u20d2\u20d3\u20d8\u20dd\u20de\u20e0\u20e5\u20e6"
)
_HONEST_INVISIBLE: Final = frozenset("\u00ad\u0640\ufeff\ufe0e\ufe0f")
_ALPHABETIC: Final = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_EMOJI_LETTERS: Final = re.compile("(?:[\u249c-\u24e9\U0001f110-\U0001f189]\ufe0f?[ \u200b]?){2,}")
_EMOJI_DIGITS: Final = re.compile("(?:(?:[0-9]\ufe0f?\u20e3|[\u2460-\u2468\u24ea\u24f5-\u24ff\u2776-\u2792])[ \u200b]?){4,}")
_STYLED: Final = re.compile(
    "(?:[\U0001d400-\U0001d7cb\u1d00-\u1d2b\ua730\ua731\u0262\u026a\u0274\u0280\u0299\u029c\u029f\u028f\u028d][A-Za-z]?){2,}"
)
_FULL_WIDTH: Final = re.compile("[\uff21-\uff3a\uff41-\uff5a]{3,}")
_EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_FANCY: Final = re.compile(
    "[\u20e3\u249c-\u24ff\u2460-\u2468\u2776-\u2792\uff21-\uff5a\u1d00-\u1d2b\ua730\ua731\u0262\u026a\u0274\u0280\u0299\u029c\u029f\u028f\u028d"
    "\U0001d400-\U0001d7cb\U0001f110-\U0001f189]"
)


class _Plain(dict[str, str]):
    """The plain equivalent of the same length of every special character, found when first met."""

    def __missing__(self, char: str) -> str:
        self[char] = plain = chr(_plain_code(ord(char)))
        return plain


def _plain_code(code: int) -> int:
    known = TYPOGRAPHIC.get(code) or FANCY.get(code)
    if known:
        return known
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return 0x20
    char = chr(code)
    if char in _KEPT:
        return code
    plain = unicodedata.normalize("NFKC", char)
    return ord(plain) if len(plain) == 1 else code


_PLAIN: Final = _Plain()


def plain_characters(draft: Draft) -> None:
    """Make every special character plain; the notes say which of them hid words."""
    met = "".join(set(SPECIAL.findall(draft.text)))
    edited = _NEEDS_EDIT.search(met) is not None
    if _FANCY.search(met):
        _note_fancy_letters(draft)
    if edited:
        draft.rewrite(_cluster_edits(draft))
    text = draft.text.replace("\r\n", " \n").replace("\r", "\n")
    draft.text = SPECIAL.sub(lambda found: _PLAIN[found[0]], text) if edited else _made_plain(text, met)


def _made_plain(text: str, met: str) -> str:
    """A text with each of these characters made plain: one after the other where none becomes another special one."""
    plain = {char: _PLAIN[char] for char in met if _PLAIN[char] != char}
    if SPECIAL.search("".join(plain.values())):
        return SPECIAL.sub(lambda found: _PLAIN[found[0]], text)
    for char, new in plain.items():
        text = text.replace(char, new)
    return text


def _note_fancy_letters(draft: Draft) -> None:
    for pattern in (_EMOJI_LETTERS, _EMOJI_DIGITS):
        _note_all(draft, pattern, Disguise.EMOJI_LETTERS)
    _note_all(draft, _STYLED, Disguise.STYLED_LETTERS)
    if not _EAST_ASIAN.search(draft.text):
        _note_all(draft, _FULL_WIDTH, Disguise.STYLED_LETTERS)


def _note_all(draft: Draft, pattern: re.Pattern[str], kind: Disguise) -> None:
    for found in pattern.finditer(draft.text):
        draft.note(kind, found.start(), found.start() + len(found[0].rstrip(" \u200b\ufe0f")))


def _cluster_edits(draft: Draft) -> list[Edit]:
    edits: list[Edit] = []
    for found in _CLUSTER.finditer(draft.text):
        match found.lastgroup:
            case "gone":
                _note_invisible(draft, found)
                edits.append((*found.span(), ""))
            case "tail":
                edits.append(_tail_edit(draft, found, edits[-1][1] if edits else 0))
            case "spelled" | "flags":
                edits.extend(_flag_edits(draft, found))
            case _:
                edits.append((*found.span(), unicodedata.normalize("NFKC", found[0])))
    return edits


def _tail_edit(draft: Draft, found: re.Match[str], free_from: int) -> Edit:
    """Invisible characters go; marks are composed with their letter, or go when nothing composes."""
    start, end = found.span()
    marks = "".join(char for char in found[0] if unicodedata.combining(char) or char == "\u20e3")
    if not marks or start <= free_from:
        return start, end, ""
    base = draft.text[start - 1]
    composed = unicodedata.normalize("NFKC", base + marks) if len(marks) < 4 else base
    if len(composed) == 1 and composed != base:
        return start - 1, end, composed
    if base.isalpha() and (len(marks) > 1 or marks in _OVERLAY):
        draft.note(Disguise.COMBINING_MARKS, start - 1, end)
    return start - 1, end, base


def _note_invisible(draft: Draft, found: re.Match[str]) -> None:
    """Invisible characters within a word of letters are no accident; soft hyphens, joiners of other scripts and emoji are."""
    start, end = found.span()
    if (
        start
        and _ALPHABETIC.match(draft.text, start - 1)
        and _ALPHABETIC.match(draft.text, end)
        and not _HONEST_INVISIBLE.issuperset(found[0])
    ):
        draft.note(Disguise.INVISIBLE_CHARACTERS, start - 1, end + 1)


def _flag_edits(draft: Draft, found: re.Match[str]) -> list[Edit]:
    """Pairs that are countries stay flags; three or more letters that are not become a word, without what stands between them."""
    if found.lastgroup == "flags":
        letters = found[0].translate(_FLAG_LETTERS)
        if _are_flags(letters):
            return []
        draft.note(Disguise.EMOJI_LETTERS, *found.span())
        return [(*found.span(), letters)]
    draft.note(Disguise.EMOJI_LETTERS, *found.span())
    places = [index for index, char in enumerate(found[0], found.start()) if ord(char) in _FLAG_LETTERS]
    letters = "".join(draft.text[place] for place in places).translate(_FLAG_LETTERS)
    return list(zip(places, [*places[1:], found.end()], letters, strict=True))


def _are_flags(letters: str) -> bool:
    """A lone letter, a pair, or country after country."""
    return len(letters) < 3 or all(letters[index : index + 2] in COUNTRIES for index in range(0, len(letters), 2))
