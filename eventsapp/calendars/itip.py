"""iTIP messages (RFC 5546): one event, one attendee; REQUEST, CANCEL or DECLINECOUNTER."""

from datetime import datetime

from eventsapp.calendars import ical
from eventsapp.calendars.entry import Entry, Person, Status
from eventsapp.calendars.models import Answer, Invitation


def message(entry: Entry, invitation: Invitation, method: str, *, now: datetime) -> bytes:
    """What the calendar of one invited person is told about an entry."""
    properties = [*ical.vevent(entry, stamp=now), _attendee(invitation, method)]
    if method == "CANCEL" and entry.status is not Status.CANCELLED:
        # One person is uninvited, the event stands: RFC 5546 §3.2.5.
        properties = [each for each in properties if not each.startswith("STATUS:")]
    return ical.wrapped([ical.written(entry, properties)], ical.head(method))


def _attendee(invitation: Invitation, method: str) -> str:
    """The recipient alone: who else is invited is nobody's business."""
    asks = method == "REQUEST" and invitation.answer is Answer.NEEDS_ACTION
    return ical.person(
        "ATTENDEE",
        Person(name=invitation.name, address=invitation.address),
        CUTYPE="INDIVIDUAL",
        ROLE="REQ-PARTICIPANT",
        PARTSTAT=invitation.answer.value,
        RSVP="TRUE" if asks else "FALSE",
    )
