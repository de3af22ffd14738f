from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from experiments.training.work import Work, WorkError, opened


def work_in(
    root: Path, settings: str = "s", *, code: str = "c", afresh: bool = False, said: list[str] | None = None
) -> AbstractContextManager[Work]:
    return opened(root, settings, "data", code, afresh=afresh, say=[].append if said is None else said.append)


def stages(work: Work, done: list[str]) -> list[object]:
    return [work.stage(name, lambda name=name: done.append(name) or {"name": (name, 0.1)}) for name in ("first", "second")]


def test_a_stage_that_is_finished_is_not_done_again(tmp_path: Path) -> None:
    done: list[str] = []
    said: list[str] = []
    with work_in(tmp_path) as work:
        before = stages(work, done)
    with work_in(tmp_path, said=said) as work:
        assert stages(work, done) == before == [{"name": ["first", 0.1]}, {"name": ["second", 0.1]}]
    assert done == ["first", "second"]
    assert said == ["first: was finished before", "second: was finished before"]


def test_a_stage_that_failed_is_done_again(tmp_path: Path) -> None:
    with work_in(tmp_path) as work, pytest.raises(ZeroDivisionError):
        work.stage("first", lambda: 1 / 0)
    with work_in(tmp_path) as work:
        assert work.stage("first", lambda: 1) == 1


@pytest.mark.parametrize("settings", ["other", "s"])
def test_other_settings_and_a_finished_run_begin_anew(tmp_path: Path, settings: str) -> None:
    done: list[str] = []
    with work_in(tmp_path) as work:
        stages(work, done)
        work.finish()
    with work_in(tmp_path, settings) as work:
        stages(work, done)
    assert done == ["first", "second"] * 2


def test_an_interrupted_run_begins_anew_when_told_to(tmp_path: Path) -> None:
    done: list[str] = []
    for afresh in (False, True):
        with work_in(tmp_path, afresh=afresh) as work:
            stages(work, done)
    assert done == ["first", "second"] * 2


def test_a_stage_done_by_other_code_is_said_to_be(tmp_path: Path) -> None:
    said: list[str] = []
    with work_in(tmp_path) as work:
        work.stage("first", lambda: 1)
    with work_in(tmp_path, code="newer", said=said) as work:
        work.stage("first", lambda: 2)
    assert said == ["first: was finished before (by other code than now; --afresh does it again)"]


def test_no_two_work_on_one_run(tmp_path: Path) -> None:
    with work_in(tmp_path), pytest.raises(WorkError, match="another process trains"), work_in(tmp_path):
        pass
    with work_in(tmp_path):
        pass
