"""Organisations and their roles, from the words that say who holds, funds, supports or hosts."""

import re
from dataclasses import replace
from itertools import pairwise

from eventsapp.announcements.reading import russian_places, title_words
from eventsapp.announcements.reading.body_names import (
    ORGANISATION,
    after_last_head,
    in_stretch,
    is_body,
    tidy_name,
)
from eventsapp.announcements.reading.findings import HOLDING, Body, Finding, Mark, Reading, Span
from eventsapp.announcements.reading.roles import HAPPENS
from eventsapp.announcements.reading.text import Text

_AFTER = (
    ("funder", r"при финансовой поддержке|финансируется|funded by|financed by|with the financial support of|за сч[её]т средств"),
    ("supporter", r"при поддержке|при содействии|with the support of|supported by"),
    ("partner", r"в партн[её]рстве с|совместно с|in partnership with|together with|jointly with|в сотрудничестве с|партн[её]р\w*\s*:|серіктес\w*\s*:|өнөктөш\w*\s*:|partner\w*\s*:|ortak\w*\s*:"),
    ("host", r"hosted by|принимающ\w+ сторон\w*\s*(?:(?:выступа|явля|стал)\w*|[:—-])|қабылдаушы тарап\s*[:—-]|кабыл алуучу тарап\s*[:—-]|ev sahibi\s*:|\bhosts?\s*:"),
    ("organiser", r"организатор\w*\s*(?:(?:выступа|явля|стал)\w*|(?:мероприятия\s*)?[:—-])|организован\w*\s|ұйымдастырушы\w*\s*[:–—-]|уюштуруучу\w*\s*[:–—-]|düzenleyen\w*\s*:|organi[sz]ers?\s*:|(?:its )?organi[sz]ers are|organi[sz]ed by|convened by|held by|tashkilotchi\w*\s*[:–—-]|ташкилотчи\w*\s*[:–—-]|которые проводит|который проводит|которую проводит|деп билдирди\s"),
)  # fmt: skip
_WITH_OTHERS = re.compile(
    r"\s(?:при (?:финансовой )?поддержке|при содействии|в партн[её]рстве с|в рамках)\b"
)
# The names behind these are in the genitive or the instrumental.
_OF = re.compile(
    r"при (?:финансовой )?поддержке|при содействии|(?:в партн[её]рстве|в сотрудничестве|совместно) с|организован\w*\s"
)
_BEFORE = (
    ("funder", r"(?:финансылык|каржылык|қаржылай)\s+(?:колдоосу менен|қолдауымен)|mali desteğiyle"),
    ("supporter", r"колдоосу менен|қолдауымен|desteğiyle|destekleriyle|қолдау көрсет\w+|ko'magida|кўмагида"),
    ("partner", r"менен өнөктөштүктө|менен биргеликте|мен бірлесіп|менен биргелешип|бірлесе отырып|iş ?birliğiyle|işbirliğinde|ортақтаса|билан ҳамкорликда|bilan hamkorlikda"),
    ("organiser", r"тарабынан|тарапынан|томонидан|tomonidan|birlikte düzenliyor|tarafından"),
    ("host", r"ev sahipliğinde"),
)  # fmt: skip
_CARRIED_OUT = re.compile(
    r"(?:ишке ашыр|іске асыр|жүзеге асыр|жүзөгө ашыр|yürütül|uygulan|amalga oshir)\w*[^.\n]{0,200}?(?:долбоор|жоба|proje|loyiha|лойиҳа)"
)
_PROJECT_BY = re.compile(
    r"(?:[Дд]олбоорду|[Жж]обаны)\s+(?P<turkic>[^.\n]{4,160}?)\s+(?:ишке ашыр|іске асыр|жүзеге асыр)"
    r"|[Пп]роект\s+(?:реализу[ею]т|осуществля[ею]т)\s+(?P<russian>[^.\n]{4,160})"
    r"|project is (?:implemented|carried out) by\s+(?P<english>[^.\n]{4,160})"
)
_YEAR = re.compile(r"\s*(?:(?:года?|жылы|жылдын)\b|г\.)?[\s,]*")
_HOLDS = re.compile(
    r"өткізеді|өткізіп|өткізбек|ұйымдастырып отыр|ұйымдастырады|ұйымдастырған|шақырады|уюштурат|уюштурду|уюштурган|уюштурууда|өткөрөт|өткөрмөкчү|чакырат|düzenliyor|düzenleyecek|düzenlenen|yapacak|gerçekleştirecek|davet ed|tanitiyor|tanitacak|проводит\b|провед[её]т|организует|приглашает|проводят\b|проведут|организуют|приглашают|сообщает (?:о|что)|сообщает, что|өтетінін хабарлайды|болорун кабарлайт|начал аккредитаци|topluyor|toplayacak|\binvites?\b|\bhosts?\b|will hold|\bto hold\b|will (?:present|launch|convene|host)|convenes|\bholds\b|organi[sz]es|ўтказади|o'tkazadi|ташкил этади|эълон қилди|devam ediyor"
)
_COUNCIL_OF = re.compile(
    r"(?P<body>\b(?:OSCE|NATO|UN|EU|SCO|ШОС|ОТГ|TURKSOY|СНГ|ЕАЭС|North Atlantic)\b)[^.\n]{0,30}(?:Council|Summit|summit|Ministerial)|Council of the (?P<of>[A-Z]{2,6})\b"
)
_OWNER = re.compile(
    r"(?P<name>(?:[«“\"][^«»“”\"\n]{2,60}[»”\"]\s+)?(?:[А-ЯӘҒҚҢӨҰҮҺІ][\w-]*\s+){0,5}(?:[\w-]*\s)?(?:қоры|фонду|министрлігі|министрлиги|университеті|университети|агенттігі|агенттиги|қауымдастығы|кенеши|кеңеши))н[ыи]ң?н?\s"
)
_CONTACT = re.compile(
    r"(?:irtibat|контакт\w*|пресс-центр|байланыш|байланыс|contact|for media)[^:\n]{0,20}:\s*(?P<name>[^\n,;+\d]{5,70})",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?P<name>(?:[A-ZÇŞİĞÜÖ][\wçşığüö-]*\s+){1,5}(?:Derneği|Vakfı|Belediyesi|Bakanlığı|Teşkilatı|Üniversitesi|Sendikası|Valiliği|Enstitüsü|Birliği))\s+(?:\d+\.|Uluslararası|[A-ZÇŞİĞÜÖ]\w+ (?:Toplantısı|Masa|Forumu|Konferansı|Sempozyumu|Çalıştayı))"
)
_BRACKETED = re.compile(r"\d\s*\((?P<name>[^()\d]{4,60})\)")


