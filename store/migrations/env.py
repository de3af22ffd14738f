"""Runs the migrations on the connection that `store.database` hands over."""

from __future__ import annotations

from alembic import context

from store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
)
context.run_migrations()
