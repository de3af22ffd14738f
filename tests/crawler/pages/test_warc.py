"""Pages in WARC files."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages import warc
from crawler.pages.warc import Answer, Spoiled, answers_in
from tests.crawler.warc_pages import advert, packed, record

RECORDS = [record(number, advert(number)) for number in range(4)]
PACKED = [packed(one) for one in RECORDS]


def found(data: bytes, offset: int = 0) -> list[Answer | Spoiled]:
    return list(answers_in(io.BytesIO(data), offset=offset))


def pages(data: bytes, offset: int = 0) -> list[str]:
    return [answer.url[-1] for answer in found(data, offset) if isinstance(answer, Answer)]


def reasons(data: bytes) -> list[str]:
    return [answer.reason for answer in found(data) if isinstance(answer, Spoiled)]


@pytest.mark.parametrize("data", [b"".join(PACKED), b"".join(RECORDS), gzip.compress(b"".join(RECORDS))])
def test_every_page_is_found_however_the_file_is_packed(data: bytes) -> None:
    assert pages(data) == ["0", "1", "2", "3"]
    assert reasons(data) == []


def test_a_page_is_as_its_record_says() -> None:
    (answer,) = found(PACKED[2])
    at = datetime(2026, 4, 2, 8, 9, 10, tzinfo=UTC)
    assert answer == Answer(0, "https://weir.example/jobs/2", at, "text/html", advert(2))


def test_only_html_that_was_found_counts() -> None:
    others = (
        record(1, b"gone", status="404 Not Found"),
        record(2, b"\x89PNG", headers="Content-Type: image/png\r\n"),
        record(3, advert(3), kind="revisit"),
        record(4, b"just words", headers=""),
        record(5, advert(5), headers=""),
    )
    assert pages(packed(*others)) == ["5"]


def test_coded_bodies_are_decoded() -> None:
    coded = record(7, gzip.compress(advert(7)), headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
    (answer,) = found(packed(coded))
    assert isinstance(answer, Answer)
    assert answer.body == advert(7)


def test_a_bomb_in_a_body_is_a_problem_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_RECORD", 10_000)
    bomb = record(1, gzip.compress(bytes(1_000_000)), headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
    large = record(2, bytes(1_000_000))
    data = packed(bomb, large, RECORDS[3])
    assert reasons(data) == ["the body is larger than 10000 bytes", "the record is larger than 10000 bytes"]
    assert pages(data) == ["3"]


def test_a_record_that_holds_no_answer_is_a_problem_and_the_rest_goes_on() -> None:
    broken = RECORDS[1].replace(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", b"<<<<no answer at all, and no header either>")
    data = packed(RECORDS[0], broken, RECORDS[2])
    assert pages(data) == ["0", "2"]


@pytest.mark.parametrize("parts", [PACKED, RECORDS])
def test_a_damaged_stretch_costs_its_own_records(parts: list[bytes]) -> None:
    damaged = parts[1][:20] + b"\xff" * 60 + parts[1][80:]
    data = b"".join((parts[0], damaged, parts[2], parts[3]))
    assert {"0", "2", "3"} <= set(pages(data))


def test_damage_is_told_once_with_where_it_is() -> None:
    data = b"".join((PACKED[0], PACKED[1][:60] + b"\xff" * 80 + PACKED[1][140:], PACKED[2], PACKED[3]))
    spoiled = [answer for answer in found(data) if isinstance(answer, Spoiled)]
    assert len(spoiled) == 1
    assert spoiled[0].offset in (0, len(PACKED[0]))
    assert "damaged" in spoiled[0].reason


def test_junk_between_records_is_passed_over() -> None:
    data = PACKED[0] + b"junk\x1f\x8b\x08junk" * 10 + PACKED[1]
    assert pages(data) == ["0", "1"]
    assert len(reasons(data)) == 1


@pytest.mark.parametrize("parts", [PACKED, RECORDS])
def test_a_torn_end_costs_the_last_record_only(parts: list[bytes]) -> None:
    data = b"".join(parts)
    assert pages(data[: -len(parts[3]) // 2]) == ["0", "1", "2"]
    assert len(reasons(data[: -len(parts[3]) // 2])) == 1


def test_reading_goes_on_at_a_record() -> None:
    assert pages(b"".join(PACKED), len(PACKED[0] + PACKED[1])) == ["2", "3"]
    assert pages(b"".join(RECORDS), len(RECORDS[0])) == ["1", "2", "3"]
    assert pages(b"".join(PACKED), 10**9) == []


def test_an_address_with_spaces_is_made_one_without() -> None:
    assert [answer.url for answer in found(record(1, advert(1), url="https://weir.example/a b"))] == [
        "https://weir.example/a%20b"
    ]


def test_a_date_that_is_none_is_left_out() -> None:
    (answer,) = found(record(1, advert(1), date="yesterday"))
    assert isinstance(answer, Answer)
    assert answer.at is None


@given(st.binary(max_size=400))
def test_no_bytes_are_too_strange(noise: bytes) -> None:
    for data in (noise, b"WARC/1.0\r\n" + noise, gzip.compress(noise), PACKED[0] + noise, PACKED[0][:50] + noise + PACKED[1]):
        assert len(found(data)) < 10
