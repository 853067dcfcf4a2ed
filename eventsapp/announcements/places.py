"""Where: the place by its name, and its address, from a labelled line or the event's sentence."""

import re

from eventsapp.announcements import cities, russian_places, title_words, venue_words
from eventsapp.announcements.findings import Finding, Mark, Reading
from eventsapp.announcements.text import Text, tidy

_VISITED = re.compile(
    r"\b(?:посещени\w+|посетил\w*|посетит|осмотр\w*|в)\s+(?P<place>[а-яё][^,.\n]{6,120}),\s+расположенн"
)
_IN_CITY = re.compile(r"^(?:[A-ZÇŞİĞÜÖ]\w+|[\d.:]+)'[dt][ae]\s+(?=[A-ZÇŞİĞÜÖ])")
_DISTRICT = re.compile(
    r"\b(?P<ru>[А-ЯЁ][а-яё-]+ск)(?:ий|ого|ому|им|ом) район|\b(?P<turkic>[А-ЯӘҒҚҢӨҰҮІ][\w-]+ (?:ауданы|району))"
)


def read(text: Text, reading: Reading) -> None:
    """Fill in venue, address and district."""
    visited = _VISITED.search(text.plain)
    if visited:
        name = _nominative(tidy(visited["place"]), "ru")
        reading.venue = Finding(name, (visited.span("place"),), Mark.CHECK)
    district = _DISTRICT.search(text.plain)
    if district:
        name = district["turkic"] or f"{district['ru']}ий район"
        reading.district = Finding(name, (district.span(),), Mark.CHECK)
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
        and not venue_words.LABEL.search(text.low[max(0, start - 30) : end])
    ):
        whole = _nominative(tidy(text.plain[start:end]), reading.language)
        reading.venue = Finding(whole, ((start, end),), reading.venue.mark)
    reading.address = address or reading.address
    if reading.address is None:
        _address_near(text, end, reading)


def _labelled(text: Text) -> tuple[int, int, bool] | None:
    for match in venue_words.LABEL.finditer(text.low):
        start, end = match.span("value")
        stop = venue_words.STOP.search(text.plain, start, end)
        end = stop.start() if stop else end
        if text.low[start:end].strip(" *_") and not re.match(
            r"\s*[^\W\d_]+\s*/\s*\d", text.low[start:end]
        ):
            return start, end, True
    return None


def _part(text: Text, start: int, end: int, reading: Reading, mark: Mark) -> None:
    """Part a stretch at commas and brackets into the place, its address and the city."""
    pieces = _pieces(text, start, end)
    address = [
        index for index, (a, b) in enumerate(pieces) if venue_words.STREET.search(text.low[a:b])
    ]
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
        and venue_words.NAMED_PLACE.search(text.low[slice(*piece)])
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
    if venue_words.NUMBER_PART.match(words):
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
    diary = venue_words.DIARY.match(text.plain[slice(*stretch)])
    diary = diary or venue_words.LISTED.match(text.plain[slice(*stretch)])
    if diary:
        return stretch[0] + diary.start("place"), stretch[0] + diary.end("place")
    bracketed = venue_words.BRACKETED.search(text.plain, *stretch)
    if bracketed and venue_words.STREET.search(Text(bracketed["address"]).low):
        return bracketed.span("place")
    if language in ("ru", "en"):
        patterns = (
            (venue_words.RUSSIAN, venue_words.RECEIVES)
            if language == "ru"
            else (venue_words.ENGLISH, venue_words.HOST)
        )
        for pattern in patterns:
            match = pattern.search(text.plain, *stretch)
            if match and not re.search(r"press cent", match["place"].lower()):
                return match.span("place")
        return None
    return _turkish(text, stretch) if language == "tr" else _turkic(text, stretch)


def _turkish(text: Text, stretch: tuple[int, int]) -> tuple[int, int] | None:
    for match in venue_words.TURKISH.finditer(text.plain, *stretch):
        if venue_words.TURKISH_HEAD.search(match[0]):
            return match.span()
    return None


def _breaks(word: str) -> bool:
    """Whether a word before the name of a place does not belong to it."""
    if word.startswith("атында") or (
        cities.names_place(word) and re.search(r"ғ[ыі]$|г[ыу]$", word)
    ):
        return False
    return bool(venue_words.BREAK_TURKIC.match(word) or title_words.EVENT.fullmatch(word))


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
        loc = venue_words.WORD_LOCATIVE.match(word)
        if not loc or not venue_words.HEAD_WORD.match(word):
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


def _nominative(value: str, language: str) -> str:
    """The name of a place without the ending that says "in"."""
    head, _, last = value.rpartition(" ")
    if language == "tr":
        value = _IN_CITY.sub("", value)
        head, _, last = value.rpartition(" ")
    if language in ("kk", "ky", "uz", "tr"):
        found = venue_words.WORD_LOCATIVE.match(last)
        stem = (
            found["stem"]
            if found and re.search(r"(?:'n?[dt][ae]|[іиыуүөo]?н?[дт][аеөо])", last)
            else last
        )
        if stem != last and last.lower().startswith("зал") and len(last) < 6:
            stem = last[:-2]
        return f"{head} {stem}".strip()
    if language == "ru":
        return russian_places.nominative(value)
    if language == "en":
        return re.sub(r"^the\s+", "", value, flags=re.IGNORECASE)
    return value


def _address_near(text: Text, after: int, reading: Reading) -> None:
    """An address in the brackets or the line that follow the place."""
    line = text.line(max(0, after - 1))
    following = next((one for one in text.lines if one[0] > line[1]), None)
    bracket = re.match(r"[^.\n(]{0,30}\((?P<in>[^)\n]+)\)", text.plain[after : line[1]])
    if bracket and venue_words.STREET.search(
        text.low[after + bracket.start("in") : after + bracket.end("in")]
    ):
        _only_address(text, after + bracket.start("in"), after + bracket.end("in"), reading)
    elif venue_words.STREET.search(text.low[after : min(line[1], after + 90)]):
        _only_address(text, after, line[1], reading)
    elif (
        following
        and venue_words.STREET.search(text.low[slice(*following)])
        and ":" not in text.low[following[0] : following[0] + 9]
    ):
        _only_address(text, *following, reading)


def _address_alone(text: Text, reading: Reading) -> None:
    for line in text.lines[:25]:
        if venue_words.STREET.search(text.low[slice(*line)]) and reading.address is None:
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
