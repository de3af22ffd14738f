"""Messengers and networks: how they are called in adverts, and what a name on them looks like.

Names after each service's own rules (lengths and characters of user names). "Line", "signal", "X" and "messenger" are
ordinary words too: those are recognised only where the writing leaves no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from features.contacts.contact import Contact, ContactKind, MessengerMention


@dataclass(frozen=True)
class Service:
    """A messenger or network: words that must be there (lower case), its names, and the shape of a handle on it."""

    name: str
    words: tuple[str, ...]
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

    def may_be_in(self, folded: str) -> bool:
        """Whether a text in lower case holds one of the service's words."""
        return any(word in folded for word in self.words)


_BY_NUMBER: Final = frozenset({"whatsapp", "telegram", "viber", "wechat", "zalo", "line", "signal", "kakaotalk", "imo", "botim"})
_WHATSAPP: Final = r"(?i:\b(?:what'?s\s?app?|whats\s?up\s?app|wats?app)\b|в[ао]т+[сц]апп?|واتس\s?[اآ]ب|واتساب|וואטסאפ)"
_TELEGRAM: Final = r"(?i:\btelegram\w{0,2}\b|\btelegr\b|телеграм\w{0,3}|\bтелег[аеуи]\b|\bтг\b|\btg\b(?=\s?[:：@=-])|تلغرام|تيليجرام|飞机号|电报|電報)"
_WECHAT: Final = (
    r"(?i:\bwe\s?chat\b|wechat(?=[\W\d])|\bweixin\b|微信号?|薇信|威信|v信"
    r"|加v\b|(?<![a-z])vx(?=[\W\d])|(?<![a-z])wx(?=\s?[:：]))"
)
_LINE: Final = (
    r"(?:(?i:\bline\s?id)\b|(?i:\bline(?=\s?[:：]?\s?@[a-z0-9]))|(?<!\w )(?<!\w)LINE(?=\s?[:：])|(?i:\bline\sapp\b)|ไลน์)"
)
_SIGNAL: Final = (
    r"(?:(?i:\bsignal\s(?:app|messenger|id|username|number)\b)|(?<!\w )(?<!\w)Signal(?=\s?[:：@+])"
    r"|(?:(?i:on|via|by|my|add|through|or|and|over)\s|/\s?)Signal\b)"
)
_FACEBOOK: Final = r"(?i:\bface\s?book\b|\bfb\b|фейсбук\w?)"
_SOCIAL: Final = ContactKind.SOCIAL

SERVICES: Final = (
    Service("whatsapp", ("whats", "watsap", "wats app", "watapp", "сапп", "тсап", "цап", "واتس", "וואט"), _WHATSAPP),
    Service(
        "telegram", ("telegr", "tg", "телег", "тг", "لغرام", "يجرام", "飞机", "电报", "電報"), _TELEGRAM, r"[A-Za-z]\w{3,31}"
    ),
    Service("viber", ("viber", "вайбер"), r"(?i:\bviber\b|вайбер\w{0,2})"),
    Service(
        "wechat",
        ("wechat", "we chat", "weixin", "微信", "薇信", "威信", "v信", "加v", "vx", "wx"),
        _WECHAT,
        r"[A-Za-z][A-Za-z0-9_-]{5,19}|[1-9][0-9]{4,9}",
    ),
    Service("zalo", ("zalo",), r"(?i:\bzalo\b)"),
    Service(
        "line",
        ("line id", "lineid", "line app", "line:", "line :", "line@", "line @", "line: @", "ไลน์"),
        _LINE,
        r"[A-Za-z0-9][\w.-]{3,19}",
        ordinary_word=True,
        mention=r"(?:\b(?:(?i:on|via|by|through|add|my|use|our)\s)LINE\b|(?i:\bline\s(?:app|id)\b)|ไลน์)",
    ),
    Service("signal", ("signal",), _SIGNAL, r"[A-Za-z_][\w]{2,31}\.[0-9]{2,9}", ordinary_word=True),
    Service("facebook", ("facebook", "face book", "fb", "фейсбук"), _FACEBOOK, r"[A-Za-z][A-Za-z0-9.]{4,49}", kind=_SOCIAL),
    Service(
        "messenger",
        ("messenger",),
        r"(?:(?i:\b(?:facebook|fb)\s)Messenger\b|\bMessenger(?=\s?[:：@]))",
        r"[A-Za-z][A-Za-z0-9.]{4,49}",
        ordinary_word=True,
        mention=r"(?i:\b(?:facebook|fb)\smessenger\b|\b(?:on|via|by|through)\smessenger\b)",
    ),
    Service("vk", ("vk", "вк"), r"(?i:\bvkontakte\b|вконтакте|\bвк\b|\bvk\b)(?=\s?[:：@])", r"[A-Za-z]\w{4,31}", kind=_SOCIAL),
    Service(
        "instagram",
        ("insta", "ig:", "ig @", "ig :", "инста"),
        r"(?i:\binsta(?:gram)?\b|\big(?=\s?[:：@])|инстаграм\w{0,2})",
        r"[A-Za-z_][\w.]{2,29}",
        kind=_SOCIAL,
    ),
    Service("tiktok", ("tiktok", "tik tok"), r"(?i:\btik\s?tok\b)", r"[A-Za-z_][\w.]{2,23}", kind=_SOCIAL),
    Service("x", ("twitter", "x: @", "x @"), r"(?i:\btwitter\b)|\bX(?=\s?:?\s?@)", r"[A-Za-z_]\w{3,14}", kind=_SOCIAL),
    Service("skype", ("skype",), r"(?i:\bskype\b)", r"(?:live:)?[A-Za-z.][\w.-]{5,31}"),
    Service("discord", ("discord",), r"(?i:\bdiscord\b)", r"[A-Za-z_][\w.]{1,31}(?:#[0-9]{4})?", ordinary_word=True),
    Service("snapchat", ("snap",), r"(?i:\bsnap\s?chat\b|\bsnap(?=\s?[:：@]))", r"[A-Za-z][\w.-]{2,14}"),
    Service("kakaotalk", ("kakao", "카톡", "카카오"), r"(?i:\bkakao(?:\s?talk)?\b|카카오톡|카톡)", r"[A-Za-z][\w.-]{3,19}"),
    Service("qq", ("qq",), r"(?i:(?<![a-z@.])qq)(?!\.)(?:群|号)?", r"[1-9][0-9]{4,10}"),
    Service("imo", ("imo",), r"(?i:\bimo\s(?:number|no|id|app)\b|\bimo(?=\s?[:：]?\s?\+))"),
    Service("botim", ("botim",), r"(?i:\bbotim\b)"),
)
"""In the order in which they claim a number that several of them share ("WhatsApp/Viber: +44 ...")."""


def services_named(folded: str) -> tuple[Service, ...]:
    """The services whose words a text in lower case holds; most texts hold none."""
    return tuple(service for service in SERVICES if service.may_be_in(folded))


def messenger_mentions(text: str, contacts: Sequence[Contact] = ()) -> tuple[MessengerMention, ...]:
    """Messengers named without an address on them: those within one of `contacts` are left out."""
    taken = [(contact.start, contact.end) for contact in contacts]
    free = {item for item in _mentions(text) if not any(start < item.end and item.start < end for start, end in taken)}
    return tuple(sorted(free))


def _mentions(text: str) -> Iterator[MessengerMention]:
    for service in services_named(text.lower()):
        if service.kind is ContactKind.MESSENGER:
            for found in service.mention_pattern.finditer(text):
                yield MessengerMention(found.start(), found.end(), service.name)
