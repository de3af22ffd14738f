"""Values as sites and files publish them, made into plain text.

schema.org allows a text, a number, a thing or a list almost everywhere (JobPosting, Place, PostalAddress, MonetaryAmount,
QuantitativeValue, ContactPoint; schema.org release 29, 2025). What cannot be text raises `PostingError` with the field's name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from features.posting import PostingError

Thing = Mapping[str, object]

MAX_ITEMS: Final = 200
"""The most items of a list that are read into one text."""

_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_THING_TEXT: Final = ("name", "value", "text", "description", "credential_category", "months_of_experience", "url", "id")
_PLACE: Final = ("street_address", "address_locality", "address_region", "address_country")
_PLACE_SHORT: Final = ("street", "city", "region", "state", "country")


def clean(text: str) -> str:
    """Text without NUL characters and lone surrogates, which databases and UTF-8 refuse; each becomes U+FFFD, so offsets hold."""
    return _UNSTORABLE.sub("\ufffd", text) if not text.isascii() or "\0" in text else text


def text_in(value: object, name: str) -> str:
    """A text, number, date, or list of those, as text; null is empty."""
    return _joined(value, name, ", ", _scalar)


def lines_in(value: object, name: str) -> str:
    """As `text_in`, and a thing is called by its name; a list becomes one line each."""
    return _joined(value, name, "\n", _thing)


def id_in(value: object, name: str) -> str:
    """An id, or a schema.org PropertyValue's value; of several the first."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        value = next(iter(value), None)
    if isinstance(value, Mapping):
        thing = _snaked(value)
        value = thing.get("value") or thing.get("name")
    return _scalar(value, name)


def place_in(value: object, name: str) -> str:
    """A schema.org Place or PostalAddress as "Street, City, Region, Country"; several are set apart by semicolons."""
    return _joined(value, name, "; ", _place)


def pay_in(value: object, name: str) -> str:
    """A schema.org MonetaryAmount as "EUR 1200-1500 MONTH"."""
    return _joined(value, name, "; ", _pay)


def contact_in(value: object, name: str) -> str:
    """A schema.org ContactPoint as "Name, e-mail, telephone, address on the web"."""
    return _joined(value, name, "; ", _contact)


def snake(key: str) -> str:
    """`hiringOrganization`, `@type` and `schema:url` as `hiring_organization`, `type` and `url`."""
    bare = key.strip().rsplit(":", 1)[-1].rsplit("/", 1)[-1].lstrip("@")
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda capital: f"_{capital[0]}", bare).lower()


def _joined(value: object, name: str, glue: str, read: Callable[[object, str], str]) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray):
        return glue.join(filter(None, (read(item, name) for item in value[:MAX_ITEMS])))
    return read(value, name)


def _scalar(value: object, name: str) -> str:
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    raise PostingError(f"{name}: expected text, found {_called(value)}")


def _number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        return ""  # how tables write "not stated"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _called(value: object) -> str:
    names = ((bool, "true or false"), (Mapping, "an object"), (bytes, "bytes"), (Sequence, "a list within a list"))
    return next((called for kind, called in names if isinstance(value, kind)), type(value).__name__)


def _snaked(value: Thing) -> dict[str, object]:
    return {snake(str(key)): item for key, item in value.items()}


def _thing(value: object, name: str) -> str:
    if not isinstance(value, Mapping):
        return _scalar(value, name)
    thing = _snaked(value)
    found = (thing[key] for key in _THING_TEXT if thing.get(key) not in (None, "", []))
    first = next(found, "")
    return _thing(first, name) if isinstance(first, Mapping) else text_in(first, name)


def _place(value: object, name: str) -> str:
    if not isinstance(value, Mapping):
        return _scalar(value, name)
    thing = _snaked(value)
    if "address" in thing:
        return _place(thing["address"], name) or _thing(thing.get("name"), name)
    parts = [_thing(thing.get(key), name) for key in _PLACE] if any(key in thing for key in _PLACE) else []
    parts = parts or [_thing(thing.get(key), name) for key in _PLACE_SHORT]
    return ", ".join(dict.fromkeys(filter(None, parts))) or _thing(thing, name)


def _pay(value: object, name: str) -> str:
    if not isinstance(value, Mapping):
        return _scalar(value, name)
    thing = _snaked(value)
    inner = thing.get("value")
    amount = thing | (_snaked(inner) if isinstance(inner, Mapping) else {"value": inner})
    low, high = (_scalar(amount.get(key), name) for key in ("min_value", "max_value"))
    span = f"{low}-{high}" if low and high and low != high else low or high
    currency, period = _scalar(amount.get("currency"), name), _scalar(amount.get("unit_text"), name)
    return " ".join(filter(None, (currency, span or _scalar(amount.get("value"), name), period)))


def _contact(value: object, name: str) -> str:
    if not isinstance(value, Mapping):
        return _scalar(value, name)
    thing = _snaked(value)
    return ", ".join(filter(None, (_thing(thing.get(key), name) for key in ("name", "email", "telephone", "url"))))
