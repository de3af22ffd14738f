"""A bundle: everything a judgement depends on in one folder, each file with its SHA-256. No pickles, nothing that runs.

manifest.json     version, when and from what it was made, the files and their digests
evidence.json     log-odds of the evidence model
policies.json     thresholds, calibration
linear.json       terms and weights of the text model
metrics.json      what was measured, on which groups
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

DEFAULT_BUNDLE: Final = Path(__file__).parent / "default_bundle"
MANIFEST: Final = "manifest.json"
PARTS: Final = ("evidence.json", "policies.json", "linear.json", "metrics.json")


class BundleError(ValueError):
    """A bundle cannot be trusted or read; the message names the file and why."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle: its version and the content of its files."""

    version: str
    manifest: Mapping[str, Any]
    parts: Mapping[str, Mapping[str, Any]]

    def part(self, name: str) -> Mapping[str, Any]:
        """The content of one of `PARTS`."""
        return self.parts[name]


def read_bundle(folder: Path = DEFAULT_BUNDLE) -> Bundle:
    """Read and verify a folder. Raises BundleError when a file is missing, unreadable or not the one that was signed off."""
    manifest = _json(folder / MANIFEST, _bytes(folder / MANIFEST))
    files = manifest.get("files")
    if not isinstance(files, dict) or not isinstance(manifest.get("version"), str):
        raise BundleError(f"{folder / MANIFEST}: needs `version` and `files`")
    if missing := [name for name in PARTS if name not in files]:
        raise BundleError(f"{folder / MANIFEST}: does not list {', '.join(missing)}")
    parts = {name: _json(folder / name, _verified(folder / name, str(files[name]))) for name in PARTS}
    return Bundle(manifest["version"], manifest, parts)


def write_bundle(folder: Path, parts: Mapping[str, Mapping[str, Any]], about: Mapping[str, Any]) -> Bundle:
    """Write a folder; its version is the digest of its content. What stood there stays until the new one is verified."""
    contents = {name: _dumped(parts[name]) for name in PARTS}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    version = f"{about['made_on']}+{hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()[:8]}"
    contents[MANIFEST] = _dumped({"version": version, **about, "files": digests}, indent=2)
    return _put(folder, contents)


def _put(folder: Path, contents: Mapping[str, bytes]) -> Bundle:
    growing, replaced = (folder.with_name(f".{folder.name}.{state}") for state in ("growing", "replaced"))
    for leftover in (growing, replaced):
        shutil.rmtree(leftover, ignore_errors=True)
    growing.mkdir(parents=True)
    for name, content in contents.items():
        (growing / name).write_bytes(content)
    bundle = read_bundle(growing)
    if folder.exists():
        folder.rename(replaced)
    growing.rename(folder)
    shutil.rmtree(replaced, ignore_errors=True)
    return bundle


def _dumped(content: Mapping[str, Any], indent: int | None = 1) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=indent, sort_keys=True) + "\n").encode()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BundleError(f"{path}: {error.strerror or error}") from error


def _verified(path: Path, expected: str) -> bytes:
    content = _bytes(path)
    if (digest := hashlib.sha256(content).hexdigest()) != expected:
        raise BundleError(f"{path}: SHA-256 is {digest[:12]}…, the manifest says {expected[:12]}…")
    return content


def _json(path: Path, content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except ValueError as error:
        raise BundleError(f"{path}: not JSON: {error}") from error
    if not isinstance(data, dict):
        raise BundleError(f"{path}: not a JSON object")
    return data
