"""What a source might send instead of what it should: any bytes, any JSON, and sound answers with any value in any place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from crawler.accesses.access import Access
from crawler.pages.page import Page, PageError

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["http://[", "//", "\ud800", "0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
BODIES = st.binary(max_size=60) | VALUES.map(lambda value: json.dumps(value).encode())


def spoiled(sound: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A sound thing with up to three of its values replaced, and now and then one inside them."""
    names = st.sampled_from(sorted(sound))
    inner = {name: list(value) for name, value in sound.items() if isinstance(value, dict) and value}
    whole = st.dictionaries(names, VALUES, max_size=3).map(lambda other: dict(sound) | other)
    if not inner:
        return whole
    place = st.sampled_from(sorted((outer, name) for outer, found in inner.items() for name in found))
    deep = st.tuples(place, VALUES).map(lambda spoil: dict(sound) | {spoil[0][0]: sound[spoil[0][0]] | {spoil[0][1]: spoil[1]}})
    return whole | deep


def read_or_refused(access: Access, page: Page) -> bool:
    """Whether a page is refused as none of the access's, or gives postings that say something, each once."""
    access.recognises(page)
    try:
        postings = access.read(page).postings
    except PageError:
        return True
    return all(posting.title or posting.description for posting in postings) and len({item.id for item in postings}) == len(
        postings
    )
