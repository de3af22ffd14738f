"""Files of postings in, postings out: JSON Lines (gzipped or not), CSV, Parquet, JSON-LD; each record with its place in the file.

A record that cannot be read is handed on as such, with its line number and what is wrong with it; the rest goes on.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from features.posting import Posting, PostingError
from features.records.jsonld import job_nodes, posting_from_node
from features.records.posting_mapping import posting_from_mapping

MAX_LINE: Final = 8_000_000
"""The longest line, in bytes, that is read; a longer one is reported and passed over."""
_GZIP: Final = b"\x1f\x8b"
_PARQUET: Final = b"PAR1"
_BOM: Final = b"\xef\xbb\xbf"


class FormatError(ValueError):
    """A file as a whole cannot be read; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line, row or object of a file: its number from 1, and the posting or what is wrong."""

    number: int
    posting: Posting | None
    error: str = ""


def read_postings(path: Path) -> Iterator[Record]:
    """The postings of a file, by its content and name. Raises FormatError, before the first record, when it is none."""
    reader = _reader_for(path)
    try:
        path.open("rb").close()
    except OSError as error:
        raise FormatError(f"{path}: {error.strerror or error}") from error
    return _opened(path, reader)


def count_records(path: Path) -> int:
    """About how many records a file holds, for a progress bar: its lines, or what Parquet says of itself."""
    if path.suffix == ".parquet":
        from pyarrow import parquet

        return int(parquet.read_metadata(path).num_rows)
    with path.open("rb") as raw, _unzipped(_peekable(raw)) as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))


def read_stream(stream: BinaryIO, name: str = "-") -> Iterator[Record]:
    """The postings of standard input or another stream: JSON Lines, gzipped or not, or one JSON-LD document."""
    return _json_records(_unzipped(_peekable(stream)), name)


def _reader_for(path: Path) -> Callable[[BinaryIO], Iterator[Record]]:
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    if suffix == ".parquet":
        return lambda stream: _parquet(stream, path.name)
    if suffix in {".csv", ".tsv"}:
        return lambda stream: _csv(_unzipped(_peekable(stream)), "\t" if suffix == ".tsv" else ",")
    if suffix in {".jsonl", ".ndjson", ".json", ".jsonld"}:
        return lambda stream: _json_records(_unzipped(_peekable(stream)), path.name)
    raise FormatError(f"{path}: not .jsonl, .json, .jsonld, .csv, .tsv (each also .gz) or .parquet")


def _opened(path: Path, reader: Callable[[BinaryIO], Iterator[Record]]) -> Iterator[Record]:
    with path.open("rb") as stream:
        yield from reader(stream)


def _peekable(stream: IO[bytes]) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[arg-type]


def _unzipped(stream: io.BufferedReader) -> io.BufferedReader:
    if stream.peek(2)[:2] != _GZIP:
        return stream
    return io.BufferedReader(gzip.GzipFile(fileobj=stream))


def _json_records(stream: io.BufferedReader, name: str) -> Iterator[Record]:
    """A line is a posting; a file that begins with a lone bracket, a list or a graph is one JSON-LD document."""
    number = 0
    for number, line in enumerate(_lines(stream), start=1):
        if number == 1 and _opens_document(line):
            yield from _document(line + stream.read(MAX_LINE * 8), name)
            return
        if line.strip():
            yield _json_line(number, line)


def _lines(stream: io.BufferedReader) -> Iterator[bytes]:
    try:
        while line := stream.readline(MAX_LINE + 1):
            whole = line
            while len(whole) > MAX_LINE and not line.endswith(b"\n") and (line := stream.readline(MAX_LINE)):
                pass
            yield whole
    except (EOFError, OSError, gzip.BadGzipFile) as error:
        yield f"\x00{error}".encode()


def _opens_document(line: bytes) -> bool:
    """Whether the first line begins one document of many lines, or is one that holds several postings."""
    text = line.removeprefix(_BOM).strip()
    if text in {b"{", b"["}:
        return True
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, list) or (isinstance(data, dict) and "@graph" in data)


def _document(content: bytes, name: str) -> Iterator[Record]:
    try:
        data = json.loads(content.removeprefix(_BOM).decode())
    except (ValueError, RecursionError) as error:
        yield Record(1, None, f"not JSON: {error}")
        return
    if nodes := job_nodes(data):
        seen: dict[str | int, Record] = {}
        for number, node in enumerate(nodes, start=1):
            record = _job_record(number, node, name, alone=len(nodes) == 1)
            seen.setdefault(record.posting.id if record.posting else number, record)
        yield from seen.values()
        return
    yield from (_record(number, item) for number, item in enumerate(data if isinstance(data, list) else [data], start=1))


def _job_record(number: int, node: dict[str, Any], name: str, *, alone: bool) -> Record:
    try:
        return Record(number, posting_from_node(node, url="", fetched_at=None, source=name, alone=alone))
    except PostingError as error:
        return Record(number, None, str(error))


def _json_line(number: int, line: bytes) -> Record:
    if len(line) > MAX_LINE:
        return Record(number, None, f"longer than {MAX_LINE:,} bytes")
    if line.startswith(b"\x00"):
        return Record(number, None, f"the file breaks off here: {line[1:].decode(errors='replace')}")
    try:
        data = json.loads(line.removeprefix(_BOM).decode())
    except (ValueError, RecursionError) as error:
        return Record(number, None, f"not JSON: {error}")
    return _record(number, data)


def _record(number: int, data: Any) -> Record:
    if not isinstance(data, dict):
        return Record(number, None, f"expected a JSON object, not {type(data).__name__}")
    try:
        return Record(number, posting_from_mapping(data))
    except PostingError as error:
        return Record(number, None, str(error))


def _csv(stream: IO[bytes], delimiter: str) -> Iterator[Record]:
    """A row is a posting; a column named as `hiring_organization.name` fills the inner field; empty cells are not stated."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    csv.field_size_limit(MAX_LINE)
    try:
        yield from _csv_records(csv.DictReader(text, delimiter=delimiter, restkey="_more", strict=True))
    finally:
        text.detach()


def _csv_records(rows: csv.DictReader[str]) -> Iterator[Record]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(rows.line_num, None, f"not CSV: {error}")
            continue
        yield _row(rows.line_num, row)


def _row(number: int, row: dict[str, Any]) -> Record:
    if "_more" in row:
        return Record(number, None, f"has {len(row['_more'])} more cells than the header")
    return _record(number, _nested(row.items()))


def _nested(cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, value in cells:
        if value is None or value == "":
            continue
        outer, _, inner = name.partition(".")
        if inner:
            nested.setdefault(outer, {})[inner] = value
        else:
            nested[name] = value
    return nested


def _parquet(stream: BinaryIO, name: str) -> Iterator[Record]:
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(stream)
    except pyarrow.ArrowException as error:
        raise FormatError(f"{name}: not Parquet: {error}") from error
    number = 0
    for batch in file.iter_batches(batch_size=1_000):
        for row in batch.to_pylist():
            number += 1
            yield _record(number, _nested(row.items()))
