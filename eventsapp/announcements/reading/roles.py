"""What each day and hour of a text is for, by the words around it: one table for each purpose."""

import re
from dataclasses import dataclass

from eventsapp.announcements.reading.cities import names_place
from eventsapp.announcements.reading.dates import Day
from eventsapp.announcements.reading.findings import Span
from eventsapp.announcements.reading.hours import Hour
from eventsapp.announcements.reading.text import Text

NEAR = 160  # signs on each side that say what a day or an hour is for

_REGISTER = re.compile(
    r"аккредит|тіркел|тіркеу|каттал|каттоо|катталуу|регистр|заявк|заявок|регистрац|register|registration|apply|application"
    r"|accredit|rsvp|\blcv\b|başvuru|kayit|akredit|раста|подтвер|тастык|confirm|жіберіледі|жөнөт|жолда|arizalar|ариза|рўйхат"
    r"|өтіні|арыз|опозда|қатысуды|катышууну|катышууңуз|хабарлаңыз|тизме|списки?|тізім"
)
_LIMIT_BEFORE = re.compile(
    r"(?:\bдо|не позднее|не позже|no later than|\bby|until|before|till|deadline:?|close of business|end of (?:the )?day|en geç|en gec|son (?:tarih|gün):?|son başvuru\w*(?: tarihi)?:?|соңғы мерзім\w*:?|акыркы мөөнөт\w*:?|кешіктірмей|срок\w*:?|lcv:?|прием заявок:?|\bto\b)\s*(?:(?:noon|\d\d?[:.h]\d\d)\s*(?:on\s+)?)?(?:[^\W\d]+,?\s*)?$"
)
_LIMIT_AFTER = re.compile(
    r"^[\s,-]*(?:['-]?\s?(?:ге|ға|ке|қа|га|го|гө|кө|не|на|ү?нө|a|e|ya|ye|na|ne|i?na|ga|гача|gacha|қадар|[дтн][ыиуүіi][нң])\b)?[\s,]*(?:саат\s*|сағат\s*|saat\s*)?(?:\d\d[:.]\d\d['-]?\w*\s*)?(?:mesai bitimin[ae]\s*|tarihine\s*)?(?:дейін|чейин|шейін|kadar|qadar|қадар|гача|gacha|кешіктірмей|кечиктирбей|en geç)"
)
_ENDING = re.compile(
    r"^(?:[^.;\n]|(?<=\d)\.(?=\d)){0,22}?(?:kapan|закрыва|жабыл|closes|sona er|аяқтал|аяктал|tugaydi)"
)
_OPENS = re.compile(r"^[^.;\n]{0,30}?(?:açilir|open(?:s|ed)?\b|откры|басталады|ашылады|башталат)")
_DOORS_BEFORE = re.compile(
    r"(?:каттоо|каттал|тіркеу|тіркел|регистрац|\bkayit|registration|doors?|gathering|\bсбор|meeting point|кіргізу|киргизүү|начал\w+ аккредитации|жиналу|жиналым|чогул|toplanma|check-in|прибыти|arriv|рўйхатга олиш|ro'yxatga)(?:(?!\d[:.]\d\d\s*,)[^.;\n]){0,60}$"
)
_DOORS_AFTER = re.compile(
    r"^[^.;\n]{0,25}?(?:hazir bulun|прибыть|явиться|be (?:seated|in place))|^\W{0,4}(?:\(?[-\w']{0,4}\s?)?(?:регистрац|сбор\b|каттоо|тіркеу|жиналу|kayit|registration|doors|gathering|arrivals?\b|check-in|рўйхат)(?![^,;.\n]{0,30}\d(?:[:.]\d|\s?[ap]\.?m\b))"
)
_GATHERS_AFTER = re.compile(
    r"^'?\w{0,3}\s*(?:чейин|дейін|гача|kadar)\s[^.\n]{0,60}(?:келү|келу|келиш|чогул|жинал|hazir bulun|toplan)"
)
_ARRIVING = re.compile(r"(?:arriv\w*|be seated|прибы\w+|явиться)[^.;\n\d]{0,30}$")
_END_BEFORE = re.compile(
    r"\b(?:қайту\w*|кайту\w*|возвращени\w*|окончани\w*|заверш\w*|аяқталу\w*|аякт\w*|bitiş\w*|dönüş\w*|ends?|finish\w*|return\w*|завершится в|тугаши)[^.;,\n\d]{0,14}$"
)
_ENDS_AFTER = re.compile(
    r"^['-]?\w{0,3}\s*(?:орал|қайтад|қайтып|кайтат|кайтыш|аякта|аяқтал|заверш|ends?\b|biter|bitecek|sona er)"
)
_BRACKETED = re.compile(r"\([^()\n]*\)")
_LEAVES_AFTER = re.compile(
    r"^['-]?\w{0,3}\s*(?:жолға |жолго )?(?:жүреді|жөнөйт|отправл|выезд|отъезд|departs?|leaves|hareket|kalkiş|чыгат|шығады|аттанады|jo'nay)"
)
_LEAVES_BEFORE = re.compile(
    r"(?:отправлени\w*|выезд\w*|отъезд|departure\w*|departs|leaves|hareket\w*|kalkiş\w*|жүру\w*|жөнөө\w*|аттану\w*)[^.;\n\d]{0,22}$"
)
_SERVICE = re.compile(
    r"(?:hours|часы работы|режим работы|жұмыс уақыты|иш убактысы|mesai saat|çalişma saat|media cent(?:re|er)|press cent(?:re|er) (?:is )?open|handed out|emb[ar]rgo|эмбарго|ambargo|posted|updated|опубликовано|жарияланды|прием граждан|пропуска? выда|badge)[^\n.;]{0,70}$"
)
_NOT_BEFORE = re.compile(r"(?:before|until|до|after|после|closed from|shut from|кейін|кийин)\s*$")
_PAST_AFTER = re.compile(
    r"^[^.\n]{0,10}(?:прошлого|прошедшего|өткен жыл|өткөн жыл|былтыр|geçen yil|last year|жылдан бері|жылдан бастап|ден бері|дан бері)|^\s*(?:дағы|дегі|тағы|тегі|дагы|деги)?\w{0,6}\s*№"
)
_PAST_BEFORE = re.compile(
    r"(?:riots of|since|born|events of|с момента|was|dated|№\s*\S{1,8} (?:от|of)|предыдущ\w*[^.\n]{0,30}|до этого|осыған дейін,?|буга чейин,?|previous\w*[^.\n]{0,30}|resign by|каникулы[^.\n]{0,22})\s*$"
)
_LABEL = re.compile(
    r"(?:^|\n|[-*•]\s*)[\s*_-]*(?:күні|күнү|дата(?: и время)?|дата проведения|когда|tarih|date|when(?: and where)?|өтетін күні|өткөрүлүүчү күнү|sana|сана|мерзімі|убактысы|уақыты|время(?: проведения)?|начало|saat|басталуы|башталышы|time|зачем)\b[^\n:]{0,20}[:-][^\n]{0,25}$"
)
HAPPENS = re.compile(
    r"өтеді|өткіз|өтет|өтөт|өткөр|өтү|болады|болот|болжан|баста[лу]|башта[лт]|ашыл|ачыл|состоит|пройд|проход|проводит|провед|начн|начин|откры|запланир|назнач|созыва|соберут|соберет|собира"
    r"|\bwill\b|hold|host|takes? place|opens?\b|\bmeets?\b|begins?|starts?|is to\b|yapil|düzenle|gerçekle|olacak|başla|ağirla|davet|шақыр|чакыр|приглаш|invite|чыгат|барат|аттан|жоспарлан|пландал|өтказ|o'tkaz|бўл|узат|выступит|жалғас|созыл|улан[аы]|уланат|sürecek|продолж|продлится|\blasts?\b"
)
EVENT_WORD = re.compile(
    r"конференц|мәслихат|жыйын|брифинг|отырыс|отурум|заседани|кеңес|кеңеш|семинар|форум|саммит|үстел|тегерек|круглый стол|сапар|визит|поездк|кездесу|жолугуш|встреч|концерт|жармеңке|жарманке|митинг|құрылтай|курултай|сесси"
    r"|conference|briefing|round table|council|meeting|summit|forum|seminar|workshop|visit|toplanti|sempozyum|konferans|çaliştay|açiklama|açiliş|etkinlik|basin|іс-шара|иш-чара|мероприят|anjuman|конгресс|симпозиум|слушани|кеш|оюн|игры|мейрам|майрам|фестивал|выставк|көрме|көргөзмө|өкілдер|ишембилик|сенбілік|презентац|тұсаукесер|launch|opening|ceremony|ceremon"
)
_NEXT_ONE = re.compile(
    r"(?:следующ\w+ (?:заседани|встреч|сесси|совещани|форум)|\bnext (?:meeting|session)|келесі (?:отырыс|кездесу|мәжіліс|жиын)"
    r"|кийинки (?:отурум|жыйын|жолугуш|кеңешме)|bir sonraki (?:toplanti|oturum))[^.\n]{0,80}$"
)
_UNTIL = re.compile(r"(?:\bдо|until|till)\s*$")
_APPLYING = re.compile(r"başvuru|заявк|аккредит|accredit|өтініш|арыз")
_APPLYING_BY = re.compile(r"не позднее|online|apply")


