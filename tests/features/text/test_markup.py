"""HTML becomes text with its paragraphs, and nothing in it can break or slow the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.text.markup import text_of_html

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<li>",
            "</ul>",
            "<ul>",
            "<b",
            "<a href='x",
            ">",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "&amp;",
            "&#0;",
            "word ",
            "\n",
        ]
    )
)


def test_blocks_are_parted_by_an_empty_line() -> None:
    assert text_of_html("<p>One</p><div>Two <b>bold</b></div>") == "One\n\nTwo bold"


def test_items_begin_with_a_dash_and_breaks_with_a_new_line() -> None:
    assert (
        text_of_html("<ul><li>one</li><li><p>two</p><ul><li>deep</li></ul></li><li> </li></ul>a<br>b<br/>c")
        == "- one\n- two\n- deep\n\na\nb\nc"
    )


def test_what_nobody_reads_is_dropped() -> None:
    assert (
        text_of_html("<style>p{}</style>Hello<script>if (a<b) {}</script> you<!-- not me --><template>nor me</template>")
        == "Hello you"
    )


def test_entities_are_decoded_once() -> None:
    assert text_of_html("<p>Fish &amp; chips &amp;lt; &#8211;</p>") == "Fish & chips &lt; \u2013"


def test_escaped_markup_counts_as_markup() -> None:
    assert text_of_html("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;") == "One\n\nTwo"


def test_plain_text_is_left_alone() -> None:
    assert text_of_html("a < b,\n\n  <3 & <name> &euro;5") == "a < b,\n\n  <3 & <name> €5"


def test_line_breaks_stay_where_tags_mark_only_words() -> None:
    assert text_of_html("One\n\nTwo <b>bold</b>\nThree") == "One\n\nTwo bold\nThree"


def test_cells_of_a_row_share_a_line() -> None:
    assert text_of_html("<table><tr><td>Pay</td><td>5</td></tr><tr><td>Hours</td><td>8</td></tr></table>") == "Pay 5\nHours 8"


@given(FRAGMENTS)
def test_broken_markup_never_raises(fragments: list[str]) -> None:
    assert (
        "</p>" not in text_of_html("<p>" + "".join(fragments) + "</p>")
        or "<!--" in fragments
        or "<a href='x" in fragments
        or "<b" in fragments
    )


@pytest.mark.parametrize("unit", ["<div>", "<a ", "<!--", "<script>", "<a b='", "</p "])
def test_deep_or_unclosed_markup_is_read(unit: str) -> None:
    assert text_of_html("<p>x</p>" + unit * 10_000).startswith("x")
