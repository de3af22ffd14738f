"""An online task job in which the worker pays in; ordinary tasks, orders and recharging are not meant."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "pay_to_unlock_tasks"
POSITIVES = [
    "Complete 40 hotel ratings daily; top up your account with 50 USDT to unlock the next set.",
    "Recharge first then you get commission for every order, withdraw same day.",
    "Combination tasks need a small prepayment, you get back principal plus 30%.",
    "Deposit 100 and finish the prepaid tasks, withdraw 160.",
    "like youtube videos and earn, VIP tasks require advance payment which is returned with profit",
    "To withdraw your earnings you need to clear the negative balance first.",
    "Upgrade to VIP2 with 300 USDT to receive more orders per day.",
    "You have to activate your working account with $20 before starting tasks.",
    "Optimise app data, 38 submissions a set, reset your account with minimum 100 USDT.",
    "Merchant tasks: you pay for the order and the platform refunds capital and commission.",
    "Add funds to your task wallet to continue to the next level.",
    "Pay the withdrawal tax of 10 percent and your balance is released.",
    "After the free trial you invest 500 in the order and grab the profit.",
    "Buy the membership level to unlock higher paying surveys.",
    "Each lucky order needs to be covered by your own balance, commission is six times higher.",
    "For crypto task just invest 1000 and get 1300 back in ten minutes",
    "Training account is free, afterwards recharge 100u to start boosting products.",
    "Put 30 dollars in first, do the evaluation tasks and take out 75.",
    "You must finish all 45 orders, if the balance goes below zero you add the difference.",
    "To open level 3 pay 199 USDT.",
    "small deposit is needed to start the data boosting, you withdraw after each round",
    "Customer service will tell you how to recharge before the second group of tasks.",
    "You prepay for the product, then get the price back with 20% on top.",
    "Withdrawal is only possible after you upgrade your membership.",
    "For big commissions join the prepaid task group, minimum 500.",
    "Your account is frozen until you deposit the missing amount and complete the set.",
    "Members charge their account with 100 and receive 130 after the third booking.",
    "If a bundle order appears you must add your own money, it comes back with commission.",
    "Deposit unlocks level two.",
    "to cash out u need 25% verification deposit",
    "We give 10 USDT as trial, then you continue with your own funds.",
    "To unlock the next set of tasks you need to top up 50 USDT.",
    "Pay a small refundable deposit before you can take paid tasks.",
    "Recharge your account to continue working, all money is returned with commission.",
    "You need to upgrade to VIP to withdraw your earnings.",
    "Finish the order first with your own money and we reimburse with 15% extra.",
    "Advance tasks: deposit 1000, receive 1300.",
]
NEGATIVES = [
    "The flight is prepaid by us, you work it off from your earnings.",
    "Remote data annotator, 15 USD an hour, tasks are paid weekly and nothing is ever paid in.",
    "Search engine optimisation manager for our product team.",
    "You rate search results for a named firm, paid per hour.",
    "Plan, prioritise and complete tasks on time.",
    "Merchandiser: complete daily tasks and orders in the warehouse.",
    "Mobile top up kiosk assistant: sell airtime and top up cards to customers.",
    "Process customer deposits and withdrawals at our licensed exchange.",
    "Work on a product that lets users unlock rewards by finishing tasks.",
    "VIP host: look after guests on the VIP level of the arena.",
    "Complete paid surveys and receive vouchers: you never pay in or deposit anything.",
    "Electric vehicle technician: recharge accounts of tools and batteries daily.",
    "Mystery shoppers visit shops and report; purchases are reimbursed within a week.",
    "Bookkeeper: reconcile prepayments, commission statements and deposits.",
]
CONTRADICTED = [
    "You never have to top up your account or pay a deposit to unlock tasks.",
    "No recharge, no prepaid tasks.",
    "No deposit is needed to withdraw your earnings.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_paying_in_for_tasks_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_ordinary_tasks_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_paying_in_that_is_denied_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
