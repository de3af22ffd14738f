from __future__ import annotations

from pathlib import Path

import pytest

from serving.partial import PartialError, PartialFile

MADE_BY = {"model_version": "m1", "packs_version": "p1"}
LINE = b'{"id":"a","model_version":"m1","packs_version":"p1"}\n'
FAILED = b'{"line":2,"error":"not JSON"}\n'


def opened(folder: Path, content: bytes | None = None, *, resume: bool = True) -> PartialFile:
    if content is not None:
        (folder / "out.jsonl.partial").write_bytes(content)
    return PartialFile(folder / "out.jsonl", MADE_BY, resume=resume)


def test_the_file_takes_its_place_only_when_it_is_finished(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_bytes(b"older\n")
    with opened(tmp_path) as partial:
        partial.stream.write(LINE)
        partial.stream.flush()
        assert (tmp_path / "out.jsonl").read_bytes() == b"older\n"
        partial.finish()
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_bytes() == LINE


def test_what_was_written_before_an_error_stays_to_be_gone_on_with(tmp_path: Path) -> None:
    def fail() -> None:
        with opened(tmp_path) as partial:
            partial.stream.write(LINE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (tmp_path / "out.jsonl.partial").read_bytes() == LINE
    assert not (tmp_path / "out.jsonl").exists()


def test_whole_lines_are_kept_and_counted_and_half_a_line_is_cut_off(tmp_path: Path) -> None:
    partial = opened(tmp_path, LINE + FAILED + LINE[:20])
    assert (partial.done, partial.errors) == (2, 1)
    with partial:
        partial.stream.write(LINE)
    assert partial.path.read_bytes() == LINE + FAILED + LINE


def test_without_resume_an_earlier_partial_file_is_begun_anew(tmp_path: Path) -> None:
    with opened(tmp_path, LINE, resume=False) as partial:
        assert partial.done == 0
    assert partial.path.read_bytes() == b""


def test_resuming_where_nothing_was_begun_is_a_beginning(tmp_path: Path) -> None:
    with opened(tmp_path / "new folder") as partial:
        assert partial.done == 0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (LINE.replace(b"m1", b"m0"), "made by model_version m0, not m1"),
        (LINE.replace(b"p1", b"p0"), "made by packs_version p0, not p1"),
        (LINE + b"{oops\n", "line 2 is no record"),
        (b"5\n", "line 1 is no record"),
    ],
)
def test_what_another_run_made_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes, complaint: str) -> None:
    with pytest.raises(PartialError, match=f"{complaint}.*without --resume"):
        opened(tmp_path, content)
    assert (tmp_path / "out.jsonl.partial").read_bytes() == content
