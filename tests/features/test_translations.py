"""Each indicator is explained in the reader's own language, and in English where a translation is missing or old."""

from __future__ import annotations

from pathlib import Path

import pytest

from features import translations
from features.indicators import catalogue
from features.translations import SOURCE, TEXTS, catalogue_in, language_for, languages, read_messages, template

TRANSLATED = sorted(set(languages()) - {SOURCE})


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_every_indicator_is_translated(language: str) -> None:
    messages = {(message.context, message.id): message for message in read_messages(language) if message.id}
    wanted = {(message.context, message.id) for message in template() if message.id}
    assert messages.keys() == wanted, "run `recruitment-risk packs messages`"
    assert [key for key, message in messages.items() if not message.string or message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_of_a_language_differs_in_its_texts_only(language: str) -> None:
    ours, theirs = catalogue(), catalogue_in(language)
    assert list(theirs) == list(ours)
    for name in ours:
        assert theirs[name].strength == ours[name].strength
        assert theirs[name].sources == ours[name].sources
        assert theirs[name].definition != ours[name].definition
        assert not any("\ufffd" in getattr(theirs[name], text) for text in TEXTS)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_names_anybody_a_trafficker_or_a_victim(language: str) -> None:
    words = (
        "trafficker",
        "áldozat",
        "traficant",
        "victim",
        "opfer",
        "жертв",
        "kurban",
        "ofiar",
        "žrtv",
        "víctima",
        "vítima",
        "受害者",
        "korban",
    )
    texts = [getattr(item, text).lower() for item in catalogue_in(language).values() for text in TEXTS]
    assert [text for text in texts if any(word in text for word in words)] == []


def test_a_language_without_translation_is_answered_in_english() -> None:
    assert catalogue_in("tlh") is catalogue()
    assert catalogue_in("en") is catalogue()


@pytest.fixture
def klingon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A language with two messages: one fuzzy, one good."""
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    path = translations.path_of("eo")
    path.parent.mkdir(parents=True)
    item = catalogue()["worker_pays_fee"]
    path.write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        f'msgctxt "worker_pays_fee.name"\nmsgid "{item.name}"\nmsgstr "La laboristo pagas"\n\n'
        f'#, fuzzy\nmsgctxt "worker_pays_fee.why"\nmsgid "{item.why}"\nmsgstr "Malnova"\n',
        encoding="utf-8",
    )
    for cached in (translations.languages, translations.catalogue_in):
        cached.cache_clear()
    return path


def test_a_text_whose_english_has_changed_stays_english(klingon: Path) -> None:
    del klingon
    try:
        ours, theirs = catalogue()["worker_pays_fee"], catalogue_in("eo")["worker_pays_fee"]
        assert theirs.name == "La laboristo pagas"
        assert theirs.why == ours.why
        assert theirs.advice == ours.advice
    finally:
        for cached in (translations.languages, translations.catalogue_in):
            cached.cache_clear()


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "en"), ("tlh", "en"), ("en-GB,en;q=0.9", "en"), ("tlh,en;q=0.1", "en"), ("*;q=x, en", "en"), ("en;q=0", "en")],
)
def test_what_a_browser_accepts_decides_among_what_there_is(accepted: str, language: str) -> None:
    assert language_for(accepted) == language


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_browser_of_each_language_is_answered_in_it(language: str) -> None:
    assert language_for(f"{language}-XX, en;q=0.5") == language
    assert languages()[language]


def test_a_language_with_two_alphabets_is_named_in_the_one_of_its_texts() -> None:
    assert languages()["sr"].startswith("Srpski")
