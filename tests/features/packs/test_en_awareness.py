"""Texts that speak of deceptive recruitment without offering work, and adverts that only mention a warning."""

from __future__ import annotations

import pytest

from features.evidence import EvidenceState
from features.gathering import evidence_of
from features.indicators import Strength, catalogue
from features.posting import Posting
from features.profile import Profile
from features.reading import Reading

AWARENESS = [
    "The police arrested two men who promised women work as waitresses in Spain, took their passports and locked them in a flat. "
    "If you know more, call the station in Alder Bay.",
    "Five questions before you go abroad: Who pays the ticket? Do you keep your passport? Is there a contract in your language? "
    "Have you told your family where you will be? Can you leave when you want?",
    "I was nineteen when a lady offered me a job as a nanny in the Gulf. At the airport she kept my passport, and I had to pay "
    "back 3,000 dollars before I saw any wages. I slept four hours a night. It took me two years to get home.",
    "Scammers are using our company's name. We never hire over Telegram and never ask you to pay for training or equipment. "
    "If you were contacted, please write to our security team.",
    "Myth: nobody is cheated by a friend. Fact: most people are recruited by someone they know, who offers quick money, no "
    "questions asked, and a free ticket.",
    "A bill before parliament would ban agencies from charging workers any placement fee. Employers who hold passports could face "
    "five years in prison, the minister said on Tuesday.",
    "Job board notice: do not send money, gift cards or copies of your ID to anybody who contacts you through this site. Real "
    "employers never charge a registration fee.",
    "How do task scams work? First you rate hotels and get 20 dollars. Then you are asked to top up your account with USDT to "
    "unlock the next set. In the end the money is gone.",
    "Parents: gangs write to teenagers on Snapchat and offer 500 for holding a package. Talk with your child about it. Our "
    "helpline is open until midnight.",
    "The report describes how migrant workers on the fishing boats had their documents confiscated, worked twenty hours a day and "
    "were charged for food. Researchers interviewed 48 crew members.",
    "She thought it was a modelling contract. They asked her for photos in underwear, then for money, then they threatened to "
    "publish everything. Her story is part of our new podcast about exploitation online.",
    "Red flags in job adverts: pay that is too good to be true, no interview, a recruiter who wants your passport, 12 hours a day "
    "without a day off, and being told not to tell anyone.",
    "Know your rights: your employer must not keep your identity card, lock you in, or take recruitment fees from your salary. "
    "Free legal advice in six languages at the union office.",
    "Court hears of farm where pickers lived in a locked barn. Prosecutors told the jury that each worker owed the gangmaster for "
    "travel and rent. The trial continues.",
    "Embassy notice: nationals have been deceived with offers as customer service agents in Myawaddy, with free flights and "
    "lodging. Do not accept such offers. Victims should contact the consular section.",
    "Has anyone heard of this agency? They want 200 euros registration and a copy of my passport before the interview. Sounds "
    "like a scam to me, what do you think?",
    "Our shelter helps people who were forced to work. Last year 61 women and men found a bed here; most had debts to a "
    "recruiter and no passport.",
    "Students, do not become a money mule. Anyone who asks you to receive money in your bank account and send it on is using you "
    "to launder it. You can get a criminal record.",
]
ADVERTS = [
    "Forklift driver, Leeds, 13.40 an hour. Apply with your CV. Beware of fraud: we never ask applicants for money.",
    "Nurse, night shift. We are hiring for three wards. Please be aware of scams: our recruiters write only from our domain. Apply "
    "online today.",
    "Case worker for survivors of human trafficking. You will support victims of modern slavery, work with the police and the "
    "helpline, and write reports. Send your application by 3 May. Salary 31,000, 37 hours a week.",
    "Cashier wanted at our shop. Warning: the floor can be slippery. Call Ana at the counter.",
    "Fraud investigator, city police. You investigate scams and interview victims, suspects and criminals. Closing date 14 June. "
    "To apply, use the force's careers page.",
    "Picker, 12 an hour. Report to the gate at 6. Stay safe: boots and gloves are supplied. Contact the farm office.",
    "Trust and safety analyst: identify fake job offers and scammers, report fraud to authorities. We offer 28 days of leave. "
    "Apply now.",
    "Communications officer for an NGO against exploitation. According to your experience, 2,400 to 2,900 euros. We are looking "
    "for a writer who knows labour rights. Submit your CV.",
]
RISKY = [
    "Maids for Kuwait, urgent. No scam, 100 % real agency! Pay 300 registration fee, passport stays with madam. WhatsApp me now.",
    "Beware of fake agents, we are the original one. Our office is in the tower. We open at nine. Ask for me. Visa is 4,000 dollars, "
    "you pay half before. We keep your passport until you finish. Contact Mr Ola.",
    "This is not a scam, my sister was also afraid. You pay the deposit of 200 and start tomorrow. Message me.",
]


def strong_evidence(text: str, profile: Profile = Profile.LIGHT) -> list[str]:
    found = evidence_of(Reading(Posting(id="text", description=text), profile))
    return [
        item.indicator
        for item in found
        if item.state is EvidenceState.PRESENT and catalogue()[item.indicator].strength is Strength.STRONG
    ]


def is_awareness(text: str) -> bool:
    return Reading(Posting(id="text", description=text), Profile.LIGHT).phrases.is_awareness


@pytest.mark.parametrize("text", AWARENESS)
def test_a_text_that_warns_or_tells_shows_nothing_strong(text: str) -> None:
    assert strong_evidence(text) == []


@pytest.mark.parametrize("text", [*ADVERTS, *RISKY])
def test_an_advert_is_not_taken_for_a_warning(text: str) -> None:
    assert not is_awareness(text)


@pytest.mark.parametrize("text", RISKY)
def test_a_recruiter_who_speaks_of_scams_is_read_all_the_same(text: str) -> None:
    found = evidence_of(Reading(Posting(id="text", description=text), Profile.LIGHT))
    assert any(item.state is EvidenceState.PRESENT for item in found)
