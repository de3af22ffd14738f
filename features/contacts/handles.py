"""Names on messengers and networks beside the service's name ("Telegram @name", "WeChat ID: name"), or alone as "@name".

A word after a service's name is a handle only where the writing says so: by "@", by "ID" or "username", or, after a colon, by
looking like a name that no sentence holds. "Telegram channel marketing" and "production line: 5" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from features.contacts.contact import Contact, ContactKind
from features.contacts.domains import is_known_tld
from features.contacts.services import Service

_CLAIM: Final = r"id|user\s?name|handle|nick(?:name)?|name|contact\sid|ник|юзернейм|号码?|账号|帳號|아이디"
_CLAIMED: Final = re.compile(rf"(?i){_CLAIM}")
_SPACE: Final = r"[ \t\n]{0,2}"
_SMALL_WORDS: Final = "app|messenger|account|acc|contact|channel|group|bot|only|me|us|at|on|is|my|our|канал|бот|группа|аккаунт"
_BETWEEN: Final = (
    rf"(?P<join>(?:{_SPACE}[(（]?(?:(?:{_CLAIM})(?![a-z])|(?:{_SMALL_WORDS})\b)){{0,3}})"
    rf"{_SPACE}(?P<mark>[:：=–>→~-]{{0,3}}){_SPACE}(?P<at>@?)"
)
_NOT_NAMES_TEXT: Final = """
available preferred required only number please contact channel group below here message messages messenger whatsapp telegram
viber wechat skype email phone link join follow like interview interviews call calls video chat marketing manager support
experience page business account accounts advertising optional none profile username handle facebook instagram twitter linkedin
youtube tiktok discord snapchat signal line mobile telephone website online details apply send write yes name address skills
"""
_NOT_NAMES: Final = frozenset(_NOT_NAMES_TEXT.split())
_LOOKS_MADE_UP: Final = re.compile(r"[0-9_]|[a-z][A-Z]|\w\.\w")
_ENDS_LINE: Final = re.compile(r"[ \t]*(?:[\n\x1e]|\.?$)")
_ENDS_ITEM: Final = re.compile(r"[ \t]*(?:[\n\x1e,;)|/]|\.?$)")

MOST_NAMES: Final = 100
"""How many "@name", or names of one service, are looked at: ordinary postings hold forty at most, "online" and all."""
_ALONE: Final = re.compile(r"@(?<![\w@./&=+%-]@)([A-Za-z]\w{3,31})(?![\w@-]|\.\w)", re.ASCII)
_ASKED: Final = re.compile(
    r"(?i)(?:\b(?:dm|pm|message|msg|text|write|contact|ping|add|follow|inbox|reach)|пиш\w{1,4}|писать|связ\w{1,4}|личк\w|\bлс|контакт"
    r"\w{0,2}|обращ\w{1,6}|подробност\w{1,3}|联系|聯繫|私聊|私信|咨询|escr[ií]b\w{1,5}|contacto)"
    r"\W{0,4}(?:(?:to|us|me|at|on|мне|в|к|сюда|лс|личку)\W{1,3}){0,2}$"
)
_NOT_PEOPLE_TEXT: Final = "media import keyframes charset font page everyone channel here gmail hotmail yahoo outlook supports"
_NOT_PEOPLE: Final = frozenset(_NOT_PEOPLE_TEXT.split())


def handles_in(text: str, folded: str, services: tuple[Service, ...]) -> Iterator[Contact]:
    """Handles beside the names of these services."""
    for service in services:
        if service.handle:
            pattern = _pattern(service)
            for start in islice(service.starts(folded), MOST_NAMES):
                if (found := pattern.match(text, start)) and _is_handle(text, found, service):
                    yield Contact(start, found.end(), service.kind, found["handle"].lower(), service.name)


@cache
def _pattern(service: Service) -> re.Pattern[str]:
    return re.compile(rf"(?:{service.label})(?i:{_BETWEEN})(?P<handle>(?a:{service.handle}))(?![A-Za-z0-9_@/]|\.[A-Za-z0-9])")


def _is_handle(text: str, found: re.Match[str], service: Service) -> bool:
    handle = found["handle"]
    if handle.lower() in _NOT_NAMES:
        return False
    if found["at"] or (_is_claimed(found) and (found["mark"] or _LOOKS_MADE_UP.search(handle))):
        return True
    if "." in handle and is_known_tld(handle.lower().rpartition(".")[2]):
        return False
    if _LOOKS_MADE_UP.search(handle):
        return not handle.isdigit() or service.name in {"qq", "wechat"}
    ends = _ENDS_ITEM if service.kind is ContactKind.MESSENGER else _ENDS_LINE
    return bool(found["mark"] and not service.ordinary_word and len(handle) > 4 and ends.match(text, found.end()))


def _is_claimed(found: re.Match[str]) -> bool:
    """Whether the writing says "ID", "username" or the like, in the label itself or after it."""
    return bool(_CLAIMED.search(found.group()[: found.start("mark") - found.start()]))


def bare_handles_in(text: str, *, anywhere: bool) -> Iterator[Contact]:
    """Names given as "@name" without a service: where the reader is told to write there, or anywhere in a post or message."""
    for found in islice(_ALONE.finditer(text), MOST_NAMES):
        told = anywhere or _ASKED.search(text, max(0, found.start() - 40), found.start())
        if told and found[1].lower() not in _NOT_PEOPLE:
            yield Contact(found.start(), found.end(), ContactKind.SOCIAL, found[1].lower())
