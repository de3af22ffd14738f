"""What phrases find: the language of the packs, from how it is written to the words it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.matching.network import Place
from features.matching.phrases import Lists, parse
from features.matching.planner import Planner
from features.matching.text import Text
from features.spans import Span

LISTS = Lists({"fee": ("fee", "fees", "service charge"), "sum": ("{money}", "a lot")})


def found(phrase: str, text: str) -> list[str]:
    planner = Planner()
    plan = planner.plan(parse(phrase, LISTS))
    opened = Text(text, planner.automaton)
    sentences = [opened.sentence(number) for number in opened.sentences]
    hits = [sentence.characters(*span) for sentence in sentences for span in plan.spans(sentence)]
    assert all(sentence.bits & plan.bits == plan.bits for sentence in sentences if plan.spans(sentence))
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("pay a fee", "you pay a fee first", "pay a fee"),
        ("pay [a|the] fee", "pay fee", "pay fee"),
        ("pay [a|the] fee", "pay the fee", "pay the fee"),
        ("(visa|medical) fee*", "medical fees", "medical fees"),
        ("pay .. fee", "pay our small processing fee", "pay our small processing fee"),
        ("pay .. fee", "pay one two three four five fee", ""),
        ("pay ... fee", "pay one two three four five fee", "pay one two three four five fee"),
        ("pay ... fee", "pay now. there is no fee", ""),
        ("pay fee", "pay, fee", "pay, fee"),
        ("passport ~ (kept|held)", "passports and your passport will be safely kept here", "passport will be safely kept"),
        ("passport ~ (kept|held)", "it is kept with your passport", "kept with your passport"),
        ("passport ~ (kept|held)", "bring a passport. lunch is kept warm", ""),
        ("passport ~ agent ~ (kept|held)", "kept by the agent is your passport", "kept by the agent is your passport"),
        ("(a ~ b) c", "b x a c", "b x a c"),
        ("pay fee", "pay\nfee", "pay\nfee"),
        ("pay fee", "pay\n- fee", ""),
        ("pay fee", "pay. fee", ""),
        ("pay fee", "repay fees", ""),
        ("pay {fee}", "pay service charge", "pay service charge"),
        ("pay {money}", "pay €1,500 now", "pay €1,500"),
        ("pay {money}", "pay 2k usd now", "pay 2k usd"),
        ("pay {money}", "pay rs. 500", "pay rs. 500"),
        ("pay {sum}", "pay a lot", "pay a lot"),
        ("{money} [only] upfront", "$50 only upfront", "$50 only upfront"),
        ("{money} [-|to] {money}", "$50 - $60 a day", "$50 - $60"),
        ("{percent} commission", "keep 10% commission", "10% commission"),
        ("🔥 [hot] job", "a 🔥 job", "🔥 job"),
        ("🔥", "a 🔥 job", "🔥"),
        ("don't tell", "dont tell", "dont tell"),
        ("don't tell", "don't tell", "don't tell"),
        ("pick-up point", "pick up point", "pick up point"),
        ("(visa|medical charge)* now", "medical charges now", "medical charges now"),
        ("*geld", "kindergeld hier", "kindergeld"),
        ("扣押护照", "公司会扣押护照。", "扣押护照"),
        ("扣 .. 护照", "扣下你们的护照", "扣下你们的护照"),
        ("护照 ~ 保管", "护照由公司统一保管", "护照由公司统一保管"),
    ],
)
def test_a_phrase_is_found_as_a_person_would_read_it(phrase: str, text: str, expected: str) -> None:
    assert found(phrase, text)[:1] == ([expected] if expected else [])


@given(st.lists(st.sampled_from(["pay", "fee", "x", "$5", "now.", "20,", "\n", "don't"]), max_size=14))
def test_a_gap_holds_no_more_than_it_may(words: list[str]) -> None:
    text = " ".join(words)
    for hit in found("pay .. fee", text):
        assert hit.startswith("pay")
        assert hit.endswith("fee")
        assert "." not in hit
        assert len(hit.split()) <= 6


@given(st.lists(st.sampled_from(["a", "b", "x"]), max_size=14))
def test_near_each_other_means_either_order(words: list[str]) -> None:
    assert bool(found("a ~ b", " ".join(words))) == bool(found("b ~ a", " ".join(words)))


@given(st.text("pay fee$5.,\n🔥%中-'", max_size=60))
def test_any_text_can_be_searched_and_hits_lie_in_it(text: str) -> None:
    for phrase in ("pay [the] fee", "pay .. {money}", "🔥 ~ fee", "({money}|pay) ... (fee|{percent})"):
        assert all(hit in text for hit in found(phrase, text))


def places_behind(place: Place) -> int:
    """How many places a network holds behind one, each counted as often as it is reached."""
    return sum(1 + places_behind(onward) for many in place.onward.values() for onward in many)


def test_a_vast_list_is_held_once_however_many_phrases_name_it() -> None:
    names = Lists({"people": tuple(f"people from land{number}" for number in range(1_000))})
    planner = Planner()
    planner.plan(parse("only {people}", names))
    held = places_behind(planner.automaton._network.start)
    for word in ("no", "cheap", "obedient"):
        planner.plan(parse(f"{word} {{people}} [girls|boys] wanted", names))
    assert places_behind(planner.automaton._network.start) < held + 100


@pytest.mark.parametrize("name", ["people7", "big people9", "people999"])
def test_a_vast_list_is_found_within_a_phrase_and_within_another_list(name: str) -> None:
    people = tuple(f"people{number}" for number in range(1_000))
    lists = Lists({"people": people, "some": ("{people}", "big {people}", "strangers")})
    planner = Planner()
    plan = planner.plan(parse("no [young] {some} [or {some}] wanted", lists))
    for text in (f"no {name} wanted", f"no young {name}, or strangers wanted", f"no strangers or {name} wanted"):
        opened = Text(text, planner.automaton)
        assert [opened.sentence(0).characters(*span) for span in plan.spans(opened.sentence(0))] == [Span(0, len(text))]
    elsewhere = Text(f"no lunch, {name} wanted", planner.automaton)
    assert not list(plan.spans(elsewhere.sentence(0)))
