"""How much the reader may lean on: everything installed (full), or the standard library alone (light).

Both profiles run the same code and give the same phrase evidence. What light leaves out: language identification for texts that
function words do not settle, spaCy's tokens and sentences (a simple splitter serves), phonenumbers' validity check of telephone
numbers (length and country code serve), and the public suffix list (the last two labels of a host serve).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.util import find_spec


class Profile(StrEnum):
    """Which libraries reading may use."""

    FULL = "full"
    LIGHT = "light"


@cache
def best_profile() -> Profile:
    """Full where spaCy and its companions are installed, else light."""
    needed = ("spacy", "re2", "py3langid", "phonenumbers", "tldextract")
    return Profile.FULL if all(find_spec(name) for name in needed) else Profile.LIGHT
