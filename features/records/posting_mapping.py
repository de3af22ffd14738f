"""A posting as a mapping of plain values, there and back: what files, pages, requests and the store hold.

`posting_from_mapping` takes input from outside: schema.org's names in camel or snake case, things where a text is wanted, numbers
for text. What it does not know is kept in `additional`, as is a thing that was flattened into a text. What it makes of a
mapping, it makes again of `posting_to_mapping`'s.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from features.posting import CAPS, MAX_ADDITIONAL, MAX_SHORT, Json, Organization, Posting, PostingError, PostingKind
from features.records.posting_values import Thing, clean, contact_in, id_in, lines_in, pay_in, place_in, snake, text_in

DERIVED_ID: Final = "content-"
"""Begins the id of a posting that came without one; the rest is its digest, so an edit changes it."""

MAX_DEPTH: Final = 20
"""How deep `additional` may nest; below that is cut."""

_READERS: Final[Mapping[str, Callable[[object, str], str]]] = MappingProxyType(
    dict.fromkeys(("title", "description", "source", "url", "language"), text_in)
    | dict.fromkeys(("employment_type", "date_posted", "valid_through"), text_in)
    | {"id": id_in, "job_location": place_in, "base_salary": pay_in, "application_contact": contact_in}
)
"""How each text is read; the others by `lines_in`."""

_TEXTS: Final = tuple(item.name for item in fields(Posting) if item.type == "str")
_INNER: Final = tuple(item.name for item in fields(Organization))
_KNOWN: Final = frozenset(item.name for item in fields(Posting))
_KINDS: Final = MappingProxyType(
    {
        "JobPosting": "job_advert",
        "SocialMediaPosting": "social_post",
        "DiscussionForumPosting": "social_post",
        "Message": "message",
    }
)
"""What schema.org calls our kinds."""


def posting_to_mapping(posting: Posting) -> dict[str, Json]:
    """Everything in a posting that is stated, under its snake-case names."""
    mapping: dict[str, Json] = {"id": posting.id, "kind": posting.kind.value}
    mapping |= {name: text for name in _TEXTS if (text := posting.text_of(name))}
    if organization := {name: text for name in _INNER if (text := posting.text_of(f"hiring_organization.{name}"))}:
        mapping["hiring_organization"] = dict(organization)
    if posting.fetched_at is not None:
        mapping["fetched_at"] = posting.fetched_at.isoformat()
    if posting.additional:
        mapping["additional"] = dict(posting.additional)
    if posting.truncated:
        mapping["truncated"] = list(posting.truncated)
    return mapping


def posting_from_mapping(mapping: Thing) -> Posting:
    """The posting that a mapping tells of. Raises `PostingError` that names the field where it cannot be one."""
    known, unknown = _sorted_out(mapping)
    cut = list(_truncated(known.get("truncated")))
    texts = {name: _capped(name, _READERS.get(name, lines_in)(known.get(name), name), cut) for name in _TEXTS}
    organization = _organization(known.get("hiring_organization"), cut)
    additional = _additional(unknown, cut)
    posting = Posting(
        **texts,
        kind=_kind(known.get("kind")),
        fetched_at=_moment(known.get("fetched_at")),
        hiring_organization=organization,
        additional=additional,
        truncated=tuple(dict.fromkeys(cut)),
    )
    return posting if posting.id.strip() else replace(posting, id=DERIVED_ID + posting.digest()[:32])


def _sorted_out(mapping: Thing) -> tuple[dict[str, object], dict[str, object]]:
    """What has a field here, by its name, and everything else. A thing that will be flattened is in both."""
    known: dict[str, object] = {}
    unknown: dict[str, object] = {}
    inner = mapping.get("additional")
    for key, value in sorted(mapping.items(), key=lambda item: item[0] not in _KNOWN):  # our own names first
        name = _field(str(key), value)
        if name == "additional" and isinstance(inner, Mapping):
            continue
        if name in _KNOWN and name != "additional" and name not in known:
            known[name] = value
        else:
            unknown[str(key)] = value
    _gather_organization(known, unknown)
    flattened = {name: value for name, value in known.items() if name != "truncated" and _loses_structure(name, value)}
    kept = inner if isinstance(inner, Mapping) else {}
    return known, flattened | unknown | dict(kept)


def _field(key: str, value: object) -> str:
    """The field that a key means, or the key itself."""
    if key in _KNOWN:
        return key
    if key in {"@type", "type"} and isinstance(value, str) and value in _KINDS:
        return "kind"
    return "id" if key == "identifier" else snake(key)


def _gather_organization(known: dict[str, object], unknown: dict[str, object]) -> None:
    """Take columns such as `hiring_organization.name`, as tables have them, into the organisation."""
    dotted = {key: snake(key.partition(".")[2]) for key in unknown if snake(key.partition(".")[0]) == "hiring_organization"}
    columns = {inner: unknown.pop(key) for key, inner in dotted.items() if inner in _INNER}
    whole = known.get("hiring_organization")
    if columns:
        known["hiring_organization"] = columns | (dict(whole) if isinstance(whole, Mapping) else {"name": whole} if whole else {})


def _loses_structure(name: str, value: object) -> bool:
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    if name == "hiring_organization":
        return len(items) > 1 or any(isinstance(item, Mapping) and set(item) - set(_INNER) - {"@type"} for item in items)
    return any(isinstance(item, Mapping) for item in items)


def _organization(value: object, cut: list[str]) -> Organization:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        value = next(iter(value), None)
    if not isinstance(value, Mapping):
        return Organization(name=_capped("hiring_organization.name", text_in(value, "hiring_organization"), cut))
    thing = {snake(str(key)): item for key, item in value.items()}
    thing["name"] = thing.get("name") or thing.get("legal_name")
    return Organization(
        **{
            name: _capped(f"hiring_organization.{name}", lines_in(thing.get(name), f"hiring_organization.{name}"), cut)
            for name in _INNER
        }
    )


def _capped(name: str, text: str, cut: list[str]) -> str:
    limit = CAPS.get(name, MAX_SHORT)
    if len(text) <= limit:
        return text
    if name == "id":
        raise PostingError(f"id: longer than {limit} characters")
    cut.append(name)
    return text[:limit]


def _kind(value: object) -> PostingKind:
    name = "" if value is None else value.strip() if isinstance(value, str) else repr(value)
    try:
        return PostingKind(_KINDS.get(name, name) or PostingKind.JOB_ADVERT)
    except ValueError:
        raise PostingError(f"kind: {value!r:.60} is not one of {', '.join(PostingKind)}") from None


def _moment(value: object) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise PostingError(f"fetched_at: {value!r:.60} is not an ISO 8601 date and time") from None
    if moment.utcoffset() is None:
        raise PostingError(f"fetched_at: {value!r:.60} names no time zone")
    return moment


def _truncated(value: object) -> Iterator[str]:
    if isinstance(value, str) or not isinstance(value, Sequence | None):
        raise PostingError("truncated: expected a list of field names")
    for name in value or ():
        if not isinstance(name, str) or len(name) > MAX_SHORT:
            raise PostingError("truncated: expected a list of field names")
        yield clean(name)


def _additional(unknown: dict[str, object], cut: list[str]) -> dict[str, Json]:
    """What fits `MAX_ADDITIONAL`, in order; what does not is left out, and `truncated` says so."""
    kept: dict[str, Json] = {}
    room = MAX_ADDITIONAL
    for key, value in unknown.items():
        plain = _plain(value, MAX_DEPTH, cut)
        room -= len(key) + _size(plain)
        if room < 0:
            cut.append("additional")
            break
        kept[clean(key)] = plain
    return kept


def _size(value: Json) -> int:
    if isinstance(value, dict):
        return 2 + sum(len(key) + _size(item) + 4 for key, item in value.items())
    if isinstance(value, list):
        return 2 + sum(_size(item) + 2 for item in value)
    return len(value) if isinstance(value, str) else len(str(value))


def _plain(value: object, depth: int, cut: list[str]) -> Json:
    """A value that JSON can hold and a database keeps: clean text, finite numbers, plain lists and mappings."""
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool | int | float):
        return value if not isinstance(value, float) or math.isfinite(value) else None
    return _plain_within(value, depth, cut)


def _plain_within(value: object, depth: int, cut: list[str]) -> Json:
    if depth == 0:
        cut.append("additional")
        return None
    if isinstance(value, Mapping):
        return {clean(str(key)): _plain(item, depth - 1, cut) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(item, depth - 1, cut) for item in value]
    return clean(str(value))
