"""What kind of event it is: one table of words, the most particular first."""

import re

from eventsapp.announcements.reading.findings import Finding, Mark, Reading
from eventsapp.announcements.reading.text import Text
from eventsapp.events.kinds import Type

_SIT = r"(?:отырыс|отурум|заседани|жиналыс|мәжіліс|жыйын|сесси)"
TABLE: tuple[tuple[Type, str], ...] = (
    (Type.PRESS_TOUR, r"пресс-тур|пресс тур|баспасөз тур|медиа-?тур|press tour|media tour|basin gezisi|basin turu|matbuot turi"),
    (Type.BOARD_MEETING, rf"қамқоршылық кеңес|камкордук кеңеш|попечительск\w+ совет|наблюдательн\w+ совет|бақылау кеңес|байкоочу кеңеш|совет\w* директоров|директорлар кеңес|директорлор кеңеш|(?:заседани\w+|{_SIT}\w*) (?:правления|басқарма)|басқарма\w* {_SIT}|башкарма\w* {_SIT}|board of (?:trustees|directors)|supervisory board|board meeting|mütevelli|yönetim kurulu|denetim kurulu|vasiylik kengash"),
    (Type.PRESS_CONFERENCE, r"пресс-?\s?конференц|баспасөз мәслихат|баспасөз конференц|баспасөз жиын|басма сөз (?:жыйын|конференц)|маалымат жыйын|basin toplanti|basin konferans|basin açiklama|(?:press|news) conference|matbuot anjuman|матбуот анжуман|пресс-подход"),
    (Type.BRIEFING, r"брифинг|briefing|brifing"),
    (Type.ROUND_TABLE, r"кругл\w+ стол|дөңгелек үстел|тегерек стол|round ?-?table|yuvarlak masa|davra suhbat|давра суҳбат"),
    (Type.SEMINAR, r"семинар|seminar|seminer|workshop|çaliştay|тренинг|training|мастер-класс|eğitim semineri|o'quv seminar"),
    (Type.CONFERENCE, r"конференц|conference|konferans|sempozyum|симпозиум|symposium|bakanlar\w* (?:toplanti|konferans)|ministerial (?:meeting|conference)|anjuman|анжуман|konferensiya"),
    (Type.FORUM, r"форум|\bforum|құрылтай|курултай|kurultay|конгресс|\bcongress\b"),
    (Type.PUBLIC_HEARING, r"общественн\w+ слушани|қоғамдық тыңдау|коомдук угуу|public hearing|halkin katilimi"),
    (Type.COUNCIL, rf"кеңес\w*\s(?:\w+\s)?{_SIT}|кеңеш\w*\s(?:\w+\s){{0,2}}{_SIT}|м[аә]слихат\w*\s(?:\w+\s){{0,2}}сесси|сесси\w*(?:\s\S+){{0,3}} маслихат|{_SIT}\w*(?:\s\S+){{0,6}} совет\w*|совет\w*(?:\s\S+){{0,5}} {_SIT}|координационн\w+ совет|\bcouncil\b|kurul\w* toplanti|konsey\w* toplanti|үйлестіру кеңес|координациялык кеңеш|кенгаш\w* (?:йиғилиш|мажлис)|kengash\w* (?:yig'ilish|majlis)"),
    (Type.WORKING_VISIT, r"(?:жұмыс|ресми|мемлекеттік|иш|жумушчу|расмий) сапар|сапармен|сапарга|сапары\b|визит\w*|рабоч\w+ поездк|посети[лт]|\bvisits?\b|\bvisiting\b|ziyaret|ташриф|tashrif|поездк\w+"),
    (Type.CEREMONY, r"церемони|рәсімі|аземи|açiliş töreni|\btören|ceremony|тұсаукесер|\blaunch of (?!(?:[\w'-]+ ){0,4}(?:report|study|survey|findings|index|review|results))"),
    (Type.OTHER, r"заседани|отырыс|отурум|встреч|кездесу|жолугуш|концерт|митинг|жәрмеңке|жарманке|ярмарк|сесси|\bотчет|фестивал|мейрам|майрам|ишембилик|сенбілік|\bsummit|саммит|\bzirve|\bsession|\brally|премьер|спектакл|съезд|выставк|презентац|көрме|көргөзмө|sergi|konser|festival|exhibition|concert|сайл"),
)  # fmt: skip
_NEVER_COUNCIL = re.compile(
    r"жогорку кеңеш|палат|парламент|parliament|мажилис|мәжіліс|сенат|olіy majlis|council chamber|meclis"
)
_HALL = r"\w*[\s-]*(?:room|hall|salon|зал|centre|center|merkez|борбор|орталы)"
NO_HALL = rf"(?!{_HALL})"
_AHEAD = re.compile(f"^{_HALL}")
_ASIDE = re.compile(r"(?:с участием|accreditation|аккредитац\w+|хабарламас|after|before)\s*$")
_SITTING = (Type.COUNCIL, Type.BOARD_MEETING)  # a "sitting" may be of a body named elsewhere
_LEADING = ("ru", "en")  # the event's word stands before what it is about; elsewhere after
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in TABLE)


