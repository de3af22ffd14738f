"""Nobody says who is hiring: what the text conceals, and silence only beside indicators of several groups."""

from __future__ import annotations

from typing import Any

import pytest

from features.posting import Organization, PostingKind
from features.profile import Profile
from tests.features.recognisers.states import denies, evidence_for, shows

INDICATOR = "employer_unnamed"

SHOWN = [
    "A reputable company abroad is looking for 20 workers.",
    "Our client, whose name is withheld, needs drivers.",
    "The name of the company will be given after selection.",
    "A big hotel in Qatar needs waitresses. Text me.",
    "Foreign company urgently requires staff. Salary in dollars.",
    "Company name is confidential until the interview.",
    "For a well known family in Riyadh we need a maid.",
    "An international firm hires people for work in Europe.",
    "Leading company overseas wants cleaners, WhatsApp only.",
    "We cannot disclose the employer at this stage.",
    "Work for a serious company in Germany, call me for details.",
    "Employer details are shared only with chosen candidates.",
    "A factory in Poland needs people, write on Telegram.",
    "We work for a rich client who wants to stay anonymous.",
    "Reputed MNC (name undisclosed) hiring freshers",
]

NOT_SHOWN = [
    "Marlowe Finch Recruitment is retained by a listed insurer for a confidential search.",
    "Harbour Hotel is looking for two waiters. Call reception.",
    "A leading company in Leeds is hiring drivers. Apply at jobs@northfleet.example.",
    "Brightwater Foods Ltd is a big company and needs packers.",
    "Our client, a leading bank, is looking for analysts. Finch Staffing Ltd.",
    "Cook wanted. Ring 01632 960171.",
    "We have worked with a well known company for years; join our bakery team.",
    "Be careful when the name of the company will be given only after selection: that is a warning sign.",
    "Our school is a private school; teachers apply by post.",
    "Driver needed for evening rounds in Oslo.",
    "Employer contributions to the pension are given.",
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", SHOWN)
def test_an_employer_kept_nameless_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_employers_who_are_named_or_only_not_mentioned_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


def test_an_empty_field_alone_says_nothing() -> None:
    assert not shows(INDICATOR, "Two cleaners for mornings, 13.40 an hour, Stow.", hiring_organization=Organization())


def test_an_agency_that_names_itself_may_search_in_confidence() -> None:
    text = "The name of the company will be given after selection."
    agency = Organization(name="Marlowe & Finch Recruitment")
    assert shows(INDICATOR, text)
    assert denies(INDICATOR, text, hiring_organization=agency)


def test_a_stand_in_beside_a_named_firm_says_nothing() -> None:
    text = "A big hotel in Qatar needs waitresses."
    assert shows(INDICATOR, text)
    assert not shows(INDICATOR, text + " Al Noor Manpower Services.")
    assert not shows(INDICATOR, text + " Apply: jobs@alnoor-manpower.example")


def test_a_journey_that_nobody_arranges_shows_it_only_in_a_private_chat() -> None:
    text = "We pay your flight and visa to Malta."
    assert shows(INDICATOR, text + " Write me on Viber +44 7700 900222", kind=PostingKind.SOCIAL_POST)
    assert not shows(INDICATOR, text + " Apply at our office in Quay Street.", kind=PostingKind.SOCIAL_POST)


OFFERED = (
    "Urgently needed: girls for good work. We send you the ticket, hand us your passport on arrival. WhatsApp +44 7400 123456"
)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("kind", [PostingKind.SOCIAL_POST, PostingKind.MESSAGE])
def test_an_offer_with_another_indicator_that_only_a_private_chat_answers_is_shown(kind: PostingKind, profile: Profile) -> None:
    assert shows(INDICATOR, OFFERED, profile, kind=kind)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (OFFERED, {}),
        (OFFERED, {"kind": PostingKind.SOCIAL_POST, "hiring_organization": Organization(name="Hotel Adler")}),
        (f"{OFFERED} Brightwater Foods Ltd", {"kind": PostingKind.SOCIAL_POST}),
        ("Urgently needed: cook. WhatsApp +44 7400 123456", {"kind": PostingKind.SOCIAL_POST}),
        ("Urgently needed: girls. Hand us your passport on arrival.", {"kind": PostingKind.SOCIAL_POST}),
    ],
)
def test_a_board_a_name_no_other_indicator_or_no_private_way_make_silence_mere_silence(text: str, fields: dict[str, Any]) -> None:
    assert not shows(INDICATOR, text, **fields)


@pytest.mark.parametrize("link", ["wa.me/u/maria_jobs", "wa.link/ab12cd", "https://www.facebook.com/share/p/AbC123"])
def test_a_link_into_a_messenger_or_network_names_nobody(link: str) -> None:
    assert shows(INDICATOR, f"{FEE_AND_PASSPORT} {link}", kind=PostingKind.SOCIAL_POST)


def test_who_is_chosen_unasked_in_a_private_chat_is_chosen_by_nobody() -> None:
    text = "Sie wurden für diese Stelle ausgewählt. WhatsApp +44 7400 123456"
    assert shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
    assert not shows(INDICATOR, text, kind=PostingKind.JOB_ADVERT)
    assert not shows(INDICATOR, "Heute Abend Pizza? WhatsApp +44 7400 123456", kind=PostingKind.SOCIAL_POST)


FEE_AND_PASSPORT = "Pay the visa fee of 300 USD first. We keep your passport until the season ends. No contract, start tomorrow."


def test_silence_counts_beside_indicators_of_several_groups() -> None:
    found = evidence_for(INDICATOR, FEE_AND_PASSPORT, kind=PostingKind.SOCIAL_POST)
    assert [(item.field, item.start, item.end, item.rule) for item in found] == [
        ("hiring_organization.name", 0, 0, "nobody_named")
    ]
    assert "3 other groups" in found[0].note


def test_silence_says_nothing_beside_one_group() -> None:
    assert not shows(INDICATOR, "Pay the visa fee of 300 USD first.", kind=PostingKind.SOCIAL_POST)


def test_silence_of_an_advert_on_a_board_needs_one_group_more() -> None:
    text = "Pay the visa fee of 300 USD first. We keep your passport until the season ends."
    assert shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)
    assert not shows(INDICATOR, text, kind=PostingKind.JOB_ADVERT)
    assert shows(INDICATOR, FEE_AND_PASSPORT, kind=PostingKind.JOB_ADVERT)


@pytest.mark.parametrize(
    "name",
    [
        "Kovács és Társa Kft.", "Prima Sp. z o.o.", "Zora d.o.o.", "ТОВ Прима", "Прима ЕООД", "Zora Ltd. Şti.", "Công ty TNHH Zora",
        "PT Zora Jaya", "东海有限公司", "кафе «Прима»", "Firma „Zora Plus“",
    ],
)  # fmt: skip
def test_a_firm_is_named_as_its_country_names_firms(name: str) -> None:
    assert not shows(INDICATOR, f"{FEE_AND_PASSPORT} {name}", kind=PostingKind.SOCIAL_POST)
