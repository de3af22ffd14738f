"""The worker's own name carries money, parcels, cards or lines; depots, banks and clerks do this lawfully."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "account_or_parcel_handling"
POSITIVES = [
    "You receive parcels at your home address, relabel and forward them.",
    "Payments from our customers come into your bank account, you keep 5% and send on the rest.",
    "Looking for people with a bank account, monthly rent 300.",
    "We rent verified LinkedIn, Upwork or Facebook accounts, 80 a week.",
    "Open accounts in your name and hand over the card, 400 each.",
    "sell us your sim card, 20 per piece cash",
    "Become our local payment agent: accept transfers, withdraw cash and pass it on to our courier.",
    "Package inspector working from home: check the goods, print new labels and ship abroad.",
    "need ppl w revolut or monzo acc, 200 each, quick money",
    "Register SIM cards on your ID and pass them on to us.",
    "Regional finance agent: your account is used to process client funds.",
    "Buying old bank cards and crypto exchange accounts with verification, good price",
    "Convert the money you get from clients into bitcoin and forward it, 7% is your share.",
    "Reshipping assistant, parcels come to your apartment, you send them to the address we give.",
    "Use your personal account to collect money for our firm, commission 8 percent per transfer.",
    "We deposit a check, you cash it, keep your salary and send the remainder to our supplier.",
    "Collect the packages from the door of strangers and post them on, no questions.",
    "who has barclays or hsbc account not used, need for couple of days, pay in advance",
    "Looking for drop: cards and crypto exchange accounts in your name, 150 each.",
    "We mail packages to you, you change the sticker and bring them to the post office.",
    "Clients pay to you by Zelle, you buy bitcoin and keep 8%.",
    "Got an unused bank account? We pay 250 a month for it.",
    "Take out a phone contract in your name, we buy the handset.",
    "Assist our foreign shop: take the payments of buyers on your own account and send them to the head office.",
    "lend us your upwork profile, passive income $100 a month",
    "A cheque will be mailed to you, deposit it and pay the decorator with the rest.",
    "Incoming transfers of up to 5,000, you withdraw at ATM and meet our courier.",
    "Home-based shipping clerk: accept deliveries at your residence and send them abroad with our labels.",
    "You receive money from our clients and wire it abroad, keeping 6 percent.",
    "Packages arrive at your door twice a week; put on the new label and take them to the post.",
    "Looking for owners of business accounts, we pay 5% of turnover.",
    "Give us access to your online banking for two weeks and earn 1000.",
    "Students with bank cards wanted, 200 euro per card.",
    "Job: buy SIM cards in your name and hand them over.",
    "You get a cheque, cash it and forward the money through Western Union.",
    "Your job is to receive payments on your bank account and forward them to our partners.",
    "We need people who can open bank accounts for us, 300 euros per account.",
    "Receive packages at home, check them and send them to the next address.",
    "Rent out your Facebook or WhatsApp account and earn daily.",
    "Receive transfers, withdraw the cash, and hand it to our agent. You keep 5%.",
    "We are looking for someone who will register SIM cards in their own name.",
    "Let us use your account for a few transactions and earn 10%.",
    "Do you have a business account you don't use? We rent it.",
    "Accept parcels for our customers at your address, 20 euros each.",
    "You only need a bank account: money in, money out, 10% for you.",
    "Selling SIM cards registered in your name, 15 each.",
    "We send funds to your account and you purchase crypto with it.",
]
NEGATIVES = [
    "Wages are paid to your own bank account every two weeks.",
    "Warehouse operative: receive parcels, scan labels and ship goods.",
    "Postal worker wanted: sort and deliver letters and packages.",
    "Courier with own van delivers parcels for a named network.",
    "Accounts payable clerk: process payments from customers and bank transfers.",
    "Bank teller: accept deposits, cash checks and open accounts for customers.",
    "Payment processing analyst at our licensed firm.",
    "You open new accounts for clients and manage your own sales portfolio.",
    "Account manager, own portfolio of accounts, forward orders to the warehouse.",
    "Mail room clerk: receive and forward packages to staff.",
    "You will need a bank account for your wages.",
    "Customer service: forward queries, process refunds, transfer calls.",
    "Salary is paid into your bank account every two weeks.",
    "Freight forwarder: ship goods abroad, print labels and customs papers.",
    "Sell SIM cards and phone contracts in our shop.",
    "Receiving clerk: inspect packages, relabel stock and reship returns from the dock.",
    "Never let anybody use your bank account for their transfers.",
]
CONTRADICTED = [
    "You will never be asked to receive parcels at home or forward payments.",
    "We do not use your bank account to process client funds.",
    "We never rent your accounts.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_lending_a_name_or_a_door_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_the_firm_handling_its_own_parcels_and_accounts_is_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_handling_that_is_denied_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
