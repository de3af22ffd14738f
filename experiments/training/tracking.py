"""Speaks to MLflow: opens its store, begins, resumes and ends runs, and writes into them. Imported lazily: it takes seconds.

The store is SQLite below the current folder unless a server or database is named; MLflow's telemetry and job workers stay off.
"""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Final

from experiments.training.config import TrackingSettings

if TYPE_CHECKING:
    from mlflow import MlflowClient

URI_VARIABLE: Final = "MLFLOW_TRACKING_URI"
DEFAULT_URI: Final = "sqlite:///var/mlflow.db"
_QUIET: Final = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "GIT_PYTHON_REFRESH": "quiet",
}
_MOST_AT_ONCE: Final = 500
_NOT_IN_NAMES: Final = re.compile(r"[^\w\-. :/]+")


class TrackingError(RuntimeError):
    """MLflow's store or registry cannot do what is asked; the message says why."""


def uri_of(settings: TrackingSettings) -> str:
    """Where runs are kept: as the settings say, else MLFLOW_TRACKING_URI, else SQLite below the current folder."""
    return settings.uri or os.environ.get(URI_VARIABLE, "") or DEFAULT_URI


def opened(settings: TrackingSettings) -> MlflowClient:
    """A client of the store, which is made when it is a database that is not there yet. Raises TrackingError."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    uri = uri_of(settings)
    if folder := _sqlite_folder(uri):
        folder.mkdir(parents=True, exist_ok=True)
    from mlflow import MlflowClient
    from mlflow.exceptions import MlflowException

    logging.getLogger("mlflow.store.db.utils").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings():
            # MLflow maps its tables with an option that SQLAlchemy 2.1 deprecates; nothing here can change that.
            warnings.filterwarnings("ignore", "The ``noload`` loader strategy is deprecated", DeprecationWarning)
            return MlflowClient(tracking_uri=uri, registry_uri=uri)
    except MlflowException as error:
        raise TrackingError(f"{uri}: {error.message}") from error


def _sqlite_folder(uri: str) -> Path | None:
    return Path(uri.removeprefix("sqlite:///")).resolve().parent if uri.startswith("sqlite:///") else None


def experiment_id(client: MlflowClient, settings: TrackingSettings) -> str:
    """The experiment of that name, made when it is not there; with SQLite, artefacts stand beside the database."""
    found = client.get_experiment_by_name(settings.experiment)
    if found is not None:
        return str(found.experiment_id)
    folder = _sqlite_folder(uri_of(settings))
    location = (folder / "mlflow-artifacts").as_uri() if folder else None
    return str(client.create_experiment(settings.experiment, artifact_location=location))


def begun(client: MlflowClient, settings: TrackingSettings, name: str, tags: Mapping[str, str]) -> str:
    """The id of a new run, which is running."""
    run = client.create_run(experiment_id(client, settings), tags=dict(tags), run_name=name)
    return str(run.info.run_id)


def resumed(client: MlflowClient, run_id: str) -> None:
    """Let a run that was interrupted be running again. Raises TrackingError when the store does not have it."""
    from mlflow.exceptions import MlflowException

    try:
        run = client.get_run(run_id)
        client.set_tag(run_id, "resumed", int(run.data.tags.get("resumed", 0)) + 1)
        client.update_run(run_id, status="RUNNING")
    except MlflowException as error:
        raise TrackingError(f"the interrupted run {run_id} cannot go on ({error.message}); --afresh begins another") from error


def log_parameters(client: MlflowClient, run_id: str, parameters: Mapping[str, str]) -> None:
    """What the run was told."""
    from mlflow.entities import Param

    client.log_batch(run_id, params=[Param(name, value) for name, value in parameters.items()])


def log_metrics(client: MlflowClient, run_id: str, metrics: Mapping[str, float]) -> None:
    """What the run measured; what is no finite number is left out, and signs that MLflow refuses in names become `-`."""
    from mlflow.entities import Metric

    now = int(time() * 1000)
    listed = [Metric(_NOT_IN_NAMES.sub("-", name), value, now, 0) for name, value in metrics.items() if isfinite(value)]
    for start in range(0, len(listed), _MOST_AT_ONCE):
        client.log_batch(run_id, metrics=listed[start : start + _MOST_AT_ONCE])


def log_step(client: MlflowClient, run_id: str, name: str, value: float, step: int) -> None:
    """One point of a curve."""
    client.log_metric(run_id, name, value, step=step)


def log_data(client: MlflowClient, run_id: str, folder: Path, digest: str, profile: str) -> None:
    """Name the data as the run's input: digest and counts, no rows."""
    from mlflow.entities import Dataset, DatasetInput, InputTag

    # MLflow keeps 36 characters of a digest; the whole one is a tag.
    data = Dataset(folder.name or "data", digest[:36], "local", folder.as_posix(), profile=profile)
    client.log_inputs(run_id, [DatasetInput(data, [InputTag("mlflow.data.context", "training")])])
    client.set_tag(run_id, "data_digest", digest)


def log_folder(client: MlflowClient, run_id: str, folder: Path, name: str | None = None) -> None:
    """Keep the files of a folder as artefacts of the run."""
    client.log_artifacts(run_id, str(folder), name)


def ended(client: MlflowClient, run_id: str, error: BaseException | None = None) -> None:
    """Say how a run ended: finished, failed, or killed by whoever started it."""
    status = "FINISHED" if error is None else "KILLED" if isinstance(error, KeyboardInterrupt) else "FAILED"
    if error is not None:
        client.set_tag(run_id, "error", f"{type(error).__name__}: {error}"[:500])
    client.set_terminated(run_id, status)
