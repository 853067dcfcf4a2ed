"""Certificates of attendance: issued with a number to those who came, and mailed as a PDF.

Between the two lies a minute in which the issuing can be undone.
"""

from datetime import datetime, timedelta

from eventsapp.core.database import begin_reading
from eventsapp.documents import house, letters, mailed, queries
from eventsapp.documents.kinds import Format, Kind
from eventsapp.documents.models import Certificate
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.registration import mails
from eventsapp.registration.models import Registration

TEMPLATE = "documents/certificate"
BATCH = 100  # letters in one transaction
UNDO = timedelta(seconds=60)


def awaiting(event: Event) -> list[Registration]:
    """Who came and has none yet, by name."""
    numbers = queries.certificate_numbers(event)
    return [person for person in letters.came(event) if person.id not in numbers]


def issue(event: Event, now: datetime) -> int:
    """Give everybody who came and has none a certificate; return how many. Safe to repeat."""
    events.claim(event)  # so that each number is given once
    new = awaiting(event)
    for number, person in enumerate(new, queries.last_certificate(event) + 1):
        db.session.add(
            Certificate(event_id=event.id, registration_id=person.id, number=number, issued_at=now)
        )
    db.session.flush()
    return len(new)


def fresh(event: Event, now: datetime) -> int:
    """How many can still be taken back."""
    return len(queries.fresh_certificates(event, since=now - UNDO))


def undo(event: Event, now: datetime) -> int:
    """Take back what was issued within the minute; return how many. Their numbers are free again."""
    events.claim(event)
    taken_back = queries.fresh_certificates(event, since=now - UNDO)
    for each in taken_back:
        db.session.delete(each)
    db.session.flush()
    return len(taken_back)


def send_due(now: datetime) -> int:
    """Job: mail the certificates whose minute is over; return how many were dealt with."""
    begin_reading(db.session())  # the usual answer is no, and then no writer has waited
    if not queries.is_any_certificate_unsent(until=now - UNDO):
        return 0
    db.session.rollback()
    waiting = queries.unsent_certificates(BATCH, until=now - UNDO)
    for each in waiting:
        if each.registration.email and each.registration.erased_at is None:
            _send(each, now)
        each.sent_at = now
    db.session.flush()
    return len(waiting)


def paper(registration_id: int) -> mailed.Paper | None:
    """The certificate of one person, in their language."""
    person = db.session.get(Registration, registration_id)
    if person is None or person.erased_at is not None:
        return None
    own = house.bring(person.event.organisation, Kind.CERTIFICATES, Format.PDF, person.language)
    content = letters.certificate(person, person.language)
    return mailed.Paper("certificate.pdf", "certificate", content, own)


def _send(certificate: Certificate, now: datetime) -> None:
    person = certificate.registration
    token = letters.certificate_token(person)
    mails.send(
        TEMPLATE,
        person,
        key=f"{TEMPLATE}:{certificate.id}",
        now=now,
        paper={"certificate": person.id},
        number=certificate.written_number,
        check_url=urls.absolute("certificates.show", token=token),
        download_url=urls.absolute("certificates.download", token=token),
    )
