"""The container and compose files name what there is: commands, variables, stages. No container is started here."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from recruitment_risk import MOUNTS
from tests.test_configuration import documented

ROOT = Path(__file__).parents[1]
CONTAINERFILE = (ROOT / "Containerfile").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
OURS = {"upgrade", "api", "worker"}


def instructions(name: str) -> list[str]:
    """What follows each instruction of this name, lines that were broken put together."""
    lines = CONTAINERFILE.replace("\\\n", " ").splitlines()
    return [line.split(maxsplit=1)[1] for line in lines if line.startswith(f"{name} ")]


def test_every_variable_is_one_that_somebody_reads() -> None:
    named = set(re.findall(r"\b(?:RECRUITMENT_RISK|OTEL|MLFLOW|PG)_?[A-Z_]+", CONTAINERFILE + COMPOSE))
    assert len(named) > 8
    assert named <= documented()
    given = {name for service in OURS for name in SERVICES[service]["environment"]}
    assert given <= documented()


@pytest.mark.parametrize("service", sorted(OURS))
def test_every_command_is_one_that_there_is(service: str) -> None:
    command = SERVICES[service]["command"]
    assert command[0] in MOUNTS


def test_the_command_of_the_image_serves() -> None:
    assert [json.loads(line) for line in instructions("ENTRYPOINT")] == [["mlflow"], ["recruitment-risk"]]
    assert json.loads(instructions("CMD")[-1])[0] in MOUNTS


def test_images_run_as_a_user_of_their_own_without_a_learning_framework() -> None:
    stages = CONTAINERFILE.split("\nFROM ")[1:]
    for stage in (stage for stage in stages if "ENTRYPOINT" in stage):
        assert stage.index("\nUSER app\n") < stage.index("\nENTRYPOINT")
    extras = [shlex.split(line)[-1] for line in instructions("RUN") if "'.[" in line]
    assert extras == [".[telemetry]"]
    assert all("--constraint" in line for line in instructions("RUN") if "pip install" in line)


def test_the_health_of_a_container_is_asked_by_code_that_can_be_run() -> None:
    (check,) = (line.partition("CMD ")[2] for line in instructions("HEALTHCHECK"))
    program, option, code = json.loads(check)
    assert (program, option) == ("python", "-c")
    compile(code, "healthcheck", "exec")
    assert "/readyz" in code


def test_there_is_no_password_but_the_one_that_is_given() -> None:
    secrets = [
        (name, str(value))
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if re.search("PASSWORD|SECRET|TOKEN|KEY", name)
    ]
    assert len(secrets) >= 4
    assert all(re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", value) for _, value in secrets)
    assert not re.search(r"://[^/\s@]*:[^/\s@]*@", COMPOSE)


def test_nothing_is_published_beyond_this_machine_and_nothing_is_written_into_an_image() -> None:
    published = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)
    assert all(SERVICES[name]["read_only"] and SERVICES[name]["cap_drop"] == ["ALL"] for name in OURS | {"mlflow"})


def test_services_wait_for_a_database_that_is_up_to_date() -> None:
    assert SERVICES["upgrade"]["command"] == ["db", "upgrade"]
    for name in ("api", "worker"):
        assert SERVICES[name]["depends_on"] == {"upgrade": {"condition": "service_completed_successfully"}}
    stages = {line.rpartition(" AS ")[2] for line in instructions("FROM")}
    assert {service["build"]["target"] for service in SERVICES.values() if "build" in service} <= stages


def test_all_that_is_installed_goes_into_the_image() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert all((ROOT / name).exists() for name in let_in)
    assert let_in >= {"pyproject.toml", "constraints.txt", "README.md", "LICENSE", "recruitment_risk.py"}
    assert let_in >= {path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"}
