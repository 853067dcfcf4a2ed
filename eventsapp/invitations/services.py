"""What organisers do about invitations: send them, undo that, send one again, withdraw one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select

from eventsapp.contacts.letters import NoWayToWrite
from eventsapp.core import search
from eventsapp.core.errors import Refusal
from eventsapp.core.texts import Texts
from eventsapp.events import queries as events
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.invitations import audience, queries
from eventsapp.invitations.audience import Person
from eventsapp.invitations.models import Invitee, Round
from eventsapp.mail import services as outbox
from eventsapp.registration import retention
from eventsapp.registration import services as registrations

UNDO = timedelta(seconds=60)


class NobodyInvited(Refusal):
    """All who were picked are left out."""

    message = _l("Nobody would be invited. Choose others.")
    status = 422


class AlreadySent(Refusal):
    """Too late to undo."""

    message = _l("The first invitations have already gone out. Withdraw them one by one.")


class NothingToSend(Refusal):
    """It was answered, or answers are over."""

    message = _l("This invitation takes no answer any more, so it is not sent again.")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On which terms people are invited."""

    category_id: int
    answer_by: datetime
    remind_days: int = 0  # before that, whoever is silent; 0: nobody
    companions: int = 0
    is_forwardable: bool = False
    notes: Texts = field(default_factory=Texts)

    @property
    def remind_at(self) -> datetime | None:
        """When the silent are reminded."""
        return self.answer_by - timedelta(days=self.remind_days) if self.remind_days else None


def invite(
    event: Event,
    terms: Terms,
    *,
    list_ids: Sequence[int],
    contact_ids: Sequence[int],
    by: int | None,
    now: datetime,
    form_key: str | None = None,
) -> Round:
    """Invite who can be of these lists and contacts; letters leave when the minute to undo is over.

    Safe to repeat: one filling of a form invites once, and nobody is invited twice. Raises
    NobodyInvited.
    """
    event = events.claim(event)  # so that two organisers with the same list take turns
    if earlier := queries.find_by_form(event, form_key):
        return earlier
    people = audience.reach(event, list_ids=list_ids, contact_ids=contact_ids, now=now).people
    if not people:
        raise NobodyInvited
    made = Round(
        event=event,
        category_id=terms.category_id,
        answer_by=terms.answer_by,
        remind_at=terms.remind_at,
        companions=terms.companions,
        is_forwardable=terms.is_forwardable,
        notes=Texts(terms.notes),
        form_key=form_key,
        created_at=now,
        created_by_id=by,
    )
    db.session.add(made)
    db.session.flush()
    db.session.execute(insert(Invitee), [_row(made, each, now + UNDO) for each in people])
    return made


def undo(standing: Round) -> None:
    """Invite nobody after all. Raises AlreadySent once the first letter is queued."""
    events.claim(standing.event)
    begun = select(Invitee.id).where(Invitee.round_id == standing.id, Invitee.sent_at.is_not(None))
    if db.session.scalar(begun.limit(1)):
        raise AlreadySent
    db.session.execute(delete(Invitee).where(Invitee.round_id == standing.id))
    db.session.delete(standing)
    db.session.flush()


def send_again(standing: Invitee, *, now: datetime) -> None:
    """Send the letter once more; one that was withdrawn stands again.

    Raises NothingToSend, and NoWayToWrite to one who wants no mail, or none about the event.
    """
    _claim(standing)
    standing.withdrawn_at = None
    if standing.erased_at is not None or not standing.takes_answers(now):
        raise NothingToSend
    if not queries.wants_mail(standing):
        raise NoWayToWrite
    standing.due_at = now
    db.session.flush()


def withdraw(standing: Invitee, *, now: datetime) -> None:
    """Invite a person no more: letters that wait are kept back, places given back with a CANCEL.

    Twice is harmless.
    """
    _claim(standing)
    standing.withdrawn_at = standing.withdrawn_at or now
    keep_back(standing)
    for guest in queries.live_guests(standing):
        if guest.is_own:
            registrations.cancel(guest.registration, by_organiser=True, now=now)
    db.session.flush()


def keep_back(standing: Invitee) -> None:
    """Let no invitation or reminder go out that still waits."""
    if standing.email:
        templates = (audience.TEMPLATE, audience.REMINDER)
        topic = standing.event.topic
        outbox.withdraw(topic=topic, templates=templates, recipient=standing.email)


def open_page(standing: Invitee, *, now: datetime) -> None:
    """Note that the person has looked at the invitation."""
    standing.opened_at = standing.opened_at or now


def forget(standing: Invitee, now: datetime) -> None:
    """Erase one person's invitation; only the number stays."""
    keep_back(standing)
    standing.erase(now)
    db.session.flush()


def erase_due(now: datetime) -> int:
    """Forget the invited people of every event whose retention has run out; how many events.

    Safe to repeat. Runs nightly; numbers and answers stay.
    """
    known = select(Invitee.event_id).where(Invitee.erased_at.is_(None))
    over = (Event.starts_at < now, Event.state != State.POSTPONED)  # whose new date is to come
    found = db.session.scalars(select(Event).where(Event.id.in_(known), *over))
    due = [event for event in found if retention.is_due(event, now)]
    for event in due:
        outbox.erase(topic=event.topic)
        for each in db.session.scalars(queries.listed(event).where(Invitee.erased_at.is_(None))):
            each.erase(now)
    db.session.flush()
    return len(due)


def _claim(standing: Invitee) -> None:
    """The invitation as it stands now; what else is done to it at the same moment waits."""
    events.claim(standing.event)
    db.session.refresh(standing)


def _row(made: Round, person: Person, due_at: datetime) -> dict[str, object]:
    names = (person.name, person.email, person.organisation_name)
    return {
        "event_id": made.event_id,
        "round_id": made.id,
        "contact_id": person.contact_id,
        "name": person.name,
        "email": person.email,
        "organisation_name": person.organisation_name,
        "language": person.language,
        "search_key": search.key(names),
        "due_at": due_at,
    }
