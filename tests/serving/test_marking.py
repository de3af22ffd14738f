from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from features.evidence import EvidenceState
from serving.console.marking import Mark, Segment, letters, segments
from serving.console.shown import pieces

PRESENT, CONTRADICTED = EvidenceState.PRESENT, EvidenceState.CONTRADICTED
MARKUP = [
    "<p>",
    "</p>",
    "<br>",
    "<b class='x'>",
    "&amp;",
    "&#8238;",
    "\u202e",
    "\u200b",
    "<script>",
    "&lt;b&gt;",
    "<",
    ">",
    "&",
    "a",
    " ",
    "\n",
    "<!-- x -->",
]
texts = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=5)), max_size=20).map("".join)


def mark(start: int, end: int, state: EvidenceState = PRESENT, label: str = "A1") -> Mark:
    return Mark(label, "description", start, end, "recruitment_fee", state)


def shown(found: Segment) -> str:
    return "".join(piece.shown for piece in found.pieces)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    borders = st.integers(-2, len(text) + 2)
    spans = draw(st.lists(st.tuples(borders, borders, st.sampled_from(EvidenceState)), max_size=8))
    return text, [mark(start, end, state) for start, end, state in spans]


@given(marked_texts())
@settings(max_examples=60, deadline=None)
def test_the_pieces_of_all_segments_joined_are_the_published_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert "".join(piece.source for found in segments(text, marks) for piece in found.pieces) == text


@given(marked_texts())
@settings(max_examples=60, deadline=None)
def test_what_is_shown_does_not_depend_on_the_evidence(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    whole = "".join(piece.shown for piece in pieces(text))
    assert "".join(shown(found) for found in segments(text, marks)) == whole


@given(marked_texts())
@settings(max_examples=60, deadline=None)
def test_each_mark_covers_exactly_its_quote_and_begins_once(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    found = list(segments(text, marks))
    for number, one in enumerate(marks):
        only = [Mark(str(index), m.field, m.start, m.end, m.indicator, m.state) for index, m in enumerate(marks)]
        parts = [part for part in segments(text, only) if only[number] in part.marks]
        valid = 0 <= one.start < one.end <= len(text)
        assert "".join(piece.source for part in parts for piece in part.pieces) == (text[one.start : one.end] if valid else "")
        assert sum(only[number] in part.begins for part in segments(text, only)) == int(valid)
    assert all(before.marks != after.marks or after.begins for before, after in pairwise(found) if before.marks)


def test_overlapping_evidence_shares_the_stretch_in_the_middle() -> None:
    first, second = mark(0, 10, label="A1"), mark(4, 14, CONTRADICTED, label="B1")
    found = list(segments("fee 500 euro first of all", [second, first]))
    assert [[one.label for one in part.marks] for part in found] == [["A1"], ["A1", "B1"], ["B1"], []]
    assert [part.look for part in found] == ["present", "both", "contradicted", ""]
    assert [[one.label for one in part.begins] for part in found] == [["A1"], ["B1"], [], []]


def test_tags_are_hidden_and_blocks_end_lines() -> None:
    assert "".join(p.shown for p in pieces("<p>One</p>\n<p>two<br/>three</p><ul><li>four</li><li>five</li></ul>")) == (
        "One\n\ntwo\nthree\n\nfour\nfive\n"
    )


def test_markup_that_was_itself_escaped_is_hidden_too() -> None:
    assert "".join(p.shown for p in pieces("&lt;p class=&quot;x&quot;&gt;One&lt;/p&gt;&lt;p&gt;two")) == "One\n\ntwo"


def test_a_less_than_sign_in_prose_is_shown() -> None:
    text = "ages <30 or > 40, a <EUR 500 and x<y>z"
    assert "".join(piece.shown for piece in pieces(text)) == text


def test_references_are_resolved_once() -> None:
    assert "".join(piece.shown for piece in pieces("R&amp;D &lt;3 &amp;lt; &nosuch; &#x41;")) == "R&D <3 &lt; &nosuch; A"


def test_a_right_to_left_override_is_named_and_not_passed_on() -> None:
    for text in ("pay\u202e005", "pay&#8238;005"):
        assert "".join(piece.shown for piece in pieces(text)) == "payU+202E005"


def test_joiners_stay_in_persian_and_emoji_and_show_between_latin_letters() -> None:
    assert "".join(piece.shown for piece in pieces("می\u200cخواهم 👩\u200d🍳")) == "می\u200cخواهم 👩\u200d🍳"
    assert "".join(piece.shown for piece in pieces("Tele\u200cgram")) == "TeleU+200Cgram"


def test_a_hundred_thousand_characters_without_a_break_are_cut_quickly() -> None:
    for text in ("<a" * 50_000, "&lt;a " * 16_000, "<!--" * 25_000, "\u202ex" * 25_000, "x" * 100_000):
        marks = [mark(start, start + 500) for start in range(0, 99_000, 200)]
        assert "".join(piece.source for found in segments(text, marks) for piece in found.pieces) == text


def test_letters_go_on_after_z() -> None:
    assert [letters(number) for number in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
