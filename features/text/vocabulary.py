"""Words worth disguising: what recruiters who fear a filter write with digits for letters or with gaps between the letters.

Only such a word is read out of digits and signs, so that product codes, units and addresses are never harmed: the words of the
lists below, and those that the phrases of the packs look for (`vocabulary.txt`, written by `recruitment-risk packs words`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from features.text.spelling import forms_of, key

FILE: Final = Path(__file__).with_name("vocabulary.txt")
_SHORTEST_STEM: Final = 4
_LONGEST_CHINESE: Final = 4

_WORDS: Final = """
whatsapp watsapp telegram viber signal wechat weixin line zalo messenger facebook instagram insta snapchat skype imo tiktok
onlyfans money cash work worker job salary wage wages pay paid payment payout earn earning earnings income profit dollar
dollars euro euros daily weekly passport visa document documents permit ticket travel flight abroad sponsor sponsorship
hotel housing girl girls lady ladies woman women female model models modelling hostess hostesses dancer dancers massage
masseuse escort escorts intim intimate companion webcam nude adult sexy sex young teen erotic strip stripper call text
contact contacts message sms phone number mobile reply write whatsap email mail gmail address link channel group chat easy
fast quick urgent urgently free now hiring apply remote online home offer vacancy recruit recruiter recruitment agent agency
manager interview crypto bitcoin usdt wallet invest investment investor trading forex bonus reward commission deposit fee
fees loan loans credit debt account accounts bank banks card cards transfer transfers payroll paypal courier couriers driver
drivers parcel package delivery pickup drug drugs weed cocaine gun weapon guaranteed guarantee registration register
training trabajo dinero pasaporte chicas masaje emprego dinheiro travail argent arbeit geld praca pieniadze munka penz munca
bani 微信 加我 电报 飞机 护照 兼职 日结 招聘 赚钱
"""

_STEMS: Final = """
работ зарабо подработ деньг денег денеж зарплат оплат доход выплат паспорт документ виза визы визу девуш модел массаж эскорт
интим хостес танцовщ телеграм телегу вотсап ватсап вацап вайбер сигнал пишит звонит контакт номер карт счет банк перевод
кредит крипт биткоин курьер закладч заклад водител вакан набор набира срочн быстр легк удален удалён онлайн обучен бесплатн
зарабат гарант ежеднев наличн доллар рубл тысяч инвест трейд робот зарп заробіт гроші дівчат паспорти
"""


_PLURALS: Final = frozenset(f"{word}s" for word in _WORDS.split() if not word.endswith("s"))


def worth_disguising(word: str) -> bool:
    """Whether a word is one that a disguise would be meant for."""
    words, stems = _vocabulary()
    folded = key(word.lower())
    if folded in words or any(folded[:length] in stems for length in range(_SHORTEST_STEM, len(folded) + 1)):
        return True
    return "\u4e00" <= folded[:1] <= "\u9fff" and any(part in words for part in _parts(folded))


def known_length(word: str) -> int:
    """How many letters of its beginning are a stem of these words."""
    stems, folded = _vocabulary()[1], key(word.lower())
    return next((length for length in range(len(folded), _SHORTEST_STEM - 1, -1) if folded[:length] in stems), 0)


def is_word(word: str) -> bool:
    """Whether it is one of these words itself, and does not merely begin like one."""
    return key(word.lower()) in _vocabulary()[0]


def is_sensitive(word: str) -> bool:
    """Whether it is of the lists here: a word that honest people do not even space out in a heading."""
    folded = word.lower()
    return folded in _WORDS.split() or folded in _PLURALS or folded.startswith(tuple(_STEMS.split()))


def vocabulary_by_language() -> dict[str, list[str]]:
    """The words of the packs of each language, `*` behind stems."""
    lines = (line.partition(": ") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {language: listed.split() for language, _, listed in lines}


def _parts(word: str) -> list[str]:
    """The stretches of a Chinese word that may be words themselves."""
    simple = "".join(map(key, word))
    return [
        simple[start : start + length] for length in range(2, _LONGEST_CHINESE + 1) for start in range(len(simple) - length + 1)
    ]


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """The words, and the stems that words begin with, in all their spellings."""
    words = {*_WORDS.split(), *_PLURALS}
    stems = {*_STEMS.split()}
    for language, entries in vocabulary_by_language().items():
        for entry in entries:
            (stems if entry.endswith("*") else words).update(forms_of(entry.rstrip("*"), language))
    return frozenset(words), frozenset(stem for stem in stems if len(stem) >= _SHORTEST_STEM)
