"""Cheap signs that a kind of contact may be in a text, so that its finder is paid only then.

In the full profile google-re2 answers all of them in one pass; light asks simpler questions. Each lets through everything
that its finder could find, and more.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from features.contacts.pattern_set import PatternSet, pattern_set
from features.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable


class Sign(IntEnum):
    """What a text shows at first sight."""

    AT = 0
    LINK = 1
    DIGITS = 2
    WALLET = 3
    SERVICE = 4
    DEFANGED = 5
    SPELLED = 6


_DIGIT_WORD: Final = "(?:zero|oh?|nought|naught|nil|one|two|three|four|five|six|seven|eight|niner?|hundred|thousand)"
_GAP: Final = r"[ \t\n,.*_/()-]{0,3}"

PATTERNS: Final = {
    Sign.AT: "@",
    Sign.LINK: (
        r"//|(?i:(?:whatsapp|tg|viber|weixin|line|skype):)|[A-Za-z0-9-]\.[A-Za-z]{2,18}(?:[^A-Za-z0-9_@-]|$)"
        r"|\.(?:рф|бел|укр|срб|мкд|қаз)"
    ),
    Sign.DIGITS: r"[0-9](?:[^0-9A-Za-z\n]{0,3}[0-9OolI]){6}",
    Sign.WALLET: r"[13LMDT][1-9A-HJ-NP-Za-km-z]{25}|0[xX][0-9a-fA-F]{40}|(?i:bc|ltc)1[02-9A-Za-z]{11}|[EU]Q[A-Za-z0-9_-]{46}",
    Sign.SERVICE: (
        r"(?i)what'?s.?.?.?app|wats.?app|watapp|telegr|tg.?[:：@=-]|в[ао]т+[сц]ап|телег|телеграм|тг|واتس|וואטסאפ|لغرام|يجرام|飞机|电报|電報"
        r"|viber|вайбер|we.?chat|weixin|微信|薇信|威信|v信|加v|vx|wx|zalo|line.?(?:id|app|[:：@])|line.?.?@|\bLINE\b|ไลน์|signal|face.?book"
        r"|fb|фейсбук|messenger|vk|вконтакте|вк|insta|ig.?[:：@]|инста|tik.?tok|twitter|x[:：]?.?@|skype|discord|snap|kakao|카톡|카카오|qq|扣扣|wa\.me|v[:：]|imo|botim"
    ),
    Sign.DEFANGED: r"(?i)[\[({<] ?(?:dot|\.|at|a|@|:|punkt|punto|point) ?[\])}>]|[ \t\n](?:dot|punkt)[ \t\n]|hxxp",
    Sign.SPELLED: (
        rf"(?i)(?:{_DIGIT_WORD}|[0-9]|double|triple|treble|quadruple){_GAP}(?:{_DIGIT_WORD}|double|triple|treble|quadruple)"
        rf"{_GAP}(?:{_DIGIT_WORD}|[0-9]|double|triple|treble|quadruple){_GAP}(?:{_DIGIT_WORD}|[0-9]|double|triple|treble|quadruple)"
    ),
}


def signs_in(text: str, folded: str, profile: Profile) -> frozenset[Sign]:
    """The signs that a text, and the same in lower case, show."""
    if profile is Profile.FULL:
        return frozenset(Sign(index) for index in _set().Match(text) or ())
    return frozenset(sign for sign, shows in _LIGHT.items() if shows(text, folded))


_DOT_WORD: Final = re.compile(r"\.(?:[A-Za-z]{2,18}(?![A-Za-z0-9_@-])|[а-яқ])")
_SEVEN_DIGITS: Final = re.compile(PATTERNS[Sign.DIGITS])
_LONG_RUN: Final = re.compile(r"[13LMDT](?<![A-Za-z0-9].)[1-9A-HJ-NP-Za-km-z]{25}")
_BRACKETED: Final = re.compile(r"[\[({<] ?(?:dot|\.|at|a|@|:|punkt|punto|point) ?[\])}>]")
_TELLING: Final = ("double", "triple", "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _shows_link(text: str, folded: str) -> bool:
    return (
        "//" in text or bool(_DOT_WORD.search(text)) or any(f"{scheme}:" in folded for scheme in ("skype", "line", "viber", "tg"))
    )


def _shows_wallet(text: str, folded: str) -> bool:
    return any(start in folded for start in ("0x", "bc1", "ltc1")) or "EQ" in text or "UQ" in text or bool(_LONG_RUN.search(text))


def _shows_defanged(_: str, folded: str) -> bool:
    return " dot" in folded or "punkt" in folded or "hxxp" in folded or bool(_BRACKETED.search(folded))


_LIGHT: Final[dict[Sign, Callable[[str, str], bool]]] = {
    Sign.AT: lambda text, _: "@" in text,
    Sign.LINK: _shows_link,
    Sign.DIGITS: lambda text, _: bool(_SEVEN_DIGITS.search(text)),
    Sign.WALLET: _shows_wallet,
    Sign.SERVICE: lambda *_: True,
    Sign.DEFANGED: _shows_defanged,
    Sign.SPELLED: lambda _, folded: sum(word in folded for word in _TELLING) > 3,
}
"""What light asks in place of the patterns."""


@cache
def _set() -> PatternSet:
    return pattern_set(PATTERNS.values())
