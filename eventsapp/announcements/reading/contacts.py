"""How to reach somebody: telephone numbers of the right country and area, e-mails, addresses of sites."""

import re
from collections.abc import Iterable, Iterator

from eventsapp.announcements.reading.findings import Finding, Mark, Phone, Reading, Span
from eventsapp.announcements.reading.text import Text
from eventsapp.contacts import phones
from eventsapp.venues.gazetteer import CITIES

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}",
    re.IGNORECASE | re.ASCII,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'«»“”]+|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:kz|kg|uz|tr|ru|org|com|net|int|gov|edu|info|eu|tv)(?:/[^\s<>\"'«»“”]*)?(?![\w@-]|\.\w)",
    re.IGNORECASE | re.ASCII,
)
_NUMBER = re.compile(
    r"(?<![\w./+-])(?!\d\d?\.\d\d?\.\d{4})(?:\+\s?\d|\(?0\s?\(?\d|8[\s(-]|\(\d{2,5}\))[\d\s().-]{6,20}\d(?![\w/])"
)
_LABELLED = re.compile(
    r"(?:маалымат үчүн|для справок|суроолор боюнча|сұрақтар бойынша|маълумот учун|тел\w*\.?|phone|tel\.?|телефон\w*|байланыш|байланыс|fax|факс)\s*:?\s*(?P<number>\d[\d\s()-]{4,12}\d)(?!\d)"
)
_DRAFTER = re.compile(
    r"^[ \t]*(?:исп\.|исполнител\w*\s*:|орынд\.|орындаушы\s*:|орындаған\s*:|аткар\.|аткаруучу\s*:|drafted by\b|hazirlayan\s*:)[^\n]*(?:\n\s*(?:тел|phone|tel)[^\n]*)?",
    re.MULTILINE,
)  # who wrote it answers the authority it went to, not the press
_MORE = re.compile(r"\s*(?:[,;/]|и|and|ve|және|жана)\s*(?P<tail>\d[\d -]{3,8}\d)(?![\d:./-])")
_ONLINE = re.compile(
    r"zoom|teams|meet\.|webex|youtube|youtu\.be|stream|live|онлайн|эфир|трансляц|çevrim içi|yayin"
)
_COUNTRY_OF_LANGUAGE = {"kk": "KZ", "ky": "KG", "tr": "TR", "uz": "UZ", "en": "KG", "ru": "KZ"}
_COUNTRY_OF_DOMAIN = {"kz": "KZ", "kg": "KG", "tr": "TR", "uz": "UZ", "ru": "RU"}
_SOURCE = re.compile(r"(?:kaynak|(?:перво)?источник|source|дереккөз\w*|булагы?)\s*:\s*$")
_COUNTRY_OF_CODE = {"+996": "KG", "+998": "UZ", "+90": "TR", "+7": "KZ"}
_AREA = {  # for numbers written without one
    "astana": "7172", "almaty": "727", "shymkent": "7252", "aktobe": "7132", "atyrau": "7122", "aktau": "7292",
    "karaganda": "7212", "kostanay": "7142", "kyzylorda": "7242", "pavlodar": "7182", "petropavl": "7152",
    "semey": "7222", "oskemen": "7232", "taraz": "7262", "taldykorgan": "7282", "turkistan": "72533", "oral": "7112",
    "kokshetau": "7162", "zhezkazgan": "7102", "bishkek": "312", "osh": "3222", "jalal-abad": "3722",
    "karakol": "3922", "naryn": "3522", "talas": "3422", "batken": "3622", "ankara": "312", "tashkent": "71",
}  # fmt: skip


def read(text: Text, reading: Reading) -> None:
    """Fill in phones, e-mails and sites."""
    reading.emails = _unique(
        Finding(match[0].rstrip("."), (match.span(),)) for match in _EMAIL.finditer(text.plain)
    )
    reading.urls = _unique(_sites(text))
    reading.online_url = next((url for url in reading.urls if _is_online(url, text)), None)
    reading.source = next((url for url in reading.urls if _is_source(url, text)), None)
    country = _country(text, reading)
    reading.phones = _phones(text, reading, country)


def _sites(text: Text) -> Iterator[Finding[str]]:
    for match in _URL.finditer(text.plain):
        value = match[0].rstrip(".,;:!?…*_]")
        value = value if value.count("(") == value.count(")") else value.rstrip(")")
        bare = not re.match(r"https?://|www\.", value, re.IGNORECASE)
        mailed = text.plain[max(0, match.start() - 1) : match.start()] == "@"
        if not mailed and not (bare and "/" not in value and len(value) < 6):
            yield Finding(value, ((match.start(), match.start() + len(value)),))


def in_area(written: str, city: str) -> str | None:
    """A number written without its area, in E.164: the area is that of a city of the gazetteer."""
    return _local(written, city, _country_of(city)) if city in _AREA else None


