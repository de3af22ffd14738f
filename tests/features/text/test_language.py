"""The language is named when the text settles it, and left open when not."""

from __future__ import annotations

import pytest

from features.posting import Posting
from features.profile import Profile
from features.reading import Reading
from features.text.language import identify

TEXTS = {
    "en": "We are looking for a driver for our warehouse. You will work with us from Monday to Friday and the pay is weekly.",
    "de": "Wir suchen einen Fahrer für unser Lager. Sie arbeiten von Montag bis Freitag und werden bei uns gut bezahlt.",
    "hu": "Sofőrt keresünk a raktárunkba. A munka hétfőtől péntekig tart, és a bért hetente fizetjük, ha van jogosítvány.",
    "ro": "Căutăm un șofer pentru depozitul nostru. Programul este de luni până vineri și plata se face la fiecare săptămână.",
    "pl": "Szukamy kierowcy do naszego magazynu. Praca od poniedziałku do piątku, a wypłata jest co tydzień oraz w terminie.",
    "hr": "Tražimo vozača za naše skladište. Radno vrijeme je od ponedjeljka do petka, a plaća se isplaćuje svaki tjedan.",
    "tr": "Depomuz için bir şoför arıyoruz. Çalışma günleri pazartesi ile cuma arasıdır ve ödeme haftalık olarak yapılır.",
    "vi": "Chúng tôi cần một tài xế cho kho hàng. Làm việc từ thứ hai đến thứ sáu và lương được trả hàng tuần.",
    "es": "Buscamos un conductor para nuestro almacén. El trabajo es de lunes a viernes y el pago se hace cada semana.",
    "pt": "Procuramos um motorista para o nosso armazém. O trabalho é de segunda a sexta e o pagamento é feito toda semana.",
    "fr": "Nous cherchons un chauffeur pour notre entrepôt. Vous travaillez du lundi au vendredi et la paie est versée.",
    "it": "Cerchiamo un autista per il nostro magazzino. Il lavoro è dal lunedì al venerdì e la paga è ogni settimana.",
    "nl": "Wij zoeken een chauffeur voor ons magazijn. Je werkt van maandag tot vrijdag en het loon wordt elke week betaald.",
    "id": "Kami mencari sopir untuk gudang kami. Anda akan bekerja dari hari Senin dan gaji dibayar setiap minggu dengan baik.",
    "ru": "Ищем водителя на наш склад. Работа с понедельника по пятницу, вы получаете оплату каждую неделю без задержек.",
    "uk": "Шукаємо водія на наш склад. Робота з понеділка по п'ятницю, ви отримуєте оплату щотижня і без затримок.",
    "bg": "Търсим шофьор за нашия склад. Работата е от понеделник до петък и ще получавате заплащане всяка седмица.",
    "mk": "Бараме возач за нашиот магацин. Работата е од понеделник до петок и ќе добивате плата секоја недела.",
    "sr": "Тражимо возача за наше складиште. Посао је од понедељка до петка и плаћа се сваке недеље, а ви бирате смену.",
    "ar": "نبحث عن سائق للعمل في المستودع. العمل من الاثنين إلى الجمعة مع راتب كل أسبوع.",
    "ur": "ہمیں گودام کے لیے ڈرائیور کی ضرورت ہے۔ کام پیر سے جمعہ تک ہے اور تنخواہ ہر ہفتے ملے گی۔",
    "zh": "我们的仓库招聘司机，周一到周五上班，每周发工资。",
    "th": "รับสมัครพนักงานขับรถประจำคลังสินค้า ทำงานวันจันทร์ถึงวันศุกร์",
    "el": "Ζητείται οδηγός για την αποθήκη μας από Δευτέρα έως Παρασκευή.",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
@pytest.mark.parametrize("profile", list(Profile))
def test_an_ordinary_advert_tells_its_language(code: str, profile: Profile) -> None:
    assert identify(TEXTS[code], profile).code == code


@pytest.mark.parametrize("text", ["", "   ", "12345 67", "🙂🙂🙂", "driver", "OK 24/7"])
@pytest.mark.parametrize("profile", list(Profile))
def test_too_few_words_leave_it_open(text: str, profile: Profile) -> None:
    assert identify(text, profile).code == "und"


def test_the_script_is_named() -> None:
    assert identify(TEXTS["sr"], Profile.LIGHT).script == "Cyrl"
    assert identify("我们招聘司机，请联系", Profile.LIGHT).script == "Hans"
    assert identify("我們招聘司機，請聯繫", Profile.LIGHT).script == "Hant"
    assert identify("運転手を募集しています", Profile.LIGHT).code == "ja"


def test_serbian_in_latin_letters_is_told_from_croatian_by_its_own_words() -> None:
    assert identify("Tražimo vozača. Mesto rada je gde i pre, plata svake nedelje, uslovi su dobri.", Profile.LIGHT).code == "sr"


def test_a_foreign_title_does_not_decide_for_the_text() -> None:
    assert identify("Senior Account Manager (Remote)\n" + TEXTS["pl"] * 4, Profile.LIGHT).code == "pl"


def test_the_declared_language_counts_only_where_a_light_reading_leaves_it_open() -> None:
    posting = Posting(id="1", title="Xyzzy", language="hu-HU")
    assert Reading(posting, Profile.LIGHT).language.code == "hu"
    assert Reading(posting, Profile.FULL).language.code == "und"
    declared_wrongly = Posting(id="2", description=TEXTS["en"], language="hu")
    assert {Reading(declared_wrongly, profile).language.code for profile in Profile} == {"en"}
