from __future__ import annotations

from pathlib import Path

import pytest

from experiments.training.run import Trained, train
from tests.experiments.training.made import Place, place_in


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One SQLite store for all: making it takes seconds. Models and experiments of different names do not meet."""
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'mlflow.db'}"


@pytest.fixture
def place(tmp_path: Path, store: str, request: pytest.FixtureRequest) -> Place:
    """A place of a test's own."""
    return place_in(tmp_path, store, request.node.name)


@pytest.fixture(scope="session")
def trained_place(tmp_path_factory: pytest.TempPathFactory, store: str) -> Place:
    """A place in which one run is to be finished."""
    return place_in(tmp_path_factory.mktemp("trained"), store, "trained")


@pytest.fixture(scope="session")
def trained(trained_place: Place) -> Trained:
    """A run that finished there; tests read it and change nothing."""
    return train(trained_place.config, command="recruitment-risk train mine.toml", root=trained_place.work, say=[].append)
