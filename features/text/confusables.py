"""Letters that look like letters of another alphabet, letters in fancy dress, and signs that stand for letters.

Sources: Unicode Technical Standard 39 (confusables, reduced to the alphabets that meet in one word in practice: Latin, Cyrillic,
Greek, Armenian), the code charts for enclosed and phonetic letters, and common letter-for-digit spellings.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, TypeAlias

Alphabet: TypeAlias = Literal["latin", "cyrillic", "greek", "armenian"]

_CYRILLIC_AS_LATIN: Final = dict(
    zip(
        "АВЕЁКМНОРСТУХІЇЈЅԌԚԜӀѴаеёорсухіїјѕԁһԛԝӏѵкмтнвпгиь",
        "ABEEKMHOPCTYXIIJSGQWIVaeeopcyxiijsdhqwlvkmthbnrub",
        strict=True,
    )
)
_GREEK_AS_LATIN: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχηω", "ABEZHIKMNOPTYXaeikvoptuxnw", strict=True))
_ARMENIAN_AS_LATIN: Final = dict(zip("օոսհցզՕՍ", "onuhgqOU", strict=True))
_LATIN_AS_CYRILLIC: Final = dict(
    zip(
        "ABEKMHOPCTYXIJaeopcyxijkmtnruhbgvëïËÏ",
        "АВЕКМНОРСТУХІЈаеорсухіјкмтпгиньдвёїЁЇ",
        strict=True,
    )
)
_GREEK_AS_CYRILLIC: Final = dict(zip("ΑΒΕΗΙΚΜΟΡΤΥΧΠΓΦαεικορτυχπγφν", "АВЕНІКМОРТУХПГФаеікортухпгфу", strict=True))
_LATIN_AS_GREEK: Final = dict(zip("ABEZHIKMNOPTYXaeikvopuxw", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορυχω", strict=True))
_CYRILLIC_AS_GREEK: Final = dict(zip("АВЕНІКМОРТУХаеорісух", "ΑΒΕΗΙΚΜΟΡΤΥΧαεορισυχ", strict=True))

LOOK_ALIKES: Final = MappingProxyType(
    {
        "latin": str.maketrans(_CYRILLIC_AS_LATIN | _GREEK_AS_LATIN | _ARMENIAN_AS_LATIN),
        "cyrillic": str.maketrans(_LATIN_AS_CYRILLIC | _GREEK_AS_CYRILLIC),
        "greek": str.maketrans(_LATIN_AS_GREEK | _CYRILLIC_AS_GREEK),
        "armenian": {},
    }
)
"""For each alphabet, which letters of others pass for its own (code point to code point)."""


def alphabet_of(letter: str) -> Alphabet | None:
    """The alphabet a letter belongs to, of those that are mistaken for one another."""
    code = ord(letter)
    if code < 0x250:
        return "latin" if letter.isalpha() else None
    if 0x400 <= code < 0x530:
        return "cyrillic"
    if 0x370 <= code < 0x400:
        return "greek"
    return "armenian" if 0x530 <= code < 0x590 else None


_SMALL_CAPITALS: Final = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢᴦᴧᴨᴩᴫᴎᴙʍ", "ABCDEFGHIJKLMNOPRSTUVWYZГЛПРЛИЯМ", strict=True))


def _row(first: int, last: int, plain: str) -> dict[int, int]:
    """Code points first to last stand for the letters of `plain`, over and over."""
    return {code: ord(plain[(code - first) % len(plain)]) for code in range(first, last + 1)}


_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

FANCY: Final[MappingProxyType[int, int]] = MappingProxyType(
    {ord(key): ord(value) for key, value in _SMALL_CAPITALS.items()}
    | _row(0x249C, 0x24B5, _CAPITALS.lower())
    | _row(0x24B6, 0x24CF, _CAPITALS)
    | _row(0x24D0, 0x24E9, _CAPITALS.lower())
    | _row(0x1F110, 0x1F129, _CAPITALS)
    | _row(0x1F130, 0x1F149, _CAPITALS)
    | _row(0x1F150, 0x1F169, _CAPITALS)
    | _row(0x1F170, 0x1F189, _CAPITALS)
    | _row(0x2776, 0x277E, "123456789")
    | _row(0x2780, 0x2788, "123456789")
    | _row(0x278A, 0x2792, "123456789")
    | _row(0x24F5, 0x24FD, "123456789")
    | {0x24FF: 0x30, 0x1F10B: 0x30, 0x1F10C: 0x30}
)
"""Enclosed, negative and small-capital letters and digits, which NFKC leaves or widens, one for one."""

TYPOGRAPHIC: Final[MappingProxyType[int, int]] = MappingProxyType(
    dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u02bc\u02bb\u02b9\u00b4"), ord("'"))
    | dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb"), ord('"'))
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), ord("-"))
    | dict.fromkeys((0xA0, 0x2800, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), ord(" "))
    | dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), ord("\n"))
    | {first + digit: ord("0") + digit for first in (0x660, 0x6F0) for digit in range(10)}
    | {0x66A: ord("%"), 0x66B: ord("."), 0x66C: ord(",")}
    | {0x2026: ord("."), 0x2024: ord("."), 0x2044: ord("/"), 0x2215: ord("/"), 0x2236: ord(":")}
)
"""Typographic signs and their plain equivalents of the same length, so that offsets stay."""

LETTERS_FOR_SIGNS: Final = MappingProxyType(
    dict(zip("03457@$€£2", "oeastaselz", strict=True)) | {"1": "il", "!": "il", "|": "li", "6": "gb", "8": "b", "9": "gq"}
)
"""Digits and signs, and the Latin letters that each may stand for, the likeliest first."""

CYRILLIC_FOR_SIGNS: Final = MappingProxyType(
    {"0": "о", "1": "иіл", "|": "іл", "!": "и", "3": "зеэ", "4": "ча", "6": "б", "7": "т", "8": "в", "9": "яд"}
    | {"@": "а", "$": "с"}
)
"""Digits and signs, and the Cyrillic letters that each may stand for."""
