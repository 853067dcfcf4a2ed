"""Where: the place by its name, and its address, from a labelled line or the event's sentence."""

import re

from eventsapp.announcements.reading import cities, russian_places, sentence_places, venue_words
from eventsapp.announcements.reading.findings import Finding, Mark, Reading, Span
from eventsapp.announcements.reading.text import Text, tidy

_VISITED = re.compile(
    r"\b(?:посещени\w+|посетил\w*|посетит|осмотр\w*|в)\s+(?P<place>[а-яё][^,.\n]{6,120}),\s+расположенн"
)
_IN_CITY = re.compile(r"^(?:[A-ZÇŞİĞÜÖ]\w+|[\d.:]+)'[dt][ae]\s+(?=[A-ZÇŞİĞÜÖ])")
_BEING_IN = re.compile(r"[дт][аеөо](?:г[ыиуү]|ғ[ыі])$|[дт]егі$|'?[dt][ae]ki$")
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
    for found in (_labelled_place(text), sentence_places.find(text, reading)):
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
        and not venue_words.GATHERING.search(text.low[max(0, start - 30) : end])
    ):
        whole = _nominative(tidy(text.plain[start:end]), reading.language)
        reading.venue = Finding(whole, ((start, end),), reading.venue.mark)
    reading.address = address or reading.address
    if reading.address is None:
        _address_near(text, end, reading)


def _labelled_place(text: Text) -> tuple[int, int, bool] | None:
    labels = [*venue_words.LABEL.finditer(text.low), *venue_words.BARE_LABEL.finditer(text.plain)]
    if venue_words.TOUR.search(text.low):
        labels += venue_words.GATHERING.finditer(text.low)
    for match in labels:
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
    pieces = sentence_places.pieces(text, start, end)
    streets = [at for at, (a, b) in enumerate(pieces) if venue_words.STREET.search(text.low[a:b])]
    first = streets[0] if streets else len(pieces)
    place = _with_rooms(text, _place(text, pieces, first, reading))
    if place:
        span = (place[0][0], place[-1][1])
        value = _nominative(tidy(text.plain[slice(*span)]), reading.language)
        value = re.sub(r"(?<=\s)\S+[дт][аеө]?[аеоө](?:ғ[ыі]|г[ыу])\s(?=\S+$)", "", value)
        value = _without_city(_without_dates(value))
        if value:
            reading.venue = Finding(value, (span,), mark)
    if streets:
        last = first
        while last + 1 < len(pieces) and _continues(text, pieces[last + 1]):
            last += 1
        span = (pieces[first][0], pieces[last][1])
        reading.address = Finding(_address(text.plain[slice(*span)]), (span,), mark)


def _place(text: Text, pieces: list[Span], street: int, reading: Reading) -> list[Span]:
    """The pieces that name the place: those before the street, else what is called one after it."""
    before = [
        piece
        for piece in pieces[:street]
        if not _is_only_city(text, piece)
        and not _is_date(text, piece)
        and not _holds_day(piece, reading)
    ]
    return before or [
        piece
        for piece in pieces[street + 1 :]
        if not _continues(text, piece)
        and not _is_only_city(text, piece)
        and venue_words.NAMED_PLACE.search(text.low[slice(*piece)])
    ]


def _with_rooms(text: Text, place: list[Span]) -> list[Span]:
    """The first piece, with as many of the others as are halls or floors of it."""
    rooms = [one for one in place[1:] if venue_words.ROOM.match(text.low[slice(*one)])]
    return place[: 1 + len(rooms)]


def _continues(text: Text, piece: Span) -> bool:
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


def _is_only_city(text: Text, piece: Span) -> bool:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.plain[slice(*piece)])
    return bool(words) and all(cities.names_place(word) for word in words)


def _is_date(text: Text, piece: Span) -> bool:
    return bool(
        re.fullmatch(
            r"(?:\s*(?:сағат|саат|saat|в|at))?[\s\d:.–-]*(?:\d{1,2} [^\W\d_]+ \d{4}|\d\d[:.]\d\d|[\d\s]+|[^\W\d_]+day)?\s*(?:and \d+ \w+ \d{4})?",
            text.plain[slice(*piece)],
        )
    )


def _holds_day(piece: Span, reading: Reading) -> bool:
    """Whether a piece is the day of the event, written in words."""
    spans = reading.start_date.spans if reading.start_date else ()
    return any(piece[0] <= start and end <= piece[1] for start, end in spans)


def _without_city(value: str) -> str:
    """A place without the city that it is "the one in": "Бишкектеги …"."""
    first, _, rest = value.partition(" ")
    is_there = _BEING_IN.search(first.lower()) and cities.names_place(first)
    return rest if rest and is_there else value


def _without_dates(value: str) -> str:
    return (
        re.sub(r"^(?:\d[\d\s:.,–-]*)(?:[^\W\d_]+ \d{4},?)?\s*", "", value)
        if re.match(r"\d+[\s.:-]", value) and re.search(r"\d{4}|\d:\d\d", value[:24])
        else value
    )


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
    street = venue_words.STREET.search(text.low, start, end)
    meeting = street and venue_words.MEETING.search(text.low[: street.start()])
    if meeting and not venue_words.TOUR.search(text.low):
        return  # where people gather is not where it takes place
    stop = re.search(r"(?:(?<=\w\w\w\w)|(?<=\d))\.\s+[^\W\d_a-zа-я]", text.plain[start:end])
    _part(
        text,
        start,
        start + stop.start() if stop and stop.start() > 12 else end,
        reading,
        Mark.CHECK,
    )
    reading.venue = kept
