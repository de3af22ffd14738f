from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "body_photo_request"
POSITIVES = [
    "Waitress job in Doha: send full body photo and age on WhatsApp.",
    "Apply with two photos in swimsuit and your height and weight.",
    "Please attach full-length pictures and your measurements.",
    "Send me 3 pics, one of them in bikini, boss will decide.",
    "We need photo of face and photo full height without retouch before interview for receptionist.",
    "Send bust waist hips and some selfies",
    "DM a full figure picture + short video turning around",
    "Before we book your ticket the owner wants pictures in underwear.",
    "Drop your body pics in my inbox if you want hostess work",
    "girls write me height, weight, bra size and pic",
    "CV not necessary, only photos from head to toe",
    "Video call in lingerie first, so the manager sees your body.",
    "Kindly share a recent full-size photograph in a tight dress, and your vital statistics.",
    "Candidates send sexy pictures to the number below",
    "make photo without clothes so boss can see you are healthy",
    "Include a nude picture with your application for personal assistant.",
    "Your parameters (90-60-90 style) and photos in full growth to Viber.",
]
NEGATIVES = [
    "Larkspur Model Management: send a portfolio with one full-length photo, height and shoe size; registered agency.",
    "Please send your CV with a recent photograph.",
    "Open casting by Northlight Casting Agency: headshot and full length shot please, our agency is licensed.",
    "We supply the uniform: tell us your height and clothing size on the first day.",
    "Take body measurements of customers and fit bridal gowns.",
    "Retail assistant in a swimwear and lingerie store.",
    "Record height, weight and blood pressure of patients.",
    "Photographer with experience in full-body product photography.",
    "Body shop technician: send pictures of your past repairs.",
    "Bring two passport photos to the medical.",
    "Send photos of your full vehicle and the licence plate.",
    "Beware if someone wants full body photos or pictures in underwear before an interview.",
    "Lifeguards get a swimsuit and a whistle; photos for the staff card are taken on site.",
]
CONTRADICTED = [
    "We never ask for swimwear or nude pictures.",
    "Cabin crew. No full-length photos, please, a CV is enough.",
    "You do not need to send body photos.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_picture_or_measure_of_the_body_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("text", NEGATIVES)
def test_a_portrait_a_portfolio_or_other_bodies_are_no_request(text: str) -> None:
    assert not shows(INDICATOR, text)


@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_denial_contradicts(text: str) -> None:
    assert denies(INDICATOR, text)
