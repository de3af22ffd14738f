"""Money in a posting: wages, commissions, bonuses, and what a worker is asked to pay.

`pay_in` finds amounts and ranges in twenty languages; its words lie in the tables of this folder, which a native speaker can
extend without programming. `percentages_in` finds shares, such as a commission.
"""

from __future__ import annotations

from features.pay.money import PER_MONTH, Pay, PayPeriod, PayRole, Percentage
from features.pay.reader import pay_in
from features.pay.shares import percentages_in

__all__ = ["PER_MONTH", "Pay", "PayPeriod", "PayRole", "Percentage", "pay_in", "percentages_in"]
