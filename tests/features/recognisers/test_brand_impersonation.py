"""A known name claimed by somebody who writes from elsewhere. The names are real, the addresses are not."""

from __future__ import annotations

import pytest

from features.brands import brands
from features.posting import Organization, PostingKind
from features.profile import Profile
from tests.features.recognisers.states import evidence_for, shows

INDICATOR = "brand_impersonation"
BORROWED = [
    "This is UNICEF recruitment. Answer on WhatsApp +44 7700 900123.",
    "DHL is hiring 500 packers. CV to dhl.recruit.desk@gmail.com",
    "I am the HR manager of Amazon. Add me on Telegram @amz_hr_example",
    "Qatar Airways careers department: send passport to qatarairwayshr@outlook.com",
    "We are IKEA and need 40 remote workers, details: https://bit.ly/3abcXYZ",
    "Apply at jobs@amazon-careers.example",
    "Offer letter from hr@unicef-recruit.example attached.",
    "Contact: recruitment@dhljobs.example",
    "Start now at https://amaz0n.example/apply",
    "Work for Aramco, all trades. CV to aramco.offers@yahoo.com",
    "Maersk is recruiting seamen. Viber +44 7700 900222",
    "Greetings from TikTok human resources, join https://t.me/+AbCdEf123456",
    "The World Health Organization is seeking drivers, mail who.vacancies@gmail.com",
]
THEIR_OWN = [
    "DHL is hiring 500 packers. Apply at careers.dhl.com",
    "You will pack parcels for Amazon and DHL. WhatsApp +44 7700 900123.",
    "Experience with Google Ads. CV to north.ads@gmail.com",
    "Our partner Marriott is opening a hotel. CV to harbour.crew@gmail.com",
    "We sell on Amazon and need a packer. Telegram @parcel_shop_example",
    "Former IKEA carpenter looks for two helpers. WhatsApp +44 7700 900123.",
    "UNICEF is hiring a logistics officer. Apply: https://jobs.unicef.org/123",
    "Tesla Street Bakery needs a baker. WhatsApp +44 7700 900123.",
    "Toyota dealer in Leeds needs a mechanic, leeds.motors@gmail.com",
    "Beware: this is not UNICEF recruitment, do not answer unicef.jobs@gmail.com",
    "Walk from the Hilton. Interview at our café, mail cafe.tati@gmail.com",
]


BORROWED_ABROAD = [
    "【京东人力】您已通过初选，居家客服，微信 jdhr_example 联系。",
    "InPost rekrutacja: Twoje zgłoszenie zostało przyjęte bez rozmowy. Odpisz na WhatsApp +44 7700 900123.",
    "Отдел кадров Ozon: кандидатура утверждена, пишите в Telegram @ozon_kadry_example",
    "Вас вітає відділ кадрів Нової пошти. Анкету схвалено, пишіть у вайбер +44 7700 900123.",
    "Türk Hava Yolları kabin memuru alımı başladı, WhatsApp +44 7700 900123 yazın.",
    "Das DHL Karriere-Team hat Ihre Bewerbung angenommen, Antwort per WhatsApp +44 7700 900123.",
    "Mercadona contrata 300 reponedores sin entrevista, escribe al WhatsApp +44 7700 900123.",
    "Az eMAG HR-osztálya keresi önt, írjon WhatsAppon: +44 7700 900123.",
    "Petrobras abre 200 vagas sem prova, chame no WhatsApp +44 7700 900123.",
    "إدارة الموارد البشرية في أرامكو تعلن فتح باب القبول، تواصل واتساب +44 7700 900123",
    "[TIKI TUYỂN DỤNG] Hồ sơ của bạn đã được duyệt, trả lời Zalo +44 7700 900123",
    "Pošta Srbije prima 480 radnika bez razgovora, javite se na Viber +44 7700 900123.",
]
ONLY_MENTIONED_ABROAD = [
    "Szukamy kuriera, paczki InPost i DHL na trasie. WhatsApp +44 7700 900123.",
    "Ищем менеджера: ведение карточек на Ozon и Wildberries, опыт работы с маркетплейсами. Telegram @shop_example",
    "Buscamos dependienta, la tienda está junto al Mercadona. WhatsApp +44 7700 900123.",
    "Deneyimli e-ticaret uzmanı: Trendyol ve Hepsiburada mağazamız var. WhatsApp +44 7700 900123.",
    "我们是京东店铺的供应商，需要仓库打包员，微信 cangku_example",
]


@pytest.mark.parametrize("text", BORROWED_ABROAD)
def test_a_borrowed_name_is_shown_in_every_language_that_has_a_voice(text: str) -> None:
    assert shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST, language="")


@pytest.mark.parametrize("text", ONLY_MENTIONED_ABROAD)
def test_a_name_that_is_only_mentioned_is_not_in_other_languages_either(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST, language="")


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("text", BORROWED)
def test_a_borrowed_name_is_shown(text: str, profile: Profile) -> None:
    assert shows(INDICATOR, text, profile, kind=PostingKind.SOCIAL_POST)


@pytest.mark.parametrize("text", THEIR_OWN)
def test_the_organisation_itself_and_those_who_only_mention_it_are_not(text: str) -> None:
    assert not shows(INDICATOR, text, kind=PostingKind.SOCIAL_POST)


def test_a_firm_that_gives_its_own_name_does_not_speak_for_the_brand() -> None:
    text = "DHL is hiring 500 packers. CV to northfleet.staff@gmail.com"
    assert shows(INDICATOR, text)
    assert not shows(INDICATOR, text, hiring_organization=Organization(name="Northfleet Staffing"))
    assert shows(INDICATOR, text, hiring_organization=Organization(name="DHL Group HR"))


def test_the_address_is_evidence_too() -> None:
    text = "DHL is hiring. CV to dhl.recruit.desk@gmail.com"
    assert {text[item.start : item.end] for item in evidence_for(INDICATOR, text)} == {"DHL", "dhl.recruit.desk@gmail.com"}


@pytest.mark.parametrize("brand", brands(), ids=lambda brand: brand.token)
def test_no_domain_of_a_brand_is_taken_for_an_imitation(brand: object) -> None:
    assert not [(other.token, domain) for other in brands() for domain in brand.domains if other.is_imitated_by(domain)]  # type: ignore[attr-defined]
