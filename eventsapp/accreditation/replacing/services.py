"""A colleague instead of somebody of the press: asked by letter, applying in one step.

The first keeps the application until the colleague has sent theirs; at that moment it is withdrawn
and the place is free, so that nobody counts twice. The colleague is decided about anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import joinedload

from eventsapp.accreditation import letters, queries, seating, services
from eventsapp.accreditation.details import Answers
from eventsapp.accreditation.kinds import OPEN, Status
from eventsapp.accreditation.models import Applicant, Decision
from eventsapp.accreditation.replacing import letters as replacing_letters
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.accreditation.security.models import Export
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.registration import rules

NAMES = (joinedload(Replacement.applicant), joinedload(Replacement.successor))


class NotReplaceable(Refusal):
    """The application does not stand, or it is too late."""

    message = _l("Nobody can come instead any more. Write to the press contact.")


class ReplacementGone(Refusal):
    """Taken back, taken up already, or too late."""

    message = _l("This link no longer counts: somebody has applied with it, or it was taken back.")


class AppliedAlready(Refusal):
    """The colleague's address has an application of its own at this event."""

    message = _l("With this address somebody has applied for this event already.")


@dataclass(frozen=True)
class Replacements:
    """What is known of some people and their colleagues, by the people's numbers."""

    wishes: Mapping[int, Replacement] = field(default_factory=dict)  # for a colleague instead
    instead: Mapping[int, Replacement] = field(default_factory=dict)  # of whom they come


def ask(
    applicant: Applicant, *, name: str, email: str, language: str, by: int | None, now: datetime
) -> Replacement:
    """Ask a colleague by letter to apply instead of somebody; an earlier such letter ends.

    `by` is one of the desk, None the person. Nothing tells whether the address has applied.
    Raises NotReplaceable.
    """
    services.take_turn(applicant.application)
    if not is_possible(applicant, now):
        raise NotReplaceable
    withdraw(applicant)
    wish = Replacement(
        applicant=applicant, name=name, email=email, language=language, asked_by_id=by, asked_at=now
    )
    db.session.add(wish)
    db.session.flush()
    replacing_letters.ask(wish, now)
    return wish


def withdraw(applicant: Applicant) -> None:
    """Let the person come after all: the colleague's link ends. Twice is harmless."""
    for wish in _wishes(Replacement.applicant_id == applicant.id, Replacement.taken_at.is_(None)):
        replacing_letters.take_back(wish)
        db.session.execute(
            delete(Replacement).where(Replacement.id == wish.id, Replacement.taken_at.is_(None))
        )


def apply(token: str, event: Event, answers: Answers, *, now: datetime) -> Applicant:
    """Apply instead of who does not come, for the same outlet; that application is withdrawn.

    The deadline of applications and their closing are not held against a successor: `is_possible`
    says until when. The same form sent twice makes one application. Raises ReplacementGone and
    AppliedAlready.
    """
    event = events.claim(event)
    if earlier := queries.find_by_form(event, answers.form_key):
        return earlier
    wish = find_open(token, now)
    if wish is None or wish.applicant.event_id != event.id:
        raise ReplacementGone
    if queries.find_sent(event, answers.address):
        raise AppliedAlready
    former = wish.applicant
    successor = services.enter(event, answers, now=now).sender
    successor.application.outlet = former.application.outlet
    successor.refresh_search_key()
    _take(wish, successor, now)
    letters.send_received(successor.application, services.require_intake(event), now)
    _step_back(former, successor, now)
    return successor


def is_possible(applicant: Applicant, now: datetime) -> bool:
    """Whether a colleague can come instead: the application stands, and changes are taken.

    The event's rules say how long people may change what they have sent (`registration.rules`);
    without one it is until the start. The deadline of applications does not matter.
    """
    event = applicant.event
    has_no_date = event.state is State.POSTPONED
    return is_ahead(applicant, now) and (has_no_date or rules.takes_changes(event, now))


def is_ahead(applicant: Applicant, now: datetime) -> bool:
    """Whether the application stands and the event has not begun: what a list asks of each row."""
    event = applicant.event
    begins_later = event.state is State.PUBLISHED and now < event.starts_at
    return applicant.status in OPEN and (begins_later or event.state is State.POSTPONED)


def find_open(token: str, now: datetime) -> Replacement | None:
    """What a link asks for, while it counts."""
    wish = find(token)
    counts = wish is not None and wish.taken_at is None and is_possible(wish.applicant, now)
    return wish if counts else None


def find(token: str) -> Replacement | None:
    """What a link asks for or has led to, read anew: somebody may have used it a moment ago."""
    wanted = select(Replacement).where(Replacement.token == token).options(*NAMES)
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def about(applicants: Iterable[Applicant]) -> "Replacements":
    """Who comes or is asked instead of these people, and instead of whom they come: one query."""
    ids = [each.id for each in applicants]
    found = _wishes(or_(Replacement.applicant_id.in_(ids), Replacement.successor_id.in_(ids)))
    return Replacements(
        wishes={each.applicant_id: each for each in found},
        instead={each.successor_id: each for each in found if each.successor_id},
    )


def on_earlier_list(event: Event) -> Mapping[int, str]:
    """Whom successors come instead of, where security has had a list with that name on it."""
    were_on_it = and_(
        Decision.applicant_id == Replacement.applicant_id,
        Decision.status == Status.ACCEPTED,
        Decision.undone_at.is_(None),
    )
    meanwhile = and_(
        Export.event_id == event.id,
        Export.made_at.between(Decision.decided_at, Replacement.taken_at),
    )
    found = db.session.execute(
        select(Replacement.successor_id, Applicant.name)
        .join(Applicant, Applicant.id == Replacement.applicant_id)
        .join(Decision, were_on_it)
        .join(Export, meanwhile)
        .where(Applicant.event_id == event.id)
    )
    return {successor: name for successor, name in found if successor}


def forget(applicant: Applicant) -> None:
    """Forget who came instead of somebody, or instead of whom they came."""
    theirs = or_(Replacement.applicant_id == applicant.id, Replacement.successor_id == applicant.id)
    db.session.execute(delete(Replacement).where(theirs))


def _take(wish: Replacement, successor: Applicant, now: datetime) -> None:
    """Note who has come instead; the row takes one alone, whoever else comes at this moment."""
    taken = db.session.execute(
        update(Replacement)
        .where(Replacement.id == wish.id, Replacement.taken_at.is_(None))
        .values(successor_id=successor.id, taken_at=now)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise ReplacementGone


def _step_back(former: Applicant, successor: Applicant, now: datetime) -> None:
    """Withdraw the application of who does not come, give the place back and say so."""
    services.stand(former, Status.WITHDRAWN, now)
    letters.take_back_answers(former)
    if former.registration:
        seating.give_up(former.registration, now)
    replacing_letters.tell(former, successor, now)
    db.session.flush()


def _wishes(*where: ColumnElement[bool]) -> Sequence[Replacement]:
    return db.session.scalars(select(Replacement).where(*where).options(*NAMES)).all()
