"""Values that nest deeper than anything can be read."""

from __future__ import annotations

from crawler.pages.api import posting_on
from crawler.pages.page import Page, PageProblem


def test_a_place_that_nests_without_end_is_a_problem_of_its_posting() -> None:
    place: object = "Szeged"
    for _ in range(5_000):
        place = {"address": place}
    outcome = posting_on(Page(url="https://tilery.example/jobs.json", body=b""), title="Kiln operator", job_location=place)
    assert isinstance(outcome, PageProblem)