def read(text: Text, reading: Reading) -> None:
    """Fill in the type from the sentence of the date, else from the top of the text."""
    for sentences in _order(text, reading):
        best = _best(text, sentences, reading.language)
        if best:
            kind, start, end = best
            whole = text.low[start:end]
            odd = _NEVER_COUNCIL.search(text.low[sentences[0] : sentences[1]])
            if kind is Type.COUNCIL and odd and "совет" not in whole:
                continue
            word = re.compile(r"\w*").match(text.low, end)
            span = (start, word.end() if word else end)
            if reading.type is None or kind in _SITTING:
                reading.type = Finding(kind.value, (span,))
            if kind not in _SITTING and reading.type.value == Type.OTHER.value:
                continue
            return
    if reading.type:
        return
    if _quoted(text, reading):
        return
    if (
        re.search(
            r"\b(?:rsvp|lcv)\b|представител\w* сми|бақ өкілдері|жмк өкүл|basin mensup|баспасөз.анонс|басма сөз.анонс|пресс.анонс|media advisory|basin davet",
            text.low,
        )
        and reading.start_time
        and (reading.registration_time or reading.accreditation_deadline)
    ):
        reading.type = Finding(Type.PRESS_CONFERENCE.value, (), Mark.CHECK)
        return
    reading.type = Finding(Type.OTHER.value, (), Mark.CHECK)


def _quoted(text: Text, reading: Reading) -> bool:
    """Fill in the type that only the name of the event in its quotes says."""
    for stretch in _order(text, reading):
        best = _best(text, stretch, reading.language, in_quotes=True)
        if best and best[0] is not Type.OTHER:
            reading.type = Finding(best[0].value, (best[1:],), Mark.CHECK)
            return True
    return False


def _order(text: Text, reading: Reading) -> list[tuple[int, int]]:
    """Where to look: the sentence of the date, the headline, the sentences after, all of it."""
    stretches = []
    dated = (
        reading.start_date.spans[0][0] if reading.start_date and reading.start_date.spans else None
    )
    if dated is not None:
        stretches.append(text.sentence(dated))
    stretches += text.lines[:3]
    stretches += text.sentences[:4]
    return stretches


def _best(
    text: Text, stretch: tuple[int, int], language: str, *, in_quotes: bool = False
) -> tuple[Type, int, int] | None:
    found: list[tuple[Type, int, int]] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text.low, *stretch):
            inside = any(match.start() < end and start < match.end() for _, start, end in found)
            quoted = text.low[stretch[0] : match.start()].count('"') % 2 and not in_quotes
            place = _AHEAD.search(text.low[match.end() :])
            if (
                not inside
                and not quoted
                and not place
                and not _ASIDE.search(text.low[stretch[0] : match.start()])
            ):
                found.append((kind, match.start(), match.end()))
    particular = [one for one in found if one[0] is not Type.OTHER]
    found = particular or found
    if not found:
        return None
    return (min if language in _LEADING else max)(found, key=lambda one: one[1])
