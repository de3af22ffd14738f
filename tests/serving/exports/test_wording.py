from __future__ import annotations

from labelling.review import ReviewAction, ReviewEvent, Verdict
from serving.exports.reviewed import Reason, Reviewed
from serving.exports.wording import apart, explanation, facts, fitted
from tests.factories import NOON, posting


def found(*quotes: str) -> Reviewed:
    decision = ReviewEvent(
        posting_id="a",
        posting_version=1,
        reviewer="mara",
        action=ReviewAction.DECIDE,
        recorded_at=NOON,
        verdict=Verdict.RISKY,
        reason="A fee.",
    )
    return Reviewed(posting(), decision, (Reason("worker_pays_fee", "Fee", "A fee is asked.", quotes, ()),), ())


def test_a_text_is_read_once_more_as_a_whole_before_it_leaves() -> None:
    for text in (explanation(found("call +40 722 123 456"), "Why:", 2_000), facts(found("call +40 722 123 456"), 5_000)):
        assert "“call [telephone number]”" in text


def test_there_are_as_many_quotes_as_fit() -> None:
    quotes = tuple(f"{name} {'a little ' * 20}" for name in ("one", "two", "three"))
    assert all(name in explanation(found(*quotes), "Why:", 2_000) for name in ("one", "two", "three"))
    short = explanation(found(*quotes), "Why:", 420)
    assert "one" in short
    assert "two" not in short


def test_only_words_that_run_from_right_to_left_are_set_apart() -> None:
    assert apart("plain, naïve, просто, 中文") == "plain, naïve, просто, 中文"
    assert apart("رسوم 300") == "\u2068رسوم 300\u2069"


def test_no_line_is_too_long_to_be_cut() -> None:
    assert fitted(("one", "two", "end"), 100) == "one\ntwo\nend"
    assert fitted(("one", "x" * 100, "end"), 50) == "one\n(1 more lines are left out here.)\nend"
    assert fitted(("x" * 100, "end"), 50) == "x" * 49 + "…"
