"""What a registered person changes: their own data, the way of taking part, who comes along."""

from collections.abc import Sequence
from datetime import datetime

from eventsapp.events import queries as events
from eventsapp.events.category_models import Category
from eventsapp.registration import enrolling, filling, mails, queries, rules, seats
from eventsapp.registration.details import Wishes
from eventsapp.registration.entry import admission, line
from eventsapp.registration.models import Registration, organisation_key
from eventsapp.registration.refusals import (
    ChangesClosed,
    EventFull,
    RegistrationClosed,
    UnknownWay,
)


def change(registration: Registration, wishes: Wishes, *, now: datetime) -> None:
    """Note a person's new wishes; another way of taking part, or more people, need free places.

    Raises RegistrationClosed for one that does not stand, ChangesClosed, EventFull and UnknownWay.
    """
    events.claim(registration.event)
    party = queries.standing_together(registration)[1:]
    if not registration.is_live:
        raise RegistrationClosed
    if not rules.takes_changes(registration.event, now):
        raise ChangesClosed
    _require_room_to_change(registration, wishes, party, now)
    registration.name = wishes.name
    registration.phone = wishes.phone
    registration.phone_e164 = wishes.phone_e164
    registration.organisation_name = wishes.organisation_name
    registration.wants_reminders = wishes.wants_reminders
    registration.category = _wished(registration, wishes)
    registration.refresh_search_key()
    filling.note(registration, wishes.answers, now)
    _regroup(registration, party, wishes.companions, now)
    mails.note_wish_for_reminders(registration)


def _wished(registration: Registration, wishes: Wishes) -> Category:
    """The category that is wished for; who has no place yet keeps the one asked for."""
    own = registration.category
    if own.id == wishes.category_id:
        return own
    other = admission.way(own.event, wishes.category_id)
    if other.needs_approval or not registration.is_confirmed:
        raise UnknownWay
    return other


def _require_room_to_change(
    registration: Registration, wishes: Wishes, party: Sequence[Registration], now: datetime
) -> None:
    """Another way of taking part, or more people, need places beside those of the party itself.

    Another organisation needs one of its own number.
    """
    event, category = registration.event, _wished(registration, wishes)
    if organisation_key(wishes.organisation_name) != registration.organisation_key:
        admission.require(category, admission.comer_again(registration, wishes))
    coming, standing = 1 + sum(map(bool, wishes.companions)), 1 + len(party)
    if not registration.has_seat or (
        category.id == registration.category_id and coming <= standing
    ):
        return
    if line.somebody_waits(category):
        raise EventFull
    admission.require_open(event, category, now, by_organiser=False)
    admission.require(category, admission.comer_again(registration, wishes))
    taken = seats.taken_by_category([event.id], now=now)
    taken[registration.category_id] = taken.get(registration.category_id, 0) - standing
    if not seats.places(event, taken).by_category[category.id].has_room(coming):
        raise EventFull


def _regroup(
    lead: Registration, party: Sequence[Registration], names: Sequence[str], now: datetime
) -> None:
    """Give the people of a party these names in turn: an empty one leaves, one too many is new."""
    for position, companion in enumerate(party):
        if any(names[position : position + 1]):
            companion.name, companion.category = names[position], lead.category
            companion.refresh_search_key()
        else:
            companion.release(now)
    enrolling.add_companions(lead, [name for name in names[len(party) :] if name], now)
