"""Words before a run of digits that make it a telephone number, and those that make it anything else.

In the languages that the reader knows; a label settles what digits alone cannot: whether "20114257" is a  to call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LABELS_TEXT: Final = """
tel telephone telefon telefono telefona telefone telefoni telefonu telefoon teléfono tél téléphone teleph phone ph
mobile mobil mob cell cellphone cel celular call calling ring text sms contact contacts contacto contato fax hotline
handy durchwahl rufnummer   kom fijo móvil fone ligue ligar fixe portable cellulare recapito bel bellen tlf
gsm puhelin puh telli helista telepon telpon hp hubungi wa sđt đt số thoại hệ gọi di động cep telefonszám apelati sunați
zadzwoń dzwoń number  helpline switchboard joindre hívjon hívj skambinkite zvanīt ara arayın arayınız whatsapp
viber
"""
_LABELS: Final = frozenset(_LABELS_TEXT.split())
_LABEL_STEMS: Final = (
    "kontakt", "contatt", "telefonn", "telefonis", "mobilt", "anruf", "appel", "chiam",
    "llam", "tālr", "τηλ", "κιν", "тел", "моб", "звон", "дзвон", "телефон",
    "контакт",
)  # fmt: skip
_UNSPACED: Final = (
    "电话", "電話", "手机", "手機", "联系", "聯絡", "致电", "来电", "热线", "咨询", "经理",
    "携帯", "โทร", "เบอร์", "มือถือ", "전화", "연락처", "휴대폰", "هاتف", "جوال",
    "موبايل", "تليفون", "اتصل", "للتواصل", "التواصل", "واتس",
)  # fmt: skip
_OTHERS_TEXT: Final = """
ref refs reference references referenz req requisition vacancy posting kennziffer chiffre id ids reg registration regon
reģ nip krs vat tva ust cif nif cui ico ičo oib pib edrpou окпо инн огрн єдрпоу uen abn acn ein cnpj cpf rfc ruc isbn
issn licence license lic account acct iban sort bsb swift invoice order case ticket code codes kod kods kodas código cod
postcode zip plz krz nace isco soc cas patent serial salary pay wage wages gehalt lohn salario wynagrodzenie зарплата
оклад доход certificate org orgnr agency personnel ssn pesel egn card visa karta tracking policy version iso en din
windows room flat suite budget turnover revenue price cost
"""
_OTHERS: Final = frozenset(_OTHERS_TEXT.split())
_UNSPACED_OTHERS: Final = ("薪", "工资", "收入", "元", "编号", "เงินเดือน")

_NEUTRAL: Final = frozenset({"number", "numbers", "no", "nr", "nummer", "numer", "numero", "número", "numéro", "номер", "номеру"})
_OTHER_STEMS: Final = ("referen", "regist", "licen", "vacanc", "kennz", "salar")
_WORD: Final = re.compile(r"[^\W\d_]+")
_GLUED: Final = re.compile(r"(?i)(?:tel|phone|mob|mobile|number|fax|cell|call|whatsapp|wechat|viber|zalo|vx|wx)$")
_SENTENCE_END: Final = re.compile(r"(?i)(?<!\bno)(?<!\bnr)(?<!\bref)[.!?]\s|\n")
_WIDEST_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words before a run of digits say: whether they announce a number to call, and whether directly."""

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
    if is_glued_label(words):
        return Surroundings(labelled=True, close=True, something_else=False)
    told = _telling(words)
    same_sentence = len(_telling(_SENTENCE_END.split(words)[-1]))
    for between, word in enumerate(reversed(told[-_WIDEST_GAP:])):
        if _announces(word):
            return Surroundings(labelled=True, close=between <= 1, something_else=False)
        if between < same_sentence and _names_something_else(word):
            return Surroundings(labelled=False, close=False, something_else=between <= 2)
    return NOTHING_SAID


def _telling(words: str) -> list[str]:
    return [word for word in _WORD.findall(words.lower()) if word not in _NEUTRAL]


def _announces(word: str) -> bool:
    if word in _LABELS or word.startswith(_LABEL_STEMS):
        return True
    return not word.isascii() and any(label in word for label in _UNSPACED)


def _names_something_else(word: str) -> bool:
    if word in _OTHERS or word.startswith(_OTHER_STEMS):
        return True
    return not word.isascii() and any(other in word for other in _UNSPACED_OTHERS)


def is_glued_label(words: str) -> bool:
    """Whether a label runs straight into the number, as it does where markup was dropped: "Telephone number0113"."""
    return bool(_GLUED.search(words))


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
