"""Where: the place by its name, and its address, from a labelled line or the event's sentence."""

import re

from eventsapp.announcements import cities
from eventsapp.announcements.findings import Finding, Mark, Reading
from eventsapp.announcements.text import Text, tidy

_LABEL = re.compile(
    r"(?:^|\n|[.;]\s|[-*•]\s*)[*_\s]*(?:[^\W\d_]+ (?=өт|өткөр))?(?:мест\w+(?: проведения| сбора| встречи)?|где|өтетін орны|өтетін жері|өткізілетін орны|жиналу орны|орны|мекенжайы?|өтүүчү жер\w*|өтүүчү жай\w*|өтетін орын|өткөрүлүүчү жер\w*|өтө турган жер\w*|чогулуу жери|орду|дареги?|жери|yer|where|place|venue|location|when and where|joyi?|manzil\w*|жойи?|манзил\w*|адрес|address|adres|өтетін мекенжайы)[*_]*(?:,[^:\n]{0,50})?\s*:\s*(?P<value>[^\n]+)"
)
_STOP = re.compile(
    r"(?:(?<=\w\w\w\w)|(?<=\d))\.\s+(?=[^\W\d_a-zа-я])|\s(?:(?i:дата|время|күні|уақыты|убактысы|tarih|saat|when))\s*:|\s+(?i:тел\w*|tel|phone)\.?\s*:"
)
_STREET = re.compile(
    r"\b(?:көш(?:есі|\.)|көш\b|көчөсү\w*|көч\.|ул\.|улиц\w+|просп\.|пр\.|пр-т|проспект\w*|даңғыл\w*|бульвар\w*|б-р\b|микрорайон\w*|мкр|пер\.|переул\w+|набережн\w+|шоссе|street\b|st\.|str\.|avenue\b|ave\b|road\b|boulevard|cad\.|caddesi|cd\.|sok\.|sokak|sokağ\w*|bulvar\w*|blv|mah\.|mahallesi|no:|ko'chasi|кўчаси|avenida|\brue\b|хиёбони|xiyoboni)",
)
_NUMBER_PART = re.compile(
    r"^\s*(?:дом\s*|д\.\s*|үй\s*|№\s*|no:?\s*|каб\w*\.?\s*|подъезд\s*|офис\s*|оф\.\s*|room\s*|kat\s*)?\d{1,4}\s?[а-яa-z]?(?:/\d+)?\s*(?:этаж|қабат|кабат|floor)?\.?\s*$|^\s*(?:\d{4,6}\s+\S+|[^\W\d]+ \d{1,2})\s*$",
    re.IGNORECASE,
)
_HEADS_TURKIC = r"үйі\w*|үйү\w*|сарайы\w*|орталығы\w*|зал\w*|театры\w*|университеті\w*|университети\w*|мектебі\w*|мектеби\w*|кітапхана\w*|китепкана\w*|музейі\w*|музейи\w*|кинотеатры\w*|қонақ ?үй\w*|мейманкана\w*|меҳмонхона\w*|отел\w*|парк\w*|бағы(?!т)\w*|багы(?!т)\w*|алаңы\w*|аянты\w*|стадион\w*|ғимараты\w*|имараты\w*|филиалы\w*|кеңсе\w*|борбору\w*|институты\w*|академия\w*|лицей\w*|резиденция\w*|саябағы\w*|пансионат\w*|санатори\w*|корпус\w*|комплекс\w*|кешені\w*|галерея\w*|клуб\w*|аудитория\w*|қызметі\w*|кызматы\w*|министрлігі\w*|министрлиги\w*|кеңешинде|әкімдігі\w*|мэрия\w*|артында|алдында|жанында|арты|алды"
_WORD_LOCATIVE = re.compile(
    r"^(?P<stem>.{3,}?)(?P<ending>'?[нn]?(?:да|де|та|те|до|дө|то|тө|da|de|ta|te)(?:ғы|гі|гы|ги|ki)?)$"
)
_TURKISH = re.compile(
    r"(?:[A-ZÇŞİĞÜÖ0-9\"“][\w.'\"”&-]*\s+){1,8}?[A-ZÇŞİĞÜÖ][\w]*(?:'(?:nda|nde|da|de|ta|te)(?:ki)?)\b"
)
_TURKISH_HEAD = re.compile(
    r"(?:salon|otel|merkez|kampüs|üniversite|bina|müze|kültür evi|kütüphane|saray|meydan|vakf|stad|park|hotel|center|kule|fakülte|konak|belediye)",
    re.IGNORECASE,
)
_SLAVIC_HEAD = r"(?:зал\w*|здани\w+|центр\w*|офис\w*|отел\w*|гостиниц\w+|библиотек\w+|музе\w+|театр\w*|университет\w*|институт\w*|академи\w+|дворц\w+|дворец|дом(?:е|у)?\b|пресс-центр\w*|пресс-клуб\w*|школ\w+|лице\w+|манеж\w*|стадион\w*|парк\w*|площад\w+|резиденци\w+|министерств\w+|акимат\w*|мэри\w+|посольств\w+|конференц-зал\w*|hotel|hall|агентств\w+|ниу|филармони\w+|клуб\w*|павильон\w*|корпус\w*|пансионат\w*|санатори\w+|галере\w+|комплекс\w*|аудитори\w+|служб\w+ коммуникаций)"
_RUSSIAN = re.compile(
    rf"\b(?:в|во|на базе|на территории|на площади|на|у|возле|перед|около)\s+(?P<place>(?:(?!(?:в|на|с|по|состоится|пройд\w+|году?|рамках)\b)[\w«»\"“”№-]+\s+){{0,4}}?{_SLAVIC_HEAD}(?:\s+(?!(?:состоится|пройд\w+|будет|проводит\w*|начн\w+|на|в|с|по|для|под|при|сообщ\w+|откро\w+|соберут\w*|прибыл\w*)\b)[\w«»\"“”№.-]+(?<![.])){{0,7}})",
    re.IGNORECASE,
)
_ENGLISH_HEAD = r"(?:Hall|Room|Centre|Center|Museum|Hotel|Palace|Complex|Building|House|Headquarters|University|Academy|Institute|Library|Theatre|Theater|School|Ministry|Foundation|Corporation|Office|Embassy|Square|Arena|Stadium|hall|room|headquarters|office|Expo\w*|Service|Agency|Campus|Park|Ballroom|Auditorium|Residence|Delegation|building|Pavilion|Gallery|Club)"
_ENGLISH = re.compile(
    rf"\b(?:at|in|inside|in front of|on the premises of)\s+(?P<place>(?:the\s+)?(?:(?:[A-Z0-9(][\w.&'()-]*|of|the|and|for|large|small|main|conference|press|assembly)\s+){{0,8}}?{_ENGLISH_HEAD}\b(?:\s+(?:of|for)(?:\s+(?:the|and|[A-Z][\w'&.-]*))+|\s+[A-Z\"“«][\w'&.\"”»-]*)*)"
)
_BRACKETED = re.compile(
    r"(?:\b(?:в|во|на|at|in)\s+|\b(?=The\s)|(?<=куни соат \d\d[.:]\d\d да )|(?<=\d\d[.:]\d\dдө )|(?<=\d\d[.:]\d\d-де ))(?P<place>[^.,;()\n]{3,70}?)\s*\((?P<address>[^()\n]{4,80})\)"
)
_HOST = re.compile(
    rf"\bThe\s+(?P<place>(?:[A-Z][\w'-]*\s+)*?{_ENGLISH_HEAD}(?:\s+(?:of|for)(?:\s+(?:the|[A-Z][\w'-]*))+)?)\s+(?:receives|hosts|welcomes|is to host|will host)"
)
_RECEIVES = re.compile(
    r"\b(?:примет|принимает|соберет)\s+(?:[а-яё-]+ский\s+)?(?P<place>[А-ЯЁ][\w«»-]+)"
)
_NAMED_PLACE = re.compile(
    r"зал|отель|гостиниц|центр|дом |дворец|библиотек|музе|театр|университет|офис|здание|hotel|hall|room|cent|otel|salon|үй|сарай|орталы|борбор|қонақ|мейман|\""
)
_LISTED = re.compile(r"^\s*[-•*][^\n]*?\s[–—-]\s*(?P<place>[^–—(\n;]{4,80}?)\s*\(")
_DIARY = re.compile(r"^\s*\d{1,2}[.:]\d\d\s*,\s*(?P<place>[^—–\n]{4,90}?)\s+[—–-]\s")
_BREAK_TURKIC = re.compile(
    r"^(?:күні|күнү|сағат\w*|саат\w*|өтет\w*|қаласында\w*|шаарында\w*|\w+(?:ға|ге|қа|ке|га|го|гө|ке|ко)|бастап|бойынша|боюнча|менен|үшін|үчүн|мен|және|жана|митинг|бүгін|бүгүн|ертең|эртең|бұл|бул|жиын|кездесуі|өткен|тарабынан|арасында|байланысты|үшүн|деп|ашылуы|белгіленген|келет\w*|\d\S*|\S*[дт]\S{0,1}[аеөо]|\S+[дт][ае]н|\S+[дт][аеө]ғ[ыі]|\S+[дт][аеоө]г[ыуү]|калаанын|қаланың|шаардын|-)$"
)


