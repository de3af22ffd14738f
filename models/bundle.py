"""A bundle: everything a judgement depends on in one folder, each file with its SHA-256. No pickles, nothing that runs.

manifest.json     version, when and from what it was made, the files and their digests
evidence.json     log-odds of the evidence model
policies.json     thresholds, calibration
linear.json       terms and weights of the text model
metrics.json      what was measured, on which groups

Further files may stand beside these (an encoder's graph, a card to read): any bytes, named in the manifest, verified whenever
they are read, and not held. A file that the manifest does not name is never opened, and goes when the bundle is written again.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

DEFAULT_BUNDLE: Final = Path(__file__).parent / "default_bundle"
MANIFEST: Final = "manifest.json"
PARTS: Final = ("evidence.json", "policies.json", "linear.json", "metrics.json")
MOST_BYTES: Final = 40_000_000
"""A bundle larger than this is not written: it is copied to every worker, and into every release."""
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")


class BundleError(ValueError):
    """A bundle cannot be trusted or read; the message names the file and why."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle: its version and the content of its files."""

    version: str
    manifest: Mapping[str, Any]
    parts: Mapping[str, Mapping[str, Any]]
    folder: Path = field(default=DEFAULT_BUNDLE, compare=False)

    @property
    def files(self) -> frozenset[str]:
        """The names of further files, besides `PARTS`."""
        return frozenset(self.manifest["files"]).difference(PARTS)

    def part(self, name: str) -> Mapping[str, Any]:
        """The content of one of `PARTS`."""
        return self.parts[name]

    def read(self, name: str) -> bytes:
        """The bytes of one of `files`, verified again. Raises BundleError, also for a name that the manifest does not give."""
        if name not in self.files:
            raise BundleError(f"{self.folder / MANIFEST}: does not list {name}")
        return _verified(self.folder / name, str(self.manifest["files"][name]))


def read_bundle(folder: Path = DEFAULT_BUNDLE) -> Bundle:
    """Read and verify a folder. Raises BundleError when a file is missing, unreadable or not the one that was signed off."""
    manifest = _json(folder / MANIFEST, _bytes(folder / MANIFEST))
    files = manifest.get("files")
    if not isinstance(files, dict) or not isinstance(manifest.get("version"), str):
        raise BundleError(f"{folder / MANIFEST}: needs `version` and `files`")
    if missing := [name for name in PARTS if name not in files]:
        raise BundleError(f"{folder / MANIFEST}: does not list {', '.join(missing)}")
    parts = {name: _json(folder / name, _verified(folder / name, str(files[name]))) for name in PARTS}
    bundle = Bundle(manifest["version"], manifest, parts, folder)
    for name in bundle.files:
        _check_name(name)
        bundle.read(name)
    return bundle


def write_bundle(
    folder: Path, parts: Mapping[str, Mapping[str, Any]], about: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> Bundle:
    """Write a folder; its version is the digest of its content. What stood there stays until the new one is verified.

    Raises BundleError for a name that is no plain file name or is taken, and for more than `MOST_BYTES` together.
    """
    further = files or {}
    for name in further:
        _check_name(name)
    contents = {name: _dumped(parts[name]) for name in PARTS} | dict(further)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    version = f"{about['made_on']}+{hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()[:8]}"
    contents[MANIFEST] = _dumped({"version": version, **about, "files": digests}, indent=2)
    if (size := sum(map(len, contents.values()))) > MOST_BYTES:
        raise BundleError(f"{folder}: {size:,} bytes, a bundle has {MOST_BYTES:,} at most")
    return _put(folder, contents)


def _check_name(name: str) -> None:
    """A name must stay in its folder on every system, and leave the bundle's own files alone."""
    if not _NAME.fullmatch(name) or name.lower() in {MANIFEST, *PARTS}:
        raise BundleError(f"{name!r} cannot be the name of a file in a bundle")


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
    return replace(bundle, folder=folder)


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
