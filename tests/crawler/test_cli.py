from __future__ import annotations

import pytest
from typer.testing import CliRunner

from crawler.cli import app, exit_status, report
from crawler.pages.page import PageProblem
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


@pytest.mark.parametrize("database", ["mysql://host/name", "sqlite:////dev/null/deep/risk.db"])
def test_a_database_that_cannot_be_used_is_one_line_and_status_2(database: str) -> None:
    status, output = run("http://127.0.0.1:9/", "--database", database)
    assert status == 2
    assert output.startswith("recruitment-risk: ")
    assert output.count("\n") == 1


def test_the_exit_status_tells_faults_and_interruption_from_success() -> None:
    problem = PageProblem("https://board.example/1", "status 404")
    assert exit_status(CrawlSummary()) == 0
    assert exit_status(CrawlSummary(passed_over=(problem,))) == 0
    assert exit_status(CrawlSummary(errors=(problem,))) == 1
    assert exit_status(CrawlSummary(errors=(problem,), interrupted=True)) == 130


def test_the_report_names_every_page_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    problem = PageProblem("https://board.example/1", "status 404")
    report(CrawlSummary(pages=2, errors=(problem,), passed_over=(problem,)))
    said = capsys.readouterr()
    assert said.err == "passed over: https://board.example/1: status 404\nerror: https://board.example/1: status 404\n"
    assert said.out.startswith("2 pages, 0 postings")
