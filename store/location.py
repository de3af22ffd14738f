"""Where the database is. Imports nothing heavy, so that every command can name it in its help."""

from __future__ import annotations

from typing import Final

DATABASE_VARIABLE: Final = "RECRUITMENT_RISK_DATABASE_URL"
"""The environment variable that names the database for every command."""

DEFAULT_DATABASE: Final = "sqlite:///var/recruitment-risk.db"
"""Where it is unless something else is said; the folder is made."""

DATABASE_HELP: Final = "Where everything is remembered: sqlite:///FILE or postgresql://USER@HOST/NAME."
