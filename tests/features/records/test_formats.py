from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from features.records.formats import MAX_LINE, FormatError, Record, read_postings, read_stream

ADVERT = {"id": "a1", "title": "Baker", "description": "Bake bread.", "hiring_organization": {"name": "Crumb Ltd"}}


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[Record]:
    return list(read_postings(path))


def test_each_line_is_a_posting(tmp_path: Path) -> None:
    records = read(written(tmp_path / "a.jsonl", json.dumps(ADVERT), "", json.dumps(ADVERT | {"id": "a2"})))
    assert [(record.number, record.posting.id) for record in records if record.posting] == [(1, "a1"), (3, "a2")]
    assert records[0].posting is not None
    assert records[0].posting.hiring_organization.name == "Crumb Ltd"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"id": "x", "desc', "not JSON"),
        ("[1]", "expected a JSON object"),
        ("7", "expected a JSON object"),
        ('{"id": "x", "kind": "poem"}', "kind"),
        ("[" * 100_000, "not JSON"),
        ("\x00", "breaks off"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_the_rest_goes_on(tmp_path: Path, line: str, complaint: str) -> None:
    records = read(written(tmp_path / "a.jsonl", json.dumps(ADVERT), line, json.dumps(ADVERT)))
    assert [record.number for record in records] == [1, 2, 3]
    assert complaint in records[1].error
    assert records[2].posting is not None


def test_a_broken_first_line_does_not_swallow_the_file(tmp_path: Path) -> None:
    records = read(written(tmp_path / "a.jsonl", '{"id": "x", "desc', json.dumps(ADVERT)))
    assert records[0].error
    assert records[1].posting is not None


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    records = read(written(tmp_path / "a.jsonl", "x" * (2 * MAX_LINE + 5), json.dumps(ADVERT)))
    assert "longer than" in records[0].error
    assert records[1].posting is not None


def test_gzip_is_told_by_content_and_a_broken_end_is_reported(tmp_path: Path) -> None:
    packed = gzip.compress((json.dumps(ADVERT) + "\n").encode() * 2000)
    whole, cut = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    whole.write_bytes(packed)
    cut.write_bytes(packed[: len(packed) // 2])
    assert len(read(whole)) == 2000
    assert "breaks off" in read(cut)[-1].error


def test_csv_rows_fill_inner_fields_and_keep_unknown_columns(tmp_path: Path) -> None:
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["id", "title", "description", "hiring_organization.name", "shoe size"])
    rows.writerow(["c1", "Cook", "Line one\nline two", "Pan GmbH", "43"])
    path = tmp_path / "a.csv"
    path.write_text("\ufeff" + table.getvalue(), encoding="utf-8")
    posting = read(path)[0].posting
    assert posting is not None
    assert (posting.id, posting.hiring_organization.name, posting.description) == ("c1", "Pan GmbH", "Line one\nline two")
    assert posting.additional["shoe size"] == "43"


def test_a_csv_row_with_too_many_cells_is_reported(tmp_path: Path) -> None:
    records = read(written(tmp_path / "a.csv", "id,title", "1,Cook,extra", "2,Baker"))
    assert "more cells" in records[0].error
    assert records[1].posting is not None


def test_parquet_rows_are_postings(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"id": ["p1", "p2"], "title": ["Cook", None]}), path)
    assert [record.posting.id for record in read(path) if record.posting] == ["p1", "p2"]


def test_what_calls_itself_parquet_and_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="not Parquet"):
        read(written(tmp_path / "a.parquet", "hello"))


def test_json_ld_documents_give_their_job_postings(tmp_path: Path) -> None:
    job = {"@type": "JobPosting", "title": "Welder", "description": "<p>Weld.</p><p>Daily.</p>", "url": "https://a.example/1"}
    document = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, job]}
    for number, text in enumerate((json.dumps(document), json.dumps(document, indent=2))):
        posting = read(written(tmp_path / f"{number}.jsonld", text))[0].posting
        assert posting is not None
        assert posting.description == "Weld.\n\nDaily."


def test_one_bad_object_of_a_document_costs_no_other(tmp_path: Path) -> None:
    jobs = [{"@type": "JobPosting", "title": title, "description": "Daily."} for title in ("Welder", {"a": 1}, "Cook", "Welder")]
    records = read(written(tmp_path / "a.jsonld", json.dumps({"@graph": jobs})))
    assert [(record.number, record.posting.title if record.posting else None) for record in records] == [
        (1, "Welder"),
        (2, None),
        (3, "Cook"),
    ]
    assert records[1].error.startswith("title: ")


def test_a_plain_list_of_postings_is_read_too(tmp_path: Path) -> None:
    records = read(written(tmp_path / "a.json", json.dumps([ADVERT, 5], indent=1)))
    assert records[0].posting is not None
    assert "expected a JSON object" in records[1].error


def test_unknown_endings_and_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a\.docx"):
        read_postings(written(tmp_path / "a.docx", "hello"))
    with pytest.raises(FormatError, match="No such file"):
        read_postings(tmp_path / "none.jsonl")


@given(st.lists(st.text().filter(lambda text: "\x00" not in text), max_size=5))
def test_what_is_written_as_lines_is_read_back(texts: list[str]) -> None:
    lines = "".join(json.dumps({"id": str(number), "description": text}) + "\n" for number, text in enumerate(texts))
    records = list(read_stream(io.BytesIO(lines.encode())))
    assert len(records) == len(texts)
    assert all(record.posting is not None for record in records)
