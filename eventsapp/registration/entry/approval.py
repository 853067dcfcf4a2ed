"""Decisions about people who asked for a place: several at once, answered after a minute, undone.

Places are given under the event's row. What a colleague decided a moment ago is never written over.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.registration import mails, queries, rules, seats
from eventsapp.registration.entry import letters
from eventsapp.registration.entry.models import Decision
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.refusals import (
    AlreadyRegistered,
    AnswerGone,
    DecidedMeanwhile,
    EventFull,
    RegistrationClosed,
)

DECIDABLE = {
    Status.CONFIRMED: (Status.PENDING, Status.WAITLISTED, Status.DECLINED),
    Status.WAITLISTED: (Status.PENDING, Status.DECLINED),
    Status.DECLINED: (Status.PENDING, Status.WAITLISTED),
}  # what can be decided, and from where


@dataclass(frozen=True)
class Verdict:
    """What is decided, and what people are told in their languages.

    `words` are how the answer begins, where it does not begin as usual, `notes` what is added.
    `known` is the last decision that the organiser's page has shown.
    """

    status: Status
    notes: Mapping[str, str] = field(default_factory=dict)
    known: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)


def usual_words(event: Event, status: Status) -> Mapping[str, str]:
    """What the organiser has written beforehand for such an answer, by language."""
    own = rules.of(event)
    words = {Status.CONFIRMED: own.accepted_words, Status.DECLINED: own.declined_words}
    return words.get(status) or {}


def decide(
    event: Event, ids: Iterable[int], verdict: Verdict, *, by: int | None, now: datetime
) -> list[Decision]:
    """Decide about the parties of some people; all of them or none.

    Nobody is accepted, or waits, where nothing takes place. Raises RegistrationClosed,
    DecidedMeanwhile, EventFull and AlreadyRegistered.
    """
    event = events.claim(event)
    if verdict.status is not Status.DECLINED and not seats.takes_by_hand(event):
        raise RegistrationClosed
    leads = queries.leads(event, ids)
    parties = [queries.standing_together(lead) for lead in leads]
    if not leads or any(each.status not in DECIDABLE[verdict.status] for each in leads):
        raise DecidedMeanwhile
    if verdict.known is not None and _last(leads) > verdict.known:
        raise DecidedMeanwhile
    if verdict.status is Status.CONFIRMED:
        _require_room(parties, now)
    _require_alone(event, leads)
    return [_decide(party, verdict, by, now) for party in parties]


def undo(decisions: Sequence[Decision], *, now: datetime) -> None:
    """Let people stand where they stood before; nobody has heard of it. Twice is harmless.

    Raises AnswerGone, DecidedMeanwhile, and AlreadyRegistered for one who has asked anew.
    """
    for decision in decisions:
        events.claim(decision.registration.event)
        db.session.refresh(decision)
        if decision.undone_at is None:
            _undo(decision, now)
    db.session.flush()


def last_of(event: Event) -> int:
    """The number of the last decision about people of an event; 0 before the first."""
    of_event = select(func.max(Decision.id)).join(Decision.registration)
    return db.session.scalar(of_event.where(Registration.event_id == event.id)) or 0


def find(event: Event, ids: Iterable[int]) -> Sequence[Decision]:
    """Those of these decisions that were made about people of an event."""
    return db.session.scalars(
        select(Decision)
        .join(Decision.registration)
        .where(Decision.id.in_(list(ids)), Registration.event_id == event.id)
        .order_by(Decision.id)
    ).all()


def of_person(registration: Registration) -> Sequence[Decision]:
    """What was decided about somebody, the first first."""
    own = select(Decision).where(Decision.registration_id == registration.id)
    return db.session.scalars(own.order_by(Decision.id)).all()


def _last(leads: Iterable[Registration]) -> int:
    about = Decision.registration_id.in_([each.id for each in leads])
    standing = select(func.max(Decision.id)).where(about, Decision.undone_at.is_(None))
    return db.session.scalar(standing) or 0


def _decide(
    party: Sequence[Registration], verdict: Verdict, by: int | None, now: datetime
) -> Decision:
    lead = party[0]
    decision = Decision(
        registration=lead,
        before=lead.status,
        status=verdict.status,
        note=verdict.notes.get(lead.language, ""),
        words=verdict.words.get(lead.language, ""),
        decided_by_id=by,
        decided_at=now,
    )
    db.session.add(decision)
    _move(party, verdict.status, now)
    db.session.flush()
    if lead.email is not None:
        letters.send_answer(decision, now)
    return decision


def _move(party: Iterable[Registration], status: Status, now: datetime) -> None:
    for person in party:
        if status is Status.CONFIRMED:
            person.confirm(now)
        else:
            person.status, person.confirmed_at = status, None


def _require_room(parties: Sequence[Sequence[Registration]], now: datetime) -> None:
    """Places for all of them, in each category and in the event as a whole."""
    wanted = Counter(person.category_id for party in parties for person in party)
    free = seats.places(parties[0][0].event, now=now)
    ways = all(free.by_category[way].has_room(persons) for way, persons in wanted.items())
    if not ways or not free.has_room(wanted.total()):
        raise EventFull


def _require_alone(event: Event, leads: Iterable[Registration]) -> None:
    """Somebody declined may have asked anew in the meantime."""
    for lead in leads:
        standing = queries.find_live(event, lead.email) if lead.email else None
        if standing is not None and standing is not lead:
            raise AlreadyRegistered


def _undo(decision: Decision, now: datetime) -> None:
    party = queries.standing_together(decision.registration)
    lead = party[0]
    if lead.status is not decision.status or lead.erased_at is not None:
        raise DecidedMeanwhile
    _require_alone(lead.event, [lead])
    if not letters.take_back(decision):
        raise AnswerGone
    if decision.status is Status.CONFIRMED:
        mails.forget_entry(lead)
    _move(party, decision.before, now)
    decision.undone_at = now
