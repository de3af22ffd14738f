"""The tables of search. Private to `store`, as `store.tables` is.

What they hold is derived: the words of each posting's current version, and the indicators that its newest assessment shows.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import Table

FULL_TEXT: Final = "search_index"
"""SQLite's full-text index over `search_texts`, kept in step by triggers; its own tables begin with this name."""
WORDS: Final = "array_to_tsvector(string_to_array(btrim(search_texts.terms), ' '))"
"""The same for PostgreSQL, as the index is made of it. Our terms are taken as they are: no parser of theirs reads them again."""


class SearchRow(Table):
    """The words of a posting in its current version, each between two spaces."""

    __tablename__ = "search_texts"

    entry: Mapped[int] = mapped_column(primary_key=True)
    """SQLite's index names a row by a number."""
    posting_id: Mapped[str] = mapped_column(ForeignKey("postings.posting_id"), index=True, unique=True)
    terms: Mapped[str] = mapped_column(Text)


class IndicatorRow(Table):
    """An indicator that is present in a posting, for the search's filter."""

    __tablename__ = "present_indicators"

    indicator: Mapped[str] = mapped_column(primary_key=True)
    posting_id: Mapped[str] = mapped_column(ForeignKey("postings.posting_id"), primary_key=True, index=True)
