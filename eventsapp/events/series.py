"""Further events like one that stands: a clone on another day, or a series by a rule.

Every event of a series is its own: it can be moved, cancelled and registered for alone.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr
from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.events import details, drafts
from eventsapp.events.details import Details, Seats
from eventsapp.events.models import Event, Series

MOST = 200  # events made by one rule
_RULE = re.compile(
    r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)=[-+,0-9A-Z]+)*"
)


class BadRule(Refusal):
    """The rule makes no dates, or too many, or is not one."""

    message = _l("This rule gives no dates, or more than 200. Choose another rule or another end.")
    status = 422


def clone(
    event: Event, *, starts: datetime, by: int | None, now: datetime, uid: str | None = None
) -> Event:
    """A draft like this event on another day; every time keeps its distance to the start."""
    what = _shifted(details.of(event), starts - event.local_starts_at)
    return drafts.create(event.organisation, what, by=by, now=now, uid=uid)


def repeat(event: Event, *, rule: str, until: date, by: int | None, now: datetime) -> list[Event]:
    """Drafts like this event on the later dates of a rule (RFC 5545 RRULE), up to a day.

    The hour stays what clocks on the wall show. Raises BadRule.
    """
    dates = _dates(rule, event.local_starts_at, until)
    event.series = event.series or Series(rule=rule, first_uid=event.uid, created_at=now)
    copies = [clone(event, starts=starts, by=by, now=now) for starts in dates]
    for copy in copies:
        copy.series = event.series
    drafts.flush()
    return copies


def _dates(text: str, first: datetime, until: date) -> list[datetime]:
    if not _RULE.fullmatch(text):
        raise BadRule
    try:
        rule = rrulestr(text, dtstart=first)
    except ValueError:
        raise BadRule from None
    if not isinstance(rule, rrule):
        raise BadRule
    limited = rule.replace(until=datetime.combine(until, time.max))
    dates = [starts for starts in islice(limited, MOST + 2) if starts > first]
    if not dates or len(dates) > MOST:
        raise BadRule
    return dates


def _shifted(what: Details, by: timedelta) -> Details:
    return replace(
        what,
        starts=what.starts + by,
        ends=_later(what.ends, by),
        doors=_later(what.doors, by),
        categories=tuple(_shifted_seats(seats, by) for seats in what.categories),
        slug="",
    )


def _shifted_seats(seats: Seats, by: timedelta) -> Seats:
    return replace(seats, id=None, opens=_later(seats.opens, by), closes=_later(seats.closes, by))


def _later(moment: datetime | None, by: timedelta) -> datetime | None:
    return moment and moment + by
