"""The message that the most people get: chosen for a job that nobody applied for, paid by the day, answered in a private chat."""

from __future__ import annotations

import pytest

from features.evidence import EvidenceState
from features.gathering import evidence_of
from features.matching.library import library
from features.posting import Posting, PostingKind
from features.reading import Reading

CHOSEN = {
    "ar": "مرحبا، تم اختيارك لوظيفة بدوام جزئي من المنزل. الراتب اليومي من 150 إلى 900 دولار. للقبول تواصل عبر واتساب +971501234567",
    "bg": "Здравейте, избрани сте за работа на непълно работно време от вкъщи. Дневна заплата от 150 до 900 евро. За да приемете, пишете на WhatsApp +359 88 123 4567",
    "de": "Hallo, Sie wurden für einen Teilzeitjob von zu Hause ausgewählt. Tagesgehalt 150 bis 900 Euro. Um anzunehmen, schreiben Sie an wa.me/4915123456789",
    "en": "Hello, you have been selected for a part-time job from home. Daily salary 150 to 900 euros. To accept the job contact wa.me/447912345678",
    "es": "Hola, ha sido seleccionado para un trabajo a tiempo parcial desde casa. Salario diario de 150 a 900 euros. Para aceptar escriba a wa.me/34612345678",
    "fr": "Bonjour, vous avez été sélectionné pour un emploi à temps partiel à domicile. Salaire journalier de 150 à 900 euros. Pour accepter, contactez wa.me/33612345678",
    "hr": "Pozdrav, odabrani ste za posao na pola radnog vremena od kuće. Dnevna plaća od 150 do 900 eura. Za prihvaćanje pišite na WhatsApp +385 91 234 5678",
    "hu": "Üdvözlöm, kiválasztottuk egy otthonról végezhető részmunkaidős állásra. Napi fizetés 15000-90000 Ft. Az elfogadáshoz írjon WhatsAppon: +36 30 123 4567",
    "id": "Halo, Anda telah dipilih untuk pekerjaan paruh waktu dari rumah. Gaji harian Rp 800.000 sampai 1.500.000. Untuk menerima hubungi wa.me/6281234567890",
    "mk": "Здраво, избрани сте за работа со скратено работно време од дома. Дневна плата од 1500 до 9000 денари. За да прифатите, пишете на WhatsApp +389 70 123 456",
    "pl": "Dzień dobry, został Pan wybrany do pracy na część etatu z domu. Dzienna pensja od 500 do 3000 zł. Aby przyjąć ofertę, napisz na WhatsApp +48 512 345 678",
    "pt": "Olá, você foi selecionado para um trabalho de meio período em casa. Salário diário de 150 a 900 reais. Para aceitar chame wa.me/5511987654321",
    "ro": "Bună ziua, ați fost selectat pentru un job part-time de acasă. Salariu zilnic între 500 și 3000 lei. Pentru a accepta scrieți pe WhatsApp +40 721 234 567",
    "ru": "Здравствуйте, вы отобраны на подработку на дому. Зарплата 5000-15000 рублей в день. Чтобы принять предложение, пишите в WhatsApp +7 912 345-67-89",
    "sr": "Здраво, изабрани сте за посао са скраћеним радним временом од куће. Дневна плата од 5000 до 15000 динара. За прихватање пишите на WhatsApp +381 64 123 4567",
    "tr": "Merhaba, evden yarı zamanlı bir iş için seçildiniz. Günlük maaş 500-3000 TL. Kabul etmek için WhatsApp'tan yazın: +90 532 123 45 67",
    "uk": "Вітаю, вас обрано на підробіток удома. Зарплата 2000-5000 гривень на день. Щоб прийняти пропозицію, пишіть у WhatsApp +380 67 123 4567",
    "ur": "السلام علیکم، آپ کو گھر سے جز وقتی نوکری کے لیے منتخب کیا گیا ہے۔ روزانہ تنخواہ 5000 سے 20000 روپے۔ قبول کرنے کے لیے واٹس ایپ کریں +92 300 1234567",
    "vi": "Chào bạn, bạn đã được chọn cho một công việc bán thời gian tại nhà. Lương mỗi ngày 500.000 đến 2.000.000 đồng. Để nhận việc hãy nhắn Zalo 0912345678",
    "zh": "您好，您已被选中从事在家兼职工作。日薪500至3000元。如接受请添加微信 job88521",
}


def found(text: str) -> set[str]:
    evidence = evidence_of(Reading(Posting(id="1", kind=PostingKind.MESSAGE, description=text)))
    return {item.indicator for item in evidence if item.state is EvidenceState.PRESENT}


def test_every_pack_has_the_message() -> None:
    assert set(CHOSEN) == set(library().languages)


@pytest.mark.parametrize("language", sorted(CHOSEN))
def test_whoever_is_chosen_unasked_is_hired_unseen_by_nobody(language: str) -> None:
    assert {"no_interview_or_token_test", "employer_unnamed"} <= found(CHOSEN[language])


@pytest.mark.parametrize(
    "text",
    [
        "If you have been selected for the job, we will call you for a second interview at our office.",
        "Bakery Sol busca panadero. Si ha sido seleccionado para un puesto, la oficina le llamará.",
        "Wenn Sie für die Stelle ausgewählt wurden, laden wir Sie zum Vorstellungsgespräch ein.",
        "Jika Anda telah dipilih untuk posisi ini, kami akan menghubungi Anda untuk wawancara.",
        "Padaria Sol procura padeiro. Se você foi selecionado, ligaremos para marcar a entrevista.",
        "Kandidat yang terpilih akan dihubungi untuk wawancara di kantor kami.",
    ],
)
def test_who_may_be_chosen_after_applying_is_not_hired_unseen(text: str) -> None:
    assert "no_interview_or_token_test" not in found(text)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        (
            "Reclutamos para trabajar desde casa, solo necesita un celular. Gana de 1000 a 5000 pesos diarios.",
            "high_pay_no_requirements",
        ),
        ("Trabalho online, salário diário de 500 reais, só precisa de um celular.", "high_pay_no_requirements"),
    ],
)
def test_much_for_a_day_and_nothing_but_a_telephone_asked(text: str, indicator: str) -> None:
    assert indicator in found(text)
