from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from features.evidence import Evidence, EvidenceState
from features.posting import Organization
from models.assessment import Band
from store.database import Database
from store.postings import Postings
from tests.factories import DESCRIPTION, NOON, assessment, evidence, indicator, posting
from tests.serving.conftest import Keep
from tests.serving.seen import Seen, published


@pytest.fixture
def backend() -> str:
    """Pages ask the store what the API asks: one kind of database is enough."""
    return "sqlite"


def test_the_queue_names_band_policies_indicators_and_state(browser: TestClient, keep: Keep) -> None:
    posting_id = keep()
    page = browser.get("/").text
    for words in ("High", "0.87", "Warehouse helper", "North Quay Storage", "Recruitment fraud", "Risk of exploitation", "Open"):
        assert words in page
    assert "Identity papers" in page
    assert f'href="/postings/{posting_id}"' in page


def test_an_empty_queue_says_how_to_fill_it(browser: TestClient) -> None:
    assert "Nothing has been assessed yet" in browser.get("/").text
    assert "Nothing matches" in browser.get("/?band=high&state=&policy=&language=&source=").text


def test_filters_stay_on_the_way_to_a_posting_and_on(browser: TestClient, keep: Keep) -> None:
    for number in range(60):
        one = posting(id=str(number), description=f"Plain advert number {number} with a wage.")
        keep(one, assessment(one, band=Band.LOW, priority=round(0.4 - number / 1000, 3)))
    page = browser.get("/?band=low&state=").text
    assert page.count('class="c-posting"') == 50
    assert "?band=low" in next(link for link in Seen(page).attributes("href") if link.startswith("/postings/"))
    onward = next(link for link in Seen(page).attributes("href") if "cursor=" in link)
    rest = browser.get(onward).text
    assert rest.count('class="c-posting"') == 10
    assert 'value="low" selected' in rest


def test_a_posting_shows_its_text_whole_with_the_evidence_marked(browser: TestClient, keep: Keep) -> None:
    page = browser.get(f"/postings/{keep()}").text
    assert published(page) == DESCRIPTION
    for words in ("Pay the training fee of 300 EUR", "We never keep your passport"):
        assert f"<mark>{words}</mark>" in page
    assert page.count("ev ev-contradicted") == 2
    assert 'lang="en"' in page
    assert "Why it matters" in page
    assert "91%" in page


def test_every_mark_leads_to_its_indicator_and_back(browser: TestClient, keep: Keep) -> None:
    seen = Seen(browser.get(f"/postings/{keep()}").text)
    ids = seen.attributes("id")
    assert len(ids) == len(set(ids))
    inner = [link[1:] for link in seen.attributes("href") if link.startswith("#")]
    assert set(inner) <= set(ids)
    assert {"text-A1", "text-B1", "text-B2"} <= set(inner)
    assert set(seen.attributes("aria-describedby")) <= set(ids)


def test_overlapping_evidence_is_explained_together(browser: TestClient, keep: Keep) -> None:
    of = posting()
    fee = evidence(of, "Pay the training fee of 300 EUR", "worker_pays_fee")
    debt = evidence(of, "fee of 300 EUR before", "debt_or_bond_condition")
    said = assessment(of, indicators=(indicator("worker_pays_fee", fee), indicator("debt_or_bond_condition", debt)))
    page = browser.get(f"/postings/{keep(of, said)}").text
    assert published(page) == DESCRIPTION
    middle = page.split("<mark>fee of 300 EUR</mark>")[1].split('class="tip-entry"')
    assert "A1" in middle[1]
    assert "B1" in middle[2]


