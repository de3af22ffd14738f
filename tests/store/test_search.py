"""What search finds, measured against a plain reading of the same texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from unittest.mock import patch

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from features.evidence import EvidenceState
from features.indicators import Strength
from features.posting import Organization, Posting
from models.assessment import Band
from models.policy import PolicyName
from store.assessments import Assessments
from store.database import Database, Session
from store.errors import CursorError
from store.postings import Postings
from store.queue import QueueFilters
from store.search import ANYTHING, Order, Search, Wanted
from tests.store.assessed import NOW, an_assessment, an_indicator

DENIED = EvidenceState.CONTRADICTED
PER_EXAMPLE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def keep(session: Session, name: str, seen_at: datetime = NOW, *, said: Any = None, **texts: Any) -> str:
    saved = Postings(session).save(Posting(id=name, source="board", **texts), seen_at)
    Assessments(session).save(saved.posting_id, saved.version, said or an_assessment())
    return saved.posting_id


def found(session: Session, words: str | None = None, **wanted: Any) -> set[str]:
    return {item.posting_id for item in Search(session).page(Wanted(words=words, **wanted), limit=500).items}


def walk(session: Session, order: Order, limit: int, between: Callable[[], object]) -> list[str]:
    seen, cursor = list[str](), None
    for _ in range(100):
        page = Search(session).page(ANYTHING, order, limit, cursor)
        seen += [item.posting_id for item in page.items]
        if (cursor := page.next_cursor) is None:
            return seen
        between()
    raise AssertionError("the search does not end")


WORDS = st.sampled_from(["fee", "feed", "visa", "pay", "passport", "no"])
TEXTS = st.lists(WORDS, max_size=6)
ASKED = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=3)


def written(clause: tuple[list[str], bool]) -> str:
    words, prefix = clause
    joined = " ".join(words)
    return (f'"{joined}"' if len(words) > 1 else joined) + "*" * prefix


def stands(clause: tuple[list[str], bool], fields: list[list[str]]) -> bool:
    words, prefix = clause
    places = ((field, start) for field in fields for start in range(len(field) - len(words) + 1))
    for field, start in places:
        *before, last = field[start : start + len(words)]
        if before == words[:-1] and (last.startswith(words[-1]) if prefix else last == words[-1]):
            return True
    return False


@PER_EXAMPLE
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=5), asked=ASKED)
def test_search_finds_what_a_plain_reading_finds(
    database: Database, texts: list[tuple[list[str], list[str]]], asked: list[tuple[list[str], bool]]
) -> None:
    with database.session() as session:
        try:
            kept = {
                keep(session, f"p{number}", title=" ".join(title), description=", ".join(rest).upper()): [title, rest]
                for number, (title, rest) in enumerate(texts)
            }
            expected = {name for name, fields in kept.items() if all(stands(clause, fields) for clause in asked)}
            assert found(session, " ".join(map(written, asked))) == expected
        finally:
            session.rollback()


@PER_EXAMPLE
@given(
    texts=st.lists(st.text("急招工人女あ한국งา", max_size=6), max_size=5),
    asked=st.text("急招工人女あ한국งา", min_size=1, max_size=4),
)
def test_any_part_of_a_text_without_spaces_is_found(database: Database, texts: list[str], asked: str) -> None:
    with database.session() as session:
        try:
            kept = {keep(session, f"p{number}", description=words): words for number, words in enumerate(texts)}
            assert found(session, asked) == {name for name, words in kept.items() if asked in words}
        finally:
            session.rollback()


@PER_EXAMPLE
@given(st.text())
def test_no_query_raises(database: Database, words: str) -> None:
    with database.reading() as session:
        assert found(session, words) == set()


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        "*",
        "AND",
        "a AND NOT (b",
        "NEAR(a b)",
        "title:x",
        "a' OR '1'='1",
        "-- ;",
        "'",
        "\\",
        "z:*",
        "!a",
        "<->",
        "%",
        "_",
    ],
)
def test_operators_of_the_engines_are_words(database: Database, words: str) -> None:
    assert found_in_one_advert(database, words) == set()


@pytest.mark.parametrize("words", ["\0", "{a b}:c", "^a", "+", "x" * 10_000, "a " * 5_000, "🙂" * 10_000, "a-" * 5_000])
def test_odd_and_endless_queries_are_words(database: Database, words: str) -> None:
    assert found_in_one_advert(database, words) == set()


def found_in_one_advert(database: Database, words: str) -> set[str]:
    with database.session() as session:
        keep(session, "p", title="Cook", description="Plain advert")
        return found(session, words)


@pytest.mark.parametrize(
    ("text_of_it", "words"),
    [
        ("Visapflicht: Gebühr 300 EUR", "gebuhr visapf*"),
        ("Оплата проезда за ваш счёт", "СЧЕТ"),
        ("الراتب 2000 درهم والسَّكَن مجاني", "والسكن"),
        ("包吃包住，月薪两万，护照由公司保管", "护照 公司保管"),
        ("パスポートを預かります", "パスポート"),
        ("รับสมัครงานต่างประเทศ ค่าวีซ่า", "ต่างประเทศ"),
        ("해외 취업 여권 보관", "여권"),
        ("काम के लिए पासपोर्ट जमा", "पासपोर्ट"),
        ("❄️ снег 🍁", "❄ 🍁"),
    ],
)
def test_every_language_is_searched(database: Database, text_of_it: str, words: str) -> None:
    with database.session() as session:
        kept = keep(session, "p", description=text_of_it)
        keep(session, "other", description="Nothing of the kind, 招女工")
        assert found(session, words) == {kept}


def test_title_employer_place_and_host_are_searched(database: Database) -> None:
    with database.session() as session:
        kept = keep(
            session,
            "p",
            title="Cook",
            hiring_organization=Organization("North Quay"),
            job_location="Rotterdam",
            url="https://jobs.example:80/x?secret=1",
            qualifications="diving",
            job_benefits="canteen",
        )
        for words in ("cook", "quay", "rotterdam", "jobs.example", "diving", "canteen"):
            assert found(session, words) == {kept}
        assert found(session, "secret") == found(session, '"cook north"') == set()


def test_an_edited_posting_is_found_by_what_it_says_now(database: Database) -> None:
    with database.session() as session:
        kept = keep(session, "p", title="Cook")
        keep(session, "p", NOW + timedelta(days=1), title="Diver")
        assert (found(session, "cook"), found(session, "diver")) == (set(), {kept})


def test_filters_leave_what_was_asked_for(database: Database) -> None:
    fraud = PolicyName.RECRUITMENT_FRAUD
    shown = [an_indicator(f"i{number}", Strength.STRONG) for number in range(7)]
    denied = an_indicator("denied", Strength.STRONG, DENIED)
    said = an_assessment(0.9, band=Band.HIGH, flagged=(fraud,), indicators=(*shown, denied), language="ru")
    with database.session() as session:
        risky = keep(session, "a", said=said, title="Cook")
        plain = keep(session, "b", NOW + timedelta(days=1), title="Cook")
        assert found(session, "cook", known=QueueFilters(policy=fraud, language="ru", band=Band.HIGH)) == {risky}
        assert found(session, "cook", known=QueueFilters(source="elsewhere")) == set()
        assert found(session, indicator="i6") == {risky}
        assert found(session, indicator="denied") == set()
        assert found(session, seen_since=NOW + timedelta(days=1)) == {plain}
        assert found(session, seen_until=NOW + timedelta(days=1)) == {risky}
        assert (found(session, gone=True), found(session, gone=False)) == (set(), {risky, plain})
        session.execute(text("UPDATE postings SET gone_at = first_seen_at WHERE posting_id = :id"), {"id": plain})
        assert found(session, gone=True) == {plain}


def test_a_new_assessment_changes_which_indicators_are_present(database: Database) -> None:
    with database.session() as session:
        kept = keep(session, "a", said=an_assessment(indicators=(an_indicator("fee", Strength.WEAK),)))
        Assessments(session).save(kept, 1, an_assessment(indicators=(an_indicator("visa", Strength.WEAK),)))
        assert (found(session, indicator="fee"), found(session, indicator="visa")) == (set(), {kept})


@PER_EXAMPLE
@given(
    order=st.sampled_from(Order),
    there=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0.0, 0.5, 1.0])), max_size=8),
    coming=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0.0, 0.5, 1.0])), max_size=4),
    limit=st.integers(1, 4),
)
def test_paging_sees_every_posting_once_while_others_come_in(
    database: Database, order: Order, there: list[tuple[int, float]], coming: list[tuple[int, float]], limit: int
) -> None:
    with database.session() as session:
        try:

            def add(name: str, day: int, priority: float) -> str:
                return keep(session, name, NOW + timedelta(days=day), said=an_assessment(priority))

            kept = {add(f"there {number}", *one): one for number, one in enumerate(there)}
            new = iter([(f"new {number}", *one) for number, one in enumerate(coming)])
            seen = walk(session, order, limit, lambda: [add(*item) for item in [next(new, None)] if item])
            assert len(seen) == len(set(seen))
            newest = sorted(kept, key=lambda name: (kept[name][0], name), reverse=True)
            by_priority = sorted(kept, key=lambda name: (-kept[name][1], name))
            assert [name for name in seen if name in kept] == (newest if order is Order.NEWEST else by_priority)
        finally:
            session.rollback()


@pytest.mark.parametrize(
    "cursor", ["", "x", "WzFd", "bnVsbA", "W1wiYVwiXQ", "WyJhIiwiYiJd", "W05hTiwgImEiXQ", "A" * 500, "[" * 400]
)
@pytest.mark.parametrize("order", Order)
def test_a_cursor_that_was_not_handed_out_is_refused(database: Database, cursor: str, order: Order) -> None:
    with database.reading() as session, pytest.raises(CursorError):
        Search(session).page(order=order, cursor=cursor)


def test_a_cursor_of_one_order_is_none_of_the_other(database: Database) -> None:
    with database.session() as session:
        for name in "abc":
            keep(session, name)
        page = Search(session).page(order=Order.NEWEST, limit=1)
        with pytest.raises(CursorError):
            Search(session).page(order=Order.PRIORITY, limit=1, cursor=page.next_cursor)


def test_a_search_finds_own_postings_only(database: Database) -> None:
    ours, theirs = database.within("ours"), database.within("theirs")
    with ours.session() as session:
        kept = keep(session, "p", title="Cook")
    with theirs.session() as session:
        assert found(session, "cook") == found(session) == set()
        other = keep(session, "p", title="Cook")
        assert found(session, "cook") == {other}
    with ours.reading() as session:
        assert found(session, "cook") == {kept}


def test_what_was_there_before_search_is_found_after_the_upgrade(database: Database) -> None:
    migration = import_module("store.migrations.versions.0006_search")
    with database.session() as session:
        fee = an_assessment(indicators=(an_indicator("fee", Strength.WEAK), an_indicator("no", Strength.WEAK, DENIED)))
        kept = {keep(session, f"p{number}", title="Cook", said=fee) for number in range(3)}
        keep(session, "p1", NOW + timedelta(days=1), title="Diver")
        rows = session.execute(text("SELECT posting_id, terms FROM search_texts ORDER BY 1")).all()
        for table in ("search_texts", "present_indicators"):
            session.execute(text(f"DELETE FROM {table}"))  # noqa: S608
        assert found(session, "cook") == set()
        with Operations.context(MigrationContext.configure(session.connection())), patch.object(migration, "_BATCH", 2):
            migration._fill()
        assert session.execute(text("SELECT posting_id, terms FROM search_texts ORDER BY 1")).all() == rows
        assert len(found(session, "cook", indicator="fee")) == 2
        assert found(session, indicator="no") == set()
        assert found(session, "cook") | found(session, "diver") == kept


def test_words_are_found_through_the_index(database: Database) -> None:
    with database.session() as session:
        keep(session, "p", title="Cook")
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SET LOCAL enable_seqscan = off"))
            words = "array_to_tsvector(string_to_array(btrim(search_texts.terms), ' '))"
            asked = f"EXPLAIN SELECT entry FROM search_texts WHERE {words} @@ CAST('cook' AS tsquery)"  # noqa: S608
            plan = session.scalars(text(asked))
            assert any("ix_search_texts_terms" in step for step in plan)
        assert len(found(session, "cook")) == 1


def test_a_version_seen_again_is_indexed_once(database: Database) -> None:
    with database.session() as session:
        for title in ("Cook", "Cook", "Chef", "Cook"):
            keep(session, "p", title=title)
        assert session.scalar(text("SELECT count(*) FROM search_texts")) == 1
