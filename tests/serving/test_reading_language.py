"""A reader chooses, or the browser says, in which language indicators are explained."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from features.indicators import catalogue
from features.translations import catalogue_in, languages
from serving.reading_language import direction_of

LANGUAGE = next((code for code in languages() if code == "hu"), "en")
NAME = catalogue_in(LANGUAGE)["worker_pays_fee"].name


def test_the_api_answers_in_the_language_that_is_asked_for(client: TestClient) -> None:
    answer = client.get(f"/v1/indicators?language={LANGUAGE}")
    assert answer.headers["content-language"] == LANGUAGE
    assert answer.json()["language"] == LANGUAGE
    names = {item["id"]: item["name"] for item in answer.json()["indicators"]}
    assert names["worker_pays_fee"] == NAME


def test_the_api_answers_in_the_language_that_the_client_accepts(client: TestClient) -> None:
    answer = client.get("/v1/indicators", headers={"accept-language": f"{LANGUAGE}-XX,en;q=0.4"})
    assert answer.headers["content-language"] == LANGUAGE
    assert answer.headers["vary"] == "Accept-Language"


def test_the_api_answers_in_english_where_there_is_no_other(client: TestClient) -> None:
    answer = client.get("/v1/indicators?language=tlh", headers={"accept-language": "tlh"})
    assert answer.json()["language"] == "en"
    assert answer.json()["indicators"][0]["name"] == next(iter(catalogue().values())).name


def test_a_reader_chooses_a_language_and_goes_back_to_the_page(browser: TestClient) -> None:
    answer = browser.get(f"/reading-language?language={LANGUAGE}&back=/indicators", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/indicators"
    page = browser.get("/indicators").text
    assert NAME in page
    assert f'value="{LANGUAGE}" lang="{LANGUAGE}" selected' in page


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_reader_is_never_sent_elsewhere(browser: TestClient, back: str) -> None:
    answer = browser.get("/reading-language", params={"language": LANGUAGE, "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_language_that_is_not_there_is_not_remembered(browser: TestClient) -> None:
    answer = browser.get("/reading-language?language=tlh&back=/", follow_redirects=False)
    assert "set-cookie" not in answer.headers


def test_arabic_and_urdu_run_from_right_to_left() -> None:
    assert [direction_of(language) for language in ("ar", "ur", "hu", "zh")] == ["rtl", "rtl", "ltr", "ltr"]
