"""Reads of accreditation: how an event takes the press, whom a link means, what waits."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventsapp.accreditation.intake_models import Intake
from eventsapp.accreditation.kinds import OPEN, Status
from eventsapp.accreditation.models import LINK, Applicant, Application
from eventsapp.contacts.outlet_models import Outlet
from eventsapp.core import tokens
from eventsapp.core.imports import in_parts
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from eventsapp.registration.models import Status as Standing

FULL = (
    joinedload(Applicant.application).options(
        joinedload(Application.outlet), selectinload(Application.documents)
    ),
)
MOST_NAMES = 300  # of known outlets offered in the form


class Window(StrEnum):
    """Whether an event takes applications at a moment."""

    NONE = "none"
    OPENS_LATER = "opens_later"
    OPEN = "open"
    LATE = "late"  # still taken, marked late
    CLOSED = "closed"

    @property
    def takes(self) -> bool:
        """Whether an application can be sent."""
        return self in (Window.OPEN, Window.LATE)


def find_intake(event: Event) -> Intake | None:
    """How this event takes the press; None where it does not."""
    return db.session.scalar(
        select(Intake).where(Intake.event_id == event.id).options(joinedload(Intake.category))
    )


def window(intake: Intake | None, event: Event, now: datetime) -> Window:
    """Whether the event takes applications at this moment."""
    if intake is None or event.state not in (State.PUBLISHED, State.POSTPONED):
        return Window.NONE
    if not intake.is_open or event.is_over(now):
        return Window.CLOSED
    if intake.opens_at and now < intake.opens_at:
        return Window.OPENS_LATER
    if event.state is State.PUBLISHED and now >= event.starts_at:
        return Window.CLOSED
    is_late = intake.closes_at is not None and now >= intake.closes_at
    return Window.LATE if is_late else Window.OPEN


def moments(intake: Intake | None) -> list[datetime]:
    """When the clock alone opens applications or makes them late."""
    return [at for at in (intake.opens_at, intake.closes_at) if at] if intake else []


def find_by_token(token: str) -> tuple[Applicant | None, bool]:
    """The applicant of a link, and whether the link still opens it."""
    read = tokens.read(LINK, token)
    applicant = db.session.get(Applicant, read[0], options=FULL) if read else None
    if read is None or applicant is None:
        return None, False
    return applicant, applicant.generation == read[1] and applicant.erased_at is None


def find_sent(event: Event, email: str) -> Applicant | None:
    """What an address has sent or saved for this event and not withdrawn, as the sender."""
    return db.session.scalar(
        select(Applicant)
        .where(
            Applicant.event_id == event.id,
            Applicant.email == email,
            Applicant.position == 0,
            Applicant.status.in_((*OPEN, Status.DRAFT)),
        )
        .order_by(Applicant.id)
        .limit(1)
    )


def applied(event: Event, addresses: Sequence[str]) -> set[str]:
    """Those of these addresses that have sent or saved an application for an event."""
    sent = select(Applicant.email).where(
        Applicant.event_id == event.id,
        Applicant.position == 0,
        Applicant.status.in_((*OPEN, Status.DRAFT)),
    )
    return {
        address
        for some in in_parts(addresses)
        for address in db.session.scalars(sent.where(Applicant.email.in_(some)))
        if address
    }


def was_refused(event: Event, email: str) -> bool:
    """Whether an application of this address was declined, or its acceptance taken back."""
    refused = Applicant.status.in_((Status.DECLINED, Status.REVOKED))
    own = select(Applicant.id).where(Applicant.event_id == event.id, Applicant.email == email)
    return db.session.scalar(own.where(refused).limit(1)) is not None


def find_by_form(event: Event, form_key: str | None) -> Applicant | None:
    """The sender of the application that this filling of the form has made already."""
    if form_key is None:
        return None
    return db.session.scalar(
        select(Applicant)
        .join(Applicant.application)
        .where(
            Application.event_id == event.id,
            Application.form_key == form_key,
            Applicant.position == 0,
        )
    )


def find_former(organisation_id: int, email: str) -> Applicant | None:
    """What an address sent last to this press service, at whatever event."""
    return db.session.scalar(
        select(Applicant)
        .join(Applicant.event)
        .where(
            Event.organisation_id == organisation_id,
            Applicant.email == email,
            Applicant.position == 0,
            Applicant.status != Status.DRAFT,
        )
        .order_by(Applicant.id.desc())
        .limit(1)
    )


def outlet_names(organisation_id: int) -> Sequence[str]:
    """The outlets from which somebody has applied, for the form to offer."""
    applied = select(Application.id).where(Application.outlet_id == Outlet.id)
    return db.session.scalars(
        select(Outlet.name)
        .where(Outlet.organisation_id == organisation_id, applied.exists())
        .order_by(Outlet.name)
        .limit(MOST_NAMES)
    ).all()


def accepted_without_place(*, since: datetime) -> Sequence[Applicant]:
    """Whose registration was cancelled until then, by themselves or on the Registrations tab."""
    return db.session.scalars(
        select(Applicant)
        .join(Applicant.registration)
        .where(
            Applicant.status == Status.ACCEPTED,
            Registration.status == Standing.CANCELLED,
            Registration.cancelled_at <= since,
        )
    ).all()
