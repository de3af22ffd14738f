"""The client can be taken along without the service."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = {"crawler", "features", "models", "store", "labelling", "serving", "experiments", "recruitment_risk"}


def test_it_loads_nothing_of_the_house_and_little_of_others() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, recruitment_risk_client; print(*sys.modules)"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in said.stdout.split()}
    assert {"httpx", "standardwebhooks"} <= loaded
    assert not loaded & (HOUSE | {"pydantic", "fastapi", "sqlalchemy", "numpy", "orjson"})


def test_it_says_that_it_is_typed() -> None:
    assert (ROOT / "recruitment_risk_client" / "py.typed").exists()
