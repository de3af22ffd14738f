"""A cheap outline of a text, one byte a character, in which signs of disguise are found by plain substring search.

Ordinary text is most text: the outline costs a few microseconds where a regular expression over every character costs a hundred.
It may only err towards suspicion; the exact patterns decide.
"""

from __future__ import annotations

from typing import Final

LETTER: Final = b"a"
OTHER: Final = b"?"
SIGN: Final = b"1"
BANG: Final = b"!"
GAP: Final = b" "
SPECIAL: Final = b"c"
BREAK: Final = b"\n"
PLAIN: Final = b"."

_GAPS: Final = " .-_*\u00b7~,/"
_SIGNS: Final = "0123456789@$\u00a3|+"
_SPECIALS: Final = "\u00a0\u00aa\u00ab\u00ad\u00b2\u00b3\u00b4\u00b5\u00b9\u00ba\u00bb"


def _class_of(code: int) -> bytes:
    char = chr(code)
    known = {"\n": BREAK, "\t": BREAK, "!": BANG, "?": OTHER}.get(char)
    if known:
        return known
    if char in _GAPS or char in _SIGNS:
        return GAP if char in _GAPS else SIGN
    if code < 0x20 or 0x7F <= code < 0xA0 or char in _SPECIALS:
        return SPECIAL
    return LETTER if char.isalpha() else PLAIN


_CLASSES: Final = b"".join(map(_class_of, range(256)))
_PUNCTUATION: Final = bytes(
    0x61 if (char := chr(code)).isalnum() or char.isspace() or char == "?" else 0x21 for code in range(256)
)


class Shape:
    """What a text looks like from afar."""

    __slots__ = ("_letters", "_outline", "_raw")

    def __init__(self, text: str) -> None:
        self._raw = text.replace("\u2022", "\u00b7").replace("\u20ac", "$").replace("?", ".").encode("latin-1", "replace")
        self._outline = self._raw.translate(_CLASSES)
        self._letters = self._outline.replace(OTHER, LETTER)

    def beyond_latin(self) -> bool:
        """Whether any character lies beyond Latin-1."""
        return OTHER in self._outline

    def has_special(self) -> bool:
        """Whether a Latin-1 character is special (control, no-break space, guillemet, superscript)."""
        return SPECIAL in self._outline

    def has_letters_apart(self) -> bool:
        """Whether four letters follow one another with one gap or sign between each two."""
        return b"a a a a" in self._letters or b"a1a1a1a" in self._letters

    def has_signs_in_words(self) -> bool:
        """Whether a digit or sign touches a letter."""
        return b"1a" in self._letters or b"a1" in self._letters or b"!a" in self._letters

    def mixes_alphabets(self) -> bool:
        """Whether a Latin letter touches a character beyond Latin-1."""
        return OTHER in self._outline and (b"a?" in self._outline or b"?a" in self._outline)

    def has_runs(self) -> bool:
        """Whether four signs of punctuation follow one another (a question mark is written as a full stop here)."""
        return b"!!!!" in self._raw.translate(_PUNCTUATION)
