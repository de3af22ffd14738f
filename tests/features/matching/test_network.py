from __future__ import annotations

import pytest

from features.matching.network import Network, spellings
from features.matching.phrases import parse


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("fee", [("fee",)]),
        ("don't", [("don", "t"), ("dont",)]),
        ("pick-up*", [("pick", "up*"), ("pickup*",)]),
        ("*geld", [("*geld",)]),
        ("t.me", [("t", ".", "me")]),
        ("护照", [("护", "照")]),
        ("workers'", [("workers",)]),
        ("'", []),
    ],
)
def test_a_word_is_looked_for_as_texts_may_write_it(written: str, ways: list[tuple[str, ...]]) -> None:
    assert spellings(written) == ways


def test_a_run_ends_at_a_place_for_each_of_its_lengths() -> None:
    network = Network()
    run = network.add(parse("pay [the] fee"))
    (pay,) = network.start.onward
    (behind_pay,) = network.start.onward[pay]
    lengths = {
        length for places in behind_pay.onward.values() for place in places for number, length in place.ends if number == run
    }
    assert lengths == {2}
    assert {number for number, _ in behind_pay.ends} == set()
