"""By which words a phrase is looked up, and how rare they are in ordinary postings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from math import inf
from pathlib import Path
from typing import Final

from features.phrase_patterns import Needed
from features.phrases import KINDS

KIND_KEYS: Final = {f"{{{name}}}": re.compile(pattern) for name, pattern in KINDS.items()}
"""Kinds of things are looked up like words: a text with a digit may hold any, and where is found when it matters."""
_KIND_SHARE: Final = 0.4
_RARE: Final = 0.002


def keys_of(item: Needed) -> frozenset[str]:
    """What to look up for a set of words, or nothing if one of them cannot be looked up (`*geld`)."""
    keys = [_keys_of_word(word) for word in item.words]
    return frozenset().union(*keys) if all(keys) else frozenset()


@cache
def _keys_of_word(word: str) -> frozenset[str]:
    """A word itself, or a kind; of one with a hyphen ("in-house") its rarest part, and the whole written as one."""
    if word in KIND_KEYS:
        return frozenset({word})
    body = word.removesuffix("*")
    parts = [part for part in re.split(r"[\W_]+", body) if part]
    if not parts or "*" in body or not body[0].isalnum():
        return frozenset()
    if parts == [body]:
        return frozenset({word})
    return frozenset({min(parts[:-1] if word.endswith("*") else parts, key=_share), "".join(parts) + word[len(body) :]})


def commonness(group: frozenset[str]) -> float:
    """About how many of a group's words an ordinary posting holds; endless for one that cannot be looked up."""
    return sum(sum(map(_share, keys)) if (keys := _keys_of_word(word)) else inf for word in group)


@cache
def _share(key: str) -> float:
    shares = _shares()
    if key in KIND_KEYS:
        return _KIND_SHARE
    if not key.endswith("*"):
        return shares.get(key, _RARE)
    return _RARE + sum(share for word, share in shares.items() if word.startswith(key[:-1]))


@cache
def _shares() -> Mapping[str, float]:
    """How common words are in ordinary postings; made by `recruitment-risk measure words`."""
    table: dict[str, float] = json.loads(Path(__file__).with_name("word_shares.json").read_text(encoding="utf-8"))
    return table
