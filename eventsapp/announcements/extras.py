"""What else an announcement says: programme, figures, press kit, visit, funding, what kind of text."""

import re

from eventsapp.announcements import dates
from eventsapp.announcements.bodies import ORGANISATION
from eventsapp.announcements.findings import (
    Boilerplate,
    Document,
    Doubt,
    Figure,
    Finding,
    Mark,
    Reading,
)
from eventsapp.announcements.text import Text, tidy

_KIT = re.compile(
    r"пресс-(?:пакет|кит|набор)|press (?:kit|pack)|баспасөз (?:жинағы|топтамасы)|basin (?:dosyasi|kiti)|медиа-?кит"
)
_VISIT = re.compile(
    r"(?:кийин|кейін|после (?:пресс-конференции|мероприятия|брифинга)|afterwards|after the (?:press conference|briefing|event)|ardindan|sonrasinda)[^.\n]{0,160}(?:баруу|бару\b|барып|посе[щт]|visit|ziyaret|экскурси|тур\b|gezi)"
)
_DONOR = re.compile(r"this project is funded\s+by [^.\n]+")
_FUNDING = re.compile(
    r"(?:[^.\n]{0,80}(?:при финансовой поддержке|funded by|mali desteğiyle|финансылык колдоосу менен|қаржылай қолдауымен)[^.,\n]{0,100})"
)
_AGENDA_HEAD = re.compile(
    r"(?:повестка дня|күн тәртібі|күн тартиби|agenda|programme|program|бағдарлама|программа|gündem)\s*:?\s*$"
)
_AGENDA_LINE = re.compile(
    r"^\s*(?:[-•*]|\d{1,2}[.)]|\d{1,2}[:.]\d\d(?:\s*[-–—]\s*\d{1,2}[:.]\d\d)?\s*[-–—:]?)\s*(?P<item>[^\n]{6,240})$"
)
_DISCUSSED = re.compile(
    r"қарастырылады|талқыланады|талкууланат|каралат|обсуд\w+|рассмотр\w+|will discuss|to be discussed|ele alin\w+|презентациялау|аударылады|көрсөтүлөт|муҳокама"
)
_FIGURE = re.compile(
    r"(?P<q>свыше|более|около|почти|over|about|some|more than|nearly|yaklaşik|шамамен|чамасында)?\s*(?<![\d.,:/№-])(?P<n>\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?)(?P<k>\s?(?:мың|миң|тысяч\w*|тыс\.|млн|миллион\w*|thousand|million|bin|milyon))?(?:нан|нын|ден|дан)?\s?(?P<p>%)?(?P<s>\s*-?(?:ге|ға|ке|қа|га)?\s+(?:жуық|жакын)|\s*(?:астам|ашык|ашуун|aşkin))?\s*(?P<unit>[^\W\d_]{3,}(?:\s[^\W\d_]{3,}){0,2})?"
)
_QUALIFIER = (
    ("over", re.compile(r"свыше|более|over|more than|астам|ашык|ашуун|aşkin")),
    ("about", re.compile(r"около|почти|about|some|nearly|жуық|жакын|шамамен|чамасында|yaklaşik")),
)  # fmt: skip
_NO_UNIT = re.compile(
    r"^(?:мен\b|жаст|жашт|лет\b|жыл|год|г\b|час|мин|сағат|саат|saat|үй|дом|корпус|кабинет|улиц|көш|көч|тармақ|баб|стать|пункт|января|[^\W\d_]*(?:ноя|дек|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт)|june|july|may|april|march|ақпан|қараша)"
)
_ABOUT = re.compile(
    r"^\s*(?:уюмдар жөнүндө маалымкат|уюм жөнүндө|ұйымдар? туралы(?: анықтама)?|об организаци\w+|справка(?: об организации)?|about (?:us|the organi[sz]ations?)|hakkinda|kurum hakkinda|справочно)\s*:?\s*$"
)
_TOLD_OF = re.compile(
    r"\s[-–—]\s|\s\(|\s(?:является|болуп|is a|өзүнө|өзүнүн|—)\s|(?<=долбоору)\s|(?<=жобасы)\s|(?<=project)\s"
)
_LONG_NAME = 60  # signs; a longer one has taken words of its sentence along
_KINDS = (
    ("announcement", r"пресс-?анонс|баспасөз анонсы|media advisory|press advisory|basin (?:daveti|duyurusu)|анонс|аңдатпа|объявление|хабарландыру|жарыя|приглашение|шақыру|чакыруу|media (?:alert|invitation)|press invitation|davet|gündem"),
    ("release", r"пресс-?релиз|баспасөз (?:хабарламасы|релизі)|press release|basin (?:bülteni|bildirisi)"),
)  # fmt: skip
_LETTER = re.compile(
    r"құрметті депутат|уважаем\w+ депутат|урматтуу депутат|sayin (?:milletvekil|vekil)|dear (?:deputies|members of parliament)|депутаттық сауал|депутатск\w+ запрос|орынд\.|исп\.\s|исполнитель:|№ ?(?:\\?_)+|на ваш\w* (?:исх|письмо|запрос)|сіздің .{0,30}хатыңыз"
)
_REPLY = re.compile(r"(?:жылғы|жылдын|от)\s[^№\n]{0,30}№\s?(?P<number>[^\s,.;_\\]{1,20})")


