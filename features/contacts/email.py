"""E-mail addresses, and those written so that a harvester or a filter misses them: "name at domain dot com", "[at]", "(dot)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from features.contacts.contact import Contact, ContactKind
from features.contacts.domains import is_known_tld, registrable_domain
from features.profile import Profile

MOST_ADDRESSES: Final = 60
"""How many "@", or words for one, are looked at: ordinary postings hold ten at most."""
_AT_SIGN: Final = re.compile("@(?!@)")
_LOCAL_REVERSED: Final = re.compile(r"[A-Za-z0-9_À-ɏ.+%'-]{0,63}[A-Za-z0-9À-ɏ]", re.ASCII)
_DOMAIN: Final = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9_-])")

_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9_+-]{0,40}"
_AT: Final = r"(?:\s?[\[({<]\s?(?:at|@|a)\s?[\])}>]\s?|\sat\s|@)"
_DOT: Final = r"(?:\s?[\[({<]\s?(?:dot|\.|punkt|punto|point)\s?[\])}>]\s?|\s(?:dot|punkt)\s|\.)"
_WORDED: Final = re.compile(
    rf"(?i)(?<![\w@.+-])(?P<local>{_NAME}(?:{_DOT}{_NAME}){{0,3}})(?P<at>{_AT})(?P<domain>[a-z0-9-]{{1,40}}(?:{_DOT}[a-z0-9-]{{1,40}}){{1,3}})"
    r"(?![\w@])"
)
_DOTTED: Final = re.compile(rf"(?i){_DOT}")
_SPACED_DOMAIN: Final = re.compile(r"\s?((?:[A-Za-z0-9-]{1,63}\s?\.\s?){1,3}[A-Za-z]{2,18})(?!\w)")
_SPACED_LOCAL: Final = re.compile(
    r"(?:e-?mails?|mail|correo|почта)(?:\s(?:address|id|us|me|to|at)){0,2}\s?[:\-=]?\s?([A-Za-z0-9][A-Za-z0-9.+_-]{0,63})\s?$",
    re.IGNORECASE,
)
_LEAD_IN: Final = re.compile(r"(?i)^(?:email|mail|write|contact|me|us|is|to|reach|send)$")


def emails_in(text: str, profile: Profile) -> Iterator[Contact]:
    """Every e-mail address with "@"."""
    for sign in islice(_AT_SIGN.finditer(text), MOST_ADDRESSES):
        if found := _plain(text, sign.start(), profile) or _spaced(text, sign.start(), profile):
            yield found


def _plain(text: str, at: int, profile: Profile) -> Contact | None:
    if (domain := _DOMAIN.match(text, at + 1)) and (local := _LOCAL_REVERSED.match(text[max(0, at - 65) : at][::-1])):
        host = _known_part(domain.group())
        return _email(at - local.end(), at + 1 + len(host), local.group()[::-1], host, profile)
    return None


def _spaced(text: str, at: int, profile: Profile) -> Contact | None:
    """With blanks around "@", where it is called an address: "Sales @ Firm" alone is none."""
    if not (text[at - 1 : at].isspace() or text[at + 1 : at + 2].isspace()) or not (domain := _SPACED_DOMAIN.match(text, at + 1)):
        return None
    host, local = re.sub(r"\s", "", domain[1]), _SPACED_LOCAL.search(text, max(0, at - 100), at)
    if not local or not is_known_tld(host.rpartition(".")[2].lower()):
        return None
    return _email(local.start(1), domain.end(), local[1], host, profile, disguised=True)


def _known_part(host: str) -> str:
    """A domain without the word that a missing blank glued to it: `firm.example.Please` ends at `example`."""
    labels = host.split(".")
    while len(labels) > 2 and not is_known_tld(labels[-1].lower()) and is_known_tld(labels[-2].lower()):
        labels.pop()
    if len(labels) > 2 and labels[-1][0].isupper() and not labels[-1].isupper() and is_known_tld(labels[-2].lower()):
        labels.pop()
    return ".".join(labels)


def disguised_emails_in(text: str, profile: Profile) -> Iterator[Contact]:
    """Every e-mail address with its "@" or dots in words or brackets."""
    found, looked = _WORDED.search(text), 0
    while found and (looked := looked + 1) <= MOST_ADDRESSES:
        local, host = _DOTTED.sub(".", found["local"]), _DOTTED.sub(".", found["domain"])
        accepted = _is_disguised(found, host) and is_known_tld(host.rpartition(".")[2].lower()) and not _is_a_place(found)
        if accepted:
            yield _email(found.start(), found.end(), local, host, profile, disguised=True)
        found = _WORDED.search(text, found.end() if accepted else found.end("local"))


def _is_disguised(found: re.Match[str], host: str) -> bool:
    return found["at"] != "@" or host != found["domain"]


def _is_a_place(found: re.Match[str]) -> bool:
    """Whether a site is named ("apply at firm.example"): a worded "at" needs a worded dot, and a name that is no verb."""
    plain_dots = all(dot == "." for dot in _DOTTED.findall(found["domain"]))
    return found["at"].strip().lower() == "at" and (plain_dots or bool(_LEAD_IN.match(found["local"])))


def _email(start: int, end: int, local: str, host: str, profile: Profile, *, disguised: bool = False) -> Contact:
    domain = registrable_domain(host, profile)
    return Contact(start, end, ContactKind.EMAIL, f"{local}@{host}".lower(), domain=domain, disguised=disguised)