HOSTILE = [
    "<script>alert(1)</script> and <img src=x onerror=alert(1)>",
    "pay\u202e005 RUE\u202c now",
    "x" * 100_000,
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '"><svg/onload=alert(1)>',
    "{{ 7 * 7 }} {% raw %}",
    "a\r\nb\rc\u2028d",
    "</div></main></body>",
    "\U0001f468\u200d\U0001f373 \U0001f1f5\U0001f1f1",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_shown_and_never_run(browser: TestClient, keep: Keep, text: str) -> None:
    of = posting(
        title=text[:500],
        description=text,
        hiring_organization=Organization(name=text[:300]),
        job_location=text[:300],
        source=text[:300],
        url="javascript:alert(1)",
        language=text[:20],
    )
    borders = [(0, 3), (1, len(text)), (len(text) - 1, len(text)), (2, 2), (0, len(text) + 9)]
    found = [
        Evidence("description", start, end, "worker_pays_fee", text[:50], EvidenceState.PRESENT, text[:50])
        for start, end in borders
    ]
    lost = [Evidence("title", 0, 5, "retired_indicator", "x"), Evidence("job_benefits", 0, 0, "vague_duties", "x")]
    said = assessment(
        of,
        indicators=(
            indicator("worker_pays_fee", *found),
            indicator("retired_indicator", lost[0]),
            indicator("vague_duties", lost[1]),
        ),
    )
    said = replace(said, notes=(text[:99],), language="und")
    posting_id = keep(of, said)
    for path in ("/", f"/postings/{posting_id}"):
        response = browser.get(path)
        assert response.status_code == 200
        seen = Seen(response.text)
        assert [attributes.get("src") for tag, attributes in seen.elements if tag == "script"] == ["/static/console.js"]
        assert not any(tag in {"img", "svg", "iframe", "object", "style"} for tag, _ in seen.elements)
        assert not any(name.startswith("on") or name == "style" for _, attributes in seen.elements for name in attributes)
        assert not any(link.lower().startswith("javascript:") for link in seen.attributes("href"))
        assert "\u202e" not in response.text
        assert "49" not in re.findall(r"(?s)<h1[^>]*>(.*?)</h1>", response.text)[0]


@pytest.mark.parametrize(
    "path", ["/", "/indicators", "/problems", "/problems/not-found", "/nowhere", "/?band=x", "/static/console.js", "/healthz"]
)
def test_every_answer_forbids_what_pages_do_not_need(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_pages_load_nothing_from_elsewhere(browser: TestClient, keep: Keep) -> None:
    for path in ("/", f"/postings/{keep()}", "/indicators", "/problems"):
        seen = Seen(browser.get(path).text)
        loaded = [attributes.get("href") for tag, attributes in seen.elements if tag == "link"] + seen.attributes("src")
        assert loaded
        assert all(address and address.startswith("/static/") for address in loaded)
        assert all(browser.get(address or "").status_code == 200 for address in loaded)


def test_errors_are_pages_for_people_and_details_for_programs(browser: TestClient) -> None:
    page = browser.get("/postings/nothing")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.text
    assert page.headers["x-request-id"] in page.text
    assert browser.get("/v1/postings/nothing").headers["content-type"] == "application/problem+json"
    assert browser.get("/postings/nothing", headers={"accept": "application/json"}).json()["status"] == 404


def test_an_abstention_is_said_with_its_reason(browser: TestClient, keep: Keep) -> None:
    of = posting(description="Cook.")
    said = assessment(of, abstained="too_short", band=Band.LOW, needs_review=False)
    posting_id = keep(of, replace(said, policies=tuple(replace(policy, flagged=False) for policy in said.policies)))
    queue = browser.get("/").text
    page = browser.get(f"/postings/{posting_id}").text
    assert "Not judged: too few words to judge." in queue
    assert "1 of them not judged" in queue
    assert "<strong>Not judged.</strong> Too few words to judge." in page
    assert "None was seen, which says nothing" in page
    for words in ("band-low", "No indicator<", "0.87", "Probability", "91%"):
        assert words not in queue + page


def test_the_filters_offer_what_there_is_and_keep_what_is_asked(browser: TestClient, keep: Keep) -> None:
    keep()
    other = posting(id="other", source='chat "A"', description="Zwykłe ogłoszenie o pracę w biurze.")
    keep(other, assessment(other, language="und"))
    seen = Seen(browser.get("/?language=sv&abstained=false").text.partition("<footer")[0]).elements
    chosen = [attributes.get("value") for tag, attributes in seen if tag == "option" and "selected" in attributes]
    assert chosen == ["false", "sv"]
    offered = [attributes.get("value") for tag, attributes in seen if tag == "option"]
    assert offered[offered.index("en") :] == ["en", "und", "sv", "", "board.example", 'chat "A"']
    assert "Line cook" not in browser.get("/?source=board.example").text


def test_a_newer_version_that_was_not_assessed_is_announced(browser: TestClient, keep: Keep, database: Database) -> None:
    posting_id = keep()
    with database.session() as session:
        Postings(session).save(posting(description="Edited: no fee."), NOON)
    page = browser.get(f"/postings/{posting_id}").text
    assert "has not been assessed yet" in page
    assert published(page) == DESCRIPTION


def test_the_catalogue_has_a_page(browser: TestClient) -> None:
    page = browser.get("/indicators").text
    assert page.count("<details") == 45