def read(text: Text, reading: Reading) -> None:
    """Fill in the bodies: each once, in the strongest role said of it."""
    found = [*_said_after(text), *_said_before(text), *_carrying_out(text)]
    if not any(one.value.role in HOLDING for one in found):
        found += _holding(text, reading)
    if not any(one.value.role in HOLDING for one in found):
        found += _implied(text, reading)
    seen: set[str] = set()
    for one in sorted(found, key=lambda each: each.spans):
        key = " ".join(re.findall(r"\w+", one.value.name.lower()))
        if key not in seen and not any(key in other or other in key for other in seen):
            seen.add(key)
            reading.bodies.append(one)


def _main_part(text: Text) -> int:
    """Where the notes about the organisations begin: below, nobody is given a role."""
    heading = re.search(
        r"\n\s*(?:уюмдар жөнүндө|ұйым туралы|ұйымдар туралы|об организац|about (?:us|the)|hakkinda|справка|this project is funded)",
        text.low,
    )
    return heading.start() if heading else len(text.low)


def _said_after(text: Text) -> list[Finding[Body]]:
    found: list[Finding[Body]] = []
    limit = _main_part(text)
    for role, pattern in _AFTER:
        for match in re.finditer(pattern, text.low[:limit]):
            end = text.sentence(match.start())[1]
            stop = re.search(
                r"[.;(\n](?!\w)|\s(?:with (?:the )?(?:support|help|participation) of|in partnership with|при|в рамках|состоится|пройд\w+|will|on \d|\d{1,2} [^\W\d_]+ \d{4})\b",
                text.plain[match.end() : end],
            )
            end = match.end() + stop.start() if stop else end
            named = in_stretch(text, (match.end(), end), role)
            found += map(_in_nominative, named) if _OF.fullmatch(match[0]) else named
    return found


