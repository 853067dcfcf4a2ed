"""What a person is told who has no place yet, or none any more."""

from dataclasses import dataclass
from datetime import datetime

from eventsapp.registration import rules
from eventsapp.registration.entry import approval, line, passing, waiting
from eventsapp.registration.entry.models import Transfer
from eventsapp.registration.entry.waiting import Reason
from eventsapp.registration.models import Registration, Status


@dataclass(frozen=True)
class Standing:
    """Where a registration stands, with what belongs to that state alone."""

    status: Status
    number: int = 0  # in the line
    reason: Reason | None = None  # why no place is offered
    held_until: datetime | None = None
    is_over: bool = False  # what was held is not any more
    can_extend: bool = False
    offer_hours: int = 0
    answer_by: datetime | None = None
    note: str = ""  # of the organiser's last decision
    transfer: Transfer | None = None
    takes_changes: bool = True


def of(registration: Registration, now: datetime, *, has_transfer: bool) -> Standing:
    """What the person's page says of it."""
    event, status = registration.event, registration.status
    if status is Status.CONFIRMED:
        return Standing(
            status,
            transfer=passing.find_open(registration, now) if has_transfer else None,
            takes_changes=rules.takes_changes(event, now),
        )
    if status is Status.WAITLISTED:
        return Standing(
            status,
            number=line.number_of(registration),
            reason=waiting.reasons(event, now, [registration]).get(registration.id),
            offer_hours=rules.of(event).offer_hours,
        )
    if status is Status.PENDING:
        return Standing(status, answer_by=rules.of(event).answer_by)
    if status is Status.DECLINED:
        return Standing(status, note=_note(registration))
    held = registration.held_until
    return Standing(
        status,
        held_until=held,
        is_over=held is not None and held <= now,
        can_extend=waiting.can_extend(registration, now),
    )


def _note(registration: Registration) -> str:
    made = [each for each in approval.of_person(registration) if each.undone_at is None]
    return made[-1].note if made else ""
