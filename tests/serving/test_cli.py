"""The commands of this door: what they say and how they end."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner

from serving.cli import app, database

ROOT = Path(__file__).parents[2]
ADVERT = {"title": "Baker", "description": "We bake bread every morning and look for a baker to join our small team."}


def run(*arguments: object, **environment: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)
    return result.exit_code, result.stdout, result.stderr


def written(folder: Path, *records: object) -> Path:
    path = folder / "in.jsonl"
    path.write_text("".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records))
    return path


def test_what_cannot_be_scored_or_explained_is_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    source = written(tmp_path, ADVERT)
    for arguments, said in (
        (("score", tmp_path / "none.jsonl", "-o", tmp_path / "out"), "No such file"),
        (("score", source, "-o", tmp_path / "out", "--bundle", tmp_path), "manifest.json"),
        (("score", source, "-o", "-", "--resume"), "name a file"),
        (("explain", source, "-n", "2"), "fewer than 2"),
        (("explain", tmp_path / "a.docx"), "not .jsonl"),
    ):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert re.fullmatch(rf"recruitment-risk: .*{re.escape(said)}.*\n", err)


@pytest.mark.parametrize("arguments", [("score", "in.jsonl", "-o", "out", "--workers", "0"), ("explain", "in.jsonl", "-n", "0")])
def test_numbers_begin_at_one(arguments: tuple[str, ...]) -> None:
    status, _, err = run(*arguments)
    assert status == 2
    assert "greater than or equal to 1" in " ".join(err.replace("│", " ").split())


def test_a_sound_file_ends_with_0_and_one_with_faults_with_1(tmp_path: Path, small_bundle: Path) -> None:
    assert run("score", written(tmp_path, ADVERT), "-o", tmp_path / "out", "--bundle", small_bundle) == (0, "", "")
    status, out, err = run("score", written(tmp_path, ADVERT, "{oops", ADVERT), "-o", "-", "--bundle", small_bundle)
    assert status == 1
    assert [json.loads(line).get("line", "") for line in out.splitlines()] == ["", 2, ""]
    assert err.splitlines()[0].startswith("line 2: not JSON")
    assert err.splitlines()[1:] == ["1 of 3 records could not be read."]


def test_the_environment_names_the_bundle_too(tmp_path: Path) -> None:
    status, _, err = run("explain", written(tmp_path, ADVERT), RECRUITMENT_RISK_BUNDLE=str(tmp_path / "none"))
    assert status == 2
    assert "none" in err


def test_the_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "risk.db"
    result = CliRunner().invoke(database, ["upgrade"], env={"RECRUITMENT_RISK_DATABASE_URL": f"sqlite:///{path}"})
    assert (result.exit_code, result.stderr) == (0, "The database is up to date.\n")
    with sqlite3.connect(path) as connection:
        assert ("postings",) in connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    result = CliRunner().invoke(database, ["upgrade", "--database", "mysql://host/name"])
    assert result.exit_code == 2
    assert "neither a SQLite file" in result.stderr


def test_what_keeps_the_server_from_starting_is_said_before_it_serves(tmp_path: Path, small_bundle: Path) -> None:
    sound = ("serve", "--port", "0", "--bundle", small_bundle, "--database", f"sqlite:///{tmp_path / 'risk.db'}")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for arguments, environment, said in (
            (("--host", "0.0.0.0", "--access", "open"), {}, "RECRUITMENT_RISK_HOST must be 127.0.0.1"),  # noqa: S104 (what must be refused)
            (("--port", port), {}, f"cannot listen on port {port} of 127.0.0.1"),
            (("--bundle", tmp_path / "none"), {}, "manifest.json"),
            (("--database", "sqlite:////dev/null/deep/risk.db"), {}, "cannot be made"),
            (("--access", "none"), {}, "RECRUITMENT_RISK_ACCESS must be accounts or open"),
            ((), {"RECRUITMENT_RISK_MAX_BODY_BYTES": "much"}, "RECRUITMENT_RISK_MAX_BODY_BYTES must be a whole number"),
        ):
            status, _, err = run(*sound, *arguments, **environment)
            assert status == 2
            assert said in err
            assert "Traceback" not in err


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_a_server_says_where_it_answers_and_ends_when_told(
    tmp_path: Path, small_bundle: Path, number: signal.Signals, status: int
) -> None:
    command = [
        "serve",
        "--access",
        "open",
        "--port",
        "0",
        "--bundle",
        str(small_bundle),
        "--database",
        f"sqlite:///{tmp_path / 'risk.db'}",
    ]
    with started(*command) as process:
        assert process.stderr is not None
        url = process.stderr.readline().split()[4]
        with urlopen(f"{url}/healthz") as response:  # noqa: S310 (this machine)
            assert json.load(response) == {"status": "ok"}
        process.send_signal(number)
        assert process.stderr.read() == ""
        assert process.wait() == status


def started(*arguments: str, stderr: int = subprocess.PIPE, **environment: str) -> subprocess.Popen[str]:
    """A command in a process of its own, leader of its group as a shell would start it, and told by Ctrl-C though we may not be.

    Nobody measures its coverage: a signal that comes while coverage holds its lock would hold the process for ever.
    """
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "recruitment_risk", *arguments],
        cwd=ROOT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no thread of ours runs yet)
        env=unmeasured | environment,
        stderr=stderr,
    )


def test_a_terminal_shows_how_far_it_is(tmp_path: Path, small_bundle: Path) -> None:
    ours, theirs = pty.openpty()
    command = (
        "score",
        str(written(tmp_path, ADVERT, ADVERT, ADVERT)),
        "-o",
        str(tmp_path / "out"),
        "--bundle",
        str(small_bundle),
    )
    with started(*command, stderr=theirs, TERM="xterm", COLUMNS="120") as process:
        os.close(theirs)
        shown = read_all(ours)
        assert process.wait() == 0
    assert "3/3" in shown
    assert "postings/s" in shown


def read_all(terminal: int) -> str:
    shown = b""
    try:
        while more := os.read(terminal, 65_536):
            shown += more
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(terminal)
    return shown.decode()


def children(process: int) -> list[str]:
    """The processes that a process began, where the system tells."""
    told = Path(f"/proc/{process}/task/{process}/children")
    return told.read_text().split() if told.exists() else []


def deaf_to_ctrl_c(process: str) -> bool:
    told = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return bool((int(told["SigBlk"], 16) | int(told["SigIgn"], 16)) & 1 << signal.SIGINT - 1)


def test_ctrl_c_leaves_a_file_to_go_on_with_and_no_process_behind(tmp_path: Path, small_bundle: Path) -> None:
    # The fault tells when the run is in the middle; the many behind it leave it much to do.
    records = [*[ADVERT] * 300, "{oops", *({**ADVERT, "id": str(number)} for number in range(3_000))]
    source, out = written(tmp_path, *records), tmp_path / "out.jsonl"
    command = ("score", str(source), "-o", str(out), "--bundle", str(small_bundle), "--workers", "2")
    with started(*command) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("line 301: not JSON")
        assert all(deaf_to_ctrl_c(child) for child in children(process.pid))  # one that waits would complain on its way out
        os.killpg(process.pid, signal.SIGINT)
        # Reading ends when the last process that could write here has ended: no worker is left behind.
        assert process.stderr.read() == "Interrupted. Run the same command with --resume to go on.\n"
        assert process.wait() == 130
    assert not out.exists()
    kept = (tmp_path / "out.jsonl.partial").read_bytes().splitlines(keepends=True)
    assert 301 <= len(kept) < len(records)
    assert [json.loads(line).get("line", 0) for line in kept if b'"error"' in line] == [301]

    assert run("score", source, "-o", out, "--bundle", small_bundle, "--resume")[0] == 1
    assert run("score", source, "-o", tmp_path / "whole.jsonl", "--bundle", small_bundle)[0] == 1
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
