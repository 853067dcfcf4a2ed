"""Reads of ordered documents, templates and certificates."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from eventsapp.documents.kinds import Format, Kind
from eventsapp.documents.models import Certificate, Order, Template
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration.models import Registration


def orders(event: Event) -> Sequence[Order]:
    """What was ordered for an event, the last first."""
    wanted = select(Order).where(Order.event_id == event.id).order_by(Order.id.desc())
    return db.session.scalars(wanted).all()


def find_order(event: Event, order_id: int) -> Order | None:
    """An order by its number, if it is of this event."""
    return db.session.scalar(select(Order).where(Order.id == order_id, Order.event_id == event.id))


def unfinished() -> Sequence[int]:
    """The numbers of what is still to be made, the first first."""
    waiting = select(Order.id).where(Order.finished_at.is_(None)).order_by(Order.id)
    return db.session.scalars(waiting).all()


def outdated_by_erasing() -> Sequence[Order]:
    """What was made of events of which somebody registered has been erased since the order."""
    erased = exists().where(
        Registration.event_id == Order.event_id, Registration.erased_at >= Order.ordered_at
    )
    return db.session.scalars(select(Order).where(Order.finished_at.is_not(None), erased)).all()


def templates(organisation_id: int) -> Sequence[Template]:
    """The templates that an organisation brought, the one for every language first."""
    wanted = select(Template).where(Template.organisation_id == organisation_id)
    return db.session.scalars(
        wanted.order_by(Template.kind, Template.form, Template.language)
    ).all()


def find_template(organisation_id: int, kind: Kind, form: Format, language: str) -> Template | None:
    """The template for this language, else the one for every language."""
    return db.session.scalar(
        select(Template)
        .where(
            Template.organisation_id == organisation_id,
            Template.kind == kind,
            Template.form == form,
            Template.language.in_([language, ""]),
        )
        .order_by(Template.language.desc())
        .limit(1)
    )


def find_template_by_id(organisation_id: int, template_id: int) -> Template | None:
    """A template by its number, if the organisation brought it."""
    return db.session.scalar(
        select(Template).where(
            Template.id == template_id, Template.organisation_id == organisation_id
        )
    )


def certificate_numbers(event: Event) -> dict[int, str]:
    """The number on the certificate of each registration that has one."""
    issued = db.session.scalars(select(Certificate).where(Certificate.event_id == event.id))
    return {each.registration_id: each.written_number for each in issued}


def last_certificate(event: Event) -> int:
    """The highest number so far."""
    highest = select(func.max(Certificate.number)).where(Certificate.event_id == event.id)
    return db.session.scalar(highest) or 0


def find_certificate(registration_id: int) -> Certificate | None:
    """The certificate that somebody was issued."""
    return db.session.scalar(
        select(Certificate).where(Certificate.registration_id == registration_id)
    )


def fresh_certificates(event: Event, *, since: datetime) -> Sequence[Certificate]:
    """Those issued after a moment that nobody has been mailed yet."""
    return db.session.scalars(
        select(Certificate).where(
            Certificate.event_id == event.id,
            Certificate.sent_at.is_(None),
            Certificate.issued_at > since,
        )
    ).all()


def is_any_certificate_unsent(*, until: datetime) -> bool:
    """Whether there is something to mail that was issued by then."""
    waiting = select(Certificate.id).where(
        Certificate.sent_at.is_(None), Certificate.issued_at <= until
    )
    return db.session.scalar(waiting.limit(1)) is not None


def unsent_certificates(most: int, *, until: datetime) -> Sequence[Certificate]:
    """The next certificates to be mailed of those issued by then."""
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.sent_at.is_(None), Certificate.issued_at <= until)
        .order_by(Certificate.id)
        .limit(most)
        .options(joinedload(Certificate.registration))
        .with_for_update(of=Certificate, skip_locked=True)
    ).all()
