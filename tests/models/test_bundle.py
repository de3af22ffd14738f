from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.bundle import MANIFEST, PARTS, BundleError, read_bundle, write_bundle

CONTENT: dict[str, dict[str, Any]] = {name: {"name": name} for name in PARTS}
ABOUT = {"made_on": "2026.01.01", "made_by": "a test"}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "bundle", CONTENT, ABOUT)
    assert read_bundle(tmp_path / "bundle") == bundle
    assert bundle.part("linear.json") == {"name": "linear.json"}


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    first = write_bundle(tmp_path / "a", CONTENT, ABOUT)
    again = write_bundle(tmp_path / "b", CONTENT, ABOUT)
    other = write_bundle(tmp_path / "c", CONTENT | {"linear.json": {}}, ABOUT)
    assert first.version == again.version != other.version


@pytest.mark.parametrize("name", PARTS)
def test_a_changed_file_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    write_bundle(tmp_path, CONTENT, ABOUT)
    (tmp_path / name).write_text('{"name": "other"}')
    with pytest.raises(BundleError, match=rf"{name}: SHA-256 is"):
        read_bundle(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write_bundle(tmp_path, CONTENT, ABOUT)
    (tmp_path / "linear.json").unlink()
    with pytest.raises(BundleError, match=r"linear\.json: No such file"):
        read_bundle(tmp_path)


@pytest.mark.parametrize(
    ("manifest", "complaint"),
    [
        ("[]", "not a JSON object"),
        ("{", "not JSON"),
        ("{}", "needs `version` and `files`"),
        ('{"version": "1", "files": {}}', "does not list"),
    ],
)
def test_a_manifest_that_says_too_little_is_refused(tmp_path: Path, manifest: str, complaint: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(BundleError, match=complaint):
        read_bundle(tmp_path)


def test_a_bundle_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    kept = write_bundle(tmp_path / "bundle", CONTENT, ABOUT)
    with pytest.raises(TypeError):
        write_bundle(tmp_path / "bundle", CONTENT | {"linear.json": {"bad": object()}}, ABOUT)
    assert read_bundle(tmp_path / "bundle") == kept


def test_the_shipped_bundle_is_whole_small_and_says_what_it_was_measured_on() -> None:
    bundle = read_bundle()
    folder = Path("models/default_bundle")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 40_000_000
    assert "dev" in bundle.part("metrics.json")["split"]
    assert json.loads((folder / MANIFEST).read_text())["version"] == bundle.version
