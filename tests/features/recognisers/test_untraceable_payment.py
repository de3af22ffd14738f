"""Money goes by crypto, cash transfer, gift card or a private account; trades that handle these are not meant."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "untraceable_payment"
POSITIVES = [
    "Salary is paid weekly in USDT to your wallet.",
    "Send the registration fee by Western Union to our agent.",
    "Pay through bitcoin only.",
    "kindly buy a steam gift card and send the code, that's your form fee",
    "Transfer the deposit to my personal account and send me the receipt.",
    "Fee goes via MoneyGram, screenshot the slip.",
    "You get paid daily in crypto, trc20.",
    "Payment to the manager's M-Pesa: 0700 000 000.",
    "Send the money through gcash to Ms Lina and wait for your visa.",
    "wages in tether every friday",
    "Buy two 100 dollar iTunes cards for the activation of your account.",
    "The processing fee should be sent to the private account of our director.",
    "Earnings are withdrawn to your crypto wallet.",
    "We accept payment for the visa through bitcoin or cash app.",
    "Money for papers is handed over in cash to our man at the airport.",
    "You receive your commission in BTC or USDT.",
    "We pay every Friday in Bitcoin.",
    "the fee is sent with MoneyGram to Nairobi, name of receiver comes by chat",
    "Use my brother's account for the payment, the company account has limit",
    "Get three google play cards from the shop and send photos of the back.",
    "Only USDT accepted for visa fee.",
    "Compensation: 2,000 USDT monthly.",
    "drop the money with the man in the phone shop, cash only, no receipt",
    "Salary by crypto wallet, no bank needed.",
    "Kindly send registration money via cashapp to this tag.",
    "Pay for the visa with Bitcoin or by Western Union, nothing else.",
    "Your wage arrives as USDT each Monday.",
    "Money is sent to Mr John's private account, not to the company.",
    "Registration is settled with Amazon vouchers.",
    "We transfer your weekly earnings in Ethereum.",
    "Send the fee in USDT to our wallet.",
    "You will be paid in cryptocurrency every week.",
    "Please send the money via Western Union to the name I give you.",
    "Pay with Apple gift cards.",
    "Transfer to my personal bank account, the company one is under maintenance.",
    "Payment through Zelle or Cash App only for the training material.",
]
NEGATIVES = [
    "We are a crypto exchange and hire a Solidity engineer; part of the salary may be taken in tokens if you like.",
    "Teller at a money transfer shop: handle Western Union transactions for customers.",
    "Salary is paid by bank transfer on the last working day.",
    "Employees receive a gift card on their birthday.",
    "Mobile money sales agent: register customers for M-Pesa.",
    "Blockchain developer with knowledge of bitcoin and wallets.",
    "Refer a friend and get a 50 EUR gift card.",
    "Customers pay by card, cash or Apple Pay.",
    "We will send a $25 Amazon gift card after the interview study.",
    "Gift card programme manager.",
    "Compliance analyst: monitor bitcoin transactions and cash transfers.",
    "We never ask for fees by Western Union or gift cards.",
    "Beware: no recruiter of ours asks you to send money by bitcoin.",
]
CONTRADICTED = [
    "We never pay in crypto.",
    "We do not accept payment by gift card or bitcoin.",
    "Salaries are not paid in USDT.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_payment_that_cannot_be_traced_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_trades_that_handle_such_payments_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_such_a_payment_that_is_denied_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")


def test_a_wallet_in_an_offer_of_work_is_seen() -> None:
    assert shows(INDICATOR, "Start today. Top up here: 0x000000000000000000000000000000000000dEaD")


@pytest.mark.parametrize("number", ["GB82 WEST 1234 5698 7654 32", "4111 1111 1111 1111"])
def test_a_number_to_which_money_is_to_be_sent_is_seen(number: str) -> None:
    assert shows(INDICATOR, f"Send the registration money to {number} and come on Monday.")


@pytest.mark.parametrize(
    "text",
    [
        "Bank details of our charity for donors: GB82 WEST 1234 5698 7654 32.",
        "Wages are paid into your account, written like GB82 WEST 1234 5698 7654 32.",
        "Never send money to GB82 WEST 1234 5698 7654 32.",
    ],
)
def test_a_number_alone_is_left_alone(text: str) -> None:
    assert not shows(INDICATOR, text)
