"""What the address book writes: the link to the page of one's own data."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, select, update

from eventsapp.contacts import queries
from eventsapp.contacts.models import Contact
from eventsapp.core.errors import Refusal
from eventsapp.extensions import db
from eventsapp.mail import one_click, urls
from eventsapp.mail import services as outbox
from eventsapp.mail.queries import is_unsubscribed
from eventsapp.organisations import senders

LINK = "contacts/link"
EVERY = timedelta(days=30)  # a list asks nobody more often
BATCH = 200


class NoWayToWrite(Refusal):
    """No address, or they want no mail."""

    message = _l("This contact has no e-mail address or wants no mail.")


def ask(contact: Contact, *, now: datetime) -> None:
    """Mail one contact the link to their own data. Raises NoWayToWrite."""
    if not _may_be_written_to(contact):
        raise NoWayToWrite
    send_link(contact, now)


def ask_all(wanted: Select[Contact], *, now: datetime) -> int:
    """Let the worker mail the link to those who were not asked lately; how many those are."""
    chosen = wanted.with_only_columns(Contact.id).order_by(None).where(*_may_be_asked(now))
    numbers = db.session.scalars(chosen).all()
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        db.session.execute(update(Contact).where(Contact.id.in_(batch)).values(link_due=True))
    return len(numbers)


def send_due(now: datetime) -> int:
    """Job: queue the links that lists have asked for, batch by batch; how many those were."""
    due = (
        select(Contact)
        .where(Contact.link_due, queries.STANDS)
        .order_by(Contact.id)
        .limit(BATCH)
        .options(*queries.shown())
    )
    done = 0
    while batch := db.session.scalars(due).all():
        for contact in batch:
            contact.link_due = False
            if _may_be_written_to(contact):
                send_link(contact, now)
        db.session.commit()
        done += len(batch)
    return done


def send_link(contact: Contact, now: datetime) -> None:
    """The link itself, once a day at most."""
    holder = contact.organisation
    language = contact.language or holder.original_language
    contact.asked_at = now
    outbox.enqueue(
        LINK,
        to=contact.emails[0].address,
        name=contact.names.read([language]).text,
        language=language,
        key=f"{LINK}:{contact.id}:{now.date().isoformat()}",
        topic=contact.topic,
        now=now,
        reply_to=senders.reply_address(holder),
        **senders.of(holder, [language, holder.original_language]),
        headers=one_click.headers(urls.absolute("contact_profiles.stop", token=contact.token)),
        own_url=urls.absolute("contact_profiles.show", token=contact.token),
    )


def _may_be_written_to(contact: Contact) -> bool:
    """Whether they have an address, have not stopped mail and not called it unwanted."""
    if not contact.emails or contact.stopped_at:
        return False
    return not is_unsubscribed(contact.emails[0].address, contact.topic)


def _may_be_asked(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Contact.stopped_at.is_(None),
        Contact.emails.any(),
        (Contact.asked_at.is_(None)) | (Contact.asked_at < now - EVERY),
    )