@dataclass
class DayRole:
    """What a day is for: event, deadline, stamp, end, other; and how much speaks for it."""

    what: Day
    role: str
    score: float = 0.0


@dataclass
class HourRole:
    """What an hour is for: event, doors, deadline, stamp, end, other."""

    what: Hour
    role: str
    labelled: bool = False


def role_of_day(day: Day, text: Text, number: int) -> DayRole:
    """What a day of the text is for; `number` days stand before it."""
    line, sentence = text.line(day.start), text.sentence(day.start)
    before, after = _around(text, day, line)
    whole = text.low[max(sentence[0], day.start - 400) : min(sentence[1], day.end + 400)]
    labelled = bool(_LABEL.search("\n" + before))
    registering = near_registering(text, day.start, day.end)
    tests = (
        ("stamp", _is_stamp(day, text, line)),
        ("deadline", registering and _is_limit(before, after)),
        ("other", not labelled and _SERVICE.search(before)),
        ("end", _LIMIT_AFTER.search(after) or _UNTIL.search(before)),
        ("other", _OPENS.search(after) and _APPLYING.search(whole)),
        ("other", _PAST_AFTER.search(after) or _PAST_BEFORE.search(before)),
    )
    role = next((name for name, holds in tests if holds), "event")
    score = 6.0 * labelled + 2 * bool(HAPPENS.search(whole)) + 1.5 * bool(EVENT_WORD.search(whole))
    score += 1.0 * day.is_range + 0.5 * (day.year is not None) - 0.25 * number
    score -= 4.0 * bool(_NEXT_ONE.search(before))
    return DayRole(day, role, score)


