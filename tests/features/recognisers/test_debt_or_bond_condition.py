"""Work begins with a debt or ends with a fine; lawful deductions, key deposits and bonus clauses are something else."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "debt_or_bond_condition"
POSITIVES = [
    "We advance your ticket and visa, you work it off in the first four months.",
    "Flight costs will be deducted from your salary until fully repaid.",
    "Anyone who leaves before two years pays a penalty of 3,000 USD.",
    "Bond of 2 lakh rupees must be signed, original certificates deposited.",
    "fly now pay later, we take from your salary every month",
    "If you break the contract you must pay back the costs of recruitment.",
    "No money? No problem, we lend you the fee and you repay from wages.",
    "First three months salary goes to the agency for your travel.",
    "Salary deduction scheme: six months for the agency, then full pay is yours.",
    "You can start work only once the training debt is paid.",
    "Service bond 3 years, early exit penalty applies.",
    "A fine of 500 euro if you quit before the end of the season.",
    "Accommodation and food on credit, settled from your wages later.",
    "We pay everything for you, you return the money when you start earning.",
    "The house takes half of what you earn until your ticket is paid back.",
    "Failure to complete the 24 months results in forfeiture of wages and liquidated damages of $5,000.",
    "Loan for the visa can be arranged with us, instalments cut monthly from pay.",
    "Employment bond: 18 months, Rs. 1,00,000 payable if leaving earlier.",
    "You will owe us 1,800 for the papers, taken out slowly.",
    "Your airfare and hotel are a loan; 300 a month is held back till it is finished.",
    "If employee absconds or returns home within 24 months he is liable for all recruitment expenses.",
    "we pay your debts first then you work for us until it is even",
    "Leaving without finishing the season costs you 700 euro.",
    "Costs of the journey are taken from the first two wages.",
    "The club covers your trip, you give back 60% of tips until the sum is reached.",
    "Candidates sign an agreement of 3 years and a cheque of one lakh as security.",
    "Visa expenses shall be recovered from salary in 10 instalments.",
    "You can go when you have paid what you owe for the room and the food.",
    "Anyone who gives notice before month 12 reimburses the agency 1,400 EUR.",
    "no advance needed, you pay slowly slowly from your salary",
    "Contract breaking: worker pays fine of 2,000 SGD.",
    "The first four wages stay with us to cover what we spent on you.",
    "Your employer bought your contract, so you cannot leave before two years unless you return the money.",
    "We take 200 a month until your trip has been paid.",
    "In case of early return the candidate pays back all the costs of the employer.",
    "Must sign 2 year bond, otherwise pay 1 lakh.",
    "you eat and sleep on credit and pay when season is over",
    "Escape fee 3000 dollars",
    "Half of every pay goes toward your debt with the agency.",
    "Those who don't complete six months lose their last salary.",
    "We pay the ticket now, you repay it monthly.",
    "Whoever breaks the contract has to refund the flight.",
    "Penalty clause: three months' salary if you resign in the first two years.",
    "Your passport and wages are the guarantee for the loan.",
    "The travel money is an advance; you must work at least eight months to clear it.",
    "You sign a paper that you owe us the trip.",
    "Leave early and you pay a penalty of 800 euro.",
    "The agency advances your flight and you repay in six parts.",
    "Wages of the first two months are used to pay off your visa.",
    "All our costs must be returned if you change employer.",
    "We hold one month's salary until you finish the contract.",
    "Nobody goes home before the loan is cleared.",
    "If you fail to complete the contract, you must compensate the company.",
]
NEGATIVES = [
    "The farm may deduct up to 14 USD a day for meals, as the law permits.",
    "A refundable deposit of 50 EUR is taken for keys.",
    "Sign-on bonus of $3,000 must be repaid if you leave within one year.",
    "Relocation assistance is subject to a clawback if you resign within 12 months.",
    "You collect debts from customers who are late with their payments.",
    "Experience with bonds, loans and credit products at a bank.",
    "Employees must be bonded and insured.",
    "We offer a season ticket loan and a cycle to work scheme.",
    "Student loan repayment assistance up to 10,000 USD.",
    "Deductions are those required by law: income tax and social security.",
    "Must be able to pass a background check and be bondable.",
    "Loan officers help customers pay off their mortgage.",
    "A uniform deposit of £20 is refunded when you return it.",
    "No bond, no deposit: you may leave with two weeks' notice.",
    "Handles bail bonds and surety bond paperwork in a law office.",
    "Tuition reimbursement must be repaid if you leave within two years of graduation.",
]
CONTRADICTED = [
    "There is no bond and no penalty for leaving.",
    "We never deduct travel costs from your wages.",
    "You will not owe us anything: no salary deduction.",
    "No employment bond.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_debt_or_bond_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_ordinary_deductions_and_deposits_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_bond_that_is_denied_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
