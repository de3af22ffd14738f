"""Postings in schema.org JSON-LD: a JobPosting alone, in a list, in an `@graph`, or below a page's main entity.

JSON-LD lets the same thing be written in many ways (https://www.w3.org/TR/json-ld11/): `@type` is a name, a prefixed name, an
address or a list of them; a value may be wrapped in `@value`, an organisation given once and pointed to by `@id`. All that is
undone here, and a plain mapping with schema.org's own names is left. No context is fetched: nothing here touches a network.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urldefrag, urljoin

from features.posting import Posting
from features.records.jsonld_script import JsonLdError, ScriptReading, parse_script, scripts_in_html
from features.records.posting_mapping import posting_from_mapping
from features.records.posting_values import snake
from features.text.markup import text_of_html

__all__ = [
    "JsonLdError",
    "ScriptReading",
    "job_nodes",
    "parse_script",
    "posting_from_node",
    "postings_in_jsonld",
    "scripts_in_html",
]

MAX_NODES: Final = 50_000
"""Values looked at in one document: enough for a list page of some thousand adverts."""

MAX_DEPTH: Final = 30
"""Levels kept below one JobPosting; the vocabulary needs five."""

_OURS: Final = frozenset(
    {"id", "identifier", "type", "url", "fetched_at", "source", "additional", "kind", "truncated", "language"}
)
"""What a page does not get to say of itself: these are the crawler's, or kept aside as they are."""

_VOCABULARY = re.compile(r"^(?:https?://schema\.org/|schema:)")
_JOB_TYPE = "jobposting"


def postings_in_jsonld(data: object, *, url: str = "", fetched_at: datetime | None = None, source: str = "") -> list[Posting]:
    """Every JobPosting in parsed JSON-LD, in document order, each once. Raises PostingError where one cannot be a posting."""
    nodes = job_nodes(data)
    alone = len(nodes) == 1
    postings = (posting_from_node(node, url=url, fetched_at=fetched_at, source=source, alone=alone) for node in nodes)
    return list({posting.id: posting for posting in postings}.values())


def job_nodes(data: object) -> list[dict[str, Any]]:
    """The JobPosting objects as plain mappings: prefixes and wrappers off, references within the document filled in."""
    nodes = list(_walk(data))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [{_name(key): _plain(value, named) for key, value in node.items()} for node in nodes if _is_job(node)]


def posting_from_node(
    node: Mapping[str, Any], *, url: str, fetched_at: datetime | None, source: str, alone: bool = True
) -> Posting:
    """One JobPosting as a posting. `url` is the page's address, which names the posting when it is alone on its page."""
    own = _absolute(url, _text(node.get("url")))
    name = urldefrag(url).url if alone and url else _own_name(node, own)
    key = "\0".join((source, name))
    published = {key: _without_markup(value) for key, value in node.items() if snake(key) not in _OURS}
    ours = {
        "@type": "JobPosting",
        "id": f"ld-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}",
        "url": url if alone and url else own,
        "fetched_at": fetched_at,
        "source": source,
        "language": _text(node.get("inLanguage")),
        "additional": {name: node[name] for name in ("identifier", "@id", "url") if name in node},
    }
    return posting_from_mapping(published | ours)


def _without_markup(value: Any) -> Any:
    """The text of a value, which schema.org allows to be HTML; also where that was escaped once too often."""
    if isinstance(value, list):
        return [_without_markup(item) if isinstance(item, str) else item for item in value]
    if not isinstance(value, str):
        return value
    return text_of_html(html.unescape(value) if "<" not in value and "&lt;" in value else value)


def _own_name(node: Mapping[str, Any], own_url: str) -> str:
    """What tells this posting from others on the same page: address, `@id` or identifier, and the title; else all it says."""
    identifier = node.get("identifier")
    value = identifier.get("value") if isinstance(identifier, Mapping) else identifier
    names = (_text(node.get("url")) and own_url, _text(node.get("@id")), _text(value))
    rest = _text(node.get("title") or node.get("name")) if any(names) else json.dumps(node, sort_keys=True, default=str)
    return "\0".join((*names, rest))


def _walk(data: object) -> Iterator[dict[str, Any]]:
    """Every object of the document in order, not those below a JobPosting (an advert's own employer is no other advert)."""
    waiting = [data]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend([] if _is_job(value) else reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _is_job(node: Mapping[str, Any]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _name(name.strip()).lower() == _JOB_TYPE for name in names)


def _name(key: str) -> str:
    """schema.org's own name of a property or type, without prefix or address."""
    return _VOCABULARY.sub("", key)


def _plain(value: Any, named: Mapping[str, dict[str, Any]], depth: int = 0) -> Any:
    """A value without JSON-LD's wrappers; a reference becomes what it refers to, whose own references stay (no circles)."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [_plain(item, named, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    referred = named.get(value["@id"]) if value.keys() <= {"@id", "@type"} and isinstance(value.get("@id"), str) else None
    inner, known = (referred, {}) if referred is not None else (value, named)
    return {_name(key): _plain(item, known, depth + 1) for key, item in inner.items()}


def _absolute(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:  # an address that is none, such as "http://["
        return base


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""
