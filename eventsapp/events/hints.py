"""What stands under the dates of the Details form: the same in words, so that slips are seen."""

from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from eventsapp.core import dates
from eventsapp.core.days_off import days_off_in
from eventsapp.events import times
from eventsapp.events.zones import elsewhere
from eventsapp.web.locale import current_language

WEEKEND = (5, 6)  # date.weekday() of Saturday and Sunday


def hints(form: Any, now: datetime) -> dict[str, str]:
    """The words under start, end and zone, by name; empty where nothing can be said yet."""
    day, zone = form.starts_on.data, form.its_zone
    if day is None:
        return {"starts": "", "ends": "", "zone": zone}
    today = times.to_local(now, zone).date()
    return {
        "starts": _starts(day, today, zone),
        "ends": _length(form),
        "zone": _zone(form, zone),
    }


def _starts(day: date, today: date, zone: str) -> str:
    language = current_language()
    words = f"{dates.full(day, language)}, {dates.distance((day - today).days, language)}"
    if day < today:
        return _("%(day)s. This is in the past: it is kept as a past event.", day=words)
    if celebrated := days_off_in(day, zone):
        return _("%(day)s. Non-working day: %(holiday)s.", day=words, holiday=", ".join(celebrated))
    if day.weekday() in WEEKEND:
        return _("%(day)s. This is a weekend.", day=words)
    return words


def _length(form: Any) -> str:
    """How long it lasts: hours and minutes, or the last day in words."""
    if not form.has_hours:
        last = form.ends_on.data
        return dates.full(last, current_language()) if last else ""
    if form.starts_at.data is None or form.ends is None or form.ends <= form.starts:
        return ""
    return spell_length(form.ends - form.starts)


def spell_length(length: timedelta) -> str:
    """A length of time: `1 h 30 min`."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if not hours:
        return _("%(minutes)s min", minutes=minutes)
    if not minutes:
        return _("%(hours)s h", hours=hours)
    return _("%(hours)s h %(minutes)s min", hours=hours, minutes=minutes)


def _zone(form: Any, zone: str) -> str:
    """The zone with its offset that day, and the clocks in two other capitals."""
    moment = form.starts
    if times.is_skipped(moment, zone):
        return zone
    instant = times.to_instant(moment, zone)
    words = f"{zone}, {dates.offset(instant, zone)}"
    if not form.has_hours or form.starts_at.data is None:
        return words
    others = [f"{name} {dates.clock(hour)}" for name, hour in elsewhere(instant, zone)[:2]]
    return ". ".join([words, ", ".join(others)]) if others else words
