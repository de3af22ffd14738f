"""Sentences end where a reader would say, alike in both profiles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.posting import Posting
from features.profile import Profile
from features.reading import Reading
from features.text.sentences import sentence_at, sentences

EXAMPLES = [
    (
        "en",
        ["We pay, e.g. for travel.", "Mr. Smith leads.", "It is approx. 40 hours.", "Pay is 1.500 a month!", "Is it?", "Yes."],
    ),
    ("en", ["Start at 9 a.m.", "We wait... then call.", "Call J. Smith.", "1. First item.", '"Quoted."', "Then."]),
    ("en", ["We pay now.Apply"[:11], "Apply today."]),
    ("de", ["Wir suchen z.B. Fahrer.", "Beginn am 1. Mai.", "Ca. 40 Stunden."]),
    ("ru", ["Работа в г. Москва.", "Зарплата 50 тыс. руб.", "Звоните!"]),
    ("zh", ["我们招聘司机。", "待遇优厚！", "请联系"]),
    ("ar", ["هل تبحث عن عمل؟", "اتصل بنا الآن.", "شكرا"]),
    ("ur", ["رابطہ کریں۔", "شکریہ۔"]),
    ("vi", ["Tuyển nhân viên.", "Lương cao!", "Gọi ngay."]),
]


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(("language", "parts"), EXAMPLES)
def test_sentences_end_where_a_reader_would_say(language: str, parts: list[str], profile: Profile) -> None:
    text = ("" if language == "zh" else " ").join(parts)
    assert [text[span.start : span.end] for span in sentences(text, language, profile)] == parts


@pytest.mark.parametrize("profile", list(Profile))
def test_line_breaks_bullets_and_field_breaks_always_end_a_sentence(profile: Profile) -> None:
    text = "Driver\nLong hours\n\x1e\n• beds • food\r\nNo fee"
    assert [text[span.start : span.end] for span in sentences(text, "en", profile)] == [
        "Driver",
        "Long hours",
        "• beds",
        "• food",
        "No fee",
    ]


@given(text=st.text("aB. !?\n\x1e•。\"')1", max_size=80), profile=st.sampled_from(list(Profile)))
@settings(max_examples=100, deadline=None)
def test_sentences_cover_all_words_without_blanks_around_them(text: str, profile: Profile) -> None:
    spans = sentences(text, "en", profile)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(text[span.start : span.end] for span in spans).split()) == "".join(text.replace("\x1e", " ").split())


@given(text=st.text("aB. !?\n\x1e•1", max_size=80), profile=st.sampled_from(list(Profile)))
@settings(max_examples=100, deadline=None)
def test_the_sentence_around_an_offset_is_one_of_the_sentences(text: str, profile: Profile) -> None:
    for span in sentences(text, "en", profile):
        assert sentence_at(text, (span.start + span.end) // 2, "en", profile) == span


def test_between_sentences_there_is_none() -> None:
    assert sentence_at("One.\n\nTwo.", 5, "en", Profile.LIGHT).start == sentence_at("One.\n\nTwo.", 5, "en", Profile.LIGHT).end


@pytest.mark.parametrize("profile", list(Profile))
def test_an_endless_line_is_read_around_the_offset_only(profile: Profile) -> None:
    text = "We pay well. " * 8_000
    span = sentence_at(text, 52_005, "en", profile)
    assert text[span.start : span.end] == "We pay well."


def test_a_reading_gives_the_sentence_around_an_offset() -> None:
    reading = Reading(Posting(id="1", title="Driver", description="We need you. The pay is good. Call us."))
    span = reading.sentence_at(reading.text.index("pay"))
    assert reading.text[span.start : span.end] == "The pay is good."
