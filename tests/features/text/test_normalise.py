"""Disguises are undone, honest text is left alone, and every quote is an exact slice of the original."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.spans import Span
from features.text.normalise import Disguise, lower, normalise

WORDS = ("whatsapp", "telegram", "passport", "escort", "money", "salary", "courier", "deposit", "massage", "bitcoin")
RUSSIAN = ("работа", "паспорт", "зарплата", "курьер", "девушки")
CYRILLIC_TWINS = str.maketrans("aeopcx", "аеорсх")
LATIN_TWINS = str.maketrans("аеорсух", "aeopcyx")
SIGNS = str.maketrans("oeas", "03@$")


def spelled_in_flags(word: str) -> str:
    return "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in word)


def mathematical(word: str) -> str:
    return "".join(chr(0x1D41A + ord(letter) - ord("a")) for letter in word)


def struck(word: str) -> str:
    return "".join(letter + "\u0336" for letter in word)


def circled(word: str) -> str:
    return "".join(chr(0x24D0 + ord(letter) - ord("a")) for letter in word)


LATIN_DISGUISES = {
    Disguise.SPACED_LETTERS: " ".join,
    Disguise.DOTTED_LETTERS: ".".join,
    Disguise.INVISIBLE_CHARACTERS: "\u200b".join,
    Disguise.EMOJI_LETTERS: circled,
    Disguise.STYLED_LETTERS: mathematical,
    Disguise.COMBINING_MARKS: struck,
}
CARRIERS = st.sampled_from(
    ["", "Please, ", "Contact us \u2013 ", "<p>Hi &amp; welcome</p>", "\u201cNow\u201d ", "caf\u00e9 \U0001f600 "]
)
ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from("aа0@ .-<>&;\u200b\u0301\ufe0f\u20e3\U0001f1e9\U0001f1ea\U0001d41a\x1e\r\n!")),
    max_size=80,
)


def undone(text: str) -> dict[Disguise, str]:
    normalised = normalise(text)
    return {item.kind: normalised.text[item.span.start : item.span.end] for item in normalised.undone}


def original_of(text: str, words: str) -> str:
    normalised = normalise(text)
    start = lower(normalised.text).index(words)
    span = normalised.original(start, start + len(words))
    return text[span.start : span.end]


@given(before=CARRIERS, after=CARRIERS, word=st.sampled_from(WORDS), kind=st.sampled_from(sorted(LATIN_DISGUISES)))
@settings(max_examples=150)
def test_a_disguised_word_is_found_and_its_quote_is_exactly_the_disguise(
    before: str, after: str, word: str, kind: Disguise
) -> None:
    disguised = LATIN_DISGUISES[kind](word)
    text = f"{before}: {disguised} ; {after}"
    assert original_of(text, word) == disguised
    assert undone(text)[kind].lower() == word


@given(before=CARRIERS, word=st.sampled_from(WORDS))
def test_letters_of_another_alphabet_are_brought_home(before: str, word: str) -> None:
    disguised = word.translate(CYRILLIC_TWINS)
    assert original_of(f"{before}{disguised} now", word) == disguised
    assert undone(f"{before}{disguised} now") == {Disguise.MIXED_ALPHABET: word}


@given(word=st.sampled_from(RUSSIAN))
def test_latin_letters_in_a_russian_word_are_brought_home(word: str) -> None:
    disguised = word.translate(LATIN_TWINS)
    assert original_of(f"Срочно {disguised} каждый день", word) == disguised


@given(word=st.sampled_from(WORDS))
def test_digits_and_signs_are_read_as_letters_in_words_worth_disguising(word: str) -> None:
    disguised = word[:-1].translate(SIGNS) + word[-1]
    if disguised != word:
        assert original_of(f"we give {disguised}, today", word) == disguised
        assert undone(f"we give {disguised}, today") == {Disguise.DIGITS_FOR_LETTERS: word}


@given(ANYTHING)
@settings(max_examples=300)
def test_every_stretch_leads_back_within_bounds_and_in_order(text: str) -> None:
    normalised = normalise(text)
    length = len(normalised.text)
    spans = [normalised.original(place, place + 1) for place in range(length)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.start <= right.start and left.end <= right.end for left, right in pairwise(spans))
    assert normalised.original(0, 0).start == normalised.original(0, 0).end
    assert normalised.original(length, length).end <= len(text)
    assert all(0 <= item.span.start <= item.span.end <= length for item in normalised.undone)


@given(
    st.text("abcdefg hij\n,.äéßñ中文", max_size=60).filter(
        lambda text: " a " not in text and "...." not in text and ",,,," not in text
    )
)
def test_plain_text_is_its_own_original(text: str) -> None:
    normalised = normalise(text)
    if normalised.text == text:
        assert normalised.original(0, len(text)) == Span(0, len(text))


@given(st.text(max_size=60))
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


def test_the_dotted_capital_i_becomes_a_plain_one() -> None:
    assert lower("İŞ İLANI") == "iş ilani"


@pytest.mark.parametrize(
    "text",
    [
        "Shift 9 am to 5 pm, 24h, 1st floor, H2O, B2B, covid19, mp3, 401k, A1 level, 12.50 per hour, Model3, ISO9001.",
        "Write to m0ney@jobs.example or see https://w0rk.example/c@sh and www.pa$$port.example",
        "Driving licence B C D E or C/D/E/F, vitamins A, B, C, D; Y.M.C.A., U.S.A., (m/w/x/d), e.g. this, x x x x",
        "IT-компания ищет SMMщика, 10кВт, USB-кабель, Wi-Fi, ITшник, пишите в Telegramе и Zoomе, JavaОпыт от 2 лет",
        "Потрібен водій, їжа і житло безкоштовно. Тражи се возач, љубазан и одговоран. Се бара ѓердан, ќе работи.",
        "Szükséges: jogosítvány, őszinte és jó munkaerő. Căutăm șofer și bucătar, plată bună.",
        "Tuyển nhân viên phục vụ, lương cao, bao ăn ở.",
        "招聘司机，包吃住。",
        "مطلوب سائقين للعمل فورا",
        "ڈرائیور کی ضرورت ہے",
        "Ζητείται οδηγός για άμεση πρόσληψη",
        "Poszukujemy kierowcy z prawem jazdy. Şoför aranıyor, ığdır.",
        "Team from 🇩🇪🇺🇦 and 🇵🇱 welcome ❤️ 👨‍👩‍👧",
        "1️⃣ Apply 2️⃣ Interview",
        "I <3 this job, a < b, ask <name> or <link to apply>, AT&T, R&D",
        "7½ hours, Brand™, № 5, sarà così",
        "底薪+高提成+补贴 双休,优先 工作经验 要求:责任心强 岗位 经理",
        "высшее образование!желание работать; НАЧАЛО НОВОЙ ЖИЗНИ!Мы ждем; начальник отдела!Руководить людьми",
    ],
)
def test_honest_text_is_not_reported(text: str) -> None:
    assert normalise(text).undone == ()


@pytest.mark.parametrize(
    "text",
    [
        "Shift 9 am to 5 pm, 24h, H2O, B2B, covid19, Model3, licence B C D E, Y.M.C.A., e.g. this",
        "IT-компания, SMMщик, 10кВт, в Telegramе, JavaОпыт",
        "Потрібен водій. Љубазан возач. Се бара ѓердан.",
        "I <3 this job, a < b, ask <name> or <link to apply>, AT&T, R&D",
        "7½ hours, Brand™, № 5",
    ],
)
def test_honest_text_is_not_changed(text: str) -> None:
    assert normalise(text).text == text


def test_flags_stay_flags_and_spelled_flags_become_words() -> None:
    assert normalise("from 🇩🇪🇺🇦 to " + spelled_in_flags("call")).text == "from 🇩🇪🇺🇦 to CALL"


def test_digits_in_frames_become_digits() -> None:
    assert normalise("call 0️⃣7️⃣0️⃣0️⃣ ①②③").text == "call 0700 123"


def test_letters_apart_in_several_words_keep_the_gap_between_words() -> None:
    assert normalise("c a l l   m e   n o w").text == "call me now"


def test_letter_spaced_headings_are_joined_but_not_reported() -> None:
    assert normalise("N O T I C E B O A R D").text == "NOTICEBOARD"
    assert normalise("N O T I C E B O A R D").undone == ()


def test_markup_is_seen_through_and_quoted_as_published() -> None:
    text = "<p>No <b>pass</b>port kept</p><script>var a = 1 < 2;</script>&nbsp;Fish &amp; chips<br/>End"
    assert normalise(text).text == "\nNo passport kept\n  Fish & chips\nEnd"
    assert original_of(text, "passport") == "pass</b>port"
    assert original_of(text, "fish & chips") == "Fish &amp; chips"


def test_markup_that_was_escaped_is_seen_through_too() -> None:
    assert normalise("&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;").text == "\nFish & chips\n"


def test_typographic_signs_become_plain_without_moving_anything() -> None:
    normalised = normalise("“We’re” – «ok»…\u00a0now")
    assert normalised.text == '"We\'re" - "ok". now'
    assert normalised.offsets is None


def test_control_characters_and_field_breaks_become_blanks() -> None:
    assert normalise("a\x1eb\x00c\r\nd\re\ud800f").text == "a b c \nd\ne f"


def test_long_runs_of_signs_are_shortened() -> None:
    normalised = normalise("Call!!!!!!!! now....")
    assert normalised.text == "Call!!! now..."
    assert normalised.original(4, 7) == Span(4, 12)


def test_accents_are_composed_and_stress_marks_go_unreported() -> None:
    assert normalise("cafe\u0301 за\u0301мок tie\u0302\u0301ng").text == "café замок tiếng"
    assert normalise("за\u0301мок").undone == ()


@pytest.mark.parametrize(
    "unit", ["<", "&", "a ", "a.", "a\u200b", "aа", "a1", "<!--", "<script>", "a\u0336", "🇼", "1️⃣", "c@ll ", "<a b='", "\u1100"]
)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = (unit * 4_000)[:4_000]
    normalised = normalise(text)
    assert normalised.original(0, len(normalised.text)).end <= len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("on a W h a t s A p p", "on a WhatsApp"), ("I t e l e g r a m you", "I telegram you"), ("A g e n t", "Agent")],
)
def test_a_word_of_one_letter_before_letters_set_apart_stays_a_word(text: str, plain: str) -> None:
    assert normalise(text).text == plain
