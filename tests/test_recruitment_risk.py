from __future__ import annotations

import pytest

from recruitment_risk import MOUNTS, main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out + captured.err


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(capsys, "--help")
    assert status == 0
    assert all(name in said for name in MOUNTS)


@pytest.mark.parametrize("name", sorted(MOUNTS))
def test_every_command_opens_and_explains_itself(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, said = run(capsys, name, "--help")
    assert status == 0
    assert f"recruitment-risk {name}" in said


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(capsys, "guess")
    assert status == 2
    assert "guess" in said
