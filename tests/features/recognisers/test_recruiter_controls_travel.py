"""The recruiter holds ticket, escort or route; coaches, crews and carriers are ordinary."""

from __future__ import annotations

import pytest

from features.profile import Profile
from tests.features.recognisers.states import denies, shows

INDICATOR = "recruiter_controls_travel"
POSITIVES = [
    "We buy you a one-way ticket and our driver meets you at the station.",
    "The ticket will be given to you at the airport by our man.",
    "One of our people travels with you until you reach the house.",
    "You go first to Dubai, there someone takes you to the next flight.",
    "We will bring you across the border at night.",
    "Our guy picks you up and takes you over, you don't need anything.",
    "You do not have to book anything: we send a taxi, ticket and escort.",
    "Somebody will be waiting for you on the other side.",
    "Transit through Thailand, from there you are driven to the site.",
    "Ticket one way free.",
    "We come for you with a car from your village to the flat.",
    "The agent keeps your ticket and hands it over when boarding.",
    "You fly to Bangkok, our colleague will collect you and take you on by boat.",
    "Free one-way flight for girls",
    "An escort will accompany the group to the destination.",
    "Our driver will take you through the checkpoints.",
    "A man with a blue cap waits for you in Istanbul and brings you on.",
    "We arrange a guide who leads the group over the border.",
    "one way flight paid by company, you land we pick you, no stress",
    "You do not need to know the address, the driver knows.",
    "Tickets are with our coordinator, she flies together with you.",
    "Route: Nairobi - Addis - Bangkok, then by car with our people.",
    "Our minibus fetches you at home and takes you directly to the house.",
    "From the airport another driver takes you to the final place.",
    "You will be met at each stop by somebody from us.",
    "We organise the smuggling-free crossing by van at night.",
    "Someone from our side accompanies you the whole trip.",
    "Your ticket is bought one way only.",
    "A driver picks you up at home and brings you directly to the club.",
    "You will be taken over the river to the compound by our team.",
    "I'll hold the tickets until check-in.",
    "We will send someone to pick you up and bring you across the border.",
    "Our driver will meet you at the airport and take you to the accommodation, we keep the return ticket.",
    "You get a one-way ticket.",
    "Our man will travel with you.",
    "You will be handed over to another driver in Budapest.",
    "First you fly to Turkey, our partner meets you there and takes you further.",
    "Our driver will take you across the border.",
    "We buy only a one-way ticket.",
    "Someone will meet you at the station and take you to the house.",
    "My colleague travels with you and keeps the tickets.",
    "From Bangkok you are driven to the site.",
]
NEGATIVES = [
    "The farm runs a coach from the town centre each morning.",
    "Transport to and from the worksite is provided by the employer.",
    "Employer pays inbound and return travel.",
    "Crew travel is booked by our travel desk and you receive your tickets by email.",
    "You book your own journey; we reimburse the ticket.",
    "School escort: accompany children on the bus.",
    "Security escort for visitors to the terminal.",
    "Flight attendants accompany groups of passengers to their destination.",
    "Chauffeur: pick up guests at the airport.",
    "We will collect you from the airport on arrival and take you to your flat near the hospital.",
    "Cross-border truck driver: you cross the border with freight each week.",
    "One-way trips across the country for car movers; you drive the vehicles of our clients.",
    "Border guard: take travellers through passport control.",
    "Patient transport driver: drives patients home from hospital.",
    "Pick up the phone and help our customers.",
    "You book your flight yourself and keep your ticket.",
]
CONTRADICTED = [
    "You book your own ticket.",
    "We do not send anybody to collect you; you travel on your own.",
    "Nobody will accompany you.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", POSITIVES)
def test_a_journey_in_other_hands_is_seen(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", NEGATIVES)
def test_ordinary_transport_is_left_alone(text: str, profile: Profile) -> None:
    assert not shows(INDICATOR, text, profile)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", CONTRADICTED)
def test_a_journey_in_own_hands_contradicts(text: str, profile: Profile) -> None:
    assert denies(INDICATOR, text, profile)


@pytest.mark.parametrize("text", POSITIVES[:4])
def test_a_warning_shows_nothing(text: str) -> None:
    assert not shows(INDICATOR, f"Scam alert. Beware of offers such as this one: {text}.")
