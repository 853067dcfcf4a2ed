"""What people do with their own calendar: get the link to it, save filters, renew, end."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from eventsapp.core.errors import Refusal
from eventsapp.events.filters import Filter
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mycalendar import queries
from eventsapp.mycalendar.models import OwnCalendar

LINK = "mycalendar/link"
LINK_EVERY = timedelta(minutes=10)  # asked for more often, the link still comes once
MOST = 10  # saved filters


class TooManyFilters(Refusal):
    """As many filters as one calendar has."""

    message = _l("A calendar has at most 10 filters. Remove one first.")
    status = 422


def send_link(email: str, language: str, *, now: datetime) -> None:
    """Mail the page of the calendar to its address: who can read the mail may see what is in it."""
    calendar = queries.of_address(email)
    if calendar is None:
        calendar = OwnCalendar(email=email, created_at=now)
        db.session.add(calendar)
    calendar.language = language
    db.session.flush()
    turn = int(now.timestamp() // LINK_EVERY.total_seconds())
    outbox.enqueue(
        LINK,
        to=email,
        language=language,
        key=f"own-calendar:{calendar.id}:{turn}",
        topic=f"own-calendar:{calendar.id}",
        now=now,
        page_url=urls.absolute("own_calendar.show", token=calendar.page_token),
    )


def save_filter(calendar: OwnCalendar, filter_: Filter, *, now: datetime) -> None:
    """Show the events of a filter too; twice is harmless. Raises TooManyFilters."""
    args = filter_.to_args()
    if args in calendar.filters:
        return
    if len(calendar.filters) >= MOST:
        raise TooManyFilters
    calendar.filters = [*calendar.filters, args]
    calendar.changed_at = now


def drop_filter(calendar: OwnCalendar, number: int, *, now: datetime) -> None:
    """Show the events of one filter no more."""
    calendar.filters = [each for at, each in enumerate(calendar.filters) if at != number]
    calendar.changed_at = now


def renew(calendar: OwnCalendar) -> None:
    """Give it a new secret address; the old one ends at once."""
    calendar.generation += 1


def end(calendar: OwnCalendar) -> None:
    """Forget the calendar; its address ends."""
    outbox.erase(topic=f"own-calendar:{calendar.id}")
    db.session.delete(calendar)


def forget_unknown(_now: datetime) -> int:
    """Forget the calendars of people we know nothing of any more; return how many there were."""
    gone = queries.unknown()
    for calendar in gone:
        end(calendar)
    return len(gone)
