"""JSON-LD scripts as sites really serve them: found in a page, and mended where a reader can be sure what was meant.

One malformed script must not cost the page its other scripts, so every script is parsed on its own and a failure is a value with
a position. Repairs keep the script's length wherever they can (a defect becomes blanks), so that the position can be looked up.
What is mended was seen in the wild: a byte order mark, CDATA and HTML comment marks, script comments, a trailing semicolon or
comma, raw line breaks and other control characters within strings, escapes that JSON does not know, HTML entities for every
quotation mark, and several objects in one script.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from features.posting import Json

MAX_SCRIPT: Final = 2_000_000
"""Characters of one script that are read; a longer one is refused, not cut, since half an object says nothing."""

MAX_DEPTH: Final = 100
"""Levels of nesting that are read: far above any vocabulary, far below Python's own limit."""

_MARKUP = re.compile(r"<!--|<script\b([^>]{0,600})>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_JSONLD_TYPE = re.compile(r"""\btype\s{0,8}=\s{0,8}["']?\s{0,8}application/ld\+json""", re.IGNORECASE)

_STRING = r'"(?:[^"\\]|\\.)*+(?:\\?\Z|")'
_CDATA = r"(?:(?://|/\*)[ \t]{0,8})?(?:<!\[CDATA\[|\]\]>)(?:[ \t]{0,8}\*/)?"
_COMMENTS = r"/\*.*?(?:\*/|\Z)|//[^\n]*"
_JUNK = re.compile(rf"{_STRING}|{_CDATA}|<!--.*?(?:-->|\Z)|{_COMMENTS}|[;\ufeff]", re.DOTALL)
_JUNK_BUT_COMMENTED = re.compile(rf"{_STRING}|{_CDATA}|<!--|-->|{_COMMENTS}|[;\ufeff]", re.DOTALL)
_STRAY_COMMA = re.compile(rf"{_STRING}|,(?=\s*(?:[,}}\]]|\Z))", re.DOTALL)
_UNKNOWN_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})(.?)|(\\.)', re.DOTALL)
_ENTITY_QUOTED = re.compile(
    r"(?:[\s\[{;\ufeff]|<!\[CDATA\[|<!--|//|/\*|\*/){0,200}&(?:quot|#0{0,4}34|#x0{0,4}22);", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s,]*")
_BRACKET = re.compile(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
_DEPTH_CHANGE: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


class JsonLdError(ValueError):
    """A script cannot be read as JSON-LD; `position` is the character where reading stopped, counted within the script."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason} (character {position} of the script)")
        self.reason = reason
        self.position = position


@dataclass(frozen=True, slots=True)
class ScriptReading:
    """What one script holds: its top-level values, whether it had to be mended, and why reading stopped, if it did."""

    values: tuple[Json, ...] = ()
    repaired: bool = False
    error: JsonLdError | None = None


def scripts_in_html(page: str) -> list[str]:
    """The contents of a page's JSON-LD scripts, in order, those within HTML comments left out."""
    if "ld" not in page:
        return []
    return [script for attributes, script in _scripts(page) if _JSONLD_TYPE.search(html.unescape(attributes))]


def _scripts(page: str) -> Iterator[tuple[str, str]]:
    """Attributes and content of every script. Content runs to its closing tag, or to the end of the page."""
    position = 0
    while found := _MARKUP.search(page, position):
        if found.group(1) is None:
            closed = page.find("-->", found.end())
            position = closed + 3 if closed >= 0 else len(page)
            continue
        end = _SCRIPT_END.search(page, found.end())
        position = end.end() if end else len(page)
        yield found.group(1), page[found.end() : end.start() if end else len(page)]


def parse_script(text: str) -> ScriptReading:
    """Every value of one script. Nothing is raised: what cannot be read is in `error`, beside the values read before it."""
    if len(text) > MAX_SCRIPT:
        return ScriptReading(error=JsonLdError(f"the script is longer than {MAX_SCRIPT} characters", MAX_SCRIPT))
    if not text.strip():
        return ScriptReading()
    as_served = _values(text, strict=True)
    return as_served if as_served.error is None else _mended(text)


def _mended(text: str) -> ScriptReading:
    """The reading by the first repair that leaves no error; else the one that read most."""
    readings: list[ScriptReading] = []
    for repair in _REPAIRS:
        reading = _values(repair(text), strict=False)
        if reading.values and reading.error is None:
            return reading
        readings.append(reading)
    best = max(readings, key=lambda reading: len(reading.values))
    return best if best.error else ScriptReading(error=JsonLdError("no JSON value was found", 0))


def _values(text: str, *, strict: bool) -> ScriptReading:
    """The values that stand one after another; `strict` takes no control characters within strings."""
    if (deep := _too_deep(text)) is not None:
        return ScriptReading(error=JsonLdError(f"nested deeper than {MAX_DEPTH} levels", deep))
    decoder = json.JSONDecoder(strict=strict, parse_constant=lambda _: None)
    values: list[Json] = []
    position = _skip(text, 0)
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except ValueError as error:
            return ScriptReading(tuple(values), not strict, _as_jsonld_error(error, position))
        values.append(value)
        position = _skip(text, position)
    return ScriptReading(tuple(values), not strict)


def _as_jsonld_error(error: ValueError, position: int) -> JsonLdError:
    """What the decoder complained of; a number too long for Python has no position of its own."""
    if isinstance(error, json.JSONDecodeError):
        return JsonLdError(f"not JSON: {error.msg}", error.pos)
    return JsonLdError(f"not JSON: {error}", position)


def _skip(text: str, position: int) -> int:
    """The next character that is neither white space nor a comma."""
    found = _BETWEEN.match(text, position)
    return found.end() if found else position


def _too_deep(text: str) -> int | None:
    """Where brackets nest deeper than is read, outside strings."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return None
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = max(0, depth + _DEPTH_CHANGE.get(found.group(), 0))
        if depth > MAX_DEPTH:
            return found.start()
    return None


def _blanked(found: re.Match[str]) -> str:
    """A string as it is; anything else as blanks of the same length, line breaks kept."""
    text = found.group()
    return text if text.startswith('"') else re.sub(r"[^\n]", " ", text)


def _without_junk(text: str) -> str:
    """Comments, CDATA marks, semicolons and stray commas outside strings made blank."""
    return _STRAY_COMMA.sub(_blanked, _JUNK.sub(_blanked, text))


def _out_of_comments(text: str) -> str:
    """The same where the script itself stands between HTML comment marks: only the marks go."""
    return _STRAY_COMMA.sub(_blanked, _JUNK_BUT_COMMENTED.sub(_blanked, text)) if "<!--" in text else ""


def _without_entities(text: str) -> str:
    """The same for a script that was escaped whole, which shows when its first quotation mark is an entity."""
    return _without_junk(html.unescape(text)) if _ENTITY_QUOTED.match(text) else ""


def _with_known_escapes(text: str) -> str:
    """The same with escapes that JSON does not know taken for the character itself, as JavaScript does."""
    return _without_junk(_UNKNOWN_ESCAPE.sub(lambda found: found.group(2) or found.group(1), text))


_REPAIRS: Final[tuple[Callable[[str], str], ...]] = (
    _without_junk,
    _out_of_comments,
    _without_entities,
    _with_known_escapes,
)
