"""Names of organisations in a stretch of text: where each begins and ends, in the nominative."""

import re

from eventsapp.announcements.reading import title_words
from eventsapp.announcements.reading.findings import Body, Finding, Span
from eventsapp.announcements.reading.text import Text

ORGANISATION = re.compile(
    r"министрлі|министрлиг|министрлик|министерств|\bмид\b|ministr|bakanliğ|фонд|\bқор(?:ы|ының|)\b|foundation|\bvakf|vakfi|агентті|агенттиг|агентств|agency|ajans|орталығ|орталық|оқу-әдістемелік|борбору|\bцентр|cent(?:er|re)\b|әкімді|акимат|мэри[яи]|кенеш|\bкеңеш|кеңесі\b|комитет|committee|университет|universit|üniversite|belediye|valili|институт|institute|sendika|ассоциац|association|derneğ|қауымдаст|кыймыл|movement|\bуюм|ұйым|организац|organi[sz]ation|development programme|teşkilat|совет|council|служб|қызмет|компани|\bбанк|\bbank|департамент|department|одағ|союз|union|бирли[кг]|өкілді|өкүлчүлү|катчылы|secretariat|избирком|палат|парти|қоғам|\bкоому\b|клуб|coordinator|үкімет|өкмөт|правительств|government|ҳокимли|hokimli|вазирли|vazirli|жамғарма|birlik|kurum|başkanliğ|presidenc|undp|unicef|\bun [a-z]+ (?:programme|fund|office|mission)|osce|nato|юнисеф|проон|обсе|посольств|embassy|büyükelçili|альянс|municipalit|societ|authorit|chamber|academy|федерац|federat|управлени|администрац|академи|маслихат|мәслихат|басқарма|башкарма|бірлестіг|бирикме|елшіліг|элчилиг|müdürlüğ|\bodasi|enstitü|federasyon|akademi|\b(?:кгп|тоо|жшс|ооо|гкп|мкк)\b|museum|музей|мұражай|library|библиотек|кітапхана|китепкана|жамғарма"
)
_ACRONYM = re.compile(r"^(?:the\s+)?[A-ZА-ЯҚӘҒҢӨҰҮІÇŞİĞÜÖ]{3,8}(?:\s[A-Z][\w]+){0,3}$")
_CONJUNCTION = re.compile(
    r"\s+совместно с\s+|\s*,\s*(?:and|и|ve|және|жана)?\s*|\s+(?:және|ve|ҳамда|hamda)\s+(?=[«\"“A-ZА-ЯӘҒҚҢӨҰҮҺІÇŞİĞÜÖ])|\s+жана\s+(?=[«\"“А-ЯӨҮ])|\s+и\s+(?=[А-ЯЁ«\"“])|\s+and\s+(?=(?:the\s+)?[A-Z])|\s+va\s+(?=[A-Z])|\s+(?:мен|менен|бен|пен|ile|билан)\s+(?=[«\"“A-ZА-ЯӘҒҚҢӨҰҮҺІÇŞİĞÜÖ])"
)
_LEAD = re.compile(
    r"^(?:пресс-конференция(?:ны)?|семинар\w*|отырыс\w*|the|оны|аны|bunu|бул|бұл|и|а|ve|және|жана|иш-чара|іс-шара|\d[\w.:'-]*|-|–|•|г\.|жылғы|жылдын|[а-яқәөүұғңі]+(?:да|де|та|те|до|дө|сы|сі|ым))\s+",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:министрліг|министрлиг|(?<!\w)қор[ыі]|фонду|агенттіг|агенттиг|орталығ|борбору|әкімдіг|мэрияс|университет[іи]|комитет[іи]|қауымдастығ|кыймыл|үйымы|ұйымы|уюму|bakanliğ|vakfi|belediyesi|valiliğ|üniversitesi|derneğ|sendikasi|teşkilati|ҳокимлиг|вазирлиг|hokimlig|vazirlig|başkanliğ|кенеши|мэрия|басқармас|башкармас|бірлестіг|бирикмес|ассоциацияс|федерацияс|академияс|кітапханас|китепканас|елшіліг|элчилиг|институты|müdürlüğ|\bodasi|enstitüsü|birliği|federasyonu)"
)
_MINISTRY = re.compile(r"министрліг|министрлиг")
_PRESS = re.compile(
    r"пресс-служб|баспасөз қызмет|басма сөз кызмат|press service|basin servis|basin merkez|сми\b|бақ\b|жмк\b|website|журналист|өкілдері|өкүлдөр|мүшелері"
)
_GENITIVE = re.compile(
    r"(?<=[ыіиуүiıuü])(?:ның|нің|нын|нин|нун|нүн|'?n[iıuü]n)$|(?<=\w)'(?:n?[iıuü]n|[ae])$"
)


