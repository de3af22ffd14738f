"""The registered model: a version is a bundle among a run's artefacts, no pickle; aliases are `challenger` and `champion`."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from experiments.training.tracking import TrackingError
from models.bundle import Bundle, read_bundle

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities.model_registry import ModelVersion

CHALLENGER: Final = "challenger"
CHAMPION: Final = "champion"
BUNDLE: Final = "bundle"
"""The folder among a run's artefacts."""


@dataclass(frozen=True, slots=True)
class Version:
    """One registered bundle."""

    number: int
    aliases: tuple[str, ...]
    bundle: str
    """The bundle's own version."""
    run_id: str
    primary: float | None
    """What promotion looks at, as the run measured it."""
    why: str
    """Why it became champion against the rule; empty where it did not."""


def registered(client: MlflowClient, name: str, run_id: str, bundle_version: str) -> int:
    """Register a run's bundle and call it the challenger; once, however often it is asked. Gives the version's number."""
    if not client.search_registered_models(f"name = '{name}'"):
        client.create_registered_model(name, description="Bundles of recruitment-risk: folders with checksums, no pickles.")
    found = [item for item in client.search_model_versions(f"name = '{name}'") if item.run_id == run_id]
    version = found[0] if found else _created(client, name, run_id, bundle_version)
    client.set_registered_model_alias(name, CHALLENGER, str(version.version))
    return int(version.version)


def _created(client: MlflowClient, name: str, run_id: str, bundle_version: str) -> ModelVersion:
    source = f"{client.get_run(run_id).info.artifact_uri}/{BUNDLE}"
    return client.create_model_version(name, source, run_id, tags={"bundle": bundle_version})


def versions(client: MlflowClient, name: str) -> list[Version]:
    """All of them, the newest first. None when no model of that name is registered."""
    if not client.search_registered_models(f"name = '{name}'"):
        return []
    aliases = {alias: int(number) for alias, number in client.get_registered_model(name).aliases.items()}
    found = []
    for item in client.search_model_versions(f"name = '{name}'", order_by=["version_number DESC"]):
        number = int(item.version)
        called = tuple(sorted(alias for alias, other in aliases.items() if other == number))
        primary = client.get_run(str(item.run_id)).data.metrics.get("primary")
        found.append(Version(number, called, item.tags.get("bundle", ""), str(item.run_id), primary, item.tags.get("why", "")))
    return found


def called(client: MlflowClient, name: str, alias: str) -> Version | None:
    """The version with an alias, if there is one."""
    return next((item for item in versions(client, name) if alias in item.aliases), None)


def numbered(client: MlflowClient, name: str, number: int) -> Version:
    """One version. Raises TrackingError when there is none of that number."""
    found = versions(client, name)
    for item in found:
        if item.number == number:
            return item
    raise TrackingError(f"{name} has no version {number}; there are {', '.join(str(item.number) for item in found) or 'none'}")


def fetched(client: MlflowClient, version: Version, folder: Path) -> Bundle:
    """Copy a version's bundle into a folder and verify it; what stood there stays until then.

    Raises BundleError when a file is not the one that was registered, TrackingError when the artefacts are gone.
    """
    from mlflow.exceptions import MlflowException

    with TemporaryDirectory() as fetching:
        try:
            copied = Path(client.download_artifacts(version.run_id, BUNDLE, fetching))
        except (MlflowException, OSError) as error:
            raise TrackingError(f"the bundle of version {version.number} cannot be fetched: {error}") from error
        bundle = read_bundle(copied)
        if bundle.version != version.bundle:
            raise TrackingError(f"version {version.number} holds the bundle {bundle.version}, {version.bundle} was registered")
        return placed(copied, folder)


def placed(source: Path, folder: Path) -> Bundle:
    """Copy a bundle folder elsewhere; what stood there stays until the copy is verified. Raises BundleError."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=".placing-") as placing:
        copy = Path(shutil.copytree(source, Path(placing) / "copy"))
        read_bundle(copy)
        if folder.exists():
            folder.rename(Path(placing) / "replaced")
        copy.rename(folder)
    return read_bundle(folder)


def crowned(client: MlflowClient, name: str, version: Version, tags: Mapping[str, str]) -> None:
    """Call a version the champion, and no longer the challenger; the tags say by what right."""
    for key, value in tags.items():
        client.set_model_version_tag(name, str(version.number), key, value)
    client.set_registered_model_alias(name, CHAMPION, str(version.number))
    if CHALLENGER in version.aliases:
        client.delete_registered_model_alias(name, CHALLENGER)


def as_markdown(found: list[Version]) -> str:
    """A table with a row for each version."""
    lines = [
        "| version | aliases | bundle | mean average precision | run | against the rule, because |",
        "|--:|---|---|--:|---|---|",
    ]
    rows = (
        f"| {item.number} | {', '.join(item.aliases)} | {item.bundle} | {'' if item.primary is None else f'{item.primary:.3f}'}"
        f" | {item.run_id} | {item.why} |"
        for item in found
    )
    return "\n".join([*lines, *rows])
