"""iTIP messages (RFC 5546): one event, one attendee; REQUEST, CANCEL or DECLINECOUNTER."""

from datetime import datetime

from icalendar import vCalAddress

from eventsapp.calendars import ical
from eventsapp.calendars.entry import Entry, Person, Status
from eventsapp.calendars.models import Answer, Invitation


def message(entry: Entry, invitation: Invitation, method: str, *, now: datetime) -> bytes:
    """What the calendar of one invited person is told about an entry."""
    item = ical.vevent(entry, stamp=now)
    if method == "CANCEL" and entry.status is not Status.CANCELLED:
        del item["status"]  # one person is uninvited, the event stands: RFC 5546 §3.2.5
    item.add("attendee", _attendee(invitation, method), encode=False)
    written = ical.Written(item.to_ical(sorted=False).decode(), ical.zone_of(entry))
    return ical.wrapped([written], ical.head(method))


def _attendee(invitation: Invitation, method: str) -> vCalAddress:
    """The recipient alone: who else is invited is nobody's business."""
    asks = method == "REQUEST" and invitation.answer is Answer.NEEDS_ACTION
    return ical.person(
        Person(name=invitation.name, address=invitation.address),
        cutype="INDIVIDUAL",
        role="REQ-PARTICIPANT",
        partstat=invitation.answer.value,
        rsvp="TRUE" if asks else "FALSE",
    )
