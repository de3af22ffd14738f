from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from models.bundle import MANIFEST, MOST_BYTES, PARTS, BundleError, read_bundle, write_bundle

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


def test_further_files_are_bytes_that_are_read_when_they_are_wanted(tmp_path: Path) -> None:
    written = write_bundle(tmp_path / "bundle", CONTENT, ABOUT, {"graph.onnx": b"\x00\xff"})
    bundle = read_bundle(tmp_path / "bundle")
    assert bundle == written
    assert bundle.files == {"graph.onnx"}
    assert bundle.read("graph.onnx") == written.read("graph.onnx") == b"\x00\xff"


def test_a_bundle_of_four_parts_has_the_version_it_always_had(tmp_path: Path) -> None:
    plain, without, with_file = (
        write_bundle(tmp_path / name, CONTENT, ABOUT, files) for name, files in {"a": None, "b": {}, "c": {"a.txt": b"a"}}.items()
    )
    assert plain.version == without.version == "2026.01.01+92735fe9"
    assert with_file.version != plain.version
    assert plain.files == frozenset()


@pytest.mark.parametrize("content", [b"other", None])
def test_a_further_file_that_was_changed_or_lost_is_named_at_once(tmp_path: Path, content: bytes | None) -> None:
    write_bundle(tmp_path, CONTENT, ABOUT, {"graph.onnx": b"graph"})
    (tmp_path / "graph.onnx").unlink()
    if content is not None:
        (tmp_path / "graph.onnx").write_bytes(content)
    with pytest.raises(BundleError, match=r"graph\.onnx: (SHA-256 is|No such file)"):
        read_bundle(tmp_path)


def test_a_further_file_that_is_changed_later_is_not_believed(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path, CONTENT, ABOUT, {"graph.onnx": b"graph"})
    (tmp_path / "graph.onnx").write_bytes(b"other")
    with pytest.raises(BundleError, match=r"graph\.onnx: SHA-256 is"):
        bundle.read("graph.onnx")


def test_a_file_that_the_manifest_does_not_name_is_never_opened_and_goes_with_the_next_writing(tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    write_bundle(folder, CONTENT, ABOUT)
    (folder / "stray.onnx").write_bytes(b"stray")
    bundle = read_bundle(folder)
    assert bundle.files == frozenset()
    with pytest.raises(BundleError, match=r"does not list stray\.onnx"):
        bundle.read("stray.onnx")
    write_bundle(folder, CONTENT, ABOUT)
    assert not (folder / "stray.onnx").exists()


@pytest.mark.parametrize("name", ["../a", "a/b", "a\\b", ".hidden", "", "..", "a\n", "-a", "Manifest.json", "linear.json"])
def test_a_name_that_leaves_the_folder_hides_or_is_taken_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BundleError, match="cannot be the name"):
        write_bundle(tmp_path / "bundle", CONTENT, ABOUT, {name: b""})
    assert not (tmp_path / "bundle").exists()


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    write_bundle(folder, CONTENT, ABOUT)
    (tmp_path / "secret").write_bytes(b"a")
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"]["../secret"] = hashlib.sha256(b"a").hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(BundleError, match=r"'\.\./secret' cannot be the name"):
        read_bundle(folder)


def test_a_bundle_that_is_too_large_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="40,000,000 at most"):
        write_bundle(tmp_path / "bundle", CONTENT, ABOUT, {"graph.onnx": bytes(MOST_BYTES)})
    assert not (tmp_path / "bundle").exists()


def test_the_shipped_bundle_is_whole_small_and_says_what_it_was_measured_on() -> None:
    bundle = read_bundle()
    folder = Path("models/default_bundle")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 40_000_000
    assert "dev" in bundle.part("metrics.json")["split"]
    assert json.loads((folder / MANIFEST).read_text())["version"] == bundle.version
