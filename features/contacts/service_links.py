"""Links into messengers and networks, after the services' own documentation of their links: who or what they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import unquote

from features.contacts.contact import Contact, ContactKind


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """What a link leads to."""

    service: str
    value: str
    invite: bool

    def contact(self, start: int, end: int, *, disguised: bool = False) -> Contact:
        """The contact that the link at these characters is."""
        kind = ContactKind.SOCIAL if self.service in SOCIAL_SERVICES else ContactKind.MESSENGER
        return Contact(start, end, kind, self.value, self.service, disguised=disguised, invite=self.invite)


SOCIAL_SERVICES: Final = frozenset({"facebook", "vk", "instagram", "tiktok", "x"})

_NUMBER: Final = r"\+?(?P<number>[0-9]{7,15})"
_CODE: Final = r"(?P<invite>[\w-]{4,64})"
_NAME: Final = r"@?(?P<name>[A-Za-z][\w.-]{1,63})"
_ANY: Final = r"(?P<name>~?[\w.@%+~-]{2,64})"

_WHATSAPP: Final = (
    rf"/{_NUMBER}",
    r"/(?:message|qr)/(?P<name>\w+)",
    r"/c/(?P<number>[0-9]{7,15})",
    r"/(?:u/)?@?(?P<name>[A-Za-z][\w.-]{2,63})",
)
_WHATSAPP_SEND: Final = (rf"/?send/?\?(?:.*&)?phone=(?:%2B|\+|\s)?{_NUMBER}",)
_TELEGRAM: Final = (
    r"/\+(?P<number>[0-9]{7,15})(?![\w-])",
    rf"/(?:\+|%2B|joinchat/|addlist/){_CODE}",
    rf"/(?:s/)?(?!share|iv\b|proxy|socks|addstickers|addemoji|login|setlanguage|bg/|c/){_NAME}",
)
_FACEBOOK: Final = (
    r"/(?:groups|g)/(?P<invite>[\w.-]+)",
    r"/profile\.php\?(?:.*&)?id=(?P<name>[0-9]+)",
    r"/(?:people|pages)/[^/?]+/(?P<name>[\w.-]+)",
    r"/(?!share|sharer|login|help|events|watch|policies|privacy|legal|dialog|plugins|photo|hashtag|marketplace|story|tr\b|careers)"
    r"(?P<name>[A-Za-z0-9][\w.-]{2,63})",
)
_DISCORD: Final = (rf"/(?:invite/)?{_CODE}",)
_VIBER: Final = (rf"//?(?:chat|add|contact)/?\?number=(?:%2B|\+)?{_NUMBER}", r"//?(?:pa|public)\?chatURI=(?P<name>[\w.-]+)")

_PATTERNS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "wa.me": ("whatsapp", _WHATSAPP),
    "wa.link": ("whatsapp", (r"/(?P<name>[\w-]{3,40})",)),
    "whatsapp.com": ("whatsapp", (r"/channel/(?P<invite>\w+)", *_WHATSAPP_SEND)),
    "api.whatsapp.com": ("whatsapp", (*_WHATSAPP_SEND, r"/message/(?P<name>\w+)")),
    "web.whatsapp.com": ("whatsapp", _WHATSAPP_SEND),
    "chat.whatsapp.com": ("whatsapp", (r"/(?:invite/)?(?P<invite>\w{8,40})",)),
    "whatsapp:": ("whatsapp", (rf"//send/?\?(?:.*&)?phone=(?:%2B|\+)?{_NUMBER}",)),
    "t.me": ("telegram", _TELEGRAM),
    "telegram.me": ("telegram", _TELEGRAM),
    "telegram.dog": ("telegram", _TELEGRAM),
    "tg:": (
        "telegram",
        (r"//resolve\?(?:.*&)?domain=(?P<name>\w+)", rf"//resolve\?phone={_NUMBER}", r"//join\?invite=(?P<invite>[\w-]+)"),
    ),
    "viber:": ("viber", _VIBER),
    "viber.click": ("viber", (rf"/{_NUMBER}",)),
    "invite.viber.com": ("viber", (r"/?\?(?:.*&)?g2?=(?P<invite>[\w%-]+)",)),
    "chats.viber.com": ("viber", (rf"/{_NAME}",)),
    "zalo.me": ("zalo", (r"/g/(?P<invite>\w+)", rf"/{_NUMBER}", r"/(?:pc/)?(?P<name>[\w.-]+)")),
    "line.me": ("line", (r"/(?:R/)?ti/g2?/(?P<invite>[\w-]+)", r"/(?:R/)?ti/p/(?:~|%7E|@|%40)?(?P<name>[\w.@-]+)")),
    "lin.ee": ("line", (r"/(?P<name>[\w-]+)",)),
    "line:": ("line", (r"//ti/g/(?P<invite>[\w-]+)", r"//ti/p/(?:~|@|%40)?(?P<name>[\w.-]+)")),
    "signal.me": ("signal", (rf"/?#p/{_NUMBER}", r"/?#eu/(?P<name>[\w-]+)")),
    "signal.group": ("signal", (r"/?#(?P<invite>[\w-]+)",)),
    "m.me": ("messenger", (r"/(?:j|g)/(?P<invite>[\w-]+)", rf"/{_ANY}")),
    "messenger.com": ("messenger", (r"/t/(?P<name>[\w.-]+)",)),
    "facebook.com": ("facebook", _FACEBOOK),
    "m.facebook.com": ("facebook", _FACEBOOK),
    "fb.com": ("facebook", _FACEBOOK),
    "fb.me": ("facebook", _FACEBOOK),
    "vk.com": ("vk", (r"/(?!share|away|wall|photo|video|doc|app\d|feed|im\b)(?P<name>[A-Za-z][\w.]{1,63})",)),
    "vk.me": ("vk", (r"/join/(?P<invite>[\w=/-]+)", r"/(?P<name>[\w.]+)")),
    "instagram.com": ("instagram", (r"/(?!p/|reel|explore|stories|accounts|tv/)(?P<name>[\w.]{2,30})",)),
    "ig.me": ("instagram", (r"/m/(?P<name>[\w.]+)", r"/j/(?P<invite>[\w-]+)")),
    "tiktok.com": ("tiktok", (r"/@(?P<name>[\w.]+)",)),
    "x.com": ("x", (r"/(?!intent|share|home|i/|search|hashtag|jobs|explore)(?P<name>\w{2,15})(?!\w)",)),
    "twitter.com": ("x", (r"/(?!intent|share|home|i/|search|hashtag|explore)(?:#!/)?(?P<name>\w{2,15})(?!\w)",)),
    "discord.gg": ("discord", _DISCORD),
    "discord.com": ("discord", (rf"/invite/{_CODE}",)),
    "discordapp.com": ("discord", (rf"/invite/{_CODE}",)),
    "snapchat.com": ("snapchat", (r"/(?:add|@)/?(?P<name>[\w.-]+)",)),
    "skype:": ("skype", (r"(?P<name>[A-Za-z][\w.:,-]{4,40})(?=\?|$)",)),
    "join.skype.com": ("skype", (r"/(?:invite/)?(?P<invite>\w+)",)),
    "open.kakao.com": ("kakaotalk", (r"/o/(?P<invite>\w+)", r"/me/(?P<name>\w+)")),
    "pf.kakao.com": ("kakaotalk", (r"/(?P<name>\w+)",)),
    "u.wechat.com": ("wechat", (r"/(?P<name>[\w-]+)",)),
    "weixin:": ("wechat", (r"//(?:dl/chat\?)?(?P<name>[\w-]+)",)),
    "qm.qq.com": ("qq", (r"/(?:cgi-bin/qm/qr\?(?:.*&)?k=|q/)(?P<invite>[\w-]+)",)),
}


@cache
def _compiled(host: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII | re.IGNORECASE) for pattern in _PATTERNS[host][1])


def is_service_host(host: str) -> bool:
    """Whether a host, without `www.`, belongs to a messenger or network."""
    return host in _PATTERNS


def service_link(host: str, path: str) -> ServiceLink | None:
    """What a link of a known service leads to; none for any other, and for the service's own pages.

    `host` is a host without `www.`, or a scheme with its colon where the scheme is the service's own.
    """
    if host not in _PATTERNS:
        return None
    for pattern in _compiled(host):
        if found := pattern.match(path):
            return _led_to(_PATTERNS[host][0], found)
    return None


def _led_to(service: str, found: re.Match[str]) -> ServiceLink:
    """A number becomes E.164, an invite code keeps its case, a name loses "@" and case."""
    groups = found.groupdict()
    if number := groups.get("number"):
        return ServiceLink(service, f"+{number}", invite=False)
    if code := groups.get("invite"):
        return ServiceLink(service, code, invite=True)
    return ServiceLink(service, unquote(groups["name"]).lower().lstrip("@~"), invite=False)
