"""Places: found by name in many spellings, with a role, and not in ordinary words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.places.data import lines, place_data
from features.places.finding import Place, countries_of, place_words, places_in
from features.places.gazetteer import PlaceKind, gazetteer
from features.places.roles import PlaceRole
from features.places.search import MOST_NAMES
from features.spans import Span
from features.text.normalise import lower
from tests.work import grows_in_proportion

ORIGIN, DESTINATION, WORKPLACE, UNKNOWN = PlaceRole.ORIGIN, PlaceRole.DESTINATION, PlaceRole.WORKPLACE, PlaceRole.UNKNOWN


def read(text: str, language: str = "en") -> tuple[Place, ...]:
    return places_in(text, lower(text), language)


def told(text: str, language: str = "en") -> list[tuple[str, str, PlaceRole]]:
    return [(text[place.start : place.end], place.country, place.role) for place in read(text, language)]


SENTENCES = [
    ("en", "Workers from Moldova needed.", [("Moldova", "MD", ORIGIN)]),
    ("en", "We send you to Germany.", [("Germany", "DE", DESTINATION)]),
    ("en", "Work in Dubai, UAE", [("Dubai", "AE", WORKPLACE), ("UAE", "AE", WORKPLACE)]),
    ("en", "Welders for Poland: workers for Poland", [("Poland", "PL", UNKNOWN), ("Poland", "PL", DESTINATION)]),
    ("en", "Warsaw-based office", [("Warsaw", "PL", WORKPLACE)]),
    ("en", "a job in Saudi Arabia", [("Saudi Arabia", "SA", WORKPLACE)]),
    ("en", "customer service in KK Park near Mae Sot", [("KK Park", "MM", WORKPLACE), ("Mae Sot", "TH", WORKPLACE)]),
    ("en", "cleaners in Amman, Jordan", [("Amman", "JO", WORKPLACE), ("Jordan", "JO", WORKPLACE)]),
    ("en", "a farm in Georgia, near Tbilisi", [("Georgia", "GE", WORKPLACE), ("Tbilisi", "GE", WORKPLACE)]),
    ("en", "Cologne, Germany", [("Cologne", "DE", UNKNOWN), ("Germany", "DE", UNKNOWN)]),
    ("en", "jobs in Athens, GA", [("Athens", "US", WORKPLACE)]),
    ("en", "an office in Berlin, DE", [("Berlin", "DE", WORKPLACE)]),
    ("en", "flights to the Netherlands", [("Netherlands", "NL", DESTINATION)]),
    ("en", "across the US", [("US", "US", WORKPLACE)]),
    ("ru", "Работа в Германии для граждан Узбекистана", [("Германии", "DE", WORKPLACE), ("Узбекистана", "UZ", ORIGIN)]),
    ("und", "работа в саудовской аравии", [("саудовской аравии", "SA", WORKPLACE)]),
    ("uk", "Робота в Польщі, виїзд з України", [("Польщі", "PL", WORKPLACE), ("України", "UA", ORIGIN)]),
    ("pl", "Praca w Niemczech, wyjazd do Holandii", [("Niemczech", "DE", WORKPLACE), ("Holandii", "NL", DESTINATION)]),
    ("hu", "Magyarországról Londonba, munka Ausztriában", [
        ("Magyarországról", "HU", ORIGIN), ("Londonba", "GB", DESTINATION), ("Ausztriában", "AT", WORKPLACE),
    ]),
    ("tr", "İstanbul'dan Katar'a, Almanya'da iş", [
        ("İstanbul", "TR", ORIGIN), ("Katar", "QA", DESTINATION), ("Almanya", "DE", WORKPLACE),
    ]),
    ("ro", "Muncă în Germania, plecare din Chișinău", [("Germania", "DE", WORKPLACE), ("Chișinău", "MD", ORIGIN)]),
    ("bg", "Работа в Испания за хора от България", [("Испания", "ES", WORKPLACE), ("България", "BG", ORIGIN)]),
    ("sr", "Posao u Nemačkoj, polazak iz Srbije", [("Nemačkoj", "DE", WORKPLACE), ("Srbije", "RS", ORIGIN)]),
    ("hr", "Rad u Austriji", [("Austriji", "AT", WORKPLACE)]),
    ("mk", "Работа во Германија", [("Германија", "DE", WORKPLACE)]),
    ("de", "Arbeit in Österreich, Bewerber aus Polen", [("Österreich", "AT", WORKPLACE), ("Polen", "PL", ORIGIN)]),
    ("fr", "travail en Allemagne", [("Allemagne", "DE", WORKPLACE)]),
    ("es", "trabajo en Países Bajos, salida desde Colombia", [("Países Bajos", "NL", WORKPLACE), ("Colombia", "CO", ORIGIN)]),
    ("pt", "trabalho em Portugal para candidatos de Angola", [("Portugal", "PT", WORKPLACE), ("Angola", "AO", ORIGIN)]),
    ("vi", "Làm việc tại Campuchia, đi Nhật Bản", [("Campuchia", "KH", WORKPLACE), ("Nhật Bản", "JP", DESTINATION)]),
    ("id", "kerja di Kamboja, berangkat dari Jakarta", [("Kamboja", "KH", WORKPLACE), ("Jakarta", "ID", ORIGIN)]),
    ("ar", "فرص عمل في السعودية", [("السعودية", "SA", WORKPLACE)]),
    ("ur", "سعودی عرب میں کام", [("سعودی عرب", "SA", WORKPLACE)]),
    ("zh", "从昆明去缅甸妙瓦底，在西港工作", [
        ("昆明", "CN", ORIGIN), ("缅甸", "MM", DESTINATION), ("妙瓦底", "MM", DESTINATION), ("西港", "KH", WORKPLACE),
    ]),
    ("th", "จากกรุงเทพ ไปปอยเปต", [("กรุงเทพ", "TH", ORIGIN), ("ปอยเปต", "KH", DESTINATION)]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_a_sentence_tells_where_people_come_from_go_to_and_work(
    language: str, text: str, expected: list[tuple[str, str, PlaceRole]]
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Turkey breast and turkey meat packing",
        "fine china in the cabinet",
        "Michael Jordan plays, and Jordan Smith applies",
        "contact us today, CONTACT US",
        "a nice bath, good reading and a mobile home",
        "an island resort",
        "a sad story",
        "Send it to Georgia Brown",
        "a farm in Georgia, one hour from Atlanta's Peachtree",
        "Chad is our manager",
        "family reunion",
        "guinea pigs",
        "we like indie films",
        "Split shifts",
    ],
)
def test_ordinary_words_and_names_of_people_are_no_places(text: str) -> None:
    assert [place for place in read(text) if place.country not in {"US"}] == []


@pytest.mark.parametrize(("text", "language"), [("radnici nisu", "hr"), ("bilety do kina", "pl"), ("le seul service", "fr")])
def test_words_of_another_language_are_no_places(text: str, language: str) -> None:
    assert read(text, language) == ()


def test_every_country_has_an_english_name() -> None:
    codes = [line[:2] for line in lines(place_data()["country"]["en"])]
    assert len(codes) == len(set(codes)) == 250
    assert {place.country for place in gazetteer().spellings.values() if place and place.kind is PlaceKind.COUNTRY} == set(codes)


def test_every_country_code_used_is_one_of_them() -> None:
    codes = {line[:2] for line in lines(place_data()["country"]["en"])}
    named = {line[:2] for block in place_data()["country"].values() for line in lines(block)}
    assert (named | set(place_data()["city"]) | set(place_data()["zone"])) <= codes


def test_the_field_of_the_location_names_only_workplaces() -> None:
    text = "Candidates from Nepal\nQatar"
    places = places_in(text, lower(text), "en", (Span(22, len(text)),))
    assert [(place.country, place.role) for place in places] == [("NP", ORIGIN), ("QA", WORKPLACE)]


def test_countries_where_the_work_is_come_first() -> None:
    assert countries_of(read("From Nepal to Oman. Work in Qatar.")) == ("QA", "OM", "NP")


def test_regions_have_no_country() -> None:
    assert [(place.kind, place.country) for place in read("work in Europe or abroad")] == [(PlaceKind.REGION, "")] * 2


def test_words_to_mask_are_single_words_for_places_only() -> None:
    assert {"germany", "dubai", "москва", "迪拜", "lanka", "zealand", "arabia"} <= place_words()
    assert not {"jordan", "split", "charlotte", "new", "united", "park", "city", "the", "us", "sad", "bank"} & place_words()


NAMES = ["Dubai", "KK Park", "Саудовская Аравия", "妙瓦底", "Jordan"]
WORDS = re.findall(r"\S+", "from to in at New York Dubai Moldova, and KK Park . Saudi Arabia US the of Hong Kong Turkey Jordan")


@given(
    before=st.text(max_size=40),
    after=st.text(max_size=40),
    name=st.sampled_from(NAMES),
)
@settings(max_examples=150, deadline=None)
def test_spans_lie_within_any_text(before: str, after: str, name: str) -> None:
    text = f"{before} in {name} {after}"
    for language in ("en", "hu"):
        places = read(text, language)
        assert all(0 <= place.start < place.end <= len(text) for place in places)
        assert all(one.end <= other.start for one, other in pairwise(places))


@given(words=st.lists(st.sampled_from(WORDS), max_size=20))
@settings(max_examples=150, deadline=None)
def test_names_in_any_order_never_overlap(words: list[str]) -> None:
    places = read(" ".join(words).replace(" . ", " .\n"))
    assert all(one.end <= other.start for one, other in pairwise(places))


@pytest.mark.parametrize("unit", ["in dubai ", "new ", "new york", "из ", "去缅甸", "saudi saudi arabia, ", "united arab "])
def test_hostile_repetition_stays_linear(unit: str) -> None:
    assert grows_in_proportion(lambda text: places_in(text, text, "en"), unit)


@pytest.mark.parametrize("text", ["in Dubai " * 2_000, "the UK " * 2_000, "去缅甸" * 2_000, "in Paris, Rome and Dubai " * 500])
def test_a_hostile_text_gives_only_so_many_places_from_its_beginning(text: str) -> None:
    places = read(text)
    assert 0 < len(places) <= MOST_NAMES
    assert places == tuple(place for place in read(text[: places[-1].end + 100]) if place.end <= places[-1].end)


def test_a_long_list_of_countries_is_read_whole() -> None:
    names = [line.split("|")[0][3:] for line in lines(place_data()["country"]["en"])][: MOST_NAMES - 20]
    assert len(read("We hire in " + ", ".join(names))) >= len(names) - 5
