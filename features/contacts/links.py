"""Links: with a scheme, with `www.`, bare hosts, and those defanged so that a filter passes them by ("hxxp", "[.]", "dot").

A link into a messenger or a network becomes a contact there (`features.contacts.service_links`); any other is a URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from features.contacts.contact import Contact, ContactKind
from features.contacts.domains import is_known_tld, makes_a_host, registrable_domain
from features.contacts.service_links import is_service_host, service_link
from features.profile import Profile

MOST_HOSTS: Final = 500
"""How many dots before letters are looked at; more than an honest posting of the longest kind has."""
MOST_LINKS: Final = 60
"""How many links of one kind are read: ordinary postings hold twenty-five at most."""
_PATH: Final = (
    r"[^\s<>\"{}|\\^`\x1e\u0e00-\u0e7f\u2018-\u201f\u3000-\u30ff\u3400-\u9fff\uff00-\uffef\u2600-\u27bf\U0001f000-\U0001faff]"
)
_DOT: Final = r"(?:\.|\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?|\sdot\s)"
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_SCHEMED: Final = re.compile(rf"//({_PATH}{{3,2000}})")
_SCHEME: Final = re.compile(r"(?i)(?<![a-z])h(?:tt|xx)ps?\s?(?::|\[:\])?\s?$")
_CUSTOM: Final = re.compile(rf"(?i)(?<![a-z])(?:whatsapp|tg|viber|weixin|line|skype):(?P<rest>{_PATH}{{3,300}})")
_DEFANGED: Final = re.compile(
    rf"(?i)(?<![\w@.-])(?:www{_DOT})?[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{1,63}}){{0,3}}{_DOT}(?P<tld>[a-z]{{2,18}})(?![\w@-])"
    rf"(?:/{_PATH}{{0,300}})?"
)
_TLD: Final = re.compile(r"\.([A-Za-z]{2,18}|рф|бел|укр|срб|мкд|қаз)(?![\w@-])")
_HOST_REVERSED: Final = re.compile(r"(?:[\w-]{1,63}\.){0,4}[\w-]{0,62}[^\W_]", re.ASCII)
_HOST_REVERSED_WIDE: Final = re.compile(r"(?:[\w-]{1,63}\.){0,4}[\w-]{0,62}[^\W_]")
_TAIL: Final = re.compile(rf"(?::[0-9]{{2,5}})?(?:[/?#]{_PATH}{{0,2000}})?")
_TRACKING: Final = re.compile(r"(?i)utm_\w+|fbclid|gclid|igshid|igsh|mc_[ce]id|yclid|ref_src")
_FIRST_UNSPACED: Final = "\u0e00"
"""Where the scripts begin that are written without blanks: a host may follow their letters at once."""
_SOFTWARE: Final = frozenset({"asp", "vb", "ado", "ml", "paint", "node", "vue", "react", "next", "express", "three", "socket"})
_TRAILING: Final = ".,;:!?'\"*_~»”…"
_DEFANGED_DOT: Final = re.compile(rf"(?i){_DOT}")
_CUSTOM_SCHEMES: Final = ("whatsapp:", "tg:", "viber:", "weixin:", "line:", "skype:")


def links_in(text: str, folded: str, profile: Profile) -> Iterator[Contact]:
    """Every link of a text that is written as links are."""
    if "//" in text:
        yield from islice(_schemed(text, profile), MOST_LINKS)
    yield from islice(_bare(text, profile), MOST_LINKS)
    if any(sign in folded for sign in _CUSTOM_SCHEMES):
        yield from islice(_custom(text), MOST_LINKS)


def _schemed(text: str, profile: Profile) -> Iterator[Contact]:
    for found in _SCHEMED.finditer(text):
        if scheme := _SCHEME.search(text, max(0, found.start() - 10), found.start()):
            rest = trimmed(found[1])
            disguised = "x" in scheme.group().lower() or "[" in scheme.group() + rest.partition("/")[0]
            yield from _link(scheme.start(), found.start(1) + len(rest), rest, profile, disguised=disguised)


def _bare(text: str, profile: Profile) -> Iterator[Contact]:
    for found in islice(_TLD.finditer(text), MOST_HOSTS):
        label = found[1]
        if not is_known_tld(label.lower()) or not (label.islower() or label.isupper()):
            continue
        start = _host_start(text, found.start(), ascii_only=label.isascii())
        if start is None:
            continue
        tail = trimmed(_TAIL.match(text, found.end()).group())  # type: ignore[union-attr]  # matches the empty string
        if (
            len(tail) > 1
            or _names_a_host(text[start : found.start()], label.lower())
            or text[start : start + 4].lower() == "www."
        ):
            yield from _link(start, found.end() + len(tail), text[start : found.end()] + tail, profile)


def _names_a_host(name: str, label: str) -> bool:
    """Whether name and top-level domain alone are a link: "m.st." abbreviates, and ".net" ends names of software."""
    return makes_a_host(label) and len(name) > 1 and name.lower() not in _SOFTWARE


def _host_start(text: str, dot: int, *, ascii_only: bool) -> int | None:
    """Where the host that ends before a dot begins; none when it is part of an address or a path."""
    reverse = text[max(0, dot - 120) : dot][::-1]
    found = (_HOST_REVERSED if ascii_only else _HOST_REVERSED_WIDE).match(reverse)
    if not found:
        return None
    start = dot - found.end()
    previous = text[start - 1 : start]
    cut_off = previous.isalnum() and previous < _FIRST_UNSPACED
    return None if cut_off or (previous and previous in "@/.-_+%=&") else start


def defanged_links_in(text: str, profile: Profile) -> Iterator[Contact]:
    """Links whose dots are bracketed or spelled: "firm[.]example", "firm dot com"."""
    for found in islice(_DEFANGED.finditer(text), MOST_LINKS):
        written = trimmed(found.group())
        host = _DEFANGED_DOT.sub(".", written.partition("/")[0])
        if "." in host and host != written.partition("/")[0] and is_known_tld(found["tld"].lower()):
            path = written[len(written.partition("/")[0]) :]
            yield from _link(found.start(), found.start() + len(written), host + path, profile, disguised=True)


def _custom(text: str) -> Iterator[Contact]:
    for found in _CUSTOM.finditer(text):
        scheme, _, _ = found.group().partition(":")
        rest = trimmed(found["rest"])
        if link := service_link(f"{scheme.lower()}:", rest):
            yield link.contact(found.start(), found.start("rest") + len(rest))


def trimmed(link: str) -> str:
    """A link without the punctuation of the sentence around it; a closing bracket stays where the link opens it."""
    if ")" in link and "(" not in link:
        link = link.partition(")")[0]
    while link and (link[-1] in _TRAILING or (link[-1] in ")]" and link.count(link[-1]) > link.count("(["[link[-1] == "]"]))):
        link = link[:-1]
    return link


def _link(start: int, end: int, rest: str, profile: Profile, *, disguised: bool = False) -> Iterator[Contact]:
    host, path = _split(rest)
    if not host:
        return
    if link := service_link(host.removeprefix("www."), path):
        yield link.contact(start, end, disguised=disguised)
    elif path.strip("/") or not is_service_host(host.removeprefix("www.")):
        domain = registrable_domain(host, profile)
        yield Contact(start, end, ContactKind.URL, canonical_url(host, path), domain=domain, disguised=disguised)


def _split(rest: str) -> tuple[str, str]:
    """Host in ASCII and what follows it; no host when it is not one."""
    found = re.match(r"[^/?#]*", rest)
    authority = found.group() if found else ""
    host = _DEFANGED_DOT.sub(".", authority.rpartition("@")[2]).lower().split(":")[0].strip(".")
    return _ascii(host), rest[len(authority) :]


def _ascii(host: str) -> str:
    if not re.fullmatch(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", host):
        return ""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""


def canonical_url(host: str, path: str) -> str:
    """One spelling for links to the same page, to compare rather than to open: no `www.`, fragment or tracking parameters."""
    parts = urlsplit(path.partition("#")[0]) if path.startswith(("/", "?")) else urlsplit("")
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(key)]
    )
    return f"https://{host.removeprefix('www.')}{parts.path.rstrip('/')}{'?' + query if query else ''}"