def read(text: Text, reading: Reading) -> None:
    """Fill in venue and address."""
    for found in (_labelled(text), _from_sentence(text, reading)):
        if found and reading.venue is None:
            _take(text, reading, found)
    if reading.venue is None and reading.address is None:
        _address_alone(text, reading)


def _take(text: Text, reading: Reading, found: tuple[int, int, bool]) -> None:
    start, end, sure = found
    address = reading.address
    _part(text, start, end, reading, Mark.SURE if sure else Mark.CHECK)
    if (
        reading.venue
        and "(" in text.plain[start:end].rstrip(")")
        and not _LABEL.search(text.low[max(0, start - 30) : end])
    ):
        whole = _nominative(tidy(text.plain[start:end]), reading.language)
        reading.venue = Finding(whole, ((start, end),), reading.venue.mark)
    reading.address = address or reading.address
    if reading.address is None:
        _address_near(text, end, reading)


def _labelled(text: Text) -> tuple[int, int, bool] | None:
    for match in _LABEL.finditer(text.low):
        start, end = match.span("value")
        stop = _STOP.search(text.plain, start, end)
        end = stop.start() if stop else end
        if text.low[start:end].strip(" *_") and not re.match(
            r"\s*[^\W\d_]+\s*/\s*\d", text.low[start:end]
        ):
            return start, end, True
    return None


