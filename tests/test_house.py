"""The house stands as its plan says: who may import whom, what each part needs, and that the README's recipes are true."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("crawler", "features", "models", "store", "labelling", "serving", "experiments", "recruitment_risk_client")
HEAVY = ("torch", "transformers", "mlflow", "sklearn")

BREACHES = {
    "a lower floor imports a higher one": ("features/a.py", "import models"),
    "the store imports labelling": ("store/a.py", "import labelling"),
    "one door imports another": ("serving/a.py", "import crawler"),
    "features open a database": ("features/a.py", "import sqlalchemy"),
    "features use a framework": ("features/a.py", "import pydantic"),
    "serving loads a learning framework": ("serving/a.py", "import torch"),
    "the crawler loads one through the models": ("models/a.py", "import sklearn"),
    "serving speaks SQL": ("serving/a.py", "import sqlalchemy"),
    "labelling reaches into the tables": ("labelling/a.py", "import store.tables"),
    "the client reaches into the house": ("recruitment_risk_client/a.py", "import store"),
    "the house leans on the client": ("serving/a.py", "import recruitment_risk_client"),
    "the crawler reaches into its tables": ("crawler/a.py", "import store.crawl_tables"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import import_linter; import_linter()", "lint", "--no-cache"]
    return subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(folder), "COLUMNS": "200"}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """The packages with nothing in them, under the project's own contracts."""
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    for tables in (ROOT / "store").glob("*tables.py"):
        (tmp_path / "store" / tables.name).touch()
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    return tmp_path


def test_an_empty_house_keeps_all_contracts(empty_house: Path) -> None:
    result = lint(empty_house)
    assert "0 broken" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize(("file", "line"), BREACHES.values(), ids=list(BREACHES))
def test_a_breach_of_a_contract_is_noticed(empty_house: Path, file: str, line: str) -> None:
    (empty_house / file).write_text(line + "\n")
    result = lint(empty_house)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def python(code: str, *options: str) -> str:
    return subprocess.run(
        [sys.executable, *options, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()


def test_the_running_service_loads_no_learning_framework() -> None:
    loaded = python("import sys, serving.app, crawler.run, crawler.cli, serving.cli, serving.batch; print(*sys.modules)").split()
    assert not set(HEAVY) & set(loaded)


def test_the_service_depends_on_no_learning_framework() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert not [name for name in project["dependencies"] for heavy in (*HEAVY, "scikit") if name.startswith(heavy)]


LIGHT = """
from features.posting import Posting
from features.profile import Profile, best_profile
from models.assessor import Assessor
assert best_profile() is Profile.LIGHT
text = "Housemaids wanted in Dubai. You pay 300 USD visa fee before departure. Your passport is kept by the sponsor."
assessment = Assessor.load().assess(Posting(id="1", description=text))
print(*(item.indicator for item in assessment.indicators), assessment.flagged)
"""


def test_the_light_profile_judges_on_the_standard_library_alone() -> None:
    said = python(LIGHT, "-S").split()
    assert {"worker_pays_fee", "passport_retention", "True"} <= set(said)


def test_the_command_s_help_imports_nothing_heavy() -> None:
    code = "import sys, recruitment_risk\ntry: recruitment_risk.main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    loaded = set(python(code).split())
    assert not loaded & {"spacy", "scrapy", "fastapi", "sqlalchemy", "numpy", "uvicorn", "pydantic", "features.reading", "re2"}


def test_every_path_the_readme_names_exists() -> None:
    text = (ROOT / "README.md").read_text()
    named = re.findall(r"`((?:crawler|features|models|store|labelling|serving|experiments|tests|docs)/[\w./-]*[\w/])`", text)
    pictures = re.findall(r"\]\((docs/[^)]+)\)", text)
    assert len(named) > 20
    assert [path for path in (*named, *pictures) if not (ROOT / path).exists()] == []


def test_every_command_the_readme_names_exists() -> None:
    from recruitment_risk import MOUNTS

    text = (ROOT / "README.md").read_text()
    assert set(re.findall(r"recruitment-risk (\w+)", text)) <= MOUNTS.keys()


def test_the_changelog_speaks_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("path", sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")), ids=str)
def test_every_module_says_what_it_is_for_and_stays_readable(path: Path) -> None:
    text = path.read_text()
    assert text.startswith(('"""', "#!")) or "migrations/versions" in path.as_posix()
    assert len(text.splitlines()) <= 250


def test_every_file_of_the_bundle_that_comes_along_is_installed_with_the_package() -> None:
    kinds = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["*"]
    bundle = ROOT / "models" / "default_bundle"
    assert [path.name for path in bundle.iterdir() if f"*{path.suffix}" not in kinds] == []
