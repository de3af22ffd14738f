"""Messengers and networks: how they are called in adverts, and what a name on them looks like.

Names after each service's own rules (lengths and characters of user names). "Line", "signal", "X" and "messenger" are
ordinary words too: those are recognised only where the writing leaves no doubt.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import Final

from features.contacts.contact import Contact, ContactKind, MessengerMention
from features.contacts.pattern_set import PatternSet, pattern_set
from features.profile import Profile
from features.text.normalise import lower

MOST_MENTIONS: Final = 100
"""How often messengers are seen to be named: ordinary postings do so three times."""
MOST_STARTS: Final = 300
"""How many words that begin like one service's name are looked at: there are forty "online" in a long posting."""


@dataclass(frozen=True)
class Service:
    """A messenger or network: how its names begin (lower case), its names, and the shape of a handle on it."""

    name: str
    beginnings: tuple[str, ...]
    label: str
    handle: str = ""
    kind: ContactKind = ContactKind.MESSENGER
    ordinary_word: bool = False
    mention: str = ""

    @cached_property
    def mention_pattern(self) -> re.Pattern[str]:
        """The service named, whatever follows."""
        return re.compile(self.mention or self.label)

    @property
    def takes_numbers(self) -> bool:
        """Whether people are reached on it by their telephone number."""
        return self.name in _BY_NUMBER

    @cached_property
    def after_number(self) -> re.Pattern[str]:
        """The service named just after a number: "(WhatsApp)", "on Viber", "微信同号"."""
        label = self.mention or self.label
        return re.compile(
            rf"\s?(?:[(（,/-]\s?(?:(?:on|via|only|also|same)\s)?|(?:on|via|is|for|also|by)\s(?:my\s)?)(?:{label})"
            rf"|\s?(?:{label})(?=同|\s?(?:only\b|number\b|[\n.;,)]|$))"
        )

    def starts(self, folded: str) -> Iterator[int]:
        """Where a name of the service may begin in a text in lower case."""
        for beginning in self.beginnings:
            at = folded.find(beginning)
            while at >= 0:
                yield at
                at = folded.find(beginning, at + 1)


_BY_NUMBER: Final = frozenset({"whatsapp", "telegram", "viber", "wechat", "zalo", "line", "signal", "kakaotalk", "imo", "botim"})
_ON: Final = (
    "(?:"
    + "|".join(rf"(?<=\b(?i:{word})\s)" for word in ("on", "via", "by", "my", "or", "and", "our", "use", "add", "through"))
    + "|(?<=/))"
)
_WHATSAPP: Final = (
    r"(?i:\b(?:what'?s\s?app?|whats\s?up\s?app|wats?\s?app|whatsapp[^\W\d_]{1,4})\b|\bwa\.me(?=\s?/?\s?(?:[+0-9]|$))|в[ао]т+[сц]апп?"
    r"|واتس\s?[اآ]ب|واتساب|וואטסאפ)"
)
_TELEGRAM: Final = (
    r"(?i:\btelegram\w{0,2}\b|\btelegr\b|телеграм\w{0,3}|\bтелег[аеуи]\b|\bтг\b|\btg\b(?=\s?[:：@=-])"
    r"|تلغرام|تيليجرام|飞机号|电报|電報)"
)
_WECHAT: Final = (
    r"(?i:\bwe\s?chat\b|wechat(?=[\W\d])|\bweixin\b|微信号?|薇信|威信"
    r"|v信|(?<=[\u4e00-\u9fff])v(?=\s?[:：])"
    r"|加v\b|(?<![a-z])vx(?=[\W\d])|(?<![a-z])wx(?=\s?[:：]))"
)
_LINE: Final = (
    r"(?:(?i:\bline\s?id)\b|(?i:\bline(?=\s?[:：]?\s?@[a-z0-9]))|(?<!\w )(?<!\w)LINE(?=\s?[:：])|(?i:\bline\sapp\b)|ไลน์)"
)
_SIGNAL: Final = rf"(?:(?i:\bsignal\s(?:app|messenger|id|username|number)\b)|(?<!\w )(?<!\w)Signal(?=\s?[:：@+])|{_ON}Signal\b)"
_SOCIAL: Final = ContactKind.SOCIAL

