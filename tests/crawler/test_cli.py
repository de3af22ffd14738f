from __future__ import annotations

import pytest
from typer.testing import CliRunner

from crawler.cli import app, report
from crawler.pages.jobposting import PageProblem
from crawler.progress import CrawlSummary
from crawler.settings import CONTACT_VARIABLE


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments, env={CONTACT_VARIABLE: ""})
    return result.exit_code, result.output


def test_help_says_what_is_asked_and_what_is_obeyed() -> None:
    status, output = run("--help")
    assert status == 0
    assert "robots.txt" in output
    assert CONTACT_VARIABLE in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("https://board.example/jobs",), CONTACT_VARIABLE),
        (("board.example",), "no http or https address"),
        (("http://127.0.0.1:9/", "--delay", "-1"), "greater than or equal to 0"),
        (("http://127.0.0.1:9/", "--limit", "0"), "greater than or equal to 1"),
    ],
)
def test_a_crawl_that_cannot_start_as_asked_says_why(arguments: tuple[str, ...], said: str) -> None:
    status, output = run(*arguments)
    assert status == 2
    assert said in output


def test_the_report_names_every_page_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    problem = PageProblem("https://board.example/1", "status 404")
    report(CrawlSummary(pages=2, errors=(problem,), passed_over=(problem,)))
    said = capsys.readouterr()
    assert said.err == "passed over: https://board.example/1: status 404\nerror: https://board.example/1: status 404\n"
    assert said.out.startswith("2 pages, 0 postings")
