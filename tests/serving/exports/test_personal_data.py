from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from features.translations import catalogue_in, languages
from serving.exports.personal_data import ALL_GIVES_WAY, PersonalKind, findings_in, redacted, without

REGIONS = ("RO", "DE", "PL", "HU", "BG", "GB", "FR", "ES", "IT", "UA", "RS", "TR", "AE", "VN", "ID", "PK", "US", "NL", "PT", "CZ")
PLAIN = st.text("abcdefghiklmnoprstuvzäéßıșłж бгдеклмноп,.;!?-", max_size=60)
"""Words, and what stands between them, without digits, signs and capitals."""
NAMES = st.from_regex(r"[a-z][a-z0-9_]{4,20}[a-z0-9]", fullmatch=True)
DOMAINS = st.sampled_from(["firm.example", "mail.com", "post.co.uk", "jobs.firm.de", "gmx.de"])


@st.composite
def telephones(draw: st.DrawFn) -> str:
    """A number that exists, as people of some country write it: with its country's code, or called a number."""
    region = draw(st.sampled_from(REGIONS))
    kind = draw(st.sampled_from([phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE]))
    number = phonenumbers.example_number_for_type(region, kind)
    forms = phonenumbers.PhoneNumberFormat
    form = draw(st.sampled_from([forms.E164, forms.INTERNATIONAL, forms.NATIONAL]))
    written = str(phonenumbers.format_number(number, form))
    return f"tel. {written}" if form == forms.NATIONAL else written


HANDLES = st.one_of(
    NAMES.map("@{}".format),
    NAMES.map("Telegram: @{}".format),
    NAMES.map("t.me/{}".format),
    NAMES.map("https://wa.me/message/{}".format),
)
EMAILS = st.builds("{}@{}".format, NAMES, DOMAINS)
PERSONAL = st.one_of(telephones(), EMAILS, HANDLES)


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@given(PLAIN, telephones(), PLAIN)
def test_a_telephone_number_is_always_found(before: str, number: str, after: str) -> None:
    text = f"{before} {number} {after}"
    assert findings_in(text), text
    assert len(digits(redacted(text))) < 4, redacted(text)


@given(PLAIN, EMAILS, PLAIN)
def test_an_e_mail_address_is_always_found(before: str, address: str, after: str) -> None:
    seen = redacted(f"{before} {address} {after}")
    assert address.partition("@")[0] not in seen
    assert "@" not in seen


@given(PLAIN, NAMES, st.sampled_from(["@{}", "Telegram: @{}", "t.me/{}", "https://wa.me/message/{}"]), PLAIN)
def test_a_handle_is_always_found(before: str, name: str, form: str, after: str) -> None:
    assume(name not in before and name not in after)
    assert name not in redacted(f"{before} {form.format(name)} {after}")


@given(PLAIN)
def test_a_text_without_personal_data_stays_as_it_is(text: str) -> None:
    assert findings_in(text) == ()
    assert redacted(text) == text


@given(st.text(max_size=80), PERSONAL, st.text(max_size=80))
def test_what_gave_way_stays_so(before: str, personal: str, after: str) -> None:
    once = redacted(f"{before} {personal} {after}")
    assert redacted(once) == once
    assert findings_in(once) == ()


