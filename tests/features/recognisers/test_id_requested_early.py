"""Papers, bank data or codes before any interview; after an offer they are routine."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "id_requested_early"
POSITIVES = [
    "To apply send a scan of your passport on WhatsApp.",
    "Send your ID card, photo and phone number and you start tomorrow.",
    "Apply: full name, age, passport copy, full body picture.",
    "Message me a picture of your passport and I book the ticket",
    "You will get a code by SMS, send it to us to confirm the registration.",
    "inbox your nid and bank details to be registered",
    "Send front and back of your ID to reserve the job.",
    "Kindly provide your bank account number and SSN with the application.",
    "Whatsapp your passport first page and cv",
    "We need a selfie with your ID before the interview.",
    "Requirements to apply: driver licence front and back, online banking login.",
    "Forward the verification code that you receive.",
    "Just send your aadhaar and pan card photos to hr on telegram.",
    "Passport photo page to this number now, interview later.",
    "Email your bank details and date of birth so that we can prepare your contract today.",
    "Send OTP to complete application.",
    "pls snap ur passport n drop it here so i process u fast",
    "Registration: name, birthday, ID photo both sides, bank app screenshot.",
    "You'll get an SMS with numbers, tell me the numbers.",
    "For your application we need a copy of your passport and your account number.",
    "First step: send a picture of your ID.",
    "Send me your full names, ID number and picture to book your place.",
    "Whoever wants to go sends passport scan today.",
    "Fill the form with your card number and CVV to receive your first salary.",
    "please share your Aadhaar, PAN and cancelled cheque for quick shortlisting",
    "Drop passport front page and CV in my inbox.",
    "Text me your ID so I can put you on the list.",
    "We need photos of your driver's license front and back to proceed with the hiring.",
    "Please provide your online banking username so payroll can be set up before training.",
    "Send us the code that arrives on your phone.",
    "Send a photo of your passport on Telegram to reserve your place.",
    "Please send your ID and bank details by WhatsApp to get registered.",
    "To apply, send your passport scan and a selfie.",
    "We need your ID card and bank card photo before the interview.",
    "Tell us the code you receive by SMS.",
    "Send passport copy and two photos, we process today.",
    "Send passport picture to apply.",
    "Send us your ID and bank details.",
    "WhatsApp me a copy of your passport.",
    "Share the OTP with our agent.",
    "We need your passport and card number to book you.",
]
NEGATIVES = [
    "After an offer we will ask for a copy of your passport.",
    "Send your CV and a cover letter.",
    "Bring your passport on day one.",
    "Successful candidates provide right to work documents.",
    "You need a valid passport and a driving licence.",
    "A passport-size photo is required for your staff badge.",
    "Do not send your bank details or passport in the application.",
    "We will never ask you for a verification code or bank details.",
    "The clerk scans passports and identity cards of visitors.",
    "Once hired, you give us your bank details for payroll.",
    "Verify the identity of customers by passport or ID card.",
    "Upload your CV; identity checks follow the offer.",
    "Please send your details and date of availability.",
    "Write clean code and send pull requests.",
    "A DBS check and proof of identity are required before starting.",
    "Send your portfolio by email.",
]
CONTRADICTED = [
    "Do not send us a copy of your passport at this stage.",
    "We never ask for your bank details before an interview.",
    "No need to send your ID card with the application.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_papers_asked_for_at_once_are_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_papers_after_an_offer_are_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_papers_that_are_not_wanted_contradict(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
