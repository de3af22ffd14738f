from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.pack_format import WIDTH, format_file, formatted
from features.matching.packs import FOLDER

PHRASES = st.lists(st.text("ab *|()~.{}\u0436", min_size=1, max_size=60).map(str.strip).filter(bool), max_size=40)


@given(st.dictionaries(st.sampled_from(["present", "unless", "not_beside"]), PHRASES, max_size=3))
def test_a_pack_says_the_same_when_it_is_in_order(lists: dict[str, list[str]]) -> None:
    written = "[phrases.need_appeal]\n" + "".join(
        f"{key} = [" + ", ".join(f'"{phrase}"' for phrase in phrases) + "]\n" for key, phrases in lists.items()
    )
    once = formatted(written)
    assert tomllib.loads(once) == tomllib.loads(written)
    assert formatted(once) == once
    assert all(len(line) <= WIDTH for line in once.splitlines())


def test_words_fill_lines_and_long_phrases_have_lines_of_their_own() -> None:
    words = ", ".join(f'"word{number}"' for number in range(40))
    wrapped = formatted(f"[lists]\nfee = [{words}]\n").splitlines()
    assert 4 < len(wrapped) < 10
    phrases = formatted('[awareness]\nwarning = ["short", "' + "long " * 30 + '"]\n').splitlines()
    assert phrases[1:3] == ["warning = [", '  "short",']


def test_a_list_with_comments_stays_as_it_is() -> None:
    written = "[lists]\nfee = [\n  # what recruiters ask\n" + '  "fee",\n' * 30 + "]\n"
    assert formatted(written) == written


def test_a_file_that_is_in_order_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "hu.toml"
    path.write_text("[lists]\nfee = [" + '"szó", ' * 40 + "]\n", encoding="utf-8")
    assert format_file(path)
    assert not format_file(path)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_the_packs_that_come_along_are_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text
