"""The addresses under which calendars and readers subscribe to what a filter lets through."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import current_app, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventsapp.core import qr
from eventsapp.events.filters import Filter

GOOGLE = "https://calendar.google.com/calendar/render"
ARCHIVE = "1990-01-01"  # before every event
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
OFFICE = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True)
class Ways:
    """One feed: as calendars want to be told of it, for news readers, and for a phone's camera."""

    https: str
    webcal: str  # opens the calendar of the device itself
    google: str
    outlook: str
    office: str
    atom: str
    json: str
    archive: str  # with everything that is over
    qr: Markup


def ways(filter_: Filter, lang: str) -> Ways:
    """The ways to follow what a filter lets through, in a language."""
    base, arguments = current_app.config["BASE_URL"], filter_.to_args() | {"lang": lang}
    https = base + url_for("calendars.feed", **arguments)
    webcal = f"webcal://{https.partition('://')[2]}"
    name = _("%(site)s: events", site=current_app.config["SITE_NAME"])
    named = urlencode({"url": https, "name": name})
    return Ways(
        https=https,
        webcal=webcal,
        google=f"{GOOGLE}?{urlencode({'cid': webcal})}",
        outlook=f"{OUTLOOK}?{named}",
        office=f"{OFFICE}?{named}",
        atom=base + url_for("calendars.atom", **arguments),
        json=base + url_for("calendars.json_feed", **arguments),
        archive=base + url_for("calendars.feed", **arguments | {"from": ARCHIVE}),
        qr=qr.svg(webcal, border=qr.BORDER),
    )