def _in_nominative(one: Finding[Body]) -> Finding[Body]:
    return replace(one, value=replace(one.value, name=russian_places.body(one.value.name)))


def _said_before(text: Text) -> list[Finding[Body]]:
    found: list[Finding[Body]] = []
    taken: list[Span] = []
    limit = _main_part(text)
    for role, pattern in _BEFORE:
        for match in re.finditer(rf"\s(?:{pattern})", text.low[:limit]):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            start = text.sentence(match.start())[0]
            comma = list(
                re.finditer(
                    r"[,;:]\s|(?:тарабынан|менен)\s|\d{4} [^\W\d]+ ",
                    text.plain[start : match.start()],
                )
            )
            listed = role == "organiser" and len(comma) > 1 and "birlikte" in match[0]
            start += comma[-1].end() if comma and not listed else 0
            if pair := _pair(text, (start, match.start()), match[0]):
                found += pair
                continue
            holds = role in HOLDING
            if not holds:
                start += after_last_head(text.plain[start : match.start()])
            if not holds or _about_event(text, match.start()):
                what = _part(text, match.end()) if role == "organiser" else role
                found += in_stretch(text, (start, match.start()), what, last_only=not holds)
    return found


def _pair(text: Text, span: Span, words: str) -> list[Finding[Body]]:
    """The two of "A ve B iş birliğiyle", who hold it together."""
    if "birli" not in words:
        return []
    named = in_stretch(text, span, "organiser")[-2:]
    between = [text.plain[one.spans[0][1] : other.spans[0][0]] for one, other in pairwise(named)]
    return named if [each.strip() for each in between] == ["ve"] else []


def _part(text: Text, at: int) -> str:
    """Whether bodies hold the event itself, or carry out the project that it belongs to."""
    carried = _CARRIED_OUT.search(text.low, at, text.sentence(at)[1])
    return "implementer" if carried else "organiser"


def _carrying_out(text: Text) -> list[Finding[Body]]:
    """The subject of a sentence of its own: "The project is carried out by …"."""
    return [
        body
        for match in _PROJECT_BY.finditer(text.plain[: _main_part(text)])
        for body in in_stretch(text, match.span(match.lastgroup or 0), "implementer")
    ]


def _about_event(text: Text, at: int) -> bool:
    """Whether a sentence speaks of the event, not of a project or a past report."""
    return bool(title_words.EVENT.search(text.low[slice(*text.sentence(at))]))


def _holding(text: Text, reading: Reading) -> list[Finding[Body]]:
    """The subject of "holds", "invites": the body named before the verb in its sentence."""
    for match in _HOLDS.finditer(text.low[: _main_part(text)]):
        start = _behind_day(text, text.sentence(match.start())[0], reading)
        start = (
            _line_before(text, start) if not text.plain[start : match.start()].strip() else start
        )
        before = text.plain[start : match.start()]
        cut = re.search(r"\d{4}|\d{1,2} [^\W\d_]{3,}|қолдауымен|колдоосу", before)
        which = before.rfind(" который") if " котор" in before else -1
        after = reading.language == "ru" and not ORGANISATION.search(Text(before).low)
        if after:
            end = text.sentence(match.start())[1]
            with_others = _WITH_OTHERS.search(text.low, match.end(), end)
            end = with_others.start() if with_others else end
            names = in_stretch(text, (match.end(), end), "organiser")
            if names:
                return names[:1]
        names = in_stretch(
            text,
            (
                start,
                start + (cut.start() if cut and cut.start() > 8 else len(before))
                if which < 0
                else match.start(),
            ),
            "organiser",
        )
        if names:
            return names if len(names) < 5 else names[:1]
    return []


