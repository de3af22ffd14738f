"""The command, as its users type it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crawler.accesses.every import ACCESSES
from crawler.cli import app
from crawler.commands.crawling import exit_status
from crawler.commands.status import report, status_line
from crawler.demo.site import DemoSite
from crawler.pages.page import PageProblem
from crawler.progress import CrawlSummary
from crawler.settings import CONTACT_VARIABLE
from tests.crawler.local_site import ROOT
from tests.crawler.warc_pages import advert

PROBLEM = PageProblem("https://board.example/1", "status 403")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments, env={CONTACT_VARIABLE: ""})
    return result.exit_code, result.output


def run_apart(*arguments: str) -> str:
    """What the command prints in a process of its own."""
    command = [sys.executable, "-W", "error", "-m", "crawler.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False).stdout


def sources(folder: Path, text: str) -> str:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_help_says_what_is_asked_and_what_is_obeyed() -> None:
    status, output = run("--help")
    assert status == 0
    assert "robots.txt" in output
    assert CONTACT_VARIABLE in output
    assert all(command in output for command in ("check", "parse", "verify", "replay", "dead", "sources", "accesses", "retain"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--url", "https://board.example/jobs"), CONTACT_VARIABLE),
        (("--url", "board.example"), "no http or https address"),
        (("--url", "http://127.0.0.1:9/", "--access", "pigeon"), "there is no access 'pigeon'; there are"),
        (("--url", "http://127.0.0.1:9/", "--delay", "-1"), "greater than or equal to 0"),
        (("--url", "http://127.0.0.1:9/", "--budget", "0"), "greater than or equal to 1"),
        (("https://board.example/jobs",), "give it as --url"),
        (("no-such-source",), "there is no source 'no-such-source'"),
        (("--all", "--sources", "/no/such/file"), "cannot be read"),
        (("--no-assess",), "name a source"),
    ],
)
def test_a_crawl_that_cannot_start_as_asked_says_why(arguments: tuple[str, ...], said: str) -> None:
    status, output = run(*arguments)
    assert status == 2
    assert said in " ".join(output.split())


@pytest.mark.parametrize("database", ["mysql://host/name", "sqlite:////dev/null/deep/risk.db"])
def test_a_database_that_cannot_be_used_is_one_line_and_status_2(database: str, tmp_path: Path) -> None:
    status, output = run("--url", "http://127.0.0.1:9/", "--database", database, "--archive", str(tmp_path), "--no-assess")
    assert status == 2
    assert output.startswith("recruitment-risk: ")
    assert output.count("\n") == 1


def test_the_exit_status_tells_faults_and_interruption_from_success() -> None:
    assert exit_status(CrawlSummary()) == 0
    assert exit_status(CrawlSummary(passed_over=(PROBLEM,))) == 0
    assert exit_status(CrawlSummary(errors=(PROBLEM,))) == 1
    assert exit_status(CrawlSummary(errors=(PROBLEM,), interrupted=True)) == 130


def test_the_report_names_every_page_that_failed_without_what_moves_a_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    rude = PageProblem("https://board.example/2", "status \x1b[2J")
    report(CrawlSummary(errors=(PROBLEM, rude), passed_over=(PROBLEM,), warnings=("board: few",)))
    said = capsys.readouterr()
    assert said.err == (
        "passed over: https://board.example/1: status 403\nerror: https://board.example/1: status 403\n"
        "error: https://board.example/2: status \ufffd[2J\nwarning: board: few\n"
    )
    assert said.out.startswith("0 pages, 0 postings")


def test_the_status_line_shows_the_rate_and_the_busiest_hosts() -> None:
    hosts = tuple((f"{name}.example", pages) for name, pages in (("a", 30), ("b", 20), ("c", 9), ("d", 1)))
    summary = CrawlSummary(pages=60, postings=50, hosts=hosts, seconds=30)
    assert status_line(summary) == "60 pages, 50 postings, 0 errors, 2.0/s (a.example 30, b.example 20, c.example 9, 1 more)"


def test_a_source_of_five_lines_is_checked_crawled_and_verified(tmp_path: Path) -> None:
    database, archive = f"sqlite:///{tmp_path}/store.db", str(tmp_path / "archive")
    with DemoSite() as site:
        file = sources(
            tmp_path, f'[sources.valley]\naccess = "jobposting"\nentry_points = ["{site.sitemap_url}"]\ncountry = "HU"\n'
        )
        checked = run_apart("check", "valley", "--sources", file)
        crawled = run_apart("valley", "--sources", file, "--database", database, "--archive", archive, "--no-assess")
    assert f"begins at GET {site.sitemap_url}" in checked
    assert "allowed:" in checked
    assert checked.count("  address: ") == 3
    assert "36 postings (36 new" in crawled
    status, output = run("verify", "--database", database, "--archive", archive)
    assert (status, output) == (0, "36 records checked, 0 problems\n")
    assert run("verify", "--files", "--database", database, "--archive", archive)[0] == 0
    (file_of_archive,) = Path(archive).iterdir()
    file_of_archive.write_bytes(file_of_archive.read_bytes()[:-4_000])
    status, output = run("verify", "--database", database, "--archive", archive)
    assert status == 1
    assert "torn" in output or "missing record" in output
    listed = run("sources", "--sources", file, "--database", database)[1]
    assert "complete" in listed
    assert "36" in listed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[sources.a]\naccess = 'rss'\n", "[sources.a] entry_points: Field required"),
        ("[sources.a]\naccess = 'pigeon'\nentry_points = ['x']\n", "[sources.a] access: there is no access 'pigeon'"),
        ("[sources.a]\naccess = 'rss'\nentry_points = ['x']\n", "[sources.a] entry_points: 'x' is no http or https address"),
        ("[sources.a]\naccess = 'rss'\nentry_points = ['http://a.example/']\nbudged = 5\n", "[sources.a] budged: Extra inputs"),
        ("[sources.A]\naccess = 'rss'\nentry_points = ['http://a.example/']\n", "[sources.A] name: "),
        ("[sources.a]\naccess = 'rss'\nentry_points = ['http://a.example/']\ncountry = 'Hungary'\n", "[sources.a] country: "),
        ("[sources\n", "is not TOML"),
        ("sources = 5\n", "each source is a table"),
    ],
)
def test_a_file_of_sources_that_is_wrong_says_where(text: str, said: str, tmp_path: Path) -> None:
    status, output = run("--all", "--sources", sources(tmp_path, text))
    assert status == 2
    assert said in " ".join(output.split())


def parse(tmp_path: Path, kind: str, body: bytes, *more: str) -> tuple[int, str]:
    path = tmp_path / "answer"
    path.write_bytes(body)
    return run("parse", kind, str(path), *more)


def test_parsing_prints_postings_as_json_lines(tmp_path: Path) -> None:
    for kind in ("jobposting", "auto", "classifieds"):
        status, output = parse(tmp_path, kind, advert(1), "--url", "https://weir.example/jobs/1")
        assert status == 0
        assert json.loads(output)["title"] == "Lock keeper 1"


def test_parsing_by_selectors_needs_no_source(tmp_path: Path) -> None:
    page = b"<div class=card><b>Cook</b><i>Szeged</i></div><div class=card><b>Maid</b></div>"
    status, output = parse(
        tmp_path, "classifieds", page, "--selector", "item=.card", "--selector", "title=b", "--selector", "location=i"
    )
    assert status == 0
    assert [json.loads(line)["title"] for line in output.splitlines()] == ["Cook", "Maid"]


@pytest.mark.parametrize(
    ("kind", "body", "status", "said"),
    [
        ("jobposting", b"<title>Just a moment...</title><div id='cf-challenge'>", 3, "blocked: Cloudflare challenge"),
        ("auto", b"<title>Just a moment...</title><div id='cf-challenge'>", 3, "blocked: Cloudflare challenge"),
        ("jobposting", b"<h1>About us</h1>", 4, "no posting in it"),
        ("greenhouse", b"[]", 4, "no Greenhouse answer"),
        ("greenhouse", b"<html>", 4, "the answer is not JSON"),
        ("auto", b"", 4, "no access knows this page"),
        ("pigeon", b"", 2, "there is no access 'pigeon'; there are auto, arbeitsagentur"),
    ],
)
def test_parsing_tells_a_block_page_from_one_without_a_posting(
    kind: str, body: bytes, status: int, said: str, tmp_path: Path
) -> None:
    found, output = parse(tmp_path, kind, body)
    assert found == status
    assert said in output


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    status, output = run("parse", "auto", str(tmp_path / "none"))
    assert (status, output) == (2, f"recruitment-risk: {tmp_path / 'none'}: No such file or directory\n")


def test_every_access_is_listed_with_what_its_entry_points_are() -> None:
    status, output = run("accesses")
    assert status == 0
    assert all(kind in output for kind in ACCESSES)
