"""The gate for social posts."""

from __future__ import annotations

import time
import tomllib
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pages.offers import MOST_READ, looks_like_offer, score

OFFERS = {
    "en": "We are hiring two kitchen porters in Leeds, £12 per hour. Message me on WhatsApp to apply.",
    "de": "Wir suchen ab sofort eine Küchenhilfe (m/w/d) in Kassel, 14 Euro pro Stunde. Bewerbung per Mail.",
    "fr": "Restaurant recrute un plongeur en CDI, salaire 1600 euros par mois. Envoyez votre CV.",
    "es": "Se necesita ayudante de cocina con experiencia, sueldo 1200 al mes. Interesados por WhatsApp.",
    "pt": "Vaga para auxiliar de cozinha em Braga, salário 900 por mês. Envie seu currículo.",
    "it": "Cercasi aiuto cuoco con esperienza, stipendio 1300 al mese. Inviare curriculum.",
    "nl": "Gezocht: keukenhulp in Breda, fulltime, 15 euro per uur. Stuur je cv en solliciteer vandaag.",
    "sv": "Vi söker diskare till vårt kök i Lund, heltid, bra lön. Skicka din ansökan.",
    "da": "Vi søger en opvasker til vores køkken, fuldtid, god løn. Send din ansøgning.",
    "no": "Vi søker oppvaskhjelp til kjøkkenet, heltid, god lønn. Send søknad.",
    "fi": "Etsimme tiskaajaa keittiöön, kokoaikainen työ, palkka 12 euroa tunnissa. Lähetä hakemus.",
    "pl": "Zatrudnimy pomoc kuchenną od zaraz, stawka 30 zł na godzinę. CV na priv.",
    "cs": "Přijmeme pomocnou sílu do kuchyně, plný úvazek, mzda 30000 měsíčně. Volejte.",
    "sk": "Prijmeme pomocnú silu do kuchyne, plný úväzok, mzda 1100 mesačne. Volajte.",
    "hu": "Konyhai kisegítőt keresünk azonnali kezdéssel, nettó 1800 óránként. Önéletrajz emailben.",
    "ro": "Angajăm ajutor de bucătar, salariu 3500 pe lună, cazare asigurată. Trimite CV.",
    "bg": "Търсим помощник в кухня, пълно работно време, заплата 1500 на месец. Обадете се.",
    "el": "Ζητείται βοηθός κουζίνας, πλήρης απασχόληση, μισθός 900. Στείλτε βιογραφικό.",
    "hr": "Tražimo pomoćnog radnika u kuhinji, smještaj osiguran, plaća 900 mjesečno. Javite se.",
    "sr": "Тражимо радника у кухињи, плата 60000 месечно, смештај обезбеђен. Јавите се.",
    "sl": "Zaposlimo pomočnika v kuhinji, plača 1200 na mesec. Pokličite.",
    "ru": "Требуется помощник на кухню, график 2/2, оплата 2500 за смену. Пишите в личку.",
    "uk": "Потрібен помічник на кухню, зарплата 20000 на місяць, житло. Телефонуйте.",
    "lt": "Ieškome virtuvės pagalbininko, pilnas etatas, atlyginimas 900. Siųskite CV.",
    "lv": "Aicina darbā virtuves palīgu, pilna slodze, alga 800 mēnesī. Sūtiet CV.",
    "et": "Otsime köögiabilist, täistööaeg, palk 1000 kuus. Saada CV.",
    "tr": "Mutfak elemanı aranıyor, tam zamanlı, maaş 30000. Başvuru için arayın.",
    "ar": "مطلوب مساعد مطبخ، دوام كامل، راتب 3000 درهم. للتواصل واتساب.",
    "fa": "به کمک آشپز نیازمندیم، تمام وقت، حقوق ماهانه ۱۵ میلیون. تماس بگیرید.",
    "ur": "باورچی کی ضرورت ہے، تنخواہ 30000 ماہانہ، رہائش مفت۔ رابطہ کریں۔",
    "he": "דרוש עוזר טבח, שכר 40 לשעה, ניסיון לא חובה. לפרטים בפרטי.",
    "hi": "रसोई सहायक की आवश्यकता है, वेतन 15000 प्रति माह, संपर्क करें।",
    "bn": "রান্নাঘর সহকারী নিয়োগ, বেতন ১৫০০০ মাসিক, যোগাযোগ করুন।",
    "id": "Lowongan kerja pembantu dapur, gaji 3 juta per bulan. Kirim lamaran via WhatsApp.",
    "ms": "Jawatan kosong pembantu dapur, gaji RM1800 sebulan. WhatsApp untuk mohon.",
    "tl": "Urgent hiring kitchen helper, sahod 600 kada araw. Mag pm lang po.",
    "vi": "Tuyển phụ bếp, lương 8 triệu mỗi tháng, bao ăn ở. Liên hệ zalo.",
    "sw": "Nafasi za kazi: msaidizi wa jikoni, mshahara 20000 kwa mwezi. Tuma maombi.",
    "th": "รับสมัครผู้ช่วยครัว เงินเดือน 12000 บาท มีที่พัก สนใจติดต่อไลน์",
    "zh": "餐厅诚聘厨房帮工，月薪5000，包吃住，有意者加微信。",
    "ja": "キッチンスタッフ募集、時給1200円、未経験歓迎。応募はラインまで。",
    "ko": "주방 보조 직원 모집, 월급 250만원, 숙소 제공. 문의는 카톡으로.",
}
OTHERS = {
    "en": "The soup at the market was lovely today, and the choir sang until the rain came.",
    "en search": "I'm looking for a new job after eight years as a baker, open to work anywhere near Leeds.",
    "en news": "Unemployment rose to 5 percent in May, according to the minister; jobs in shops fell.",
    "en warning": "Police warned of scammers with fake job adverts: two people were arrested.",
    "de": "Die Suppe auf dem Markt war heute wunderbar, und der Chor sang bis zum Regen.",
    "de search": "Ich suche Arbeit in Kassel, gern in einer Küche.",
    "de news": "Die Zahl der Arbeitslosen stieg laut Minister im Mai, der Arbeitsmarkt bleibt schwach.",
    "fr": "La soupe du marché était délicieuse, et la chorale a chanté jusqu'à la pluie.",
    "fr search": "Je cherche un emploi dans une cuisine à Lyon.",
    "es": "La sopa del mercado estaba riquísima y el coro cantó hasta que llovió.",
    "es search": "Busco trabajo en una cocina de Sevilla.",
    "es news": "El desempleo subió en mayo según el gobierno.",
    "pt": "A sopa do mercado estava ótima e o coro cantou até chover.",
    "it search": "Cerco lavoro in una cucina a Bari.",
    "pl": "Zupa na targu była dziś pyszna, a chór śpiewał do deszczu.",
    "pl search": "Szukam pracy w kuchni w Łodzi.",
    "pl news": "Bezrobocie wzrosło w maju, mówi minister.",
    "ru": "Суп на рынке сегодня был чудесный, а хор пел до самого дождя.",
    "ru search": "Ищу работу на кухне в Туле.",
    "ru news": "Безработица выросла в мае, сообщает министр.",
    "tr": "Pazardaki çorba bugün çok güzeldi, koro yağmura kadar söyledi.",
    "hu": "A piaci leves ma remek volt, a kórus esőig énekelt.",
    "ar": "كانت الشوربة في السوق رائعة اليوم وغنت الجوقة حتى هطل المطر.",
    "id search": "Lagi cari kerja di dapur nih, capek nganggur.",
    "vi": "Món súp ở chợ hôm nay rất ngon, dàn hợp xướng hát đến khi mưa.",
    "th": "ซุปที่ตลาดวันนี้อร่อยมาก คณะนักร้องร้องเพลงจนฝนตก",
    "zh": "今天市场上的汤很好喝，合唱团一直唱到下雨。",
    "zh search": "我想找工作，最好在厨房。",
    "ja": "今日の市場のスープはとてもおいしかった。雨が降るまで合唱団が歌った。",
    "ko": "오늘 시장 수프가 정말 맛있었고 비가 올 때까지 합창단이 노래했다.",
    "empty": "",
    "marks": "!!! ... 😀",
}