def _part(text: Text, start: int, end: int, reading: Reading, mark: Mark) -> None:
    """Part a stretch at commas and brackets into the place, its address and the city."""
    pieces = _pieces(text, start, end)
    address = [index for index, (a, b) in enumerate(pieces) if _STREET.search(text.low[a:b])]
    first = address[0] if address else len(pieces)
    place = [
        piece
        for piece in pieces[:first]
        if not _is_only_city(text, piece) and not _is_date(text, piece)
    ]
    after = [
        piece
        for piece in pieces[first + 1 :]
        if not _continues(text, piece)
        and not _is_only_city(text, piece)
        and _NAMED_PLACE.search(text.low[slice(*piece)])
    ]
    if not place and after:
        place = after
    if place:
        place = place[
            : 1
            + sum(
                1
                for a, b in place[1:]
                if re.match(
                    r"\s*(?:зал|\"[^\"]+\" зал|room|seminar|hall|салон|\d|конференц|этаж|grand|ballroom|auditorium|balo|floor|кабинет|salon|қабат|кабат|ауд)",
                    text.low[a:b],
                )
            )
        ]
        value = _nominative(tidy(text.plain[place[0][0] : place[-1][1]]), reading.language)
        value = re.sub(r"(?<=\s)\S+[дт][аеө]?[аеоө](?:ғ[ыі]|г[ыу])\s(?=\S+$)", "", value)
        value = _without_dates(value)
        if value:
            reading.venue = Finding(value, ((place[0][0], place[-1][1]),), mark)
    if address:
        last = first
        while last + 1 < len(pieces) and _continues(text, pieces[last + 1]):
            last += 1
        span = (pieces[first][0], pieces[last][1])
        reading.address = Finding(_address(text.plain[slice(*span)]), (span,), mark)


