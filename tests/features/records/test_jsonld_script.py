from __future__ import annotations

import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.records.jsonld_script import MAX_DEPTH, MAX_SCRIPT, parse_script, scripts_in_html
from tests.work import grows_in_proportion

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "a // b",
        "/* x */",
        "<!-- y -->",
        "]]>",
        ",}",
        ";",
        '"',
        "\\",
        "line\nline",
        "tab\t",
        "&quot;",
        "&amp;",
        "{",
        "\ufeff",
        "it's",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=6,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3)


def written(value: object, *, comma: str = "", space: str = " ") -> str:
    """JSON with a stray comma before each closing bracket."""
    if isinstance(value, dict):
        members = f",{space}".join(f"{json.dumps(key)}:{written(item, comma=comma, space=space)}" for key, item in value.items())
        return f"{{{members}{comma if value else ''}{space}}}"
    if isinstance(value, list):
        items = f",{space}".join(written(item, comma=comma, space=space) for item in value)
        return f"[{items}{comma if value else ''}{space}]"
    return json.dumps(value)


def read(text: str) -> list[object]:
    reading = parse_script(text)
    assert reading.error is None, reading.error
    return list(reading.values)


@settings(max_examples=30, deadline=None)
@given(OBJECTS)
def test_sound_json_is_read_as_it_is_and_not_called_repaired(value: dict[str, object]) -> None:
    reading = parse_script(json.dumps(value))
    assert list(reading.values) == [value]
    assert not reading.repaired


@settings(max_examples=30, deadline=None)
@given(
    OBJECTS,
    st.sampled_from(
        [
            ("\ufeff", ""),
            ("", ";"),
            ("  ", " ; \n"),
            ("<![CDATA[", "]]>"),
            ("//<![CDATA[\n", "\n//]]>"),
            ("/*<![CDATA[*/ ", " /*]]>*/"),
            ("<!--\n", "\n-->"),
            ("<!-- the advert -->", ""),
            ("/* the advert */", "// end"),
            ("\ufeff//<![CDATA[\n", ";\n//]]>\n"),
        ]
    ),
)
def test_what_stands_around_the_object_does_not_change_it(value: dict[str, object], around: tuple[str, str]) -> None:
    assert read(around[0] + json.dumps(value) + around[1]) == [value]


@settings(max_examples=30, deadline=None)
@given(OBJECTS, st.sampled_from([",", ",  ,", " , "]), st.sampled_from(["", " ", "\n", "\n// note\n", "/* note */"]))
def test_stray_commas_and_comments_between_members_do_not_change_it(value: dict[str, object], comma: str, space: str) -> None:
    assert read(written(value, comma=comma, space=space)) == [value]


@settings(max_examples=30, deadline=None)
@given(OBJECTS)
def test_raw_line_breaks_and_control_characters_within_strings_are_kept(value: dict[str, object]) -> None:
    raw = json.dumps(value)
    for code in (*range(0x20), 0x7F):
        raw = raw.replace(f"\\u{code:04x}", chr(code))
    assert read(raw) == [value]


@settings(max_examples=30, deadline=None)
@given(OBJECTS, st.booleans())
def test_a_script_that_was_escaped_whole_is_unescaped_once(value: dict[str, object], numeric: bool) -> None:
    escaped = html.escape(json.dumps(value), quote=True)
    assert read(escaped.replace("&quot;", "&#34;") if numeric else escaped) == [value]


@settings(max_examples=30, deadline=None)
@given(st.lists(OBJECTS, min_size=2, max_size=4), st.sampled_from(["", "\n", ",", ";", " ;\n"]))
def test_several_objects_in_one_script_are_all_read(values: list[dict[str, object]], between: str) -> None:
    assert read(between.join(json.dumps(value) for value in values)) == values


def test_entities_within_strings_are_left_alone() -> None:
    assert read('{"description": "R&amp;D &quot;lab&quot;",}') == [{"description": "R&amp;D &quot;lab&quot;"}]


def test_an_escape_that_json_does_not_know_is_the_character_itself() -> None:
    assert read(r'{"a": "the farm\'s \d gate", "b": "C:\\new"}') == [{"a": "the farm's d gate", "b": "C:\\new"}]


def test_a_failure_tells_its_position_in_the_script_as_served() -> None:
    text = '/* advert */ {"title": "Cook", "pay": 12 13}'
    error = parse_script(text).error
    assert error is not None
    assert text[error.position :].startswith("13}")


def test_what_was_read_before_a_failure_is_kept() -> None:
    reading = parse_script('{"a": 1} {"b": oops}')
    assert reading.values == ({"a": 1},)
    assert reading.error is not None


@pytest.mark.parametrize("text", ["", " \n", "\t"])
def test_an_empty_script_is_neither_a_value_nor_a_failure(text: str) -> None:
    reading = parse_script(text)
    assert (reading.values, reading.error) == ((), None)


@pytest.mark.parametrize("text", ["// nothing", "<!-- nothing -->", "var x = 3", '{"a": "unclosed', '{"a"', "9" * 5000])
def test_what_is_no_json_is_a_failure_and_not_an_exception(text: str) -> None:
    reading = parse_script(text)
    assert reading.values == ()
    assert reading.error is not None


def test_nesting_beyond_reason_is_refused_where_it_begins() -> None:
    error = parse_script('{"a": "[[[["}' + "[" * 3000).error
    assert error is not None
    assert error.position == len('{"a": "[[[["}') + MAX_DEPTH


def test_a_script_longer_than_is_read_is_refused() -> None:
    assert parse_script("[" + "1," * MAX_SCRIPT + "1]").error is not None


@settings(max_examples=30, deadline=None)
@given(st.text('"\\{}[],:;/*<!->&quot\n ]CDATA', max_size=60) | st.text(max_size=60))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    read = parse_script(text)
    assert read.error is None or 0 <= read.error.position <= len(text)
    assert all(script in text for script in scripts_in_html(f'<script type="application/ld+json">{text}'))


@pytest.mark.parametrize(
    "unit", ['"\\"', '"', "\\", "/*", "//", "<!--", "]]>", ",  ", "{", '{"a":', "&quot;", " ", "<script ", '<script type="']
)
def test_hostile_repetition_stays_linear(unit: str) -> None:
    assert grows_in_proportion(parse_script, unit)
    assert grows_in_proportion(lambda text: scripts_in_html(f"ld{text}"), unit)


def test_a_page_gives_its_jsonld_scripts_and_no_others() -> None:
    page = """<html><head><script>var s = '<script type="application/ld+json">';</script>
      <script type="application/ld+json">{"a": 1}</script>
      <!-- <script type="application/ld+json">{"commented": "out"}</script> -->
      <SCRIPT data-x="1" TYPE='application/ld&#43;json; charset=utf-8'>{"b": "</p>"}</SCRIPT >
      <script type="application/json">{"no": 1}</script>
      <script type=application/ld+json>{"c": 3}"""
    assert scripts_in_html(page) == ['{"a": 1}', '{"b": "</p>"}', '{"c": 3}']
