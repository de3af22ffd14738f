"""Options that several commands of this door take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder of datasets; by default RECRUITMENT_RISK_DATA, else ../shared/data beside the repository."
    ),
]
