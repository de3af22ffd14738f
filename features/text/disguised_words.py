"""Words worth disguising: what recruiters who fear a filter write with digits for letters or with gaps between the letters.

Only a word of this list is read out of digits and signs, so that product codes, units and addresses are never harmed.
"""

from __future__ import annotations

from typing import Final

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
bani
"""

_STEMS: Final = """
работ зарабо подработ деньг денег денеж зарплат оплат доход выплат паспорт документ виза визы визу девуш модел массаж эскорт
интим хостес танцовщ телеграм телегу вотсап ватсап вацап вайбер сигнал пишит звонит контакт номер карт счет банк перевод
кредит крипт биткоин курьер закладч заклад водител вакан набор набира срочн быстр легк удален удалён онлайн обучен бесплатн
зарабат гарант ежеднев наличн доллар рубл тысяч инвест трейд робот зарп заробіт гроші дівчат паспорти
"""

WORDS: Final = frozenset(_WORDS.split()) | frozenset(f"{word}s" for word in _WORDS.split() if not word.endswith("s"))
FRAGMENTS: Final = ("微信", "加我", "电报", "飞机", "护照", "兼职", "日结", "招聘", "赚钱")
STEMS: Final = tuple(_STEMS.split())


def worth_disguising(word: str) -> bool:
    """Whether a word is one that a disguise would be meant for."""
    folded = word.lower()
    return folded in WORDS or (len(folded) >= 4 and (folded.startswith(STEMS) or any(part in folded for part in FRAGMENTS)))