@pytest.mark.parametrize("text", OFFERS.values(), ids=OFFERS)
def test_an_offer_of_work_passes_in_many_languages(text: str) -> None:
    assert looks_like_offer(text)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_what_offers_no_work_is_held_back(text: str) -> None:
    assert not looks_like_offer(text)


@pytest.mark.parametrize("text", OFFERS.values(), ids=OFFERS)
def test_letter_case_and_the_way_that_accents_are_coded_do_not_matter(text: str) -> None:
    assert score(unicodedata.normalize("NFD", text)) == score(text)
    assert looks_like_offer(text.upper())


@pytest.mark.parametrize(
    "text",
    [
        "Tpeбyeтcя пoмoщник нa куxню, oплaтa 2500 зa cмeнy",  # Latin letters among Cyrillic
        "𝗪𝗲 𝗮𝗿𝗲 𝗵𝗶𝗿𝗶𝗻𝗴 two porters",
        "We are hi\u200bring two po\u00adrters",
        "Tuyen phu bep, luong 8 trieu, lien he zalo",
        "Zatrudnie pomoc kuchenna",
    ],
)
def test_disguised_letters_and_left_out_accents_do_not_matter(text: str) -> None:
    assert looks_like_offer(text)


def test_words_of_several_languages_do_not_add_up() -> None:
    """`is` is a stretch of Turkish without its dots, `too` of Estonian: no language says enough here."""
    assert score("This is too much, send mail, info, app, salary") < 3


