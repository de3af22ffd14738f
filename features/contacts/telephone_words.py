"""Words before a run of digits that make it a telephone number, and those that make it anything else.

In the languages that the reader knows; a label settles what digits alone cannot: whether "20114257" is a number to call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LABELS: Final = (
    r"tel(?:ephone|efon[aoue]?|efoni|efonu|éfono|efone|efoon|eph)?|t[ée]l(?:éphone)?|phone|ph|mobile?|mob|cell(?:phone)?|cel(?:ular)?|call"
    r"|ring|text|sms|contacts?|kontakt\w{0,8}|contatt\w|contacto|contato|fax|hotline|handy|mobil\w{0,6}|anruf\w{0,3}|rufnummer|telefonnummer|durchwahl"
    r"|nummer|numer|nr\stel|zadzwoń|dzwoń|kom|móvil|llam\w{1,4}|fijo|telem[óo]vel|telefone|ligue|ligar|fone|fixe|portable|appel\w{0,4}"
    r"|joindre|cellulare|chiam\w{2,5}|recapito|bel(?:len)?|telefoonnummer|tlf|mobiltelefon|tālr\w{0,6}|t[āa]lr|gsm|apelati|sunați|hívj\w{1,3}"
    r"|telefonszám|puhelin|puh|telli|helista|skambin\w{2,4}|telepon|hp|hubungi|no\shp|telpon|wa|sđt|đt|số|điện\sthoại|liên\shệ|gọi|di\sđộng|cep|arayın\w{0,3}"
    r"|τηλ\w{0,8}|κιν\w{0,5}|тел\w{0,10}|моб\w{0,9}|номер\w{0,3}|звон\w{1,5}|дзвон\w{1,5}|за\sтелефоном|контакт\w{0,5}|โทร\w{0,6}"
    r"|เบอร์\w{0,4}|มือถือ|هاتف|جوال|موبايل|تليفون|اتصل|للتواصل|التواصل|電話|电话|手机|手機|联系\w{0,3}|致电|來電|来电|热线|咨询|전화|연락처|휴대폰|電話番号|携帯"
)
_OTHER: Final = (
    r"ref\w{0,7}|req\w{0,9}|vacancy|requisition|posting|kennziffer|referenz\w{0,6}|chiffre|job\s?(?:id|no|number|code|ref)|id|reg(?:istration|on)?"
    r"|reģ|nip|krs|vat|tva|ust|cif|nif|cui|ico|ičo|oib|pib|edrpou|окпо|инн|огрн|єдрпоу|uen|abn|acn|ein|cnpj|cpf|rfc|ruc|isbn|issn|licen[cs]e|lic"
    r"|account|acct|a/c|iban|sort|bsb|swift|invoice|order|case|ticket|code|kod|kods|kodas|codes?|código|cod|postcode|zip|plz|krz|nace|isco"
    r"|soc|cas|patent|serial|salary|pay|wage|gehalt|lohn|salario|wynagrodzenie|зарплата|оклад|доход|薪\w{0,3}|工资|月薪|收入|底薪|ผ่าน|certificate"
    r"|org\.?\s?nr|agency|personnel|ea|ssn|pesel|egn|card|visa|karta|tracking|policy|version|iso|en|din|windows|room|flat|suite"
)
_WORD: Final = re.compile(rf"(?i)(?<![a-zà-žа-я])(?:(?P<label>{_LABELS})|(?P<other>{_OTHER}))(?![a-zà-žа-я])")
_GLUED: Final = re.compile(r"(?i)(?:tel|phone|mob|mobile|number|fax|cell|cellphone|call|whatsapp|wechat|viber|zalo|vx|wx)$")
_BETWEEN_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words before a run of digits say: how near a telephone label is (words between; none when absent)."""

    labelled: bool
    close: bool
    something_else: bool


NOTHING_SAID: Final = Surroundings(labelled=False, close=False, something_else=False)


def before(text: str, start: int) -> str:
    """The words just before an offset: of its own line, or of the one above when its own begins there."""
    window = text[max(0, start - 48) : start].rpartition("\x1e")[2]
    own = window.rpartition("\n")[2]
    if own.strip():
        return own
    above = window[: len(window) - len(own) - 1]
    return window[above.rfind("\n") + 1 :]


def surroundings(words: str) -> Surroundings:
    """What the words before a number make of it: the nearest telling word decides."""
    if _GLUED.search(words):
        return Surroundings(labelled=True, close=True, something_else=False)
    told = list(_WORD.finditer(words))
    if not told:
        return NOTHING_SAID
    last = told[-1]
    between = len(_BETWEEN_WORDS.findall(words, last.end()))
    if last["other"]:
        return Surroundings(labelled=False, close=False, something_else=between <= 2)
    return Surroundings(labelled=between <= 5, close=between <= 1, something_else=False)


_SCRIPTS: Final = (
    (re.compile("[\u3040-\u30ff]"), "JP"),
    (re.compile("[\u4e00-\u9fff]"), "CN"),
    (re.compile("[\u0e00-\u0e7f]"), "TH"),
    (re.compile("[\uac00-\ud7a3]"), "KR"),
    (re.compile("(?i)[đơư\u1ea0-\u1ef9]"), "VN"),
)
_HOMES: Final = {"wechat": "CN", "zalo": "VN", "kakaotalk": "KR"}


def regions_hinted(words: str, service: str) -> tuple[str, ...]:
    """Countries whose numbering the label's own script or service suggests, for numbers that name no country."""
    if service in _HOMES:
        return (_HOMES[service],)
    return () if words.isascii() else tuple(region for script, region in _SCRIPTS if script.search(words))[:1]
