"""The standard subject of a reminder: how far the event still is."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from eventsapp.core import dates
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.web import locale

WEEK = 7  # days


def headline(event: Event, language: str, *, at: datetime, arrival: str = "") -> str:
    """What a mail that goes out at this instant says of the day: "Tomorrow 12:00: …".

    `arrival` is the hour at which the press is to be there, where one is named.
    """
    with locale.speaking(language):
        title = event.titles.read([language, event.original_language]).text
        if event.starts_at <= at:
            return title
        days = (event.local_starts_at.date() - to_local(at, event.timezone).date()).days
        if event.has_hours and days <= 1:
            if days and arrival:
                return _("Tomorrow, arrival %(time)s: %(title)s", time=arrival, title=title)
            return _soon(days, dates.clock(event.local_starts_at), title)
        return _on_another_day(days, title)


def _soon(days: int, time: str, title: str) -> str:
    if days:
        return _("Tomorrow %(time)s: %(title)s", time=time, title=title)
    return _("Starts at %(time)s: %(title)s", time=time, title=title)


def _on_another_day(days: int, title: str) -> str:
    if days == 0:
        return _("Today: %(title)s", title=title)
    if days == 1:
        return _("Tomorrow: %(title)s", title=title)
    if days == WEEK:
        return _("In one week: %(title)s", title=title)
    return ngettext("In %(num)d day: %(title)s", "In %(num)d days: %(title)s", days, title=title)