SERVICES: Final = (
    Service("whatsapp", ("what", "wats", "watapp", "wa.me", "ват", "вот", "واتس", "וואט"), _WHATSAPP),
    Service(
        "telegram",
        ("telegr", "tg", "телег", "тг", "تلغرام", "تيليجرام", "飞机号", "电报", "電報"),
        _TELEGRAM,
        r"[A-Za-z]\w{3,31}",
    ),
    Service("viber", ("viber", "вайбер"), r"(?i:\bviber[^\W\d_]{0,4}\b|вайбер\w{0,2})"),
    Service(
        "wechat",
        ("wechat", "we chat", "weixin", "微信", "薇信", "威信", "v信", "加v", "v:", "v：", "vx", "wx"),
        _WECHAT,
        r"[A-Za-z][A-Za-z0-9_-]{5,19}|[1-9][0-9]{4,9}",
    ),
    Service("zalo", ("zalo",), r"(?i:\bzalo\b)"),
    Service(
        "line",
        ("line", "ไลน์"),
        _LINE,
        r"[A-Za-z0-9][\w.-]{3,19}",
        ordinary_word=True,
        mention=rf"(?:{_ON}LINE\b|(?i:\bline\s(?:app|id)\b)|(?<!\w )(?<!\w)LINE(?=\s?[:：])|ไลน์)",
    ),
    Service("signal", ("signal",), _SIGNAL, r"[A-Za-z_]\w{2,31}\.[0-9]{2,9}", ordinary_word=True),
    Service(
        "facebook",
        ("facebook", "face book", "fb", "фейсбук"),
        r"(?i:\bface\s?book\b|\bfb\b|фейсбук\w?)",
        r"[A-Za-z][\w.]{4,49}",
        _SOCIAL,
    ),
    Service(
        "messenger",
        ("messenger",),
        r"\bMessenger(?=\s?[:：@])",
        r"[A-Za-z][\w.]{4,49}",
        ordinary_word=True,
        mention=rf"(?:(?<=\bfacebook\s)|(?<=\bFacebook\s)|(?<=\b(?i:fb)\s)|{_ON})(?i:messenger)\b",
    ),
    Service("vk", ("vk", "вк"), r"(?i:\bvkontakte\b|вконтакте|\bвк\b|\bvk\b)(?=\s?[:：@])", r"[A-Za-z]\w{4,31}", _SOCIAL),
    Service(
        "instagram",
        ("insta", "ig", "инста"),
        r"(?i:\binsta(?:gram)?\b|\big(?=\s?[:：@])|инстаграм\w{0,2})",
        r"[A-Za-z_][\w.]{2,29}",
        _SOCIAL,
    ),
    Service("tiktok", ("tiktok", "tik tok"), r"(?i:\btik\s?tok\b)", r"[A-Za-z_][\w.]{2,23}", _SOCIAL),
    Service("x", ("twitter", "x @", "x: @", "x:@"), r"(?i:\btwitter\b)|\bX(?=\s?:?\s?@)", r"[A-Za-z_]\w{3,14}", _SOCIAL),
    Service("skype", ("skype",), r"(?i:\bskype\b)", r"(?:live:)?[A-Za-z.][\w.-]{5,31}"),
    Service("discord", ("discord",), r"(?i:\bdiscord\b)", r"[A-Za-z_][\w.]{1,31}(?:#[0-9]{4})?", ordinary_word=True),
    Service("snapchat", ("snap",), r"(?i:\bsnap\s?chat\b|\bsnap(?=\s?[:：@]))", r"[A-Za-z][\w.-]{2,14}"),
    Service("kakaotalk", ("kakao", "카톡", "카카오"), r"(?i:\bkakao(?:\s?talk)?\b|카카오톡|카톡)", r"[A-Za-z][\w.-]{3,19}"),
    Service("qq", ("qq", "扣扣"), r"(?:(?i:(?<![a-z@.])qq)(?!\.)|扣扣)(?:群|号)?", r"[1-9][0-9]{4,10}"),
    Service("imo", ("imo",), r"(?i:\bimo\s(?:number|no|id|app)\b|\bimo(?=\s?[:：]?\s?\+))"),
    Service("botim", ("botim",), r"(?i:\bbotim\b)"),
)
"""In the order in which they claim a number that several of them share ("WhatsApp/Viber: +44 ...")."""


def services_named(folded: str, profile: Profile) -> tuple[Service, ...]:
    """The services whose names may begin somewhere in a text in lower case."""
    if profile is Profile.FULL:
        return tuple(SERVICES[index] for index in sorted(_set().Match(folded) or ()))
    ascii_only = folded.isascii()
    return tuple(service for service, beginnings in _BEGINNINGS[ascii_only] if any(word in folded for word in beginnings))


_BEGINNINGS: Final = {
    ascii_only: [(service, [word for word in service.beginnings if word.isascii() or not ascii_only]) for service in SERVICES]
    for ascii_only in (True, False)
}


@cache
def _set() -> PatternSet:
    return pattern_set("|".join(re.escape(word) for word in service.beginnings) for service in SERVICES)


def messenger_mentions(text: str, profile: Profile, contacts: Sequence[Contact] = ()) -> tuple[MessengerMention, ...]:
    """Messengers named without an address on them: those within one of `contacts` are left out."""
    ends = [contact.end for contact in contacts]
    free = (item for item in _mentions(text, profile) if not _is_taken(item, contacts, bisect(ends, item.start)))
    return tuple(sorted(set(islice(free, MOST_MENTIONS))))


def _is_taken(item: MessengerMention, contacts: Sequence[Contact], place: int) -> bool:
    """Whether the first contact that ends behind where a mention starts shares a character with it."""
    return place < len(contacts) and contacts[place].start < item.end


def _mentions(text: str, profile: Profile) -> Iterator[MessengerMention]:
    folded = lower(text)
    for service in services_named(folded, profile):
        if service.kind is ContactKind.MESSENGER:
            for start in islice(service.starts(folded), MOST_STARTS):
                if found := service.mention_pattern.match(text, start):
                    yield MessengerMention(start, found.end(), service.name)
