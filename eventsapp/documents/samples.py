"""An invented event as each kind of document tells it: what a template is tried out on."""

from typing import Any

from flask_babel import gettext as _

from eventsapp.core import dates, qr
from eventsapp.core.clock import utcnow
from eventsapp.documents.content import named
from eventsapp.documents.kinds import LOOKS, Format, Kind
from eventsapp.documents.people import SIZES
from eventsapp.mail import urls
from eventsapp.web.locale import speaking

ALPHABETS = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё · Ğğ İı Öö Şş Üü Çç · № 0123456789 «—» ₸"


def data(kind: Kind, form: Format, language: str) -> dict[str, Any]:
    """What a template of this kind is given, in this language."""
    with speaking(language):
        side = _masthead(kind, language) | _BODIES[kind](kind, language)
    if form is Format.DOCX:
        return {"sides": [side]}
    return side | {"sides": [side]} if Format.TXT in LOOKS[kind].formats else side


def _masthead(kind: Kind, language: str) -> dict[str, Any]:
    day = dates.without_weekday(utcnow(), language)
    return {
        "language": language,
        "author": _("Organisation"),
        "organisation": _("Organisation"),
        **named(kind),
        "title": _("Untitled event"),
        "facts": [{"label": _("When"), "text": day}, {"label": _("Where"), "text": ALPHABETS}],
    }


def _for_the_press(_kind: Kind, _language: str) -> dict[str, Any]:
    return {
        "paragraphs": [ALPHABETS, ALPHABETS],
        "sections": [{"title": _("Key figures"), "lines": [ALPHABETS]}],
        "programme": _programme(),
        "people": [_person()],
        "bodies": [{"label": _("Organiser"), "text": _("Organisation")}],
        "contacts": [f"{_('Ainura Bekova')}, press@example.org"],
        "boilerplates": [{"name": _("Organisation"), "paragraphs": [ALPHABETS]}],
        "words": {
            "programme": _("Programme"),
            "people": _("People"),
            "bodies": _("Organisations"),
            "contacts": _("Press contacts"),
        },
    }


def _agenda(_kind: Kind, _language: str) -> dict[str, Any]:
    words = {"hour": _("Time"), "item": _("Programme")}
    return {"programme": _programme(), "words": words}


def _programme() -> list[dict[str, Any]]:
    item = {"time": "10:00–10:30", "title": ALPHABETS, "lines": [_("Ainura Bekova")]}
    return [{"day": "", "items": [item, item]}]


def _person() -> dict[str, str]:
    return {"name": _("Ainura Bekova"), "about": _("Organisation")}


def _table(kind: Kind, _language: str) -> dict[str, Any]:
    signed = kind is Kind.ATTENDANCE
    headings = ["№", _("Full name"), _("Post or organisation")]
    return {
        "signed": signed,
        "headings": [*headings, _("Signature")] if signed else headings,
        "people": [_person()] * 3,
    }


def _plates(_kind: Kind, language: str) -> dict[str, Any]:
    return {"people": [[_person() | {"language": language}]]}


def _letters(_kind: Kind, _language: str) -> dict[str, Any]:
    greeting = _("Dear %(name)s,", name=_("Ainura Bekova"))
    return {
        "sender": "press@example.org",
        "invitation": ALPHABETS,
        "paragraphs": [ALPHABETS],
        "answer": _("Please answer to %(contact)s.", contact="press@example.org"),
        "people": [_person() | {"greeting": greeting}] * 2,
    }


def _certificates(_kind: Kind, language: str) -> dict[str, Any]:
    url = urls.absolute("certificates.show", token="sample")  # noqa: S106 -- of nobody
    day = dates.without_weekday(utcnow(), language)
    words = _(
        "This is to certify that %(name)s took part in “%(title)s” on %(day)s.",
        name=_("Ainura Bekova"),
        title=_("Untitled event"),
        day=day,
    )
    drawn = {
        "words": words,
        "number": _("Number %(number)s", number="2026-0001-0001"),
        "url": url,
        "qr": qr.svg(url, border=qr.BORDER),
    }
    return {
        "check": _("Whether this certificate is genuine can be seen at"),
        "people": [_person() | drawn] * 2,
    }


def _poster(_kind: Kind, language: str) -> dict[str, Any]:
    today = dates.full(utcnow(), language)
    return {
        "colour": "#2A3AC2",
        "type": _("Press conference"),
        "day": str(utcnow().day),
        "when": today,
        "hours": "12:00–13:30",
        "place": ALPHABETS,
        "summary": ALPHABETS,
        "qr": str(qr.svg("https://example.org", border=qr.BORDER)),
        "alt": _("QR code with the address of the page"),
        "invitation": _("Register here"),
        "address": "https://example.org",
    }


def _badges(kind: Kind, _language: str) -> dict[str, Any]:
    width, height = SIZES[kind]
    speaker = {"label": _("Speaker"), "band": "speaker", "qr": "", "alt": ""}
    code = {"qr": qr.svg("K7M9P2Q5", border=qr.BORDER), "alt": "K7M9-P2Q5"}
    guest = {"label": _("Participant"), "band": "guest"} | code
    return {
        "event": ALPHABETS,
        "width": width,
        "height": height,
        "on-sheets": kind is Kind.BADGES,
        "people": [_person() | speaker, _person() | guest],
    }


def _report(_kind: Kind, _language: str) -> dict[str, Any]:
    rows = [
        {"label": _("Registered"), "number": 120, "hundredths": 100},
        {"label": _("Came"), "number": 90, "hundredths": 75},
    ]
    return {
        "numbers": rows,
        "plots": [{"title": _("Outlets"), "rows": rows}],
        "rating": ALPHABETS,
        "coverage": [ALPHABETS],
        "words": {"coverage": _("In the media")},
    }


def _diary(_kind: Kind, language: str) -> dict[str, Any]:
    city = {
        "name": "ӨСКЕМЕН",
        "lines": [f"10:00 – {ALPHABETS}"] * 2,
        "urls": ["https://example.org"] * 2,
    }
    return {
        "title": _("Diary"),
        "days": [{"day": dates.full(utcnow(), language), "cities": [city]}],
        "nothing": _("No events on these days."),
    }


_BODIES = {
    **dict.fromkeys((Kind.ANNOUNCEMENT, Kind.ADVISORY, Kind.RELEASE), _for_the_press),
    Kind.AGENDA: _agenda,
    Kind.REPORT: _report,
    Kind.DIARY: _diary,
    Kind.PARTICIPANTS: _table,
    Kind.ATTENDANCE: _table,
    Kind.PLATES: _plates,
    Kind.LETTERS: _letters,
    Kind.POSTER: _poster,
    Kind.CERTIFICATES: _certificates,
    **dict.fromkeys(SIZES, _badges),
}