def in_stretch(
    text: Text, span: Span, role: str, *, last_only: bool = False
) -> list[Finding[Body]]:
    """The bodies of a list: its parts that name one."""
    found, start = [], span[0]
    stretch = text.plain[slice(*span)]
    edges = [
        0,
        *(point for match in _CONJUNCTION.finditer(stretch) for point in match.span()),
        len(stretch),
    ]
    for begin, end in _whole(stretch, list(zip(edges[::2], edges[1::2], strict=True))):
        name = tidy_name(_up_to_head(stretch[begin:end]))
        at = stretch.find(name, begin, end)
        origin = (at, at + len(name)) if at >= 0 else (begin, end)
        if is_body(name):
            found.append(Finding(Body(name, role), ((start + origin[0], start + origin[1]),)))
    return found[-1:] if last_only else found


def _whole(stretch: str, parts: list[Span]) -> list[Span]:
    """The parts, one that names no body joined to the next: "Tarım ve Orman Bakanlığı"."""
    joined: list[Span] = []
    begin: int | None = None
    for number, (opens, end) in enumerate(parts):
        start = opens if begin is None else begin
        begin = None
        last = number == len(parts) - 1
        comma = not last and "," in stretch[end : parts[number + 1][0]]
        if last or comma or is_body(tidy_name(stretch[start:end])):
            joined.append((start, end))
        else:
            begin = start
    return joined


def _up_to_head(words: str) -> str:
    """A phrase of a language whose head stands last, cut after the first head that owns nothing.

    What owns it is left out, but for a ministry: "… министрлігінің … орталығы" is one name.
    """
    words = re.sub(r"^\s*[A-ZÇŞİĞÜÖА-Я][\w ]{2,20}\([^)]*\)\s*[-–—]\s*", "", words)
    begin = 0
    for token in re.finditer(r"[«“\"][^«»“”\"]*[»”\"]|[^\s]+", words):
        if not _HEAD.search(Text(token[0]).low):
            continue
        if re.search(r"(?:ның|нің|нын|нин|нун|нүн)$", token[0]):
            if not _MINISTRY.search(Text(token[0]).low):
                begin = token.end()
            continue
        return words[begin if begin < token.start() else 0 : token.end()]
    return words


def is_body(name: str) -> bool:
    """Whether a phrase names an organisation."""
    low = Text(name).low
    if not 2 < len(name) < 160 or _PRESS.search(low) or len(name.split()) > 16:
        return False
    return bool(
        ORGANISATION.search(low) or _ACRONYM.match(name) or re.fullmatch(r"(?:the )?ministry", low)
    )


def tidy_name(name: str) -> str:
    """The name of a body in the nominative, without the words that only lead up to it."""
    name = " ".join(name.split()).strip(" ,;:–—-.")
    name = re.sub(
        r"^[^\W\d_]+(?:sı|sını|[ıiuü]|ını|unu|н[іи]|[дт][ыіуү])\s+(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІÇŞİĞÜÖ])",
        lambda found: "" if title_words.EVENT.search(Text(found[0]).low) else found[0],
        name,
    )
    while (lead := _LEAD.match(name)) and lead.end() < len(name):
        name = name[lead.end() :]
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    name = re.sub(r"\s(?:is|are) (?:pleased|delighted|happy|honou?red|proud) to$", "", name)
    return _GENITIVE.sub("", name).strip(" ,;:–—-")


def after_last_head(words: str, *, but_last: bool = True) -> int:
    """Where the last phrase of a row of bodies begins: behind the last that owns nothing."""
    heads = [found for found in re.finditer(r"\S+", words) if _HEAD.search(Text(found[0]).low)]
    owning = [
        found for found in (heads[:-1] if but_last else heads) if not _GENITIVE.search(found[0])
    ]
    return owning[-1].end() if owning else 0