def test_a_search_of_one_s_own_outweighs_the_words_of_work() -> None:
    assert looks_like_offer("Kitchen job, full time, good wages")
    assert not looks_like_offer("I need a job. Kitchen job, full time, good wages")


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert looks_like_offer("-" * (MOST_READ - 100) + " We are hiring two porters")
    assert not looks_like_offer("-" * MOST_READ + " We are hiring two porters")


def test_the_table_holds_at_least_twenty_languages_each_with_all_kinds() -> None:
    data = tomllib.loads((files("crawler.pages") / "offers.toml").read_text(encoding="utf-8"))
    kinds = set(data.pop("weights"))
    del data["gate"]
    assert len(data) >= 20
    for language, entries in data.items():
        assert kinds - {"hint"} <= entries.keys() <= kinds, language


def test_a_stem_has_three_letters_at_least_and_no_entry_is_empty() -> None:
    data = tomllib.loads((files("crawler.pages") / "offers.toml").read_text(encoding="utf-8"))
    entries = [entry for kinds in data.values() for values in kinds.values() if isinstance(values, list) for entry in values]
    entries = [entry for entry in entries if isinstance(entry, str)]
    assert [entry for entry in entries if not entry.strip("* ") or "*" in entry[:-1]] == []
    assert [entry for entry in entries if entry.endswith("*") and len(entry.split()[-1]) < 4] == []


@given(st.text(max_size=3_000))
def test_any_text_is_judged(text: str) -> None:
    assert looks_like_offer(text) is (score(text) >= 3)


@pytest.mark.parametrize("text", ["we are " * 100_000, "招" * 500_000, "\u0307" * 500_000, "ﷺ" * 500_000, "a" * 500_000])
def test_hostile_texts_cost_little(text: str) -> None:
    before = time.process_time()
    looks_like_offer(text)
    assert time.process_time() - before < 0.5
