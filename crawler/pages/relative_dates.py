"""Days that a page counts back from when it was fetched: "3 days ago", "vor 2 Wochen", "вчера", "3天前"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

MAX_LENGTH: Final = 80
"""Characters of a text that may be such a day; a longer one says more than a day."""

_MINUTES: Final = "sec seg sek сек minut min perc dakika menit phút мин хвилин 分钟 分鐘 分 분 دقيق دقائق"
_HOURS: Final = """
hour hr heure stund std hora oră ora ore uur godzin hodin час годин óra órá saat jam giờ 小时 小時 時間 시간 ساع h
"""
_DAYS: Final = """
day tag tage jour día dia giorn dag dni dzień dnů dny zile zi день дня дней днів дні дена nap gün hari ngày ημέρ μέρ 天 日 일
يوم أيام ايام d
"""
_WEEKS: Final = """
week wk woche semaine semana settiman weke vecka veckor uge tydzień tygodn týdn săptăm saptam недел тиж hét het hafta minggu tuần
周 週 星期 주 أسبوع أسابيع اسبوع w
"""
_MONTHS: Final = """
month monat mois mese mesi mes mês meses maand månad måned miesiąc miesięc měsíc lun месяц місяц hónap ay bulan tháng
个月 個月 か月 ヶ月 개월 شهر أشهر اشهر mo
"""
_YEARS: Final = "year yr jahr année ans an año ano anno anni jaar år lat rok год лет рік років év yıl tahun năm 年 년 سنة"

_STEMS: Final = {
    stem: span
    for stems, span in (
        (_MINUTES, timedelta(minutes=1)),
        (_HOURS, timedelta(hours=1)),
        (_DAYS, timedelta(days=1)),
        (_WEEKS, timedelta(days=7)),
        (_MONTHS, timedelta(days=30)),
        (_YEARS, timedelta(days=365)),
    )
    for stem in stems.split()
}
_WHOLE: Final = frozenset(("h", "d", "w", "mo", "an"))
"""Units that are whole words; of the others, endings are left open."""

_STEM: Final = "|".join(rf"{stem}\b" if stem in _WHOLE else stem for stem in sorted(_STEMS, key=lambda stem: (-len(stem), stem)))
_COUNTED: Final = re.compile(rf"(\d{{1,4}}|\b(?:an?|one|einem|einer|une?|una?|um|uma)\b)\s{{0,3}}\+?\s{{0,3}}({_STEM})")
_AGO: Final = re.compile(
    r"\b(?:ago|hace|il y a|vor|há|fa|temu|před|acum|назад|тому|преди|ezelőtt|önce|lalu|trước|geleden|sedan|siden|sitten|πριν)\b"
    r"|前|전|منذ|قبل"
)
_BEFORE_YESTERDAY: Final = re.compile(
    r"\b(?:vorgestern|avant-hier|anteayer|anteontem|przedwczoraj|alaltăieri|позавчера|позавчора|tegnapelőtt)\b|前天"
)
_YESTERDAY: Final = re.compile(
    r"\b(?:yesterday|gestern|hier|ayer|ontem|ieri|gisteren|i ?går|wczoraj|včera|вчера|вчора|jučer|tegnap|dün|kemarin|hôm qua|χθες"
    r"|eilen)\b|昨天|昨日|어제|أمس"
)
_TODAY: Final = re.compile(
    r"\b(?:today|just (?:now|posted)|heute|aujourd.hui|hoy|hoje|oggi|vandaag|i ?dag|azi|astăzi|dzisiaj|dziś|dnes|днес|сегодня"
    r"|сьогодні|danas|bugün|hari ini|hôm nay|σήμερα|tänään)\b|今天|今日|오늘|اليوم"
)
_NAMED: Final = ((_BEFORE_YESTERDAY, timedelta(days=2)), (_YESTERDAY, timedelta(days=1)), (_TODAY, timedelta()))


def day_meant(text: str, fetched_at: datetime | None) -> str:
    """The day as an ISO date where a text counts it back from the fetching; else the text as it is."""
    span = _span(" ".join(text.lower().split())) if fetched_at is not None and len(text) <= MAX_LENGTH else None
    if fetched_at is None or span is None:
        return text
    try:
        return (fetched_at - span).date().isoformat()
    except OverflowError:
        return text


def _span(text: str) -> timedelta | None:
    named = next((span for pattern, span in _NAMED if pattern.search(text)), None)
    counted = _COUNTED.search(text) if named is None and _AGO.search(text) else None
    if counted is None:
        return named
    return _STEMS[counted[2]] * (int(counted[1]) if counted[1].isdecimal() else 1)