def _unique(found: Iterable[Finding[str]]) -> list[Finding[str]]:
    """Each value once, whatever its scheme or last slash."""
    kept: dict[str, Finding[str]] = {}
    for one in found:
        key = re.sub(r"^https?://(?:www\.)?|^www\.", "", one.value.lower()).rstrip("/")
        kept.setdefault(key, one)
    return list(kept.values())


def _is_online(url: Finding[str], text: Text) -> bool:
    start, _end = url.spans[0]
    return bool(
        _ONLINE.search(url.value.lower()) or _ONLINE.search(text.low[max(0, start - 40) : start])
    )


def _is_source(url: Finding[str], text: Text) -> bool:
    """Whether a text says of an address that it was taken from there."""
    start = url.spans[0][0]
    return bool(_SOURCE.search(text.low[max(0, start - 30) : start]))


def _country(text: Text, reading: Reading) -> str:
    """Whose numbers are written here: that of the city, of a full number, of an address."""
    if reading.city_key:
        return _country_of(reading.city_key)
    written = re.search(r"\+(?:996|998|90|7)", text.plain)
    if written and written[0] != "+7":
        return _COUNTRY_OF_CODE[written[0]]
    for found in [*reading.emails, *reading.urls]:
        domain = re.search(r"\.(kz|kg|tr|uz|ru)(?:/|$)", found.value.lower())
        if domain:
            return _COUNTRY_OF_DOMAIN[domain[1]]
    return _COUNTRY_OF_LANGUAGE.get(reading.language, "KZ")


def _phones(text: Text, reading: Reading, country: str) -> list[Finding[Phone]]:
    kept: dict[str, Finding[Phone]] = {}
    for match in _NUMBER.finditer(text.plain):
        for start, written in _parted(match):
            e164 = _e164(written, country)
            if e164:
                kept.setdefault(
                    e164, Finding(Phone(written, e164), ((start, start + len(written)),))
                )
            for (begin, end), whole in _further(text, start + len(written), written):
                e164 = _e164(whole, country)
                if e164:
                    kept.setdefault(e164, Finding(Phone(whole, e164), ((begin, end),)))
    for match in _LABELLED.finditer(text.low):
        written, span = text.plain[slice(*match.span("number"))], match.span("number")
        if any(
            span[0] < end and start < span[1] for one in kept.values() for start, end in one.spans
        ):
            continue
        e164 = _local(written, reading.city_key or "", country)
        if e164:
            kept[e164] = Finding(Phone(written, e164), (span,), Mark.CHECK)
    drafters = [match.span() for match in _DRAFTER.finditer(text.low)]
    found = (one for one in kept.values() if not _within(one.spans[0], drafters))
    return sorted(found, key=lambda one: one.spans[0])


def _within(span: Span, places: Iterable[Span]) -> bool:
    return any(start <= span[0] < end for start, end in places)


def _further(text: Text, at: int, written: str) -> Iterator[tuple[Span, str]]:
    """The numbers that follow with the same beginning left out: "74-33-22, 74-33-23"."""
    while (more := _MORE.match(text.plain, at)) and _shape(written).endswith(_shape(more["tail"])):
        yield more.span("tail"), written[: -len(more["tail"])] + more["tail"]
        at = more.end()


def _shape(written: str) -> str:
    return re.sub(r"\d", "0", written)


def _parted(match: re.Match[str]) -> list[tuple[int, str]]:
    """The numbers of one run; two may stand beside each other with only blanks between."""
    parts = [part for part in re.split(r"\s{3,}|\n|\s[-–]\s(?=[+(0])", match[0]) if part.strip()]
    return [(match.start() + match[0].index(part), part.rstrip(" (.-")) for part in parts]


def _country_of(city: str) -> str:
    return next(row.country for row in CITIES if row.key == city)


def _local(written: str, city: str, country: str) -> str | None:
    return _e164(_AREA.get(city, "") + re.sub(r"\D", "", written), country)


def _e164(written: str, country: str) -> str | None:
    digits = re.sub(r"\D", "", written)
    if not 9 <= len(digits) <= 14 and not written.startswith("+"):
        return None
    if not written.strip().startswith("+") and digits.startswith("8") and len(digits) == 11:
        country = "RU" if country == "RU" or digits[1] in "3489" else "KZ"
    return phones.read(written, country) or _possible(written, digits, country)


def _possible(written: str, digits: str, country: str) -> str | None:
    """A number of the right length that no operator has been given yet, as in examples."""
    lengths = {
        "KG": ("996", 9, "0"),
        "TR": ("90", 10, "0"),
        "KZ": ("7", 10, "8"),
        "RU": ("7", 10, "8"),
        "UZ": ("998", 9, "8"),
    }
    if written.strip().startswith("+"):
        return f"+{digits}" if 10 <= len(digits) <= 14 else None
    code, length, trunk = lengths[country if country in lengths else "KZ"]
    national = digits.removeprefix(trunk) if len(digits) == length + 1 else digits
    return f"+{code}{national}" if len(national) == length else None