def _pieces(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    return [
        (start + found.start(), start + found.end())
        for found in re.finditer(r"[^,;()\n]+", text.plain[start:end])
        if re.search(r"\w", found[0])
    ]


def _continues(text: Text, piece: tuple[int, int]) -> bool:
    """Whether a piece still belongs to an address: a house, a quarter, a postcode."""
    words = text.plain[slice(*piece)]
    if _NUMBER_PART.match(words):
        return True
    quarter = words.split("/")[0].strip()
    return bool(re.fullmatch(r"[A-ZÇŞİĞÜÖ][\wçşığüö]+", quarter)) and not cities.names_place(
        quarter
    )


def _address(words: str) -> str:
    before_slash, _, city = words.rpartition("/")
    before_slash = before_slash if cities.names_place(city.strip()) else words
    return tidy(re.sub(r"^(?:.*\bпо адресу\b:?|\s*(?:на|по|at|on)\s)\s*", "", before_slash))


def _is_only_city(text: Text, piece: tuple[int, int]) -> bool:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.plain[slice(*piece)])
    return bool(words) and all(cities.names_place(word) for word in words)


def _is_date(text: Text, piece: tuple[int, int]) -> bool:
    return bool(
        re.fullmatch(
            r"[\s\d:.–-]*(?:\d{1,2} [^\W\d_]+ \d{4}|\d\d[:.]\d\d|[\d\s]+|[^\W\d_]+day)?\s*(?:and \d+ \w+ \d{4})?",
            text.plain[slice(*piece)],
        )
    )


def _without_dates(value: str) -> str:
    return (
        re.sub(r"^(?:\d[\d\s:.,–-]*)(?:[^\W\d_]+ \d{4},?)?\s*", "", value)
        if re.match(r"\d+[\s.:-]", value) and re.search(r"\d{4}|\d:\d\d", value[:24])
        else value
    )


def _from_sentence(text: Text, reading: Reading) -> tuple[int, int, bool] | None:
    """The place named in the sentence of the date, else in the first that names one."""
    dated = [
        text.sentence(start)
        for finding in (reading.start_date, reading.start_time)
        if finding
        for start, _ in finding.spans
    ]
    own = list(dict.fromkeys(dated))
    rest = [one for one in text.sentences[:12] if one not in own]
    for stretch in [*own, *rest]:
        found = _in_stretch(text, stretch, reading.language)
        if found:
            return (*found, stretch in own)
    return None


def _in_stretch(text: Text, stretch: tuple[int, int], language: str) -> tuple[int, int] | None:
    diary = _DIARY.match(text.plain[slice(*stretch)])
    diary = diary or _LISTED.match(text.plain[slice(*stretch)])
    if diary:
        return stretch[0] + diary.start("place"), stretch[0] + diary.end("place")
    bracketed = _BRACKETED.search(text.plain, *stretch)
    if bracketed and _STREET.search(Text(bracketed["address"]).low):
        return bracketed.span("place")
    if language in ("ru", "en"):
        patterns = (_RUSSIAN, _RECEIVES) if language == "ru" else (_ENGLISH, _HOST)
        for pattern in patterns:
            match = pattern.search(text.plain, *stretch)
            if match and not re.search(r"press cent", match["place"].lower()):
                return match.span("place")
        return None
    return _turkish(text, stretch) if language == "tr" else _turkic(text, stretch)


def _turkish(text: Text, stretch: tuple[int, int]) -> tuple[int, int] | None:
    for match in _TURKISH.finditer(text.plain, *stretch):
        if _TURKISH_HEAD.search(match[0]):
            return match.span()
    return None


_HEAD_WORD = re.compile(rf"^(?:\S+-)?(?:{_HEADS_TURKIC})$")


def _breaks(word: str) -> bool:
    """Whether a word before the name of a place does not belong to it."""
    if word.startswith("атында") or (
        cities.names_place(word) and re.search(r"ғ[ыі]$|г[ыу]$", word)
    ):
        return False
    return bool(_BREAK_TURKIC.match(word))


