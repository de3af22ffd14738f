"""Full-text search: the words of every posting, the indicators that are present, and the order of arrival."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

from features.records.posting_mapping import posting_from_mapping
from store.search_index import terms_of_posting

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BATCH: Final = 500

_POSTINGS = sa.table("postings", sa.column("posting_id"), sa.column("current_version"), sa.column("assessed_version"))
_VERSIONS = sa.table("posting_versions", sa.column("posting_id"), sa.column("version"), sa.column("body", sa.JSON()))
_ASSESSMENTS = sa.table(
    "assessments", sa.column("posting_id"), sa.column("version"), sa.column("assessed_at"), sa.column("body", sa.JSON())
)
_TEXTS = sa.table("search_texts", sa.column("posting_id"), sa.column("terms"))
_INDICATORS = sa.table("present_indicators", sa.column("indicator"), sa.column("posting_id"))


def upgrade() -> None:
    """Make the tables, and fill them for the postings that are there."""
    op.create_index(
        "ix_postings_organisation_first_seen_at_posting_id", "postings", ["organisation", "first_seen_at", "posting_id"]
    )
    _tables()
    if op.get_bind().dialect.name == "postgresql":
        words = "array_to_tsvector(string_to_array(btrim(terms), ' '))"
        op.execute(f"CREATE INDEX ix_search_texts_terms ON search_texts USING gin ({words})")
    else:
        _sqlite_index()
    _fill()


def _tables() -> None:
    op.create_table(
        "search_texts",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.posting_id"], name="fk_search_texts_posting_id"),
        sa.PrimaryKeyConstraint("entry", name="pk_search_texts"),
    )
    op.create_index("ix_search_texts_posting_id", "search_texts", ["posting_id"], unique=True)
    op.create_table(
        "present_indicators",
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("posting_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["postings.posting_id"], name="fk_present_indicators_posting_id"),
        sa.PrimaryKeyConstraint("indicator", "posting_id", name="pk_present_indicators"),
    )
    op.create_index("ix_present_indicators_posting_id", "present_indicators", ["posting_id"])


def _sqlite_index() -> None:
    # The plainest tokenizer: our terms are folded already, and it takes every letter beyond ASCII as part of a word.
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(terms, content='search_texts', content_rowid='entry', tokenize='ascii')"
    )
    add = "INSERT INTO search_index (rowid, terms) VALUES (new.entry, new.terms);"
    remove = "INSERT INTO search_index (search_index, rowid, terms) VALUES ('delete', old.entry, old.terms);"
    for name, when, what in (("add", "INSERT", add), ("remove", "DELETE", remove), ("replace", "UPDATE", remove + add)):
        op.execute(f"CREATE TRIGGER search_texts_{name} AFTER {when} ON search_texts BEGIN {what} END")


def _fill() -> None:
    last = ""
    while ids := _some(last):
        _fill_texts(ids)
        _fill_indicators(ids)
        last = ids[-1]


def _some(after: str) -> list[str]:
    some = sa.select(_POSTINGS.c.posting_id).where(_POSTINGS.c.posting_id > after).order_by(_POSTINGS.c.posting_id).limit(_BATCH)
    return list(op.get_bind().scalars(some))


def _fill_texts(ids: list[str]) -> None:
    current = (_VERSIONS.c.posting_id == _POSTINGS.c.posting_id) & (_VERSIONS.c.version == _POSTINGS.c.current_version)
    query = sa.select(_VERSIONS.c.posting_id, _VERSIONS.c.body).join(_POSTINGS, current).where(_POSTINGS.c.posting_id.in_(ids))
    found = op.get_bind().execute(query).all()
    rows = [{"posting_id": name, "terms": terms_of_posting(posting_from_mapping(body))} for name, body in found]
    if rows:
        op.get_bind().execute(sa.insert(_TEXTS), rows)


def _fill_indicators(ids: list[str]) -> None:
    newest = (_ASSESSMENTS.c.posting_id == _POSTINGS.c.posting_id) & (_ASSESSMENTS.c.version == _POSTINGS.c.assessed_version)
    query = sa.select(_ASSESSMENTS.c.posting_id, _ASSESSMENTS.c.body).join(_POSTINGS, newest)
    in_time = query.where(_POSTINGS.c.posting_id.in_(ids)).order_by(_ASSESSMENTS.c.assessed_at)
    latest = {row.posting_id: row.body for row in op.get_bind().execute(in_time)}
    rows = [{"indicator": indicator, "posting_id": name} for name, body in latest.items() for indicator in _present(body)]
    if rows:
        op.get_bind().execute(sa.insert(_INDICATORS), rows)


def _present(body: dict[str, Any]) -> list[str]:
    return sorted({item["indicator"] for item in body.get("indicators", ()) if item["state"] == "present"})
