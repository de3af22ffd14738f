"""hh.ru's vacancies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from crawler.accesses.access import EntryError
from crawler.accesses.hh import ACCESS
from crawler.pages.page import Page, PageError
from tests.crawler.accesses.strange import BODIES, VALUES, read_or_refused, spoiled

SEARCH = "https://api.hh.ru/vacancies?text=%D0%BF%D0%B5%D1%87%D1%8C&per_page=2&page=0"
BRIEF: dict[str, Any] = {
    "id": "71",
    "name": "Обжигальщик черепицы",
    "area": {"id": "1", "name": "Самара"},
    "address": {"raw": None, "city": "Самара", "street": "улица Печная", "building": "4"},
    "salary": {"from": 60000, "to": 80000, "currency": "RUR", "gross": True},
    "employer": {"id": "9", "name": "Черепица", "alternate_url": "https://hh.ru/employer/9", "trusted": True},
    "published_at": "2026-05-13T07:19:54+0300",
    "url": "https://elsewhere.example/vacancies/71",
    "alternate_url": "https://hh.ru/vacancy/71",
    "snippet": {"requirement": "Спокойный <highlighttext>характер</highlighttext>.", "responsibility": "Следить за печью."},
    "contacts": {
        "name": "Анна",
        "email": "anna@tilery.example",
        "phones": [{"country": "7", "city": "846", "number": "5550100"}, {"formatted": "+7 846 5550101", "number": "5550101"}],
    },
    "schedule": {"id": "shift", "name": "Сменный график"},
    "employment": {"id": "full", "name": "Полная занятость"},
    "experience": {"id": "noExperience", "name": "Нет опыта"},
    "professional_roles": [{"id": "1", "name": "Рабочий"}],
    "archived": False,
}
WHOLE: dict[str, Any] = {name: value for name, value in BRIEF.items() if name != "snippet"} | {
    "description": "<p>Следить за печью.</p><p>Дневные смены.</p>",
    "key_skills": [{"name": "Терпение"}, {"name": "Точность"}],
    "salary_range": {"from": 5000, "to": None, "currency": "RUR", "mode": {"id": "SHIFT", "name": "За смену"}},
}


def page(answer: object, url: str = SEARCH) -> Page:
    return Page(url=url, body=json.dumps(answer).encode(), source="hh")


def search(*items: object, **others: object) -> dict[str, object]:
    return {"items": list(items), "found": 5, "page": 0, "pages": 3, "per_page": 2, **others}


def test_a_search_holds_vacancies_in_brief() -> None:
    posting, other = ACCESS.read(page(search(BRIEF, BRIEF | {"id": "72"}))).postings
    assert (posting.id, other.id) == ("hh-71", "hh-72")
    assert posting.url == "https://hh.ru/vacancy/71"
    assert posting.title == "Обжигальщик черепицы"
    assert posting.qualifications == "Спокойный характер."
    assert posting.responsibilities == "Следить за печью."
    assert posting.hiring_organization.name == "Черепица"
    assert posting.job_location == "Самара, улица Печная, 4"
    assert posting.base_salary == "RUB 60000-80000"
    assert posting.employment_type == "Полная занятость"
    assert posting.work_hours == "Сменный график"
    assert posting.experience_requirements == "Нет опыта"
    assert posting.application_contact == "Анна, anna@tilery.example, +7 846 5550100, +7 846 5550101"
    assert posting.industry == "Рабочий"
    assert posting.date_posted == "2026-05-13T07:19:54+0300"
    assert posting.additional["salary"] == {"from": 60000, "to": 80000, "currency": "RUR", "gross": True}


def test_a_vacancys_page_is_the_same_vacancy_in_full() -> None:
    target = ACCESS.read(page(search(BRIEF))).targets[-1]
    assert (target.url, target.first) == ("https://api.hh.ru/vacancies/71", True)
    reading = ACCESS.read(page(WHOLE, target.url))
    (posting,) = reading.postings
    assert posting.id == "hh-71"
    assert posting.description == "Следить за печью.\n\nДневные смены."
    assert posting.skills == "Терпение, Точность"
    assert posting.base_salary == "RUB 5000 SHIFT"
    assert reading.targets == ()


def test_a_search_goes_on_to_its_last_page() -> None:
    def following(number: int) -> list[str]:
        return [target.url for target in ACCESS.read(page(search(BRIEF, page=number))).targets if not target.first]

    assert [address.partition("&")[2] for address in following(0)] == ["per_page=2&page=1"]
    assert [address.partition("&")[2] for address in following(1)] == ["per_page=2&page=2"]
    assert following(2) == []


def test_no_more_is_asked_for_than_the_interface_shows() -> None:
    def goes_on(number: int) -> bool:
        answer = search(BRIEF, page=number, pages=10**6, per_page=100)
        return any(not target.first for target in ACCESS.read(page(answer)).targets)

    assert goes_on(18)
    assert not goes_on(19)


def test_an_empty_page_ends_a_search() -> None:
    assert ACCESS.read(page(search())).targets == ()


@pytest.mark.parametrize("number", ["../employers/9", "71?host=x", "", None, "٧١", {"id": 71}])
def test_a_vacancy_without_a_number_has_no_page(number: object) -> None:
    assert [target for target in ACCESS.read(page(search(BRIEF | {"id": number}))).targets if target.first] == []


@pytest.mark.parametrize("strange", [None, 5, [], "text", {"name": 5}, True])
def test_a_field_of_the_wrong_type_costs_no_more_than_itself(strange: object) -> None:
    for name in BRIEF.keys() - {"id", "name"}:
        assert len(ACCESS.read(page(search(BRIEF | {name: strange}, BRIEF | {"id": "72"}))).postings) == 2


@pytest.mark.parametrize("answer", [[], 5, "text", None, {"errors": [{"type": "forbidden"}]}, {"items": {}}])
def test_an_answer_of_another_kind_is_refused(answer: object) -> None:
    with pytest.raises(PageError, match=r"no hh\.ru answer"):
        ACCESS.read(page(answer))


def test_an_entry_point_is_words_or_an_address() -> None:
    assert [target.url for target in ACCESS.entry("печь Самара", "")] == [
        "https://api.hh.ru/vacancies?text=%D0%BF%D0%B5%D1%87%D1%8C+%D0%A1%D0%B0%D0%BC%D0%B0%D1%80%D0%B0&per_page=100&page=0"
    ]
    assert [target.url for target in ACCESS.entry(SEARCH, "")] == [SEARCH]
    for nothing in (" ", "ftp://api.hh.ru/"):
        with pytest.raises(EntryError):
            ACCESS.entry(nothing, "")


def test_its_answers_are_told_by_their_looks() -> None:
    assert ACCESS.recognises(page(search(BRIEF)))
    assert ACCESS.recognises(page(WHOLE))
    assert not ACCESS.recognises(page(search()))


def test_what_a_search_leaves_out_is_not_gone() -> None:
    assert not ACCESS.lists_all


@given(BODIES)
def test_whatever_is_sent_is_read_or_refused(body: bytes) -> None:
    assert read_or_refused(ACCESS, Page(url=SEARCH, body=body))


@given(spoiled(BRIEF), VALUES, spoiled({"page": 0, "pages": 3, "per_page": 2}))
def test_a_spoiled_vacancy_spoils_no_other(item: dict[str, Any], other: object, counts: dict[str, Any]) -> None:
    reading = ACCESS.read(page(search(item, other, BRIEF | {"id": "99"}, **counts)))
    assert "hh-99" in {posting.id for posting in reading.postings}