def _turkic(text: Text, stretch: tuple[int, int]) -> tuple[int, int] | None:
    """Back from a word for a place in the locative, to where its phrase begins."""
    words = [
        found.span()
        for found in re.finditer(
            r"\"[^\"\n]{2,60}\"|[^\s,;()\"]+|[,;()]", text.low[slice(*stretch)]
        )
    ]
    words = [(stretch[0] + start, stretch[0] + end) for start, end in words]
    for index, (start, end) in enumerate(words):
        word = text.low[start:end].rstrip(".")
        loc = _WORD_LOCATIVE.match(word)
        if not loc or not _HEAD_WORD.match(word):
            continue
        first = index
        while first > 0 and index - first < 9:
            before = text.low[slice(*words[first - 1])].strip(".")
            if before in ",;()-:" or (not before.startswith('"') and _breaks(before)):
                break
            first -= 1
        if index - first >= 1 or len(word) > 12:
            return words[first][0], start + len(word)
    return None


_BASE = {
    "здании": "здание", "зале": "зал", "центре": "центр", "офисе": "офис", "отеле": "отель", "гостинице": "гостиница",
    "библиотеке": "библиотека", "музее": "музей", "театре": "театр", "университете": "университет", "институте": "институт",
    "академии": "академия", "дворце": "дворец", "доме": "дом", "пресс-центре": "пресс-центр", "школе": "школа",
    "министерстве": "министерство", "конференц-зале": "конференц-зал", "площади": "площадь", "резиденции": "резиденция",
    "агентстве": "агентство", "филармонии": "филармония", "клубе": "клуб", "пресс-клубе": "пресс-клуб", "парке": "парк",
    "посольстве": "посольство", "мэрии": "мэрия", "акимате": "акимат", "павильоне": "павильон", "манеже": "манеж",
    "корпусе": "корпус", "пансионате": "пансионат", "галерее": "галерея", "здания": "здание",
}  # fmt: skip
_RUSSIAN_CASE = re.compile(rf"\b(?:{'|'.join(_BASE)})\b", re.IGNORECASE)


def _nominative(value: str, language: str) -> str:
    """The name of a place without the ending that says "in"."""
    head, _, last = value.rpartition(" ")
    if language in ("kk", "ky", "uz", "tr"):
        found = _WORD_LOCATIVE.match(last)
        stem = (
            found["stem"]
            if found and re.search(r"(?:'n?[dt][ae]|[іиыуүөo]?н?[дт][аеөо])", last)
            else last
        )
        if stem != last and last.lower().startswith("зал") and len(last) < 6:
            stem = last[:-2]
        return f"{head} {stem}".strip()
    if language == "ru":
        return _RUSSIAN_CASE.sub(lambda found: _BASE[found[0].lower()], value)
    if language == "en":
        return re.sub(r"^the\s+", "", value, flags=re.IGNORECASE)
    return value


def _address_near(text: Text, after: int, reading: Reading) -> None:
    """An address in the brackets or the line that follow the place."""
    line = text.line(max(0, after - 1))
    following = next((one for one in text.lines if one[0] > line[1]), None)
    bracket = re.match(r"[^.\n(]{0,30}\((?P<in>[^)\n]+)\)", text.plain[after : line[1]])
    if bracket and _STREET.search(
        text.low[after + bracket.start("in") : after + bracket.end("in")]
    ):
        _only_address(text, after + bracket.start("in"), after + bracket.end("in"), reading)
    elif _STREET.search(text.low[after : min(line[1], after + 90)]):
        _only_address(text, after, line[1], reading)
    elif (
        following
        and _STREET.search(text.low[slice(*following)])
        and ":" not in text.low[following[0] : following[0] + 9]
    ):
        _only_address(text, *following, reading)


def _address_alone(text: Text, reading: Reading) -> None:
    for line in text.lines[:25]:
        if _STREET.search(text.low[slice(*line)]) and reading.address is None:
            _only_address(text, *line, reading)
            return


def _only_address(text: Text, start: int, end: int, reading: Reading) -> None:
    kept = reading.venue
    stop = re.search(r"(?:(?<=\w\w\w\w)|(?<=\d))\.\s+[^\W\d_a-zа-я]", text.plain[start:end])
    _part(
        text,
        start,
        start + stop.start() if stop and stop.start() > 12 else end,
        reading,
        Mark.CHECK,
    )
    reading.venue = kept
