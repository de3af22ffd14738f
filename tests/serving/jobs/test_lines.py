"""Lines are cut and judged one by one, whatever their bytes are."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from serving.jobs.gathering import CHUNK_BYTES, CHUNK_LINES, gathered
from serving.jobs.lines import Line, LineLimits, read_json_lines
from store.job_chunks import unpack

LIMITS = LineLimits(max_bytes=50, max_depth=4)


def read(body: bytes, limits: LineLimits = LIMITS) -> list[Line]:
    return list(read_json_lines(io.BytesIO(body), limits))


@given(st.lists(st.binary(max_size=120).map(lambda some: some.replace(b"\n", b"")), max_size=20))
def test_every_line_that_is_not_blank_is_read_under_its_number(texts: list[bytes]) -> None:
    said = read(b"\n".join(texts), LineLimits(max_bytes=8, max_depth=4))
    blank = [text.removeprefix(b"\xef\xbb\xbf") if not place else text for place, text in enumerate(texts)]
    assert [line.number for line in said] == [place + 1 for place, text in enumerate(blank) if text.strip(b" \t\r")]
    assert all(bool(line.text) != bool(line.error) for line in said)


def test_the_longest_line_is_read_and_one_byte_more_is_not() -> None:
    longest = b'{"a":"' + b"x" * 42 + b'"}'
    assert len(longest) == LIMITS.max_bytes
    for end in (b"", b"\n", b"\r\n"):
        assert [line.error for line in read(longest + end)] == [""]
    longer = longest.replace(b"x", b"xx", 1)
    assert [bool(line.error) for line in read(longer + b"\n" + longest + b"\n" + longer * 9 + b"\n" + longest)] == [
        True,
        False,
    ] * 2


def test_chunks_hold_so_many_lines_or_so_many_bytes() -> None:
    short = [Line(number, b"{}") for number in range(1, 2 * CHUNK_LINES + 2)]
    with gathered(short) as sent:
        assert [(chunk.first_line, chunk.last_line, chunk.items) for chunk in sent.chunks()] == [
            (1, 50, 50),
            (51, 100, 50),
            (101, 101, 1),
        ]
    long = Line(2, b'{"title":"' + b"x" * CHUNK_BYTES + b'"}')
    with gathered([short[0], long, short[2]]) as sent:
        assert [unpack(chunk.packed) for chunk in sent.chunks()] == [[line.item()] for line in (short[0], long, short[2])]
