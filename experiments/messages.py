"""Brings the message catalogues up to date with the indicators: new texts are added, changed ones marked, lost ones dropped."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from features.translations import SOURCE, languages, path_of, read_messages, template

_DATES: Final = ('"POT-Creation-Date', '"PO-Revision-Date')


def update(language: str) -> tuple[int, int]:
    """Rewrite one language's file; returns how many texts it has, and how many of them await translation."""
    messages = read_messages(language)
    messages.update(template(), no_fuzzy_matching=False, update_creation_date=False)
    messages.obsolete.clear()
    _write(path_of(language), messages)
    entries = [message for message in messages if message.id]
    return len(entries), sum(1 for message in entries if message.fuzzy or not message.string)


def update_all() -> dict[str, tuple[int, int]]:
    """Every language."""
    return {language: update(language) for language in languages() if language != SOURCE}


def begin(language: str, texts: Mapping[str, Mapping[str, str]]) -> Path:
    """Write a new language's file from its texts, by indicator and kind of text; returns where it stands."""
    messages = Catalog(locale=language, project="recruitment-risk", charset="utf-8", fuzzy=False)
    for message in template():
        if message.id and message.context:
            indicator, _, text = message.context.partition(".")
            messages.add(message.id, texts.get(indicator, {}).get(text, ""), context=message.context)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, messages)
    return path


def _write(path: Path, messages: Catalog) -> None:
    """Write a file without dates, so that the same messages are the same file."""
    written = io.BytesIO()
    write_po(written, messages, width=120, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(_DATES)), encoding="utf-8")
