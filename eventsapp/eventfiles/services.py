"""Taking over the events of a file: kept for a day to be looked at, made into drafts, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from eventsapp.core import files
from eventsapp.core.errors import Refusal
from eventsapp.eventfiles import ics, jscalendar, places, queries
from eventsapp.eventfiles.findings import MOST, Found, TooMany, Unreadable, checked
from eventsapp.eventfiles.models import EventFile, TakenEvent
from eventsapp.eventfiles.places import Place
from eventsapp.events import services as events
from eventsapp.events.details import Details
from eventsapp.events.kinds import KINDS, Type
from eventsapp.events.models import Event, Precision, Series, State
from eventsapp.extensions import db
from eventsapp.messages import reminders
from eventsapp.organisations.models import Organisation
from eventsapp.venues import queries as venues

KEPT = timedelta(days=1)  # a file that nobody has taken over


class Taken(Refusal):
    """A file is taken over once."""

    message = _l("These events have already been imported.")


def send(
    organisation: Organisation,
    name: str,
    data: bytes,
    *,
    language: str,
    type_: Type,
    by: int | None,
    now: datetime,
) -> EventFile:
    """Keep a file that can be read. Raises Unreadable and TooMany."""
    read(data, organisation.timezone)
    sent = EventFile(
        organisation=organisation,
        sent_by_id=by,
        file_name=name[:200],
        file_key=files.store(data, ".ics"),
        language=language,
        type=type_,
        sent_at=now,
    )
    db.session.add(sent)
    db.session.flush()
    return sent


def read(data: bytes, home: str) -> list[Found]:
    """The events of a file by their start; `home` is the zone of those that name none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable from None
    reader = jscalendar.read if text.lstrip().startswith(("{", "[")) else ics.read
    found = [checked(each) for each in reader(text, home)]
    if len(found) > MOST:
        raise TooMany
    return sorted(found, key=lambda each: each.starts.isoformat() if each.starts else "~")


def look(sent: EventFile) -> list[Found]:
    """What a file holds, and of each event why it is not taken over, if so."""
    if sent.taken_at is not None or not (data := files.open(sent.file_key)):
        raise Taken
    found = read(data, sent.organisation.timezone)
    known = queries.known(sent.organisation_id, [each.uid for each in found])
    seen: set[str] = set()
    for place, each in enumerate(found):
        twice = bool(each.uid) and (each.uid in known or each.uid in seen)
        seen.add(each.uid)
        if twice and not each.fault:
            found[place] = replace(each, fault=_("It is already here."))
    return found


def take(sent: EventFile, *, by: int | None, now: datetime) -> list[Event]:
    """Make a draft of every event without a fault; those of one rule become a series."""
    made, series = [], dict[tuple[str, str], Series]()
    directory = venues.choices(sent.organisation_id)
    for found in look(sent):
        if found.fault or found.starts is None:
            continue
        details = _details(sent, found, found.starts, places.find(found.place, directory))
        event = events.create(sent.organisation, details, by=by, now=now)
        reminders.add_usual_rules(event, now)
        if found.rule:
            key = (found.uid.rpartition("/")[0], found.rule)
            fresh = Series(rule=found.rule, first_uid=event.uid, created_at=now)
            event.series = series.setdefault(key, fresh)
        db.session.add(TakenEvent(event=event, file=sent, uid=found.uid))
        made.append(event)
    files.forget(sent.file_key)
    sent.file_key, sent.taken_at = "", now
    db.session.flush()
    return made


def undo(sent: EventFile, *, by: int | None, now: datetime) -> list[Event]:
    """Put what is still a draft into the trash; give back what stays, published meanwhile."""
    held = queries.events_of(sent)
    for event in held:
        if event.state is State.DRAFT:
            events.put_away(event, by=by, now=now)
    sent.undone_at = now
    db.session.flush()
    return [event for event in held if event.trashed_at is None]


def forget_old(now: datetime) -> int:
    """Delete the files that nobody has taken over; return how many."""
    left = select(EventFile).where(EventFile.taken_at.is_(None), EventFile.sent_at < now - KEPT)
    old: Sequence[EventFile] = db.session.scalars(left).all()
    for each in old:
        files.forget(each.file_key)
        db.session.delete(each)
    db.session.flush()
    return len(old)


def _details(sent: EventFile, found: Found, starts: datetime, place: Place) -> Details:
    language, venue = sent.language, place.venue
    return Details(
        type=sent.type,
        original_language=language,
        titles={language: found.title},
        descriptions={language: found.description} if found.description else {},
        place_notes={language: place.rest} if place.rest else {},
        city_id=venue.city_id if venue else None,
        venue_id=venue.id if venue else None,
        room_id=place.room.id if place.room else None,
        working_languages=(language,),
        starts=starts,
        ends=found.ends,
        zone=found.zone,
        precision=Precision.TIME if found.has_hours else Precision.DAY,
        open_to_press=KINDS[sent.type].open_to_press,
        source_url=found.url,
    )