def _line_before(text: Text, start: int) -> int:
    """Where the line before begins: a name may end its line, and "invites" begin the next."""
    above = [line for line in text.lines if line[1] <= start]
    return above[-1][0] if above else start


def _behind_day(text: Text, start: int, reading: Reading) -> int:
    """Where a sentence goes on that begins with its day: "14–16 мая 2027 года фонд …"."""
    for begin, end in reading.start_date.spans if reading.start_date else ():
        year = _YEAR.match(text.plain, end)
        if 0 <= begin - start <= len("начиная с ") and year:
            return year.end()
    return start


def _implied(text: Text, reading: Reading) -> list[Finding[Body]]:
    """A body in the head of the letter, whose own council meets, or that answers the press."""
    headed = _letterhead(text, reading)
    if headed:
        return [headed]
    match = _COUNCIL_OF.search(text.plain)
    if match:
        group = "body" if match["body"] else "of"
        name = match[group].replace("North Atlantic", "NATO")
        return [Finding(Body(name, "organiser"), (match.span(group),), Mark.CHECK)]
    led = _LEADING.search(text.plain)
    if led and not _in_venue(led.span("name"), reading):
        return [Finding(Body(tidy_name(led["name"]), "organiser"), (led.span("name"),), Mark.CHECK)]
    dated = [text.sentence(at) for at, _ in reading.start_date.spans] if reading.start_date else []
    for stretch in dated:
        owner = _OWNER.search(text.plain, *stretch)
        if owner and len(owner["name"].split()) > 1 and not _in_venue(owner.span("name"), reading):
            return [
                Finding(
                    Body(tidy_name(owner["name"]), "organiser"), (owner.span("name"),), Mark.CHECK
                )
            ]
    contact = _CONTACT.search(text.plain) or _BRACKETED.search(text.plain)
    if contact and ORGANISATION.search(Text(contact["name"]).low):
        name = re.sub(
            r"\s+(?:Basın Servisi|пресс-служба|баспасөз қызметі|басма сөз кызматы)\s*$",
            "",
            contact["name"],
        )
        return [Finding(Body(tidy_name(name), "organiser"), (contact.span("name"),), Mark.CHECK)]
    return _host(reading)


def _letterhead(text: Text, reading: Reading) -> Finding[Body] | None:
    """The body that alone fills one of the first lines, as paper with a printed head does."""
    for start, end in text.lines[:2]:
        name = tidy_name(text.plain[start:end])
        ends = text.plain[start:end].rstrip().endswith((".", "!", "?"))
        if ends or re.search(r"[\d:|/]", name) or len(name.split()) > 9:
            continue
        low = Text(name).low
        head = name.split()[:2] if reading.language in ("ru", "en") else name.split()[-1:]
        says = HAPPENS.search(low) or title_words.EVENT.search(low)
        if ORGANISATION.search(Text(" ".join(head)).low) and not says and is_body(name):
            return Finding(Body(name, "organiser"), ((start, end),), Mark.CHECK)
    return None


def _in_venue(span: Span, reading: Reading) -> bool:
    spans = reading.venue.spans if reading.venue else ()
    return any(span[0] < end and start < span[1] for start, end in spans)


def _host(reading: Reading) -> list[Finding[Body]]:
    """The body in whose own rooms it takes place: "Example Foundation, Seminar Room 2"."""
    if reading.venue is None or not reading.venue.spans:
        return []
    first = reading.venue.value.split(",")[0]
    if re.search(r"foundation|vakf|қоры|фонд", Text(first).low) and "," in reading.venue.value:
        return [Finding(Body(first, "organiser"), reading.venue.spans, Mark.CHECK)]
    return []