@given(st.text(max_size=120))
def test_findings_stand_in_order_within_the_text_and_share_nothing(text: str) -> None:
    found = findings_in(f"@somebody {text} 0722 123 456")
    ends = [0, *(end for item in found for end in (item.start, item.end))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(f"@somebody {text} 0722 123 456")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ask for Maria", PersonalKind.NAME),
        ("contact: Ion Popescu", PersonalKind.NAME),
        ("call Maria on Monday", PersonalKind.NAME),
        ("Frau Weber erwartet Sie", PersonalKind.NAME),
        ("Persoană de contact: Ana-Maria Ionescu", PersonalKind.NAME),
        ("Keresse Kovács Annát", PersonalKind.NAME),
        ("Спросить Ивана", PersonalKind.NAME),
        ("Контактна особа: Олена", PersonalKind.NAME),
        ("Ayşe Hanım ile görüşün", PersonalKind.NAME),
        ("liên hệ chị Lan", PersonalKind.NAME),
        ("联系人：王小明", PersonalKind.NAME),
        ("الأستاذ محمد علي", PersonalKind.NAME),
        ("write to joe [at] firm [dot] com", PersonalKind.EMAIL),
        ("joe&#64;firm.example", PersonalKind.EMAIL),
        ('<a href="mailto:joe@firm.example">write to us</a>', PersonalKind.EMAIL),
        ("Telegram @bossman", PersonalKind.MESSENGER),
        ("instagram.com/bossman", PersonalKind.SOCIAL),
        ("https://bit.ly/3abcDE", PersonalKind.LINK),
        ("IBAN DE89 3704 0044 0532 0130 00", PersonalKind.IBAN),
        ("card 4111 1111 1111 1111", PersonalKind.CARD),
        ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", PersonalKind.WALLET),
        ("passport no. 123456789", PersonalKind.NUMBER),
        ("0722123456", PersonalKind.NUMBER),
        ("0722-123-456", PersonalKind.NUMBER),
        ("06.12.34.56.78", PersonalKind.NUMBER),
        ("21.11.2026 0722123456", PersonalKind.NUMBER),
        ("٠٧٢٢١٢٣٤٥٦", PersonalKind.NUMBER),
        ("my telegram is 'boss_man'", PersonalKind.HANDLE),
    ],
)
def test_each_kind_is_told_by_its_name(text: str, kind: PersonalKind) -> None:
    assert [item.kind for item in findings_in(text)] == [kind]
    assert f"[{kind}]" in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pay the training fee of 300 EUR before your first day.",
        "1 500 000 - 2 000 000 VND, or 15000000 VND",
        "From 01.09.2026 - 30.09.2026, 08.00-18.00, since 2026-11-20",
        "01.09.2026-30.09.2026, 0800-1800, 20261118, 1/9/2026 - 30/9/2026",
        "Regulation (EU) 2022/2065, Article 3, CELEX 32022R2065",
        "https://eur-lex.europa.eu/eli/reg/2022/2065/oj",
        "Contact us: today. Call Now at once! Ask for Details.",
        "Sr. Engineer, Call Center, WhatsApp only",
        "we never keep your passport",
        "电话销售 每天工作八小时",
    ],
)
def test_sums_dates_laws_and_ordinary_words_are_nobody_s(text: str) -> None:
    assert redacted(text) == text


def test_no_text_of_the_catalogue_is_taken_for_personal_data() -> None:
    texts = [text for code in languages() for item in catalogue_in(code).values() for text in (item.name, item.definition)]
    assert [text for text in texts if findings_in(text)] == []


def test_a_decoy_before_it_hides_no_address() -> None:
    assert "joe" not in redacted("@ " * 500 + "joe@firm.example")
    assert "0722" not in redacted("1 2 3 4 5 6 7; " * 60 + "0722123456")


def test_one_name_after_another_is_found() -> None:
    assert redacted("ask for Maria ask for Ion Popescu now") == "ask for [name] ask for [name] now"
    assert len(findings_in("ask for Maria " * 50)) == 50


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Maria: 0722 123 456", "[name]: [long number]"),
        ("Mia,0722123456", "[name],[long number]"),
        ("Ion Popescu - joe@firm.example", "[name] - [e-mail address]"),
        ("+40 722 123 456 (Maria)", "[telephone number] ([name])"),
        ("Phone: +40 722 123 456 (WhatsApp)", "Phone: [messenger account])"),
        ("Tel: +40 722 123 456 (office)", "Tel: [telephone number] (office)"),
    ],
)
def test_the_name_that_a_number_is_given_with_goes_too(text: str, left: str) -> None:
    assert redacted(text) == left


def test_a_stretch_cut_out_of_a_number_hides_it_too() -> None:
    text = "call +40 722 123 456 today"
    assert without(text, findings_in(text), 9, 17) == "[telephone number]"
    assert without(text, findings_in(text), 0, 12) == "call [telephone number]"


def test_a_text_that_never_comes_to_rest_gives_way_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serving.exports.personal_data._ROUNDS", 0)
    assert redacted("ask for Maria") == ALL_GIVES_WAY
