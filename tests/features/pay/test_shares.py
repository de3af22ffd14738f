from __future__ import annotations

import pytest

from features.pay import PayRole, percentages_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("you earn a 10% commission", 10),
        ("keep 5 percent of each transfer", 5),
        ("7.5 % of the amount is yours", 7.5),
        ("комиссия 10-15 %", 15),
        ("prowizja 8%", 8),
        ("提成10%", 10),
        ("hoa hồng 20%", 20),
        ("komisyon %12", 12),
    ],
)
def test_a_share_that_the_worker_keeps_is_commission(text: str, value: float) -> None:
    (share,) = percentages_in(text)
    assert (share.value, share.role) == (value, PayRole.COMMISSION)


@pytest.mark.parametrize("text", ["20% discount for staff", "100% remote", "growth of 30 %", "a 80% position"])
def test_other_shares_are_not(text: str) -> None:
    (share,) = percentages_in(text)
    assert share.role is not PayRole.COMMISSION


def test_a_text_without_shares_has_none() -> None:
    assert percentages_in("Salary 2000 EUR") == ()
