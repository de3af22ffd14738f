"""What answers of hiring systems have in common."""

from __future__ import annotations

import pytest

from crawler.pages.adverts import adverts_in, identity, looks_like, paragraphs
from crawler.pages.api import Thing, posting_on
from crawler.pages.page import Page, PageProblem
from features.posting import Posting

PAGE = Page(url="https://jobs.example/list", body=b"")


def read(item: Thing) -> Posting | PageProblem:
    return posting_on(PAGE, id=identity("board", item.get("id")), title=item.get("title"))


def test_what_is_no_advert_in_a_list_is_a_problem_and_the_others_are_read() -> None:
    postings, problems = adverts_in(
        PAGE, [{"id": 1, "title": "Baker"}, "nonsense", {"id": 2}, {"id": 1, "title": "Master baker"}], read
    )
    assert [(posting.id, posting.title) for posting in postings] == [("board-1", "Master baker")]
    assert [problem.reason for problem in problems] == [
        "an item of the list is no object but str",
        "neither title nor description",
    ]


def test_an_id_is_made_of_what_a_system_calls_the_posting() -> None:
    assert identity("board", 7) == "board-7"
    assert identity("board", "bakery", "7") == "board-bakery-7"
    assert identity("board", "", "7") == "board-7"


@pytest.mark.parametrize("native", [None, "", {}, True])
def test_a_posting_that_its_system_does_not_name_is_called_by_its_content(native: object) -> None:
    assert identity("board", "bakery", native) == ""
    (posting,), _ = adverts_in(PAGE, [{"id": native, "title": "Baker"}], read)
    assert posting.id.startswith("content-")


def test_paragraphs_are_parted_by_empty_lines_and_only_where_there_are_any() -> None:
    assert paragraphs("One.", "", "Two.") == "One.\n\nTwo."
    assert paragraphs("", "") == ""


def test_an_answer_is_told_by_json_and_all_its_marks() -> None:
    def looks(body: bytes) -> bool:
        return looks_like(Page(url="", body=body), b'"one"', b'"two"')

    assert looks(b'\xef\xbb\xbf\n {"one": 1, "two": 2}')
    assert looks(b'[{"one": 1, "two": 2}]')
    assert not looks(b'{"one": 1}')
    assert not looks(b'<script>{"one": 1, "two": 2}</script>')
