"""The list sent to the security contact: by a letter with an address that soon ends."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation import queries
from eventsapp.accreditation.kinds import Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.security import services as security
from eventsapp.accreditation.security.models import LINK, SecurityLink
from eventsapp.core import dates, tokens
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.registration.letterhead import letterhead, reply_address

LETTER = "accreditation/security"
LASTS = timedelta(days=7)


class NoContact(Refusal):
    """Nobody is named to whom the list may go."""

    message = _l("Name the security contact in the settings first.")


class NobodyToCheck(Refusal):
    """The list would be empty, or comes too late."""

    message = _l("There is nobody on the list now.")


def send(event: Event, *, by: int | None, now: datetime) -> SecurityLink:
    """Mail the security contact an address of the list; those sent before end.

    Everybody accepted counts as with security. Raises NoContact and NobodyToCheck.
    """
    event = events.claim(event)
    intake = queries.find_intake(event)
    if intake is None or intake.security_email is None:
        raise NoContact
    if event.is_over(now) or not security.accepted(event):
        raise NobodyToCheck
    withdraw(event)
    link = SecurityLink(
        event=event,
        name=intake.security_name,
        email=intake.security_email,
        language=event.original_language,
        sent_by_id=by,
        sent_at=now,
        ends_at=min(now + LASTS, event.effective_end),
    )
    db.session.add(link)
    marks.note(event, Step.SECURITY, by=by, now=now)
    _write(link, now)
    return link


def withdraw(event: Event) -> None:
    """End every address of the list; a letter that has not left stays here. Twice is harmless."""
    for link in sent(event):
        if link.generation == 0:
            link.generation = 1
            if link.email:
                outbox.withdraw(topic=link.topic, keys=[link.topic])
    db.session.flush()


def find(token: str, now: datetime) -> SecurityLink | None:
    """What an address gives, while it is good."""
    read = tokens.read_expiring(LINK, token, now=now)
    link = db.session.get(SecurityLink, read[0]) if read else None
    return link if link and read and link.opens(read[1], now) else None


def sent(event: Event) -> Sequence[SecurityLink]:
    """To whom the list was sent, the last first."""
    return db.session.scalars(
        select(SecurityLink)
        .where(SecurityLink.event_id == event.id)
        .options(joinedload(SecurityLink.sent_by))
        .order_by(SecurityLink.id.desc())
    ).all()


def forget(link: SecurityLink) -> None:
    """Forget to whom a list was sent; its address ends, and who took it is nobody's name."""
    outbox.erase(topic=link.topic)
    link.name, link.email, link.generation = "", None, 1


def forget_all(event: Event) -> None:
    """Forget to whom the lists of an event were sent."""
    for link in sent(event):
        forget(link)


def _write(link: SecurityLink, now: datetime) -> None:
    event, language = link.event, link.language
    outbox.enqueue(
        LETTER,
        to=link.email,
        name=link.name,
        language=language,
        key=link.topic,
        topic=link.topic,
        now=now,
        expires_at=link.ends_at,
        reply_to=reply_address(event),
        until=dates.moment(link.ends_at, event.timezone, language),
        list_url=urls.absolute("security_list.show", token=link.token),
        **letterhead(event, language),
    )
