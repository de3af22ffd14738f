"""Alembic's migrations, which `store.revisions` runs."""
