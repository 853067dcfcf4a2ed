"""People named with a post, and what they are quoted as saying."""

import re
from collections.abc import Iterable, Iterator

from eventsapp.announcements.reading import plain_names
from eventsapp.announcements.reading.body_names import ORGANISATION
from eventsapp.announcements.reading.cities import names_place
from eventsapp.announcements.reading.findings import Finding, Mark, Person, Reading, Span
from eventsapp.announcements.reading.text import Text, tidy

_POST = re.compile(
    r"министр|орынбасар|орун басар|заместител|директор|төраға|төрага|председател|президент|адис[иі]|мүшес[іи]|мүчөс[үу]|руководител|начальник|глава|әкім|аким|мэр\b|вице-|депутат|ректор|профессор|координатор|эксперт|сарапшы|педиатр|педагог|секретар|катчы|хатшы|башчы|басшы|жетекши|жетекші|бөлүм|бөлім|посол|элчи|елші|minist|deputy|director|chair|president|head of|mayor|secretary|representative|ambassador|expert|professor|manager|coordinator|bakan|başkan|müdür|genel sekreter|uzman|vali\b|rektör|temsilci"
)
_NAME = r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇŞİĞÜÖ]\.\s?){0,2}[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇŞİĞÜÖ][a-zа-яёәғқңөұүһіçşığüö'-]{2,}(?:-[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇŞİĞÜÖ][a-zа-яёәғқңөұүһіçşığüö]+)?\s+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇŞİĞÜÖ][a-zа-яёәғқңөұүһіçşığüö'-]{3,}(?:\s+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇŞİĞÜÖ][a-zа-яёәғқңөұүһіçşığüö'-]{3,}(?:ич|вна|улы|ұлы|қызы|кызы))?"
_TITLE = re.compile(
    r"(?:вице-|премьер-)*(?:министр\w{0,5}|президент\w{0,5}|директор\w{0,4}|депутат\w{0,4}|ректор\w{0,4}|посол|мэр\w?|глава"
    r"|аким[аеи]?|әкімі?|minister|president|director|deputy|mayor|ambassador|rector|sayin|bakani?|başkani?|müdürü?|valisi)"
)
_FULL_NAME = re.compile(rf"(?<!\w){_NAME}")
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|ский|ская|баев\w*|беков\w*|улу|кызы|қызы|ұлы|тегин|енко|ук|ян|oğlu|[a-zçşığü]+)(?:тың|тің|дың|дің|ның|нің|тын|тин|дын|дин|нын|нин|тун|түн|дун|дүн|нун|нүн)?$"
)
_CASE = re.compile(
    r"(?<=[внйкры])(?:тың|тің|дың|дің|тын|тин|дын|дин|тун|түн)$|(?<=[ва])(?:ның|нің|нын|нин)$"
)
_SAID = re.compile(
    r"деп|дейт|дейді|деди|деді|белгиле|билдирди|айтты|сказал|отметил|заявил|подчеркнул|сообщил|по словам|said|says|noted|stressed|told|dedi|belirtti|söyledi|ифад|vurgula|пікірінше|пикири"
)
_QUOTE = re.compile(r"[«“\"](?P<said>[^«»“”\"\n]{50,1500})[»”\"]")
_ASK = re.compile(
    r"байланыс|байланыш|контакт|справ|маалымат|маълумот|сұрақ|суроо|вопрос|пресс-(?:служба|секретарь|хатшы|катчы)"
    r"|аккредит|тел\b|contact|enquir|\brsvp\b|inquir|press office|information|iletişim|bilgi|irtibat"
)
MOST = 40  # people of one text
People = dict[str, tuple[list[str], list[str], list[Span], str]]  # posts, words, places, name


def read(text: Text, reading: Reading) -> None:
    """Fill in the people, each once, with every post and quotation of theirs."""
    people: People = {}
    bodies = [span for found in reading.bodies for span in found.spans]
    for start, end in _limited(text):
        behind = start  # where the next post can begin: in a row, after the name before it
        for span in _names(text, start, end):
            if any(begin <= span[0] and span[1] <= stop for begin, stop in bodies):
                continue  # "Ministry of Natural Resources" names nobody
            written = text.plain[slice(*span)]
            post = _post(text, span, (behind, end))
            if post and not ORGANISATION.search(Text(written).low) and not _names_one(post, people):
                name = _CASE.sub("", written)
                kept = people.setdefault(name, ([], [], [], name))
                if not any(post.lower() in other.lower() for other in kept[0]):
                    kept[0].append(post)
                kept[2].append(span)
                if text.plain.startswith(",", span[1]) and post not in text.plain[span[1] : end]:
                    behind = span[1]
    _add_plain_names(text, people, bodies)
    _quotes(text, people)
    reading.answerer = _answerer(text, reading)
    reading.people = [
        Finding(Person(name, tuple(posts), tuple(quotes)), tuple(spans), Mark.CHECK)
        for posts, quotes, spans, name in people.values()
    ]


