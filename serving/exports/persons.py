"""Names of people whom a text says to ask for or to write to: "ask for Maria", "contact: Ion Popescu", "Frau Weber".

A name is told by the words before it, never by a list of names: any word may be one, and a list would know some peoples' names
better than others'. So a name that nothing announces is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from features.contacts.telephone_words import surroundings
from features.places.finding import place_words
from features.spans import Span

_CUES: Final = (
    # en, de
    r"ask(?:ing)? for|contact person|point of contact|(?:speak(?:ing)?|spoke|talk(?:ed|ing)?) (?:to|with)|my name is|named"
    r"|fragen nach|melden (?:sie )?sich bei"
    r"|ansprechpartner(?:in)?|kontaktperson|ihr(?:e)? ansprechpartner(?:in)?|ich hei(?:ß|ss)e"
    # fr, es, pt
    r"|demande[rz](?: à parler à)?|personne à contacter|adressez-vous à|je m'appelle"
    r"|pregunt(?:ar|e|a|en) por|persona de contacto"
    r"|hablar con|me llamo|falar com|perguntar por|pessoa de contac?to|chamo-me|meu nome é"
    # ro, hu, pl
    r"|persoan[ăa] de contact|[îi]ntreba[țt]i de|c[ăa]uta[țt]i(?:-l|-o)? pe|m[ăa] numesc|kapcsolattartó|keresse|keressék"
    r"|osoba (?:do kontaktu|kontaktowa)|pytać o|pytaj o|nazywam się"
    # hr, sr, tr, id, vi
    r"|(?:kontakt )?osoba za kontakt|kontakt osoba|pita(?:j|ti|jte) za|zovem se|yetkili kişi|irtibat kişisi|adım"
    r"|kontak person|narahubung|hubungi|nama saya|(?:liên hệ|gặp) (?:anh|chị|cô|bà|ông)|người liên hệ"
    # ru, uk, bg, mk
    r"|контактное лицо|спро[сш]ить|спросите|меня зовут|обращаться к|контактна особа|запитати|мене звати|звертатися до"
    r"|лице за контакт|контакт лице|лицето за контакт|търсете|казвам се|се викам"
)
_TITLES: Final = (
    r"Mr|Mrs|Ms|Miss|Mister|Madam|Herrn?|Frau|Monsieur|Madame|Mme|[Ss]eñora?|Sra|[Ss]enhora?|[Dd]omnul|[Dd]oamna|[Dd]l\.|[Dd]-na"
    r"|[Pp]ani[ąe]?|[Pp]anem|[Gg]ospodin|[Gg]ospođa|[Gg]đa|Pak|Bapak|Ibu|Mbak|[Гг]-н|[Гг]-жа|[Гг]осподин|[Гг]оспожа|[Пп]ан[іа]?"
)
_WEAK: Final = (
    r"contact|call|write to|whatsapp|kontakt|contacter|contactez|contactar|contatto|contactați|sunați|zadzwoń|zovite"
    r"|контакт|звоните|звонить|пишите|телефонуйте|hubungi|ara(?:yın)?|hívja"
)
_WORD: Final = r"[^\W\d_]{1,40}(?:['’-][^\W\d_]{1,40}){0,3}"
_NAME: Final = rf"(?=(?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}}))"
"""Looked at and not passed by: the next cue may begin in what is no name."""
_BEFORE: Final = r"(?<![^\W_])"
_TITLE: Final = re.compile(rf"(?:{_TITLES})\.?")
_TOLD: Final = re.compile(rf"(?i:{_BEFORE}(?:{_CUES})(?![^\W_])[ ]?[:–-]?[ ]{{0,2}})(?:(?:{_TITLES})\.?[ ])?{_NAME}")
_TITLED: Final = re.compile(rf"{_BEFORE}(?:{_TITLES})\.?[ ]{_NAME}")
_LABELLED: Final = re.compile(rf"(?i:{_BEFORE}(?:{_WEAK})[ ]?:[ ]{{0,2}}){_NAME}")
_CALLED: Final = re.compile(
    rf"(?i:{_BEFORE}(?:{_WEAK})[ ])(?P<name>{_WORD}(?:[ ]{_WORD})?)(?=[ ]?(?:[:,(+]|\d|[-–][ ]|at[ ]|on[ ]|via[ ]))"
)
_AFTER: Final = re.compile(rf"{_BEFORE}(?P<name>{_WORD}) (?:[Bb]ey|[Hh]anım|úr|asszony)(?![^\W_])")
_LEFT: Final = re.compile(rf"{_BEFORE}(?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}})[ ]?[:,–-][ ]?$")
_RIGHT: Final = re.compile(rf"[ ]?\([ ]?(?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}})[ ]?\)")
_UNCASED: Final = re.compile(
    r"联系人[ ]?[:：]?[ ]?(?P<zh>[\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff])"
    r"|(?P<titled>[\u4e00-\u9fff])(?:先生|小姐|女士)"
    r"|(?<!\w)(?:الأستاذ|الأستاذة|السيد|السيدة|جناب|محترم|محترمہ)[ ](?P<ar>[\u0600-\u06ff]{2,}(?:[ ][\u0600-\u06ff]{2,})?)"
)
_ORDINARY_TEXT: Final = """
a an the us me now today here for more our your my this that details information info office human hr resources customer service
support team manager management reception please immediately whatsapp telegram viber wechat skype signal facebook messenger line
email mail phone telephone mobile number sms website link page job work centre center person persons people employer agency
company recruiter admin boss monday tuesday wednesday thursday friday saturday sunday only free direct directly first before after
usa uk eu kontakt telefon telefonisch personal personalabteilung büro firma damen herren détails nous bureau información
detalles nosotros oficina detalhes nós escritório noi birou detalii detalje nas kami kantor нас нам телефон офис подробности
"""
_NEAR: Final = 60
_ORDINARY: Final = frozenset(_ORDINARY_TEXT.split())


def names_in(text: str) -> Iterator[Span]:
    """The names that the words beside them tell to be somebody's."""
    for pattern in (_TOLD, _TITLED, _LABELLED, _CALLED, _AFTER):
        for found in pattern.finditer(text):
            if length := _length_of_name(found["name"]):
                yield Span(found.start("name"), found.start("name") + length)
    for found in _UNCASED.finditer(text):
        group = found.lastgroup or ""
        yield Span(found.start(group), found.end(group))


def names_beside(text: str, number: Span) -> Iterator[Span]:
    """The name that a number is given with: "Maria: 0722 123 456", "0722 123 456 (Maria)"; a label ("Phone:") is none."""
    beside = (_LEFT.search(text, max(0, number.start - _NEAR), number.start), _RIGHT.match(text, number.end))
    for found in filter(None, beside):
        length = _length_of_name(found["name"])
        if length and not surroundings(found["name"]).labelled:
            yield Span(found.start("name"), found.start("name") + length)


def _length_of_name(words: str) -> int:
    """How many characters of these words are a name: those with a capital before the first ordinary one."""
    length = 0
    for found in re.finditer(r"\S+", words):
        word = found.group()
        if not word[0].isupper() or _is_ordinary(word) or _TITLE.fullmatch(word):
            break
        length = found.end()
    return length


def _is_ordinary(word: str) -> bool:
    lowered = word.lower()
    return lowered in _ORDINARY or lowered in place_words()