def _is_stamp(day: Day, text: Text, line: Span) -> bool:
    """Whether it is the dateline or the date of the document, not of the event."""
    if day.offset is not None:
        return False
    at = text.line_number(day.start)
    before = text.plain[max(line[0], day.start - NEAR) : day.start]
    after = text.plain[day.end : min(line[1], day.end + NEAR)]
    dateline = re.match(r"\s*(?:[-–—(]|\.\s*[-–—]|$)", after) and re.match(
        r"^\s*[^\W\d_][\w.\s-]{1,30},\s*(?:[\w\s.-]{2,25},\s*)?$", before
    )
    rest = re.sub(r"\d{1,2}[:.]\d\d(?::\d\d)?", " ", before + " " + after)
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 1]
    places = sum(1 for word in words if names_place(word))
    alone = len(words) - places <= (0 if at > 4 else 1) and not re.search(r"[:/]\s*$", before)
    if at == 0 and re.match(r"\.\s+[^\W\d_]", after) and not before.strip():
        return True
    return bool(dateline and places) or (alone and at <= 5)


def _around(text: Text, what: Day | Hour, line: Span) -> tuple[str, str]:
    """The words before and after in the same line, as far as they can matter."""
    before = text.low[max(line[0], what.start - NEAR) : what.start]
    return before, text.low[what.end : min(line[1], what.end + NEAR)]


def _is_limit(before: str, after: str) -> bool:
    return bool(_LIMIT_BEFORE.search(before) or _LIMIT_AFTER.search(after) or _ENDING.search(after))


def near_registering(text: Text, begin: int, end: int) -> bool:
    """Whether the words around a stretch speak of registering or applying."""
    line, sentence = text.line(begin), text.sentence(begin)
    first, last = line if line[1] - line[0] < 220 else sentence
    return bool(_REGISTER.search(text.low[max(first, begin - 110) : min(last, end + 90)]))


def role_of_hour(hour: Hour, text: Text, days: list[Day]) -> HourRole:
    """What an hour of the text is for."""
    line = text.line(hour.start)
    before, after = _around(text, hour, line)
    close = re.split(r"[.;]\s(?!\d)", _BRACKETED.sub("", before))[-1]
    limit = _is_limit(before, after)
    doors = _DOORS_AFTER.search(after) or _DOORS_BEFORE.search(close)
    leaves = _LEAVES_AFTER.search(after) or _LEAVES_BEFORE.search(close)
    tests = (
        (
            "stamp",
            any(_is_stamp(day, text, line) for day in days if line[0] <= day.start < line[1]),
        ),
        ("event", leaves),
        ("end", _END_BEFORE.search(close)),
        ("end", _ENDS_AFTER.search(after) and not near_registering(text, hour.start, hour.end)),
        ("doors", _GATHERS_AFTER.search(after)),
        (
            "doors",
            doors and (not limit or _ARRIVING.search(close)) and not _APPLYING_BY.search(close),
        ),
        ("deadline", limit and near_registering(text, hour.start, hour.end)),
        ("end", hour.until is None and (_LIMIT_AFTER.search(after) or _UNTIL.search(before))),
        ("other", _SERVICE.search(before) or _NOT_BEFORE.search(close)),
    )
    role = next((name for name, holds in tests if holds), "event")
    return HourRole(hour, role, bool(leaves or _LABEL.search("\n" + before)))