def _add_plain_names(text: Text, people: People, bodies: list[Span]) -> None:
    """Those who are listed, and those quoted without a post."""
    beside = (
        plain_names.beside(text, each.span(), _FULL_NAME, _SAID)
        for each in _QUOTE.finditer(text.plain)
    )
    quoted = ((span, "") for span in beside if span)
    for span, post in (*plain_names.listed(text, _FULL_NAME), *quoted):
        written = text.plain[slice(*span)]
        is_name = list(_names(text, *span)) == [span]
        is_body = ORGANISATION.search(Text(written).low) or any(
            begin <= span[0] and span[1] <= stop for begin, stop in bodies
        )
        if is_name and not is_body and len(people) < MOST:
            name = _CASE.sub("", written)
            kept = people.setdefault(name, ([], [], [], name))
            kept[2].append(span)
            if post and not kept[0]:
                kept[0].append(tidy(post))


def _answerer(text: Text, reading: Reading) -> Finding[str] | None:
    """The person named between "Contact" and a number or address."""
    reached = [found.spans[0][0] for found in reading.phones]
    reached += [found.spans[0][0] for found in reading.emails]
    for at in reached:
        asked = list(_ASK.finditer(text.low, max(text.line(at)[0], at - 160), at))
        for span in _names(text, asked[-1].end(), at) if asked else ():
            name = text.plain[slice(*span)]
            if not ORGANISATION.search(Text(name).low):
                return Finding(name, (span,), Mark.CHECK)
    return None


def _names_one(post: str, people: Iterable[str]) -> bool:
    """Whether a supposed post names somebody who is known: then it is part of their sentence."""
    return any(name in post for name in people)


def _names(text: Text, start: int, end: int) -> Iterator[Span]:
    """What looks like a first name and a surname; a place or a post before it is no part of it."""
    while match := _FULL_NAME.search(text.plain, start, end):
        first = match[0].split()[0]
        if names_place(first) or _TITLE.fullmatch(Text(first).low):
            start = match.start() + len(first)
            continue
        start = match.end()
        if "еспублик" not in match[0] and "Republic" not in match[0]:
            yield match.span()


def _limited(text: Text) -> list[Span]:
    return [line for line in text.lines if line[1] - line[0] < 4000][:80]


def _post(text: Text, span: Span, line: Span) -> str | None:
    """The post written before a name, or after it in commas."""
    before = text.plain[line[0] : span[0]]
    cut = max(
        (
            found.end()
            for found in re.finditer(
                r"(?<!\w)(?:ile|[Tt]oplantıya|[Pp]rograma|[Ee]tkinliğe|[Tt]örene|[Kk]onferansa|(?:[Пп]римут|[Пп]ринимают|[Пп]риняли) участие|[Вв]ыступ(?:ят|ает|или?))\s|[»”\"]?\s*[-–—]\s+(?:деп\s+\w+|дейт|дейді)\s|[.;:()»”\"]\s|(?:деп\s+белгилейт|деп|дейт|по словам|сообщила?|отметила?|заявила?|сказала?)\s|,\s-\s|\w(?:ында|інде|унда|үндө|инде)\s",
                before,
            )
        ),
        default=0,
    )
    words = re.sub(
        r"\s(?:Sayın|Dr\.|Prof\.|Mrs?\.|Ms\.|г-н|г-жа)$", "", before[cut:].strip(" ,–—-")
    )
    low = Text(words).low
    if words and len(words.split()) <= 12 and _POST.search(low) and not re.search(r"\d{4}", words):
        last = (
            words.split(",")[-1].strip()
            if low.count(",") == 1 and not _POST.search(Text(words.split(",")[0]).low)
            else words
        )
        return tidy(last)
    after = re.match(r"\s*,\s*(?P<post>[^,.;\n«“\"]{4,110})", text.plain[span[1] : line[1]])
    if after and _POST.search(Text(after["post"]).low):
        return tidy(after["post"])
    return None


def _quotes(text: Text, people: People) -> None:
    """Give each quotation to the person named next to "says"."""
    for match in _QUOTE.finditer(text.plain):
        start, end = text.line(match.start())
        near = text.low[match.end() : min(end, match.end() + 260)]
        lead = text.low[max(start, match.start() - 160) : match.start()]
        if not (_SAID.search(near) or _SAID.search(lead)):
            continue
        close = [
            (min(abs(a - match.end()), abs(match.start() - b)), one)
            for one in people.values()
            for a, b in one[2]
            if start <= a < end
        ]
        if close:
            min(close, key=lambda one: one[0])[1][1].append(" ".join(match["said"].split()))
