from __future__ import annotations

import pytest

from experiments.dataset import Example
from experiments.faithfulness import Drop, as_markdown, blanked, drops, flagged_by_words, summaries
from features.posting import Organization, Posting
from models.bundle import read_bundle
from models.linear import linear_from
from models.text_explanation import FieldSpan

LURES = (
    "Work from home and earn money every day, no experience needed. Contact our manager on WhatsApp, immediate start, easy tasks.",
    "Earn up to 500 dollars weekly with simple online tasks, part time, no interview. Message me now and the bonus is yours today.",
    "Data entry clerk wanted, work at home, flexible hours, weekly pay, no skills required, send your bank details to get started.",
    "Congratulations, your resume was selected for an online part time job, daily salary, contact the recruiter on Telegram now.",
)
BAKERY = "Bakery in the old town looks for a baker with a certificate, 37 hours a week, pension, holidays, apply by post with references."


def example(text: str, number: int = 0) -> Example:
    posting = Posting(id=str(number), description=text, language="en", title="Vacancy")
    return Example(posting, "own", "fraud", str(number), "dev")


@pytest.fixture(scope="module")
def found() -> list[Drop]:
    model = linear_from(read_bundle().part("linear.json"))
    return [drop for number, text in enumerate(LURES) for drop in drops(example(text, number), model)]


def test_the_strongest_terms_move_the_score_more_than_random_ones(found: list[Drop]) -> None:
    assert {drop.terms for drop in found} == {1, 3, 5}
    assert all(drop.holds for drop in found)
    for summary in summaries(found):
        assert summary.difference[1] > 0


def test_more_blanked_terms_move_the_score_further(found: list[Drop]) -> None:
    means = [summary.strongest[0] for summary in summaries(found)]
    assert means == sorted(means)


def test_the_same_postings_give_the_same_figures(found: list[Drop]) -> None:
    model = linear_from(read_bundle().part("linear.json"))
    assert list(drops(example(LURES[0]), model)) == [drop for drop in found if drop.group == "own 0"]


def test_only_what_the_words_alone_flag_is_measured() -> None:
    rows = [example(LURES[0], 1), example(BAKERY, 2)]
    assert [row.group for row in flagged_by_words(rows, read_bundle())] == ["1"]


def test_blanks_stand_where_the_terms_stood_and_nothing_else_changes() -> None:
    posting = Posting(id="1", title="Easy money", hiring_organization=Organization(name="Ynn", description="We pay"))
    spans = [FieldSpan("title", 0, 4), FieldSpan("title", 0, 2), FieldSpan("hiring_organization.description", 3, 6)]
    changed = blanked(posting, spans)
    assert (changed.title, changed.hiring_organization) == ("     money", Organization(name="Ynn", description="We    "))
    assert changed.id == "1"


def test_twins_are_one_observation() -> None:
    twins = [Drop("a", 1, 2.0, 1.0), Drop("a", 1, 4.0, 1.0), Drop("b", 1, 1.0, 1.5)]
    (summary,) = summaries(twins)
    assert summary.groups == 2
    assert summary.strongest[0] == pytest.approx(2.0)
    assert summary.difference[0] == pytest.approx(0.75)
    assert summary.holds[0] == pytest.approx(0.5)
    assert as_markdown([summary]).splitlines()[2].startswith("| 1 | 2 | 2.00 (")
