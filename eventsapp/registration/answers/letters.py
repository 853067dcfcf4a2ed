"""Letters about answers: the entry sent again, a proposed time refused, a person's words passed on."""

from datetime import datetime

from eventsapp.calendars import services as calendars
from eventsapp.calendars.models import Invitation, Reply
from eventsapp.events.models import State
from eventsapp.mail import services as outbox
from eventsapp.mail.inbox_letters import Letter
from eventsapp.registration import mails
from eventsapp.registration.letterhead import letterhead
from eventsapp.registration.models import Registration

ENTRY = "registration/entry"
REFUSED = "registration/proposal_refused"
PASSED_ON = "registration/passed_on"
MOST = 10_000  # characters of a letter that is passed on


def send_entry(registration: Registration, *, key: str, now: datetime) -> None:
    """The entry as it stands, for a calendar that asks for it (REFRESH)."""
    recipe = calendars.as_it_stands(mails.invite(registration, now))
    if registration.event.state is State.CANCELLED and registration.invitation is not None:
        recipe = calendars.cancellation(registration.invitation, now)
    mails.send(ENTRY, registration, key=key, now=now, calendar=recipe)


def refuse(registration: Registration, reply: Reply, now: datetime) -> None:
    """Word that the event stays when it is, with the calendar's DECLINECOUNTER."""
    if registration.invitation is not None:
        recipe = calendars.refusal(registration.invitation, sequence=reply.sequence)
        key = f"refused:{reply.id}:{reply.received_at.isoformat()}"
        mails.send(REFUSED, registration, key=key, now=now, calendar=recipe)


def pass_on(invitation: Invitation, letter: Letter, *, to: str, now: datetime) -> None:
    """What a person answered to an invitation, for who answers questions about the event."""
    event = invitation.event
    outbox.enqueue(
        PASSED_ON,
        to=to,
        language=event.original_language,
        key=f"passed-on:{letter.digest}",
        now=now,
        topic=event.topic,
        reply_to=letter.sender,
        writer=letter.sender,
        written_subject=letter.subject,
        words=letter.text[:MOST],
        **letterhead(event, event.original_language),
    )
