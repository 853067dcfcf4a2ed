"""What a filter lets through, in the words of a language."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventsapp.core import dates
from eventsapp.core.texts import ENDONYMS
from eventsapp.digests.models import Frequency
from eventsapp.digests.news import Kind
from eventsapp.events.filters import OPEN, Filter
from eventsapp.events.kinds import KINDS, Type
from eventsapp.extensions import db
from eventsapp.organisations.models import Organisation
from eventsapp.venues.models import City
from eventsapp.web import locale

FREQUENCIES = {Frequency.DAILY: _l("Every morning"), Frequency.WEEKLY: _l("On Mondays")}
SECTIONS = {
    Kind.NEW: _l("New"),
    Kind.CHANGED: _l("Changed"),
    Kind.CANCELLED: _l("Cancelled"),
    Kind.CLOSING: _l("Registration closes soon"),
}


def describe(filter_: Filter, language: str) -> str:
    """The events of a filter: "Briefing, Osh"; all of them say so."""
    with locale.speaking(language):
        return ", ".join(_labels(filter_, language)) or _("All events")


def _labels(filter_: Filter, language: str) -> list[str]:
    cities = select(City).where(City.key.in_(filter_.cities)).order_by(City.id)
    bodies = select(Organisation).where(Organisation.slug.in_(filter_.organisers))
    return [
        *(str(KINDS[Type(each)].name) for each in filter_.types),
        *(str(OPEN[each]) for each in filter_.open),
        *(each.names.read([language]).text for each in db.session.scalars(cities)),
        *(each.names.read([language]).text for each in db.session.scalars(bodies)),
        *(ENDONYMS[each] for each in filter_.languages),
        *_days_and_words(filter_, language),
    ]


def _days_and_words(filter_: Filter, language: str) -> list[str]:
    said = []
    if filter_.since:
        said.append(_("From %(day)s", day=dates.without_weekday(filter_.since, language)))
    if filter_.until:
        said.append(_("Until %(day)s", day=dates.without_weekday(filter_.until, language)))
    if filter_.query:
        said.append(_("“%(words)s”", words=filter_.query))
    return said
