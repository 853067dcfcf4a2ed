"""What else an announcement says: programme, figures, press kit, visit, funding, what kind of text."""

import re
from datetime import date

from eventsapp.announcements.reading import agenda, dates, figures
from eventsapp.announcements.reading.body_names import ORGANISATION
from eventsapp.announcements.reading.findings import (
    Boilerplate,
    Document,
    Doubt,
    Finding,
    Reading,
)
from eventsapp.announcements.reading.text import Text, tidy

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
_NUMBER = re.compile(
    r"\s*(?:[^\W\d_]+[.:]?\s+){0,3}(?:№|No\.?|N°)\s?(?P<number>\d[^\s,;]{0,20})(?=\s|,|$)"
)
_REPLY = re.compile(r"(?:жылғы|жылдын|от)\s[^№\n]{0,30}№\s?(?P<number>[^\s,.;_\\]{1,20})")


def read(text: Text, reading: Reading) -> None:
    """Fill in the rest, and whether the text is an event at all."""
    reading.press_kit = _phrase(_KIT, text)
    reading.side_visit = _phrase(_VISIT, text, whole=True)
    reading.funding_line = _phrase(_DONOR, text) or _phrase(_FUNDING, text)
    agenda.read(text, reading)
    figures.read(text, reading)
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
                number, day = _numbered(text)
                span = (line[0], line[0] + match.end())
                return Finding(Document(kind, number=number, day=day), (span,))
    return None


def _numbered(text: Text) -> tuple[str, date | None]:
    """The number that a line of the head gives the document, and the day beside it."""
    for line in text.lines[:8]:
        words = text.plain[slice(*line)]
        found = _NUMBER.match(words)
        if found:
            days = [day for day in dates.find(Text(words)) if day.year and day.start >= found.end()]
            dated = dates.resolve(days[0], date.max, days[0].year) if days else None
            return found["number"], dated[0] if dated else None
    return "", None


def _says_nothing(reading: Reading) -> bool:
    """Whether nothing in the text speaks of an event: no day but "today", no hour, no kind."""
    known = reading.type is not None and reading.type.spans
    day = reading.start_date
    return (
        not known and reading.start_time is None and (day is None or day.doubt is Doubt.DAY_GUESSED)
    )
