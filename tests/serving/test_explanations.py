"""What else moved a score: over the API, on a posting's page, in the terminal."""

from __future__ import annotations

import html
import io
import re
from math import exp, fsum
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from starlette.testclient import TestClient

from features.posting import Posting
from models.assessor import Assessor
from models.bundle import read_bundle, write_bundle
from serving.explaining import explain_posting
from serving.moved import CAUTION, UNREAD
from tests.factories import assessment, posting
from tests.serving.conftest import Keep
from tests.serving.seen import Published, Seen, published

WORDS = {
    "easy": [3.0, 1.0],
    "money": [1.5, 1.0],
    "easy money": [2.0, 2.0],
    "salary": [-1.0, 1.0],
    "we": [-0.3, 1.0],
    "<b>": [1.0, 1.0],
}
LURE = "We offer easy money at home, no experience needed. You pay the training fee of 300 EUR. The salary is <b>high</b>: Easy!"


@pytest.fixture
def backend() -> str:
    """Explanations ask the store for one posting, as its page does: one kind of database is enough."""
    return "sqlite"


@pytest.fixture(scope="module")
def small_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle whose text model knows a handful of words."""
    folder = tmp_path_factory.mktemp("worded")
    parts = dict(read_bundle().parts)
    parts["linear.json"] = {**parts["linear.json"], "terms": WORDS, "fewest_terms": 2, "intercept": -1.0}
    parts["policies.json"] = {**parts["policies.json"], "familiar_from": {}}
    write_bundle(folder, parts, {"made_on": "2026-11-20"})
    return folder


def asked(client: TestClient, text: str, address: str = "/v1/assessments?explain=true&store=false") -> dict[str, Any]:
    said: dict[str, Any] = client.post(address, json={"title": "Helper", "description": text}).json()
    return said


def test_an_explanation_is_given_only_where_it_is_asked_for(client: TestClient) -> None:
    assert asked(client, LURE, "/v1/assessments?store=false")["explanation"] is None
    assert asked(client, LURE)["explanation"]["model_version"] == asked(client, LURE)["model_version"]


def test_the_steps_of_every_policy_add_up_to_the_probability_that_is_answered(client: TestClient) -> None:
    said = asked(client, LURE)
    for policy, why in zip(said["policies"], said["explanation"]["policies"], strict=True):
        total = fsum(step["log_odds"] for step in why["steps"])
        assert policy["policy"] == why["policy"]
        assert policy["probability"] == why["probability"] == pytest.approx(1 / (1 + exp(-total)), abs=1e-6)
    kinds = [(step["kind"], step["indicator"]) for step in said["explanation"]["policies"][0]["steps"]]
    assert ("prior", None) in kinds
    assert ("indicator", "worker_pays_fee") in kinds
    assert ("words", None) in kinds


def test_words_quote_the_posting_and_add_up(client: TestClient) -> None:
    text = asked(client, LURE)["explanation"]["text"]
    assert text["unread"] is None
    total = text["intercept"] + fsum(term["log_odds"] for term in text["terms"]) + text["others"]["log_odds"]
    assert text["log_odds"] == pytest.approx(total)
    quoted = {term["term"]: [place["text"] for place in term["places"]] for term in text["terms"]}
    assert quoted["easy"] == ["easy", "Easy"]
    assert quoted["easy money"] == ["easy money"]
    assert all(LURE[place["start"] : place["end"]] == place["text"] for term in text["terms"] for place in term["places"])


def test_a_text_that_is_not_read_says_why(client: TestClient) -> None:
    text = asked(client, "The bakery looks for a baker who bakes bread at night.")["explanation"]["text"]
    assert (text["unread"], text["terms"], text["log_odds"]) == ("too_few_terms", [], None)


def test_several_postings_are_each_explained(client: TestClient) -> None:
    several = {"postings": [{"description": LURE}, {"description": "We bake bread and pay a salary."}]}
    said = client.post("/v1/assessments?explain=true&store=false", json=several).json()["assessments"]
    assert [{term["term"] for term in one["explanation"]["text"]["terms"]} for one in said] == [
        {"easy", "money", "easy money", "salary", "we"},
        {"salary", "we"},
    ]


def test_a_kept_posting_is_explained_when_asked(client: TestClient) -> None:
    kept = asked(client, LURE, "/v1/assessments?explain=true")
    assert client.get(f"/v1/postings/{kept['posting_id']}/explanation").json() == kept["explanation"]


def test_what_is_not_kept_cannot_be_explained(client: TestClient) -> None:
    answer = client.get("/v1/postings/nowhere/explanation")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


@pytest.fixture
def assessed(keep: Keep, small_bundle: Path) -> str:
    """A kept posting as the small bundle judges it; its id."""
    of = posting(id="lure", url="", title="Easy", description=LURE)
    return keep(of, Assessor.load(small_bundle).assess(of))


def test_a_page_offers_the_explanation_and_shows_it_when_asked(browser: TestClient, assessed: str) -> None:
    plain = browser.get(f"/postings/{assessed}?band=high").text
    assert "pull-raises" not in plain
    link = next(link for link in Seen(plain).attributes("href") if "explain=yes" in link)
    assert link == f"/postings/{assessed}?band=high&explain=yes#explained"
    page = browser.get(link).text
    text = html.unescape(page)
    assert CAUTION in text
    for words in ("Where every posting begins", "The worker pays for the job", "All words together", "Raised it", "Lowered it"):
        assert words in text
    assert published(page).startswith("Easy")


def test_the_last_step_of_a_page_comes_to_the_probability_beside_it(browser: TestClient, assessed: str) -> None:
    page = browser.get(f"/postings/{assessed}?explain=yes").text
    stated = re.findall(r'data-label="Probability">([^<]+)<', page)
    reached = re.findall(r"<summary>[^<:]+: ([^<]+%)</summary>", page)
    assert len(stated) == 3
    assert reached == stated


def test_words_are_marked_inside_and_outside_evidence_and_the_text_stays_whole(browser: TestClient, assessed: str) -> None:
    plain, page = (browser.get(f"/postings/{assessed}{query}").text for query in ("", "?explain=yes"))
    assert Published(page).texts == ["Easy", published(plain), *Published(plain).texts[1:]]
    for words in ('<span class="pull pull-raises">easy</span>', '<span class="pull pull-lowers">We</span>'):
        assert words in page
    seen = Seen(page)
    ids = seen.attributes("id")
    assert len(ids) == len(set(ids))
    inner = {link[1:] for link in seen.attributes("href") if link.startswith("#")}
    assert {"word-1", "word-2"} <= inner <= set(ids)


def test_a_score_of_other_models_is_said_to_have_changed(browser: TestClient, keep: Keep, assessed: str) -> None:
    changed = "have changed since this was assessed"
    assert changed in browser.get(f"/postings/{keep()}?explain=yes").text
    assert changed not in browser.get(f"/postings/{assessed}?explain=yes").text


def test_what_was_not_judged_has_no_score_to_explain(browser: TestClient, keep: Keep) -> None:
    of = posting(description="Cook.")
    page = browser.get(f"/postings/{keep(of, assessment(of, abstained='too_short'))}?explain=yes").text
    assert "What else moved the score" not in page


def test_hostile_text_is_marked_and_never_run(browser: TestClient, keep: Keep, small_bundle: Path) -> None:
    of = posting(
        description="This is what you get from us: easy <script>alert(1)</script> money we \u202esalary &lt;img src=x onerror=alert(1)&gt; easy"
    )
    page = browser.get(f"/postings/{keep(of, Assessor.load(small_bundle).assess(of))}?explain=yes").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "pull-raises" in page


def terminal(small_bundle: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    console = Console(file=io.StringIO(), width=200, color_system=None)
    explain_posting(Path("-"), 1, small_bundle, console)
    told: str = console.file.getvalue()  # type: ignore[attr-defined]
    return told


def test_the_terminal_tells_steps_and_words(small_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = terminal(small_bundle, monkeypatch, LURE)
    assert "What else moved the score" in told
    assert "Where every posting begins" in told
    assert re.search(r"\+\d\.\d\d  “easy”  2 places, first in description", told)
    assert re.search(r"-\d\.\d\d  “salary”  in description", told)
    assert CAUTION in " ".join(told.split())


def test_the_terminal_says_why_no_words_were_read(small_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = terminal(
        small_bundle, monkeypatch, "Bakery looks for a baker. Bread, rolls and cakes are baked here every day at night."
    )
    assert UNREAD["too_few_terms"] in " ".join(told.split())  # type: ignore[index]


def test_a_posting_that_was_changed_is_explained_as_it_was_assessed(client: TestClient, keep: Keep, database: object) -> None:
    from datetime import UTC, datetime

    from store.database import Database
    from store.postings import Postings

    assert isinstance(database, Database)
    first: Posting = posting(url="", description=LURE)
    posting_id = keep(first)
    with database.session() as session:
        Postings(session).save(posting(url="", description="We now pay a salary and nothing else of note."), datetime.now(UTC))
    text = client.get(f"/v1/postings/{posting_id}/explanation").json()["text"]
    assert "easy" in {term["term"] for term in text["terms"]}