def read(text: Text, reading: Reading) -> None:
    """Fill in the rest, and whether the text is an event at all."""
    reading.press_kit = _phrase(_KIT, text)
    reading.side_visit = _phrase(_VISIT, text, whole=True)
    reading.funding_line = _phrase(_DONOR, text) or _phrase(_FUNDING, text)
    reading.agenda = _agenda(text)
    reading.figures = _figures(text, reading)
    reading.boilerplates = _boilerplates(text)
    reading.document = _document(text)
    if (reading.document and reading.document.value.kind == "letter") or _says_nothing(reading):
        reading.doubts += (Doubt.NO_EVENT,)
    if reading.start_date is None and not reading.doubts:
        reading.doubts += (Doubt.DAY_LOST,)


def _phrase(pattern: re.Pattern[str], text: Text, *, whole: bool = False) -> Finding[str] | None:
    match = pattern.search(text.low)
    if not match:
        return None
    span = text.sentence(match.start()) if whole else match.span()
    return Finding(tidy(text.plain[slice(*span)]), (span,))


def _agenda(text: Text) -> list[Finding[str]]:
    """The lines below "Agenda", or the sentences that say what will be discussed."""
    items: list[Finding[str]] = []
    listing = False
    for line in text.lines[:120]:
        low, words = text.low[slice(*line)].strip(), text.plain[slice(*line)]
        if _AGENDA_HEAD.search(low) and len(low) < 60:
            listing = True
            continue
        item = _AGENDA_LINE.match(words)
        if listing and item:
            items.append(Finding(tidy(item["item"]), (line,)))
        elif listing and items:
            break
    if items:
        return items[:40]
    said = [span for span in text.sentences[:40] if _DISCUSSED.search(text.low[slice(*span)])]
    return [Finding(tidy(text.plain[slice(*span)]), (span,), Mark.CHECK) for span in said[:8]]


def _figures(text: Text, reading: Reading) -> list[Finding[Figure]]:
    taken = [
        span for _, finding in reading.found() for span in finding.spans if span[1] - span[0] < 60
    ]
    taken += [(day.start, day.end) for day in dates.find(text)]
    found = []
    for match in _FIGURE.finditer(text.low):
        unit = match["unit"] or ""
        inside = any(start < match.end("n") and match.start("n") < end for start, end in taken)
        if (
            inside
            or _NO_UNIT.match(unit)
            or not (unit or match["p"])
            or re.fullmatch(r"(?:19|20)\d\d", match["n"])
        ):
            continue
        start = match.start("q") if match["q"] else match.start("n")
        end = max(match.end(group) for group in ("n", "k", "p", "s", "unit") if match[group])
        words = text.low[start:end]
        qualifier = next((name for name, pattern in _QUALIFIER if pattern.search(words)), "")
        number = text.plain[match.start("n") : match.end("k") if match["k"] else match.end("n")]
        exact = not (match["k"] or match["p"] or qualifier or len(match["n"]) > 3)
        figure = Figure(
            number.strip() + ("%" if match["p"] else ""),
            text.plain[slice(*match.span("unit"))] if unit else "",
            qualifier,
        )
        found.append(Finding(figure, ((start, end),), Mark.CHECK if exact else Mark.SURE))
    return found[:60]


def _boilerplates(text: Text) -> list[Finding[Boilerplate]]:
    """The paragraphs below "About the organisations", each with the address that follows it."""
    head = next(
        (number for number, line in enumerate(text.lines) if _ABOUT.match(text.low[slice(*line)])),
        None,
    )
    if head is None:
        return []
    found: list[Finding[Boilerplate]] = []
    for line in text.lines[head + 1 :]:
        words = text.plain[slice(*line)].strip()
        if re.fullmatch(r"(?:https?://|www\.)\S+", words) and found:
            last = found[-1].value
            found[-1] = Finding(Boilerplate(last.name, last.text, words), (*found[-1].spans, line))
        elif len(words) > 60:
            found.append(Finding(Boilerplate(_name(words), " ".join(words.split())), (line,)))
    return found


def _name(words: str) -> str:
    """Whom a paragraph is about: what stands before its first dash, bracket or verb."""
    name = _TOLD_OF.split(words)[0][:160]
    noun = ORGANISATION.search(Text(name).low) if len(name) > _LONG_NAME else None
    if noun and not name.startswith(("“", "«", '"')):
        name = name[: noun.end()] + re.split(r"\s", name[noun.end() :])[0]
    return tidy(name[:120])


def _document(text: Text) -> Finding[Document] | None:
    letter = list(_LETTER.finditer(text.low))
    if len({match[0] for match in letter}) >= 2:
        reply = _REPLY.search(text.low[:1500])
        number = text.plain[slice(*reply.span("number"))] if reply else ""
        return Finding(
            Document("letter", reply_to=number), tuple(match.span() for match in letter[:3])
        )
    for line in text.lines[:6]:
        for kind, pattern in _KINDS:
            match = re.search(rf"^\W*(?:{pattern})\b", text.low[slice(*line)])
            if match and line[1] - line[0] < 80:
                return Finding(Document(kind), ((line[0], line[0] + match.end()),))
    return None


def _says_nothing(reading: Reading) -> bool:
    """Whether nothing in the text speaks of an event: no day but "today", no hour, no kind."""
    known = reading.type is not None and reading.type.spans
    day = reading.start_date
    return (
        not known and reading.start_time is None and (day is None or day.doubt is Doubt.DAY_GUESSED)
    )
