"""Letting people in. The first entry to arrive here counts; whoever comes second is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from eventsapp.checkin import badges, queries
from eventsapp.checkin.models import Act, Attendance, Door, DoorNote, Kind, Verdict
from eventsapp.core.database import lock
from eventsapp.core.errors import Refusal
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.questions.asking import Given
from eventsapp.registration import filling, walkins
from eventsapp.registration.models import Registration, Status
from eventsapp.registration.people import person as people

ADDING = (Kind.WALK_IN, Kind.LET_IN)  # needs the right to let in who has no place
SKEW = timedelta(minutes=5)  # clocks of devices may differ; what is later is taken as now


class WrongPin(Refusal):
    """Not the PIN of this door."""

    message = _l("This is not the PIN of this door.")
    status = 422


class DoorLocked(Refusal):
    """Too many wrong PINs."""

    message = _l("The PIN was wrong five times. Ask the organiser for a new one.")
    status = 423


class DoorClosed(Refusal):
    """The organiser has closed the door, or the event is long over."""

    message = _l("This door is closed. Ask the organiser.")
    status = 410


class NobodyAdded(Refusal):
    """This door lets in only who is on the list."""

    message = _l("This door lets in only people who are on the list. Send them to the desk.")
    status = 403


@dataclass(frozen=True)
class Deed:
    """What a device says it has done. `moment` is by its own clock."""

    key: str
    kind: Kind
    moment: datetime
    device: str = ""
    person_id: int | None = None
    code: str = ""  # as read, where the device did not know whose it is
    is_again: bool = False  # let in although inside already
    undoes: str = ""  # the key of the entry that is taken back
    walk_in: walkins.Details | None = None
    answers: Sequence[Given] = ()  # to what is asked at the door
    note: str = ""  # for the team, such as why there is no answer


def open_door(
    event: Event, name: str, *, may_add: bool, checks_documents: bool = False, now: datetime
) -> Door:
    """One more way in, with an address and a PIN of its own."""
    door = Door(
        event=event,
        name=name,
        may_add=may_add,
        checks_documents=checks_documents,
        created_at=now,
    )
    db.session.add(door)
    db.session.flush()
    return door


def unlock(door: Door, pin: str, *, now: datetime) -> None:
    """Try a PIN. Raises DoorClosed, DoorLocked, and WrongPin, which the caller commits."""
    lock(db.session(), door)  # guesses at one moment are counted in turn
    if not door.is_open(now):
        raise DoorClosed
    if door.is_locked:
        raise DoorLocked
    if pin != door.pin:
        door.failures += 1
        db.session.flush()
        raise WrongPin
    door.failures = 0


def require_open(door: Door, deed: Deed) -> None:
    """Refuse what was done after a door was closed; what was done before counts. Raises DoorClosed."""
    if door.closed_at is not None and deed.moment >= door.closed_at:
        raise DoorClosed


def take(event: Event, deed: Deed, *, door: Door | None, now: datetime) -> Act:
    """Do what a device says; the same deed told twice is answered as it was the first time.

    Raises NobodyAdded at a door that lets in only who has a place, and those of `walkins`.
    """
    if told := queries.find_act(deed.key):
        return told
    if deed.answers or deed.kind in ADDING:
        event = events.claim(event)
    person, kind = _comer(event, deed, door, now)
    moment = min(deed.moment, now + SKEW)
    act = Act(
        key=deed.key,
        event_id=event.id,
        door=door,
        registration=person,
        device=deed.device,
        kind=kind,
        verdict=_judge(event, deed, person, door, moment),
        acted_at=moment,
        received_at=now,
    )
    written = _write_down(act)
    if written is act and person is not None and written.verdict is not Verdict.OTHER_EVENT:
        _keep_told(person, deed, "" if door is None else door.name, moment)
    return written


def write_note(registration: Registration, text: str) -> None:
    """What the door must read before it lets this person in; nothing takes the note away."""
    note = queries.note_of(registration)
    if note and not text:
        db.session.delete(note)
    elif note:
        note.text = text
    elif text:
        db.session.add(DoorNote(registration=registration, text=text))
    db.session.flush()


def erase_notes(_now: datetime) -> int:
    """Forget what was noted about people who have been erased; return how many notes."""
    gone = select(Registration.id).where(Registration.erased_at.is_not(None))
    forgotten = delete(DoorNote).where(DoorNote.registration_id.in_(gone))
    return int(db.session.execute(forgotten).rowcount)  # type: ignore[attr-defined]


def _comer(
    event: Event, deed: Deed, door: Door | None, now: datetime
) -> tuple[Registration | None, Kind]:
    """Who it is about, with a place where the door has given one, and what is done for them."""
    if deed.kind in ADDING and door is not None and not door.may_add:
        raise NobodyAdded
    person = _person(event, deed, now)
    if deed.kind is not Kind.LET_IN or person is None or person.event_id != event.id:
        return person, deed.kind
    person = walkins.standing_of(person)
    return person, Kind.LET_IN if walkins.let_in(person, now=now) else Kind.ENTRY


def _person(event: Event, deed: Deed, now: datetime) -> Registration | None:
    if deed.walk_in is not None:
        return walkins.register(event, deed.walk_in, now=now)
    if deed.person_id is not None:
        return queries.find_person(event, deed.person_id)
    return queries.find_by_code(event, deed.code) if deed.code else None


def _judge(
    event: Event, deed: Deed, person: Registration | None, door: Door | None, moment: datetime
) -> Verdict:
    if person is None:
        return Verdict.UNKNOWN
    if person.event_id != event.id:
        return Verdict.OTHER_EVENT
    if deed.kind is Kind.EXIT:
        return _leave(person, moment)
    if deed.kind is Kind.UNDO:
        return _undo(person, deed.undoes, moment)
    if deed.kind in (Kind.BADGE, Kind.BADGE_BACK):
        return _note_badge(person, deed.kind, moment)
    return _enter(person, deed, door, moment)


def _enter(person: Registration, deed: Deed, door: Door | None, moment: datetime) -> Verdict:
    """The database lets nobody be inside twice: only the first entry stands.

    What a device tells late counts for the hour at which it was done.
    """
    if person.status is not Status.CONFIRMED:
        return Verdict.CANCELLED if person.status is Status.CANCELLED else Verdict.NOT_APPROVED
    second = Verdict.AGAIN if deed.is_again else Verdict.ALREADY_IN
    if queries.was_inside(person, moment + SKEW):
        return second
    stay = Attendance(
        event_id=person.event_id,
        registration=person,
        door=door,
        act_key=deed.key,
        entered_at=moment,
        left_at=queries.left_unseen(person, moment + SKEW),
        document_matches=queries.document_matches(person),
    )
    try:
        with db.session.begin_nested():
            db.session.add(stay)
    except IntegrityError:
        return second
    return Verdict.ADMITTED


def _leave(person: Registration, moment: datetime) -> Verdict:
    stay = queries.stay_of(person)
    if stay is None or moment < stay.entered_at - SKEW:
        return Verdict.NOT_IN
    stay.left_at = max(moment, stay.entered_at)
    return Verdict.LEFT


def _undo(person: Registration, entry: str, moment: datetime) -> Verdict:
    """Take back one entry, never the one that somebody else has made meanwhile."""
    stay = queries.stay_of(person)
    if stay is None or stay.act_key != entry:
        return Verdict.NOT_IN
    stay.undone_at = moment
    act = queries.find_act(entry)
    if act and act.kind is Kind.LET_IN:
        walkins.take_back(person, now=moment)
    elif person.is_walk_in and not queries.has_come(person):
        walkins.strike_out(person, now=moment)
    return Verdict.UNDONE


def _note_badge(person: Registration, kind: Kind, moment: datetime) -> Verdict:
    if kind is Kind.BADGE:
        return Verdict.BADGE_GIVEN if badges.hand_out(person, moment) else Verdict.NOT_APPROVED
    return Verdict.BADGE_BACK if badges.take_back(person) else Verdict.NOT_APPROVED


def _keep_told(person: Registration, deed: Deed, by: str, at: datetime) -> None:
    filling.add(person, deed.answers, by=by, at=at)
    if deed.note:
        people.note(person, ": ".join(filter(None, (by, deed.note))), by=None, now=at)
    db.session.flush()


def _write_down(act: Act) -> Act:
    """Keep the act, unless the same one has just come in by another way: then that one."""
    try:
        with db.session.begin_nested():
            db.session.add(act)
    except IntegrityError:
        return db.session.get_one(Act, act.key)
    return act
