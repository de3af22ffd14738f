"""A posting asks the person who seeks work to pay; fees that somebody else pays, or that are the work itself, are none."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "worker_pays_fee"
POSITIVES = [
    "Registration fee 500 pesos only, refundable after your first salary.",
    "Selected candidates must pay 150 USD processing fee before visa stamping.",
    "kindly send $60 for application form so we can book ur slot",
    "The training costs 200 euros and is paid by the candidate before the start.",
    "Total package 4,500 EUR: half now, half after the visa comes. Work permit and flight included.",
    "Service charge 35,000 INR after selection, medical extra.",
    "You only pay for your medical and paperwork, 180 pounds, we do the rest.",
    "To secure your place a non-refundable deposit of £250 is required.",
    "Applicants shall bear the cost of visa, ticket and medical examination.",
    "Placement fee is one month salary.",
    "Starter kit must be purchased by the worker (R850).",
    "Agency commission is 20% of your first month's wages, payable by you.",
    "just pay 2k for uniform and gate pass and start tomorrow",
    "There is a small administration fee of 45 euro for opening your file.",
    "We will refund the background check fee of $40 with your first paycheck.",
    "Fee: 3000 AED, installment possible.",
    "Pay 50% of the agent fee now and the balance when the offer letter arrives.",
    "Candidates are required to deposit Rs 12,500 as refundable security before the interview.",
    "You must buy your own laptop through our vendor and will be reimbursed later.",
    "How much you have to pay? 1200 euro for contract and invitation, rest from salary.",
    "Form fee N5,000, interview card N3,000.",
    "consultancy charges apply after joining, 15 days salary",
    "Dear aspirant, you are advised to remit the file charge of Rs 1,999/- to confirm your joining.",
    "Interested pipo should come with 2,500 for form and medicals.",
    "The candidate shall be liable for the cost of the work permit, approx. 600 euro.",
    "Our commission: 15 percent of the first salary, transferred to us by the worker.",
    "you give the agent 300 dollar when you get the contract",
    "Before the training starts, participants transfer 90 EUR for course materials.",
    "Visa cost to be shared: you 700, company the rest.",
    "Total cost for Poland factory 3.8 lakh, advance 50k.",
    "All fees must be paid before your name goes to the employer.",
    "Cost of hire: medical 4k, insurance 2k, ticket by candidate.",
    "We take only 800 riyal service money when you have the visa in hand.",
    "please make payment of the clearance fee so your offer letter can be released",
    "Buy the onboarding kit on our site (79.99) to activate your profile.",
    "Candidates should budget about 900 euro for agency and paperwork.",
    "The office needs 20k from you before it sends your name.",
    "Kindly note a caution fee of 10k applies to all new staff.",
    "Interview is free but selected people pay for training, 7500 shillings.",
    "We ask for a contribution of 150 EUR towards your visa.",
    "Send the money for your uniform to the secretary, then your shift is given.",
    "Salary 900 EUR, first you pay 1000 EUR to the intermediary.",
    "The price of the contract is 2,500 USD, payable in two parts.",
    "Purchase of our certified course (299) is a condition for being listed.",
    "A deposit of 300 euros is requested to block your place on the list.",
    "We only charge you when you get hired: 500 euros.",
    "Please be ready with 1,500 AED for the visa process.",
    "Trainees pay 95 euros for the certificate, which is needed to begin.",
    "Kindly pay for your police clearance and medical through our office.",
    "You will have to purchase your uniform and tools from the company (140 EUR).",
    "Agency fee can be paid in two instalments.",
    "Candidate pays for flight and insurance.",
    "To receive the contract transfer 120 EUR for translation and notary.",
    "Joining amount 3,500 only.",
    "You'll need to pay us 75 euros so we can start your file.",
    "The cost of documents is on the worker.",
    "Workers are asked for 200 USD when they sign.",
    "Before you get the address you must transfer the agency charge.",
    "Send 2,000 shillings for your ID card and training manual.",
    "Upfront payment is required for your accommodation and permit.",
    "Applicants buy a 60 dollar safety course from us before the first shift.",
]
NEGATIVES = [
    "We charge no fee to candidates at any stage.",
    "Our agency does not charge a placement fee. Employers pay us.",
    "We reimburse tuition fees up to 5,000 USD a year.",
    "The accounts assistant processes filing fees and customer payments.",
    "The cost of the pre-employment medical is paid by the employer.",
    "Employer will reimburse visa and border crossing fees in the first workweek.",
    "Join our gym: free membership, no joining fee.",
    "You will explain our registration fee to parents who enrol their children.",
    "Collects entrance fees and deposits from guests at the front desk.",
    "Professional registration with the nursing council is required; we pay your annual registration fee.",
    "We manage deposits and payments from customers, so experience with cash handling is needed.",
    "Competitive salary, paid training, and a sign-on bonus of $2,000.",
    "Beware of anyone who asks for a registration fee: we never do.",
    "As fee earner you will run your own files; fee targets are realistic.",
    "The company pays all recruitment costs and related fees.",
    "Parents pay a tuition fee of 300 EUR per term to our school.",
    "Experience with application fee waivers in university admissions.",
]
CONTRADICTED = [
    "We do not charge candidates any fee.",
    "No registration fee, no placement fee, no deposit.",
    "All recruitment costs are paid by the employer.",
    "Candidates never pay us: the service is free of charge for job seekers.",
    "Workers do not pay any recruitment fees.",
    "Zero placement fee!",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_fee_for_the_worker_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_money_that_is_no_fee_for_the_worker_is_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_fee_that_is_denied_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
