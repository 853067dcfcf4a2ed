"""The poster: one sheet of A4 for the wall, with the way to the page as a QR symbol."""

from typing import Any

from flask_babel import gettext as _

from eventsapp.core import colours, qr
from eventsapp.documents.content import masthead, read
from eventsapp.documents.kinds import Kind
from eventsapp.documents.words import clean, joined
from eventsapp.events.dateline import dateline
from eventsapp.events.models import Event
from eventsapp.mail import urls
from eventsapp.web.locale import current_language, speaking


def poster(event: Event, language: str) -> dict[str, Any]:
    """What stands on the poster; an event without a public page has no symbol.

    Its address asks each reader's telephone for the language.
    """
    with speaking(language):
        line, accent = dateline(event, current_language()), event.organisation.accent
        page = ""
        if event.is_public:
            page = urls.absolute("site.short", slug=event.slug)
        return masthead(event, Kind.POSTER) | {
            "colour": colours.on_light(accent).button if accent else line.colour,
            "type": read(event, event.type_names) or str(event.kind.name),
            "day": line.day,
            "when": clean(line.full_day[:1].upper() + line.full_day[1:]),
            "hours": joined(line.hours, line.zone_line),
            "place": clean(line.place),
            "summary": read(event, event.summaries),
            "qr": str(qr.svg(page, border=qr.BORDER)) if page else "",
            "alt": _("QR code with the address of the page"),
            "invitation": _("Register here") if event.categories else _("Read more here"),
            "address": page,
        }
